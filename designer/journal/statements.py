"""Writing a page, by hand: through the ORM it takes several times as long, and every node pays for it."""

from django.db import connection, transaction

from dataflow_app.runtime.journal import LeaseLost
from designer.database_session import is_postgresql
from designer.journal import postgresql, sqlite
from designer.journal.page import Page


def write(page: Page) -> frozenset[str]:
    """Write the page, and return the nodes whose state was written: one that had succeeded already is never touched again.

    The run's row is locked until the transaction ends; raise ``LeaseLost`` where its lease number moved on. Whoever claims the run
    changes that row, and so waits for this commit, or makes it fail. Outside a transaction the page is one of its own.
    """
    parts = list(page.parts())
    if connection.in_atomic_block or (is_postgresql() and len(parts) == 1):
        return _write(parts)
    with transaction.atomic():
        return _write(parts)


def _write(parts: list[Page]) -> frozenset[str]:
    write_part = postgresql.write if is_postgresql() else sqlite.write
    written: set[str] = set()
    for part in parts:
        nodes = write_part(part)
        if nodes is None:
            raise LeaseLost(f"Run {part.run_id} is no longer held under lease {part.lease_number}.")
        written.update(nodes)
    return frozenset(written)
