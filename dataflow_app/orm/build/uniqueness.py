"""Unique rules of a model with options: each tenant has its own, and deleted rows are in nobody's way."""

from typing import Any

from django.db import models

from dataflow_app.errors import ModelError
from dataflow_app.orm.build.home import Home
from dataflow_app.orm.columns import TENANT
from dataflow_app.orm.unique_rule import LIVING, UniqueRule
from dataflow_app.schema.options import ModelOptions
from dataflow_app.schema.spec import IndexSpec, ModelSpec


def take_unique(spec: ModelSpec, columns: dict[str, Any]) -> list[str]:
    """Take ``unique`` off the fields that keep it among some rows only, and return their names; a rule of the table replaces it."""
    if not _restricts(spec.options):
        return []
    taken = [name for name, field in columns.items() if _is_unique(spec, name, field)]
    for name in taken:
        columns[name]._unique = False  # noqa: SLF001 - Django has no other way to say so of a field that is made
        vars(columns[name]).pop("unique", None)
    return taken


def _is_unique(spec: ModelSpec, name: str, field: Any) -> bool:
    """Whether a field was given as unique; a one-to-one is so by its nature, which deleted rows that are kept would break."""
    if isinstance(field, models.OneToOneField) and spec.options.soft_delete:
        raise ModelError(
            f"{spec.name}.{name} is one-to-one, but soft_delete keeps deleted rows, of which several may refer to one row.",
            f"Write models.ForeignKey, and {{'fields': ['{name}'], 'unique': True}} in __indexes__: unique among the rows not deleted.",
        )
    return bool(field.unique) and not field.primary_key and not isinstance(field, models.OneToOneField)


def unique_rules(model: type[models.Model], spec: ModelSpec, home: Home, taken: list[str]) -> list[models.BaseConstraint]:
    """Return the constraints of the model: its Meta's, and those of its unique fields and indexes."""
    meta = model._meta
    together = [tuple(names) for names in meta.unique_together] if taken or _restricts(spec.options) else []
    if together:
        meta.unique_together = ()
        meta.original_attrs.pop("unique_together", None)
    named: dict[str, tuple[str, ...]] = {f"{name}_unique": (name,) for name in taken}
    named |= {f"{'_'.join(names)}_together": names for names in together}
    made = [unique_rule(spec.options, home.index_name(f"{meta.db_table}_{name}", spec.name), fields) for name, fields in named.items()]
    return [*(_fitted(spec, each) for each in meta.constraints), *made]


def unique_index(index: IndexSpec, spec: ModelSpec, name: str, condition: models.Q | None) -> models.UniqueConstraint:
    """Return a unique index of the class as a constraint."""
    details = {"include": index.include, "condition": condition, **index.options}
    fields = tuple(field.removeprefix("-") for field in index.fields)
    return unique_rule(spec.options, name, fields, **{key: value for key, value in details.items() if value not in (None, ())})


def unique_rule(options: ModelOptions, name: str, fields: tuple[str, ...], **details: Any) -> models.UniqueConstraint:
    """Return the constraint that the fields are unique within a tenant and among the living, as the options say."""
    if options.multi_tenant and TENANT not in fields:
        fields = (TENANT, *fields)
        if "opclasses" in details:
            details["opclasses"] = ["", *details["opclasses"]]
    if options.soft_delete:
        condition = details.get("condition")
        details["condition"] = LIVING & condition if condition else LIVING
    rule = UniqueRule if details else models.UniqueConstraint
    return rule(fields=fields, name=name, **details)


def _restricts(options: ModelOptions) -> bool:
    """Whether rules hold among some of the rows only: those of one tenant, or those that are not deleted."""
    return options.multi_tenant or options.soft_delete


def _fitted(spec: ModelSpec, constraint: models.BaseConstraint) -> models.BaseConstraint:
    """Return a constraint of the Meta with what the options add to it."""
    if not isinstance(constraint, models.UniqueConstraint) or not _restricts(spec.options):
        return constraint
    _path, expressions, details = constraint.deconstruct()
    if spec.options.soft_delete and constraint.deferrable:
        raise ModelError(
            f"{spec.name}.Meta has the deferrable constraint '{constraint.name}', but soft_delete makes it one of the living rows only.",
            "Leave out deferrable.",
        )
    if not expressions:
        return unique_rule(spec.options, details.pop("name"), tuple(details.pop("fields")), **details)
    if spec.options.multi_tenant and models.F(TENANT) not in expressions:
        expressions = (models.F(TENANT), *expressions)
    if spec.options.soft_delete:
        details["condition"] = LIVING & details["condition"] if "condition" in details else LIVING
    return UniqueRule(*expressions, **details)
