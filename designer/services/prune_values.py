"""Remove values that no run refers to any more, and files that no value names."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import structlog
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from designer.models import Value, ValueUse
from designer.models.value import value_storage
from designer.services.keep_value import GRACE

#: How many values go in one transaction.
BATCH = 500
#: The beginnings of digests, which are the folders of the storage.
PREFIXES = tuple(f"{number:02x}" for number in range(256))
FILES = "files"

_log = structlog.get_logger(__name__)


def prune_values(prefix: str = "", *, now: datetime | None = None, may_go_on: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Remove the values whose digests begin so and which nobody has used for a day, with their files; return how many went.

    A file goes after the row that names it, so a crash between the two leaves a file that nobody names: such files go too, when
    they are a day old, for before that the row may be on its way.
    """
    gone: Counter[str] = Counter()
    storage, until = value_storage(), (now or timezone.now()) - GRACE
    if storage is None:
        return gone
    while may_go_on() and (names := _remove(_unused(prefix, until))):
        _delete(storage, names)
        gone[Value._meta.label] += len(names)
    for folder in [prefix] if prefix else _folders(storage):
        orphans = list(_orphans(storage, folder, until)) if may_go_on() else []
        _delete(storage, orphans)
        gone[FILES] += len(orphans)
    return +gone


def unused_values(now: datetime | None = None) -> QuerySet[Value]:
    """Return the values that may go."""
    return _unused("", (now or timezone.now()) - GRACE)


def _unused(prefix: str, until: datetime) -> QuerySet[Value]:
    unused = Value.objects.filter(~Exists(ValueUse.objects.filter(value=OuterRef("pk"))), last_used_at__lt=until)
    # A range, for an index answers no LIKE under every collation; "g" comes after all digits of a digest.
    return unused.filter(digest__gte=prefix, digest__lt=f"{prefix}g").order_by("digest")


def _remove(values: QuerySet[Value]) -> list[str]:
    """Remove the first of the values, and return the names of their files."""
    with transaction.atomic():
        found = list(values.select_for_update(skip_locked=True, of=("self",)).values_list("pk", "name")[:BATCH])
        keys = [key for key, _ in found]
        # Asked again, now that they are locked: whoever begins to use a value writes its row first.
        still = set(values.filter(pk__in=keys).values_list("pk", flat=True))
        Value.objects.filter(pk__in=still).delete()
    return [name for key, name in found if key in still]


def _folders(storage: Storage) -> list[str]:
    try:
        return [name for name in storage.listdir("")[0] if name in PREFIXES]
    except FileNotFoundError:
        return []


def _orphans(storage: Storage, prefix: str, until: datetime) -> Iterator[str]:
    try:
        names = [f"{prefix}/{name}" for name in storage.listdir(prefix)[1]]
    except FileNotFoundError:
        return
    known = set(Value.objects.filter(digest__gte=prefix, digest__lt=f"{prefix}g").values_list("name", flat=True))
    for name in names:
        if name not in known and _is_older(storage, name, until):
            yield name


def _is_older(storage: Storage, name: str, until: datetime) -> bool:
    try:
        return storage.get_modified_time(name) < until
    except FileNotFoundError:  # somebody else was faster
        return False


def _delete(storage: Storage, names: Iterable[str]) -> None:
    for name in names:
        try:
            storage.delete(name)
        except OSError as error:
            _log.warning("a file of a value could not be removed, trying again later", file=name, error=str(error))
