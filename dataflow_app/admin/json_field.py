"""JSON in a form: an editor in the browser, and errors that name the place in the document."""

import json
from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from dataflow_app.orm.values.json_shape import check_shape
from dataflow_app.schema.spec import TypeSpec


class JsonEditor(forms.Textarea):
    """A text area that ``json_editor.js`` makes an editor of: numbered lines, a button that formats, errors with their place."""

    def __init__(self, spec: TypeSpec | None = None) -> None:
        attrs = {"class": "json-editor", "rows": 4, "cols": 60, "spellcheck": "false", "autocapitalize": "none", "autocomplete": "off"}
        super().__init__({**attrs, "data-shape": json.dumps(shape_of(spec))})

    @cached_property
    def media(self) -> forms.Media:
        """Return the script and its style, which this server serves."""
        return forms.Media(css={"all": ["dataflow_app/json_editor.css"]}, js=["dataflow_app/json_editor.js"])


class JsonField(forms.JSONField):
    """A JSON document; what is no JSON, and what is not of the annotated shape, is refused with its place."""

    def __init__(self, spec: TypeSpec | None = None, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "widget": JsonEditor(spec)})
        self.spec = spec

    def prepare_value(self, value: Any) -> Any:
        """Return the document as a person reads it, or what was typed where that was none."""
        if isinstance(value, str) and value == getattr(self, "_typed", None):
            return value
        return json.dumps(value, indent=2, ensure_ascii=False, cls=self.encoder)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Keep what was typed, letter by letter."""
        if data is None or self.disabled:
            return super().bound_data(data, initial)
        self._typed = data
        return data

    def to_python(self, value: Any) -> Any:
        """Return the document; raise ``ValidationError`` with line and column, or the path, of what is wrong."""
        if not isinstance(value, str) or value.strip() == "":
            return super().to_python(value)
        try:
            document = json.loads(value, parse_constant=_refuse)
        except JSONDecodeError as error:
            raise ValidationError(
                f"Line {error.lineno}, column {error.colno}: {error.msg}. This is not JSON yet.", code="invalid"
            ) from None
        except (ValueError, RecursionError) as error:
            raise ValidationError(f"This is no JSON that can be stored: {error}.", code="invalid") from None
        fault = None if self.spec is None else shape_fault(self.spec, document)
        if fault is not None:
            raise ValidationError(fault, code="shape")
        return document

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the document is another one; how it is spaced does not matter."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def shape_of(spec: TypeSpec | None) -> Any:
    """Return what the editor checks: the container, what is in it, and whether it may be null; null for any JSON."""
    if spec is None:
        return None
    return {"kind": spec.shape.__name__ if spec.shape else str(spec.kind), "nullable": spec.nullable, "item": shape_of(spec.item)}


def shape_fault(spec: TypeSpec, document: Any) -> str | None:
    """Return what is not of the annotated shape, and where; None where all is."""
    for path, part, value in _parts(spec, document, ""):
        try:
            check_shape(part, value)
        except ValueError as error:
            return f"At {path}: it {error}." if path else f"The document {error}."
    return None


def _parts(spec: TypeSpec, value: Any, path: str) -> Iterator[tuple[str, TypeSpec, Any]]:
    """Return the innermost values first, so that the place of a fault is as narrow as it can be."""
    if spec.item is not None and isinstance(value, list) and spec.shape is list:
        for place, item in enumerate(value):
            yield from _parts(spec.item, item, f"{path}[{place}]")
    elif spec.item is not None and isinstance(value, Mapping) and spec.shape is dict:
        for key, item in value.items():
            yield from _parts(spec.item, item, f"{path}.{key}" if path else str(key))
    yield path, spec, value


def _refuse(constant: str) -> Any:
    raise ValueError(f"it holds {constant}, which JSON has no form for")
