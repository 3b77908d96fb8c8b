"""The operators on JSON by name: what each makes of its operand, and what it is not for."""

from collections.abc import Callable, Mapping
from typing import Any

from dataflow_app.orm.updates.assigning import Remove, Replace, merging
from dataflow_app.orm.updates.bounding import Bound
from dataflow_app.orm.updates.change import Change
from dataflow_app.orm.updates.counting import Count
from dataflow_app.orm.updates.elements import read_test
from dataflow_app.orm.updates.lists import AddToSet, Pull, Push
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.json_shape import check_shape
from dataflow_app.schema.spec import FieldKind, TypeSpec

_NUMBERS = (FieldKind.INTEGER, FieldKind.FLOAT)


def json_change(operator: str, operand: Any, spec: TypeSpec | None = None) -> Change:
    """Return the change that an operator makes with a JSON operand.

    ``spec`` is what the model's class says of the place, where it says anything. Raises ``ValueError``, with words that follow
    the place's name, for an operand that the operator or the place cannot take.
    """
    return _MAKERS[operator](operator, operand, spec)


def spec_below(spec: TypeSpec | None, key: str) -> TypeSpec | None:
    """Return what the class says of a key below a place; raise ``ValueError`` where it says that there are no keys."""
    if spec is None or spec.kind is FieldKind.EXPLICIT:
        return None
    if spec.kind is not FieldKind.JSON or spec.shape is list:
        raise ValueError(f"leads nowhere: what is to hold '{key}' is no object")
    return spec.item


def _assigned(operator: str, value: Any, spec: TypeSpec | None) -> Change:
    if spec is not None:
        check_shape(spec, value)
    return merging(value) if operator == "$set" else Replace(value)


def _removed(operator: str, value: Any, spec: TypeSpec | None) -> Change:
    del operator, value, spec
    return Remove()


def _counted(operator: Any, number: Any, spec: TypeSpec | None) -> Change:
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"wants a number for {operator}, and {shown(number)} was given")  # noqa: TRY004 - a value that cannot be used
    if spec is not None and spec.kind not in (*_NUMBERS, FieldKind.EXPLICIT):
        raise ValueError(f"holds no number, and {operator} works on numbers")
    if spec is not None and spec.kind is FieldKind.INTEGER and not isinstance(number, int):
        raise ValueError(f"holds whole numbers, so {operator} wants one too, and {shown(number)} was given")
    return Count(operator, number)


def _bounded(operator: Any, value: Any, spec: TypeSpec | None) -> Change:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"wants a number or text for {operator}, and {shown(value)} was given")  # noqa: TRY004 - a value that cannot be used
    if spec is not None:
        check_shape(spec, value)
    return Bound(operator, value)


def _added(operator: str, value: Any, spec: TypeSpec | None) -> Change:
    _refuse_no_list(operator, spec)
    values = _each(operator, value)
    if spec is not None and spec.item is not None:
        for each in values:
            check_shape(spec.item, each)
    return Push(values) if operator == "$push" else AddToSet(values)


def _pulled(operator: str, value: Any, spec: TypeSpec | None) -> Change:
    _refuse_no_list(operator, spec)
    try:
        return Pull(read_test(value))
    except ValueError as error:
        raise ValueError(f"cannot be pulled from: $pull {error}") from None


def _each(operator: str, value: Any) -> tuple[Any, ...]:
    """Return the values that are added: one, or those of ``{"$each": […]}``."""
    if not isinstance(value, Mapping) or "$each" not in value:
        return (value,)
    unknown = [key for key in value if key != "$each"]
    if unknown:
        raise ValueError(f"has no '{unknown[0]}' for {operator}; beside $each nothing is known")
    if not isinstance(value["$each"], list):
        raise ValueError(f"wants a list for $each, and {shown(value['$each'])} was given")  # noqa: TRY004 - a value that cannot be used
    return tuple(value["$each"])


def _refuse_no_list(operator: str, spec: TypeSpec | None) -> None:
    if spec is None or spec.kind is FieldKind.EXPLICIT or (spec.kind is FieldKind.JSON and spec.shape in (None, list)):
        return
    raise ValueError(f"holds no list, and {operator} works on lists")


_MAKERS: dict[str, Callable[[str, Any, TypeSpec | None], Change]] = {
    "$set": _assigned,
    "$literal": _assigned,
    "$unset": _removed,
    "$inc": _counted,
    "$mul": _counted,
    "$min": _bounded,
    "$max": _bounded,
    "$push": _added,
    "$addToSet": _added,
    "$pull": _pulled,
}
