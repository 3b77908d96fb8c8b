"""The spellings of an update, read into entries: an operator, the column and the path in it, and the operand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, by_name, column, concrete
from dataflow_app.orm.values.coercions import shown
from dataflow_app.orm.values.pending import PENDING

OPERATORS = ("$set", "$unset", "$inc", "$mul", "$min", "$max", "$push", "$addToSet", "$pull", "$literal")
#: The operator of a value that is given plainly: it replaces what was there.
PLAIN = ""
MAX_PATH = 20
_OTHER_WORDS = {
    "add": "$inc", "increment": "$inc", "decrement": "$inc", "sub": "$inc", "multiply": "$mul", "append": "$push", "concat": "$push",
    "addtoset": "$addToSet", "pullall": "$pull", "remove": "$pull", "delete": "$unset", "assign": "$set", "merge": "$set",
    "replace": "$literal", "raw": "$literal", "least": "$min", "greatest": "$max",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One operator on one place; ``name`` is how the place was written."""

    operator: str
    name: str
    field: AnyField
    path: tuple[str, ...]
    operand: Any


def read_entries(bound: BoundModel, values: Mapping[str, Any], faults: list[NodeError]) -> list[Entry]:
    """Return the entries of an update in any of its spellings; what cannot be read is added to the faults."""
    entries = []
    for operator, name, operand in _spelled(bound, values, faults):
        try:
            entries.append(_entry(bound, operator, name, operand))
        except NodeError as fault:
            faults.append(fault)
    return entries


def is_operators(value: Any) -> bool:
    """Whether a value is an object of operators: of nothing but ``$…`` keys."""
    return isinstance(value, Mapping) and bool(value) and all(str(key).startswith("$") for key in value)


def _spelled(bound: BoundModel, values: Mapping[str, Any], faults: list[NodeError]) -> Iterator[tuple[str, str, Any]]:
    for key, value in values.items():
        if key.startswith("$"):
            yield from _by_operator(key, value, faults)
        elif is_operators(value):
            for operator, operand in value.items():
                if operator in OPERATORS:
                    yield operator, key, operand
                else:
                    faults.append(_unknown(f"{bound.name}.{key} has no operator '{operator}' in an update.", operator))
        else:
            yield PLAIN, key, value


def _by_operator(operator: str, places: Any, faults: list[NodeError]) -> Iterator[tuple[str, str, Any]]:
    if operator not in OPERATORS:
        faults.append(_unknown(f"An update has no operator '{operator}'.", operator))
    elif isinstance(places, Mapping):
        for name, operand in places.items():
            yield operator, name, operand
    elif operator == "$unset" and isinstance(places, str | list | tuple):
        yield from ((operator, name, None) for name in ([places] if isinstance(places, str) else places))
    elif places is not PENDING:
        message = f"{operator} wants an object of fields and values, and {shown(places)} was given."
        faults.append(NodeError("invalid_parameter", message, f'Write {{"{operator}": {{"field": …}}}}.', port="update"))


def _entry(bound: BoundModel, operator: str, name: Any, operand: Any) -> Entry:
    text = str(name)
    if operator == PLAIN:
        _refuse_bare_words(bound, text, operand)
    if text in by_name(bound) or "." not in text:
        return Entry(operator, text, column(bound, text), (), operand)
    head, *path = text.split(".")
    field = column(bound, head)
    if not isinstance(concrete(field), models.JSONField):
        message = f"'{text}' is a path into {bound.name}.{field.name}, which holds no JSON."
        raise NodeError("invalid_parameter", message, "Change the fields of another row by an update of that row.", port=field.name)
    if not all(path) or len(path) > MAX_PATH:
        raise NodeError("invalid_parameter", f"'{text[:200]}' is no path: up to {MAX_PATH} keys with dots between.", port=field.name)
    if any(key.startswith("$") or "\0" in key for key in path):
        raise NodeError("invalid_parameter", f"'{text}' is no path: no key in it begins with $.", port=field.name)
    return Entry(operator, text, field, tuple(path), operand)


def _refuse_bare_words(bound: BoundModel, name: str, operand: Any) -> None:
    """Refuse ``{"stock": {"inc": 1}}``: an object for a column that holds none, with an operator's name for a key."""
    field = by_name(bound).get(name)
    if not isinstance(operand, Mapping) or field is None or isinstance(field, models.JSONField | models.ForeignKey):
        return
    for key in operand:
        if f"${key}" in OPERATORS or str(key).lower() in _OTHER_WORDS:
            raise _unknown(f"{bound.name}.{name} has no operator '{key}' in an update.", str(key))


def _unknown(message: str, operator: str) -> NodeError:
    word = operator.removeprefix("$").replace("_", "").lower()
    near = next((each for each in OPERATORS if each.lower() == f"${word}"), _OTHER_WORDS.get(word))
    hint = f" Did you mean '{near}'?" if near else suggest(operator, OPERATORS) or f" There are {', '.join(OPERATORS)}."
    return NodeError("unknown_operator", message + hint, port="update")
