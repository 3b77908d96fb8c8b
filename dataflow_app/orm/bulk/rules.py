"""The unique rule of a table by which rows are the same, where there is one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, column, columns
from dataflow_app.orm.unique_rule import LIVING


@dataclass(frozen=True, slots=True)
class Rule:
    """Columns (by their names in rows) that a table keeps unique, perhaps among living rows only."""

    names: tuple[str, ...]
    among_living: bool = False


def rule_for(bound: BoundModel, names: tuple[str, ...]) -> Rule | None:
    """Return the rule that tells rows apart by these columns; the tenant may be one of them, whether the rule names it or not."""
    own = {name for name in names if name != TENANT}
    return next((rule for rule in _rules(bound) if {*rule.names} - {TENANT} == own), None)


def _rules(bound: BoundModel) -> Iterator[Rule]:
    meta = bound.model._meta
    yield from (Rule((field.attname,)) for field in columns(bound) if field.unique)
    yield from (Rule(tuple(column(bound, name).attname for name in names)) for names in meta.unique_together)
    for each in meta.constraints:
        if isinstance(each, models.UniqueConstraint) and each.fields and not each.deferrable and each.condition in (None, LIVING):
            yield Rule(tuple(column(bound, name).attname for name in each.fields), each.condition is not None)
