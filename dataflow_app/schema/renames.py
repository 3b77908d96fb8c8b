"""What a class says about former names: ``__dataflow__ = {"renamed": {"list_price": "price"}}``."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from dataflow_app.errors import ModelError, one, suggest


def read_renamed(name: str, value: object) -> Mapping[str, str]:
    """Return which former names lead to which present ones, of the fields and of the class ``name`` itself."""
    place = f"{name}.__dataflow__['renamed']"
    example = "Write former names and present ones: {'list_price': 'price'}."
    if not isinstance(value, Mapping):
        raise ModelError(f"{place} is {one(type(value).__name__)}, not a dict.", example)
    for old, new in value.items():
        if not (isinstance(old, str) and isinstance(new, str) and old.isidentifier() and new.isidentifier()):
            raise ModelError(f"{place} holds {old!r}: {new!r}, which are no two names.", example)
    return MappingProxyType(dict(value))


def check_renamed(name: str, renamed: Mapping[str, str], fields: Collection[str]) -> None:
    """Raise ``ModelError`` where a present name is none, or a former one is a field still."""
    place = f"{name}.__dataflow__['renamed']"
    for old, new in renamed.items():
        if new != name and new not in fields:
            hint = suggest(new, [*fields, name])
            raise ModelError(
                f"{place} leads from '{old}' to the unknown field '{new}'.{hint}", "Every former name leads to the present one."
            )
        if old in fields or old == name:
            raise ModelError(
                f"{place} says that '{old}' has another name now, but {name} has it still.", f"Take '{old}' out of one of the two."
            )
