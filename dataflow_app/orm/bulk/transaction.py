"""A bulk write: whole or not at all, tried again where another writer was quicker, and with a fault that names the row."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import IntegrityError, transaction

from dataflow_app.errors import NodeError
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.incoming import Numbered
from dataflow_app.orm.bulk.keys import Key, Names, doubled, key_of, present_rows
from dataflow_app.orm.columns import TENANT, primary_key
from dataflow_app.orm.integrity import refusals, taken, violated_columns
from dataflow_app.orm.tenancy import every_row
from dataflow_app.scope import Scope

Result = TypeVar("Result")
_TRIES = 3


def write_all(bound: BoundModel, scope: Scope, rows: Sequence[Numbered], work: Callable[[], Result], *, again: bool) -> Result:
    """Return what ``work`` returns after one transaction; ``again`` says whether a row that came in between is worth another try."""
    with acting(scope), refusals(bound):
        for tries_left in range(_TRIES - 1 if again else 0, -1, -1):
            try:
                with transaction.atomic(using=bound.database):
                    return work()
            except IntegrityError as error:
                if not tries_left:
                    fault = _named(bound, scope.tenant, rows, error)
                    if fault is None:
                        raise
                    raise fault from error
    raise AssertionError("the last try returns or raises")


def _named(bound: BoundModel, tenant: str | None, rows: Sequence[Numbered], error: IntegrityError) -> NodeError | None:
    """Return the fault of the row that broke a unique rule; None where it cannot be told which one did."""
    names = violated_columns(bound, error)
    keyed = [(row, key) for row in rows if names and (key := key_of(_owned(bound, tenant, row), _whole(bound, names))) is not None]
    seen: dict[Key, int] = {}
    for row, key in keyed:
        earlier = seen.setdefault(key, row.number)
        if earlier != row.number:
            return doubled(bound, earlier, row.number, {name: row.values[name] for name in names})
    present = present_rows(every_row(bound), [key for _, key in keyed], _whole(bound, names))
    for row, key in keyed:
        if any(_is_key(bound, names) or there.pk != row.values.get(_key(bound)) for there in present.get(key, ())):
            return _in_row(row, taken(bound, names, row.values))
    return None


def _key(bound: BoundModel) -> str:
    return primary_key(bound).attname


def _is_key(bound: BoundModel, names: Names) -> bool:
    return names == (_key(bound),)


def _whole(bound: BoundModel, names: Names) -> Names:
    """Return the columns with the tenant, within which all but the primary key are unique."""
    return (TENANT, *names) if bound.options.multi_tenant and not _is_key(bound, names) else names


def _owned(bound: BoundModel, tenant: str | None, row: Numbered) -> Numbered:
    """Return the row with its tenant: a row that is updated does not name it."""
    return Numbered(row.number, {TENANT: tenant, **row.values}) if bound.options.multi_tenant else row


def _in_row(row: Numbered, fault: NodeError) -> NodeError:
    return NodeError(fault.code, f"Row {row.number}: {fault.message}", fault.remedy, port="data")
