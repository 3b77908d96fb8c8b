"""What changed from one state of a row to the next, field by field, and within JSON by path."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import ROW_VERSION
from dataflow_app.orm.rows.changes import change_word

ABSENT = object()
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Change:
    """One place of a row: the field as a person calls it, the path within its JSON, and both values."""

    field: models.Field  # type: ignore[type-arg] # not subscriptable at run time
    path: str
    old: Any
    new: Any

    @property
    def place(self) -> str:
        """Return the field's name with the path."""
        name = str(self.field.verbose_name)
        return name[:1].upper() + name[1:] + self.path


def changes(bound: BoundModel, before: Any, after: Any) -> list[Change]:
    """Return what differs between two states; what every write sets by itself (version, time of the change) is left out."""
    return [change for field in told_fields(bound) for change in _of_field(field, before, after)]


def told_fields(bound: BoundModel) -> list[Any]:
    """Return the fields whose changes say something."""
    computed = (field for field in bound.model._meta.concrete_fields if not isinstance(field, models.GeneratedField))
    return [field for field in computed if not (field.primary_key or field.name == ROW_VERSION or getattr(field, "auto_now", False))]


def what_happened(bound: BoundModel, before: Any, after: Any) -> str:
    """Return the word for a change as a page shows it."""
    word = change_word(bound, before, after)
    return "Removed for good" if word == "removed" else word.capitalize()


def shown_value(value: Any) -> str:
    """Return a value as a person reads it."""
    if value is ABSENT:
        return "(not there)"
    if value is None:
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "j M Y, H:i:s")
    words = '""' if value == "" else json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}… ({len(words):,} characters)"


def _of_field(field: Any, before: Any, after: Any) -> Iterator[Change]:
    old, new = getattr(before, field.attname, ABSENT), getattr(after, field.attname, ABSENT)
    if ABSENT in (old, new):
        return
    if isinstance(field, models.JSONField):
        for path, was, now in json_changes(old, new):
            yield Change(field, path, was, now)
    elif old != new:
        yield Change(field, "", old, new)


def json_changes(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Return path, old and new value of every place where two documents differ; ``ABSENT`` where one lacks it."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            yield from json_changes(old.get(key, ABSENT), new.get(key, ABSENT), f"{path}.{key}")
    elif isinstance(old, list) and isinstance(new, list):
        for place in range(max(len(old), len(new))):
            was, now = (each[place] if place < len(each) else ABSENT for each in (old, new))
            yield from json_changes(was, now, f"{path}[{place}]")
    elif old is not new and (type(old), old) != (type(new), new):
        yield path, old, new
