"""Rows as they were: at a time, or in a version, read from the history."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from dataflow_app.errors import NodeError, one
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import DELETED_AT, ROW_VERSION, TENANT
from dataflow_app.orm.history.states import history_of
from dataflow_app.orm.values.coercions import moment, shown

PORT = "as_of"


def rows_as_of(bound: BoundModel, tenant: str | None, as_of: Any, *, include_deleted: bool = False) -> "models.QuerySet[Any]":
    """Return the tenant's rows (None: all tenants') as they were, one state a row, of the model's history.

    ``as_of`` is a time (ISO text without an offset means the current time zone) or a version, which is a whole number. What was
    removed for good since then is among them, what was not there yet or not any more is not, and whose a row was then decides
    who sees it. The states have the columns of the model, so filters, orders and ``values_list`` of those work on them; but
    their ``pk`` is that of the state, so the row's key goes by the name of its column. What a foreign key leads to is the
    present. Raises ``NodeError`` for a model without history, and for what is neither time nor version.
    """
    states = _states(bound)
    wanted = _until(bound, as_of)
    key = bound.model._meta.pk.attname
    later = states.filter(wanted, history_id__gt=OuterRef("history_id"), **{key: OuterRef(key)})
    found = states.filter(wanted, ~Exists(later)).exclude(history_type="-")
    if tenant is not None and bound.options.multi_tenant:
        found = found.filter(**{TENANT: tenant})
    if bound.options.soft_delete and not include_deleted:
        found = found.filter(**{DELETED_AT: None})
    return found.order_by("history_id")


def state_rows(bound: BoundModel, tenant: str | None) -> "models.QuerySet[Any]":
    """Return every state of the tenant's rows (None: all tenants') in the order in which they came about."""
    states = _states(bound)
    own = states if tenant is None or not bound.options.multi_tenant else states.filter(**{TENANT: tenant})
    return own.order_by("history_id")


def _states(bound: BoundModel) -> "models.QuerySet[Any]":
    if not bound.options.keeps_history:
        raise NodeError(
            "invalid_parameter",
            f"{bound.name} keeps no history, so its rows cannot be read as they were.",
            "Give the model 'versioned': True or 'audit_log': True in __dataflow__.",
            port=PORT,
        )
    history = history_of(bound)
    return models.QuerySet(history, using=bound.database)


def _until(bound: BoundModel, as_of: Any) -> Q:
    """Return which states count: those that had come about by the time, or those of the version."""
    if isinstance(as_of, float) and as_of.is_integer():
        as_of = int(as_of)
    if isinstance(as_of, int) and not isinstance(as_of, bool):
        return _version(bound, as_of)
    try:
        return Q(history_date__lte=moment(as_of))
    except ValueError:
        wanted = "a time, such as 2026-11-24T09:30:00Z" + (", or a version, such as 3" if bound.options.versioned else "")
        raise NodeError("invalid_parameter", f"as_of wants {wanted}, and {shown(as_of)} was given.", port=PORT) from None


def _version(bound: BoundModel, number: int) -> Q:
    if not bound.options.versioned:
        message = f"{bound.name} keeps no versions of its rows, and as_of {number} names one."
        raise NodeError("invalid_parameter", message, "Give a time instead.", port=PORT)
    if not 0 <= number < 2**31:
        raise NodeError("invalid_parameter", f"as_of {number} is {one('version')} that no row can have.", port=PORT)
    return Q(**{ROW_VERSION: number}) & ~Q(history_type="-")
