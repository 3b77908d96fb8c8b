"""Deleted rows that come back to life."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef

from dataflow_app.errors import NodeError
from dataflow_app.orm.batches import batches
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import DELETED_AT, DELETION_REASON, TENANT, primary_key
from dataflow_app.orm.history.recorded import NAMED, plain_rows
from dataflow_app.orm.integrity import writing
from dataflow_app.orm.rows.kept import kept_rows
from dataflow_app.orm.tenancy import effective_tenant
from dataflow_app.orm.unique_sets import unique_sets
from dataflow_app.orm.updates import Update, write_update
from dataflow_app.orm.values.coercions import shown
from dataflow_app.scope import Scope

REASON = "restored"


def restore_rows(bound: BoundModel, scope: Scope, keys: Iterable[Any]) -> int:
    """Bring the scope's rows of these keys back to life, all or none; return how many were deleted.

    A row that is not deleted stays as it is. Raises ``NodeError`` where a row is not there, and (``integrity``) where a living
    row has by now what makes one of them unique, naming both.
    """
    tenant = effective_tenant(bound, scope)
    with writing(bound, scope):
        rows = [row for row in kept_rows(bound, tenant, keys) if getattr(row, DELETED_AT) is not None]
        try:
            with transaction.atomic(using=bound.database):
                _mark_living(bound, [row.pk for row in rows])
        except IntegrityError as error:
            fault = _taken(bound, rows)
            if fault is None:
                raise
            raise fault from error
    return len(rows)


def _mark_living(bound: BoundModel, keys: Sequence[Any]) -> None:
    for part in batches(keys, NAMED):
        write_update(bound, plain_rows(bound).filter(pk__in=part), Update({DELETED_AT: None, DELETION_REASON: ""}), reason=REASON)


def _taken(bound: BoundModel, rows: Sequence[Any]) -> NodeError | None:
    """Return the error of the first row whose unique columns another row has, a living one or one that was to be restored too."""
    owner = (TENANT,) if bound.options.multi_tenant else ()
    restored = plain_rows(bound).filter(pk__in=[row.pk for row in rows])
    for names in unique_sets(bound)[:-1]:
        same = plain_rows(bound).filter(**{name: OuterRef(name) for name in (*owner, *names)}).exclude(pk=OuterRef("pk"))
        rivals = (same.filter(**{DELETED_AT: None}), same.filter(pk__in=restored.values("pk")))
        row = restored.filter(models.Q(*map(Exists, rivals), _connector=models.Q.OR)).order_by("pk").first()
        if row is not None:
            alike = plain_rows(bound).filter(**{name: getattr(row, name) for name in (*owner, *names)}).exclude(pk=row.pk)
            living = models.Q(**{DELETED_AT: None}) | models.Q(pk__in=restored.values("pk"))
            return _fault(bound, row, alike.filter(living).order_by("pk").first(), names)
    return None


def _fault(bound: BoundModel, row: Any, other: Any, names: Sequence[str]) -> NodeError:
    told = " and ".join(f"{name} {shown(getattr(row, name)).removeprefix('text ').removeprefix('the number ')}" for name in names)
    key = primary_key(bound).attname
    return NodeError(
        "integrity",
        f"{bound.name} {row.pk} cannot be restored: {bound.name} {other.pk} has the same {told}.",
        f"Give the one with {key} {other.pk} another value, or delete it. Nothing was restored.",
        port=names[0],
    )
