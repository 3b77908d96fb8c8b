"""Choose the next run and take it by one statement of PostgreSQL: every run waits for it, and every worker that looks in vain."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from designer.database_session import planned, planning_cursor
from designer.models import Run
from designer.services.next_run import choices
from designer.services.take_run import TAKE, TAKEN_COLUMNS, read_taken

# Nothing is taken of what has a bound: how many are running must be looked at again under a lock.
_TAKE_CHOSEN = f"""
, chosen AS ({{chosen}}), taken AS ({TAKE} WHERE id = (SELECT id FROM chosen WHERE NOT is_bounded) RETURNING *)
SELECT chosen.is_followed, {TAKEN_COLUMNS}
FROM chosen LEFT JOIN taken ON taken.id = chosen.id LEFT JOIN {{tenant}} t ON t.id = taken.tenant_id
"""  # noqa: S608 - names only


class Bounded(Exception):  # noqa: N818 - it says what was found
    """The next run has a bound, and must be claimed in a transaction."""


def take_next(owner: str, *, by_age: bool, lease: timedelta) -> Run | None:
    """Return the next run, claimed; None where there is none. Raise ``Bounded`` where it may be claimed only under a lock."""
    for statement in choices(by_age=by_age, then=_TAKE_CHOSEN):
        values: Any = (owner, lease, timezone.now())
        with planning_cursor() as cursor:
            cursor.execute(planned(statement), values)
            row = cursor.fetchone()
        if row is None:
            continue
        is_followed, *taken = row
        if taken[0] is None:
            raise Bounded
        run = read_taken(taken)
        run.is_followed = is_followed
        return run
    return None
