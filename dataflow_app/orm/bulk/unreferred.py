"""Whether rows can be removed by a plain DELETE: nothing refers to them, and nobody but their history wants to be told."""

from typing import Any

from django.db import models
from django.db.models.deletion import DO_NOTHING, get_candidate_relations_to_delete

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.tenancy import AnyRows


def are_unreferred(bound: BoundModel, rows: AnyRows) -> bool:
    """Whether a DELETE of the rows does all that Django's own rules of deletion would."""
    return _stands_alone(bound.model) and not any(_refers(related, rows) for related in _relations(bound.model))


def _stands_alone(model: Any) -> bool:
    """Whether a row is all in one table, and its removal is no signal for anybody."""
    generic = any(hasattr(field, "bulk_related_objects") for field in model._meta.private_fields)
    return not (model._meta.concrete_model._meta.parents or generic or _is_watched(model))


def _is_watched(model: type[models.Model]) -> bool:
    receivers = [
        receiver
        for signal in (models.signals.pre_delete, models.signals.post_delete)
        for live in signal._live_receivers(model)  # noqa: SLF001 - the public question does not say who listens
        for receiver in live
    ]
    if not receivers:
        return False
    from simple_history.models import HistoricalRecords  # noqa: PLC0415 - imports the admin, which most programs do without

    return any(not isinstance(getattr(receiver, "__self__", None), HistoricalRecords) for receiver in receivers)


def _relations(model: type[models.Model]) -> list[Any]:
    found: Any = get_candidate_relations_to_delete(model._meta)
    return [each for each in found if each.field.remote_field.on_delete is not DO_NOTHING]


def _refers(related: Any, rows: AnyRows) -> bool:
    referring = related.related_model._base_manager.using(rows.db)
    return bool(referring.filter(**{f"{related.field.name}__in": rows.order_by()}).exists())
