"""Ports and their types: what may be connected to what, and why not."""

from dataclasses import dataclass
from typing import Literal

PortKind = Literal["row", "rows", "text", "number", "integer", "boolean", "date", "datetime", "json", "list", "any"]

_WORDS: dict[PortKind, str] = {
    "row": "a row",
    "rows": "a list of rows",
    "text": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "a yes/no value",
    "date": "a date",
    "datetime": "a date with a time",
    "json": "JSON",
    "list": "a list",
    "any": "any value",
}

#: Kinds that take or give every other kind; what is really in them is checked when the run is there.
_OPEN: frozenset[PortKind] = frozenset({"any", "json"})

#: Conversions that lose nothing. A whole number is written into a text port in digits (``entity_id`` columns are often text).
_WIDENING: frozenset[tuple[PortKind, PortKind]] = frozenset(
    {("integer", "number"), ("integer", "text"), ("rows", "list"), ("list", "rows")},
)

_LOSSY: dict[tuple[PortKind, PortKind], str] = {
    ("number", "integer"): "A number may have decimals, which a whole number would lose.",
    ("datetime", "date"): "A date with a time would lose its time as a date.",
    ("date", "datetime"): "A date says no time, and a date with a time needs one.",
}


@dataclass(frozen=True, slots=True)
class PortType:
    """What travels through a port.

    ``model`` is a label such as ``catalog.Product`` for ``row`` and ``rows``, and for a value that is a column of one (``field``).
    A foreign key has the model and the field that it points at: ``Product.vendor`` is of type ``Vendor.id``.
    """

    kind: PortKind
    model: str | None = None
    field: str | None = None

    @property
    def label(self) -> str:
        """The type as a person reads it: ``Row[Product]``, ``Rows[Product]``, ``Product.id``, ``text``."""
        name = _short(self.model)
        if self.kind in ("row", "rows"):
            return f"{self.kind.capitalize()}[{name}]" if name else self.kind
        return f"{name}.{self.field}" if name and self.field else self.kind


@dataclass(frozen=True, slots=True)
class Port:
    """A named, typed input or output of a node type."""

    name: str
    type: PortType
    required: bool = False
    title: str = ""
    description: str = ""


#: What a node whose ``on_error`` is ``output`` gives when it fails: code, message, remedy and the node's id.
ERROR_PORT = Port("error", PortType("json"), title="Error", description="Why the node failed: code, message, remedy and node.")


def refusal(source: PortType, target: PortType) -> str | None:
    """Return why a port of type ``source`` may not feed one of type ``target``, in one sentence; None where it may.

    ``tests/contract/port_types.json`` lists the cases; the canvas has the same rule and is tested against the same list.
    """
    if source.kind in _OPEN or target.kind in _OPEN:
        return None
    if source.kind == target.kind:
        return _refused_model(source, target)
    if (source.kind, target.kind) in _WIDENING:
        return None
    words = _WORDS[source.kind]
    return _LOSSY.get((source.kind, target.kind)) or f"{words[0].upper()}{words[1:]} is not {_WORDS[target.kind]}."


def _refused_model(source: PortType, target: PortType) -> str | None:
    """Rows must be of one model; an id may only go where an id of the same model is wanted (or where any value of its kind is)."""
    if source.model is None or target.model is None or source.model == target.model:
        return None
    wants_row = target.kind in ("row", "rows")
    wants_id = source.field == "id" and target.field == "id"
    if wants_row or wants_id:
        return f"{source.label} is not {target.label}: one is of {_short(source.model)}, the other of {_short(target.model)}."
    return None


def _short(model: str | None) -> str:
    return model.rpartition(".")[2] if model else ""
