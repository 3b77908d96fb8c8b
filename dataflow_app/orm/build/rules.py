"""The indexes and constraints of a model, added once the model is there to read their conditions by."""

from typing import Any

from django.db import models

from dataflow_app.errors import ModelError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.build.condition import Conditions
from dataflow_app.orm.build.home import Home
from dataflow_app.orm.build.indexes import option_indexes, plain_index
from dataflow_app.orm.build.uniqueness import unique_index, unique_rules
from dataflow_app.schema.spec import CheckSpec, IndexSpec, ModelSpec


def add_rules(model: type[models.Model], spec: ModelSpec, home: Home, unique: list[str]) -> None:
    """Give a new model its indexes and constraints; ``unique`` are the fields that a rule keeps unique instead of the column.

    Raises ``ModelError`` for a condition that no database can keep, and for two of one name.
    """
    meta: Any = model._meta
    conditions = Conditions(BoundModel(model, home.database, spec.options, spec.name, meta.label, spec))
    constraints, indexes = unique_rules(model, spec, home, unique), list(meta.indexes)
    for each in spec.indexes:
        name = home.index_name(each.name or _name(meta.db_table, each), spec.name)
        condition = conditions.read(f"{each.place}['condition']", each.condition) if each.condition is not None else None
        if each.unique:
            constraints.append(unique_index(each, spec, name, condition))
        else:
            indexes.append(plain_index(each, name, condition))
    indexes += option_indexes(spec, meta.db_table, home)
    constraints += [_check(each, conditions, home.index_name(each.name, spec.name)) for each in spec.checks]
    _refuse_twins(spec.name, [each.name for each in (*indexes, *constraints)])
    for key, values in (("indexes", indexes), ("constraints", constraints)):
        setattr(meta, key, values)
        if values:
            meta.original_attrs[key] = values


def _name(table: str, index: IndexSpec) -> str:
    """Return the name of an index that was given none."""
    parts = (table, *(each.removeprefix("-") for each in index.fields), "unique" if index.unique else "partial" if index.condition else "")
    return "_".join(part for part in parts if part)


def _check(check: CheckSpec, conditions: Conditions, name: str) -> models.CheckConstraint:
    condition = conditions.read(f"{check.place}['check']", check.condition)
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message=f"The rule '{check.name}' wants {dict(check.condition)}."
    )


def _refuse_twins(model: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ModelError(f"{model} has two indexes or rules named '{name}'.", "Give each a name of its own.")
