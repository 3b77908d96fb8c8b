"""Keep a value that a run refers to."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from designer.models import Value, ValueUse
from designer.models.value import value_storage

#: How long a value is left alone once it was used, whether a run refers to it or not: longer than from a file to its checkpoint.
GRACE = timedelta(days=1)
#: How stale ``last_used_at`` may be: a value that is used again and again is not written each time.
TOUCH_EVERY = timedelta(hours=1)


@transaction.atomic
def keep_value(*, run_id: int, digest: str, size: int, rows: int | None, save: Callable[[], str]) -> None:
    """Let the run refer to the content of that digest; ``save`` puts it into the storage, and is called where it is not there.

    The rows commit with the caller's transaction, or at once where there is none, and so never before the file is there.
    """
    now = timezone.now()
    if not use_value(run_id=run_id, digest=digest, now=now):
        name = save()
        fresh = Value(digest=digest, name=name, size=size, rows=rows, created_at=now, last_used_at=now)
        Value.objects.bulk_create([fresh], ignore_conflicts=True)
        if not Value.objects.filter(digest=digest, name=name).exists():
            _drop(name)  # somebody else kept the same at the same time
        use_value(run_id=run_id, digest=digest, now=now)


def use_value(*, run_id: int, digest: str, now: datetime | None = None) -> bool:
    """Let the run refer to the content of that digest where it is kept; return whether it is."""
    now = now or timezone.now()
    found = Value.objects.filter(digest=digest)
    kept = found.values_list("pk", "last_used_at").first()
    if kept is None or (kept[1] < now - TOUCH_EVERY and not found.update(last_used_at=now)):
        return False
    ValueUse.objects.bulk_create([ValueUse(run_id=run_id, value_id=kept[0])], ignore_conflicts=True)
    return True


def _drop(name: str) -> None:
    storage = value_storage()
    if storage is not None:
        storage.delete(name)
