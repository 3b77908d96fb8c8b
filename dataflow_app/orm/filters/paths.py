"""Dotted paths: ``vendor.name``, ``specifications.power``, ``images.0.url``; a backslash takes a dot as part of a key."""

import re
from typing import Any

from django.db import models

from dataflow_app.errors import NodeError, suggest
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, by_name, column
from dataflow_app.orm.filters.operators import GROUPS
from dataflow_app.orm.filters.relations import backward_names
from dataflow_app.orm.values.coercions import storable

MAX_STEPS = 20
_STEP = re.compile(r"(?:\\.|[^.])*", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\.])")


def steps(path: Any) -> list[str]:
    """Return the steps of a path; raise ``NodeError`` where it is no text, or leads too deep."""
    if not isinstance(path, str):
        raise NodeError("unknown_field", f"{path!r} is no name of a field.", 'Names are texts, such as "name".')
    try:
        storable(path)
    except ValueError as error:
        raise NodeError("unknown_field", f"The name {path!a} {error}.") from None
    found = _split(path)
    if len(found) > MAX_STEPS:
        raise NodeError("invalid_parameter", f"The path '{path[:80]}…' has more than {MAX_STEPS} steps.")
    return found


def _split(path: str) -> list[str]:
    found, place = [], 0
    while place <= len(path):
        step = _STEP.match(path, place)
        text = step[0] if step else ""
        found.append(_ESCAPED.sub(r"\1", text))
        place += len(text) + 1
    return found


def field_of(bound: BoundModel, name: str) -> AnyField:
    """Return the column that a step names; raise ``NodeError`` with a suggestion where there is none."""
    known = by_name(bound)
    if name in known:
        return known[name]
    if "__" in name:
        _refuse_lookup(bound, name)
    names = [*known, *bound.options.filters, *backward_names(bound)]
    raise NodeError("unknown_field", f"{bound.name} has no field '{name[:80]}' to filter by.{suggest(name, [*names, *GROUPS])}")


def _refuse_lookup(bound: BoundModel, name: str) -> None:
    """Refuse a name with Django's double underscores, saying how it is written here."""
    stem, _, rest = name.partition("__")
    field = by_name(bound).get(stem)
    if isinstance(field, models.ForeignKey | models.JSONField):
        raise NodeError("unknown_field", f"{bound.name} has no field '{name}'. Did you mean '{stem}.{rest.replace('__', '.')}'?")
    column(bound, name)
