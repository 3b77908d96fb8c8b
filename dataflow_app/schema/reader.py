"""An annotated class, read whole."""

from collections.abc import Collection, Mapping
from typing import Any

from dataflow_app.errors import ModelError, suggest
from dataflow_app.schema.annotation import read_annotation
from dataflow_app.schema.constraints import read_constraints
from dataflow_app.schema.default import is_django_field, read_default
from dataflow_app.schema.hints import read_hints
from dataflow_app.schema.indexes import partial_indexes, read_indexes
from dataflow_app.schema.names import check_name
from dataflow_app.schema.option_columns import check_options, expiry_column, kinds_of
from dataflow_app.schema.options import ModelOptions, read_options
from dataflow_app.schema.renames import check_renamed
from dataflow_app.schema.spec import MISSING, FieldKind, FieldSpec, ModelSpec, TypeSpec

SPECIAL = ("__dataflow__", "__indexes__")


class _Bare:
    """A class like any other, to see what this version of Python keeps in one."""

    name: str = ""


#: Names that Python itself keeps in a class, generic ones and dataclasses included.
PYTHONS = {*vars(_Bare), "__orig_bases__", "__parameters__", "__slots__", "__match_args__", "__dataclass_fields__", "__type_params__"}


def read_model(cls: type, local_names: Mapping[str, Any] | None = None) -> ModelSpec:
    """Return what an annotated class says; raise ``ModelError`` for anything in it that would have no effect.

    ``local_names`` are the names around the class where it was defined inside a function.
    """
    _check_special_names(cls)
    name, written = cls.__name__, getattr(cls, "__dataflow__", {})
    options = read_options(name, written)
    fields = tuple(_read_fields(cls, read_hints(cls, local_names or {}), options))
    if not fields:
        raise ModelError(f"{name} has no fields.", "Annotate at least one, such as 'name: str'.")
    fields += expiry_column(options, fields)
    kinds = kinds_of(fields, added_fields(options))
    check_options(name, options, kinds)
    check_renamed(name, options.renamed, kinds)
    _check_filters(name, options, kinds)
    checks, unique = read_constraints(name, written.get("constraints", ()), kinds)
    indexes = (*read_indexes(name, getattr(cls, "__indexes__", ()), kinds), *unique, *partial_indexes(name, options, kinds))
    return ModelSpec(name, cls.__module__, cls.__qualname__, fields, indexes, options, (cls.__doc__ or "").strip(), checks)


def added_fields(options: ModelOptions) -> set[str]:
    """Return the names of the columns that a model gets without annotating them."""
    added = {"id"}
    added |= {"tenant_id"} if options.multi_tenant else set()
    added |= {"deleted_at", "deletion_reason"} if options.soft_delete else set()
    return added | ({"row_version"} if options.versioned else set())


def _read_fields(cls: type, hints: Mapping[str, Any], options: ModelOptions) -> list[FieldSpec]:
    taken = added_fields(options) - {"id"}
    explicit = [name for name in dir(cls) if name not in hints and is_django_field(getattr(cls, name, None))]
    names = [*hints, *sorted(explicit, key=lambda name: getattr(cls, name).creation_counter)]
    for name in names:
        check_name(cls.__name__, name, taken, has_history=options.keeps_history)
    return [_read_field(cls, name, hints.get(name)) for name in names]


def _read_field(cls: type, name: str, hint: Any) -> FieldSpec:
    place = f"{cls.__name__}.{name}"
    value = _written_default(cls, name)
    if is_django_field(value):
        _refuse_many(place, value)
        return FieldSpec(name, TypeSpec(FieldKind.EXPLICIT, nullable=bool(getattr(value, "null", False))), value)
    spec = read_annotation(hint, place)
    return FieldSpec(name, spec, read_default(value, spec, place))


def _refuse_many(place: str, field: Any) -> None:
    """Refuse a many-to-many field, which is a table of its own that nodes could neither read nor write."""
    if field.get_internal_type() == "ManyToManyField":
        target = getattr(field.remote_field.model, "__name__", field.remote_field.model)
        model = place.partition(".")[0]
        raise ModelError(
            f"{place} is a ManyToManyField, a table of its own that no node reads or writes.",
            f"Define a class of two relations, '{model.lower()}: {model}' and '{target.lower()}: {target}'; it has nodes like any other.",
        )


def _written_default(cls: type, name: str) -> Any:
    """Return what stands after the equals sign, in the class or the base that has it; a dataclass keeps its own elsewhere."""
    for each in cls.__mro__:
        if name in vars(each).get("__dataclass_fields__", {}):
            return vars(each)["__dataclass_fields__"][name]
        if name in vars(each):
            return vars(each)[name]
    return MISSING


def _check_special_names(cls: type) -> None:
    """Refuse a dict or list by a misspelt name like ``__dataflow__``: it is meant to have an effect, and would have none."""
    for name, value in vars(cls).items():
        is_special = name.startswith("__") and name.endswith("__") and isinstance(value, dict | list | tuple)
        if is_special and name not in (*SPECIAL, *PYTHONS):
            message = f"{cls.__name__} has {name}, which means nothing here.{suggest(name, SPECIAL)}"
            raise ModelError(message, "It may hold __dataflow__ and __indexes__.")


def _check_filters(name: str, options: ModelOptions, known: Collection[str]) -> None:
    for each in options.filters.values():
        if each.field.partition(".")[0] not in known:
            raise ModelError(f"The filter '{each.name}' of {name} filters the unknown field '{each.field}'.{suggest(each.field, known)}")
        if each.name in known:
            raise ModelError(f"The filter '{each.name}' of {name} has the name of a field.", "Give the filter a name of its own.")
