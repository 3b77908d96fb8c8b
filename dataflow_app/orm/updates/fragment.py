"""Pieces of SQL with their parameters, which are put together in the order of the text."""

from dataclasses import dataclass
from string import Formatter
from typing import Any


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of SQL: text with a ``%s`` for each parameter."""

    text: str
    parameters: tuple[Any, ...] = ()


def sql(template: str, **parts: "Fragment | str | int") -> Fragment:
    """Return the template with a fragment, or a parameter of that value, at each ``{name}``."""
    text, parameters = "", ()
    for literal, name, _, _ in Formatter().parse(template):
        text += literal
        if name is not None:
            part = parts[name]
            piece = part if isinstance(part, Fragment) else Fragment("%s", (part,))
            text, parameters = text + piece.text, (*parameters, *piece.parameters)
    return Fragment(text, parameters)


def cast(value: str, kind: str) -> Fragment:
    """Return a parameter that is told its type, such as ``jsonb``: a bare one has none where an expression stands alone."""
    return Fragment(f"CAST(%s AS {kind})", (value,))
