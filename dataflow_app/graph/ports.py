"""Ports and their types: what may be connected to what, and why not."""

from dataclasses import dataclass
from typing import Literal

PortKind = Literal["row", "rows", "text", "number", "integer", "boolean", "date", "datetime", "json", "list", "any"]


@dataclass(frozen=True, slots=True)
class PortType:
    """What travels through a port.

    ``model`` is a label such as ``catalog.Product`` for ``row`` and ``rows``, and for a value that is a column of one (``field``).
    """

    kind: PortKind
    model: str | None = None
    field: str | None = None

    @property
    def label(self) -> str:
        """The type as a person reads it: ``Row[Product]``, ``Rows[Product]``, ``Product.id``, ``text``."""
        name = self.model.rpartition(".")[2] if self.model else ""
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
