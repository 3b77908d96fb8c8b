"""The form of a bulk update: every field that many rows may share, each with a box that says it is to change."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import by_name, writable_columns
from dataflow_app.orm.unique_sets import unique_sets
from dataflow_app.orm.values.checking import clean_value


class UpdateForm:
    """What was ticked and typed; ``values`` holds the new values by field once ``is_valid`` has said yes."""

    def __init__(self, model_admin: Any, request: HttpRequest) -> None:
        self.bound: BoundModel = model_admin.bound
        self.is_sent = bool(request.POST.get("confirmed"))
        self.form = forms.Form(request.POST if self.is_sent else None)
        for name, field in _fields(model_admin, request):
            self.form.fields[name] = field
        self.ticked = [name for name in self.form.fields if f"change-{name}" in request.POST]
        self.values: dict[str, Any] = {}
        self.errors: dict[str, list[str]] = {}
        self.fault = ""

    @property
    def media(self) -> forms.Media:
        """Return what the widgets need, and the script that ticks a field which is typed into."""
        return self.form.media + forms.Media(js=["dataflow_app/bulk_update.js"])

    def is_valid(self) -> bool:
        """Whether something was ticked, and what was typed there can be stored."""
        for name in self.ticked:
            field = self.form.fields[name]
            try:
                value = field.clean(field.widget.value_from_datadict(self.form.data, self.form.files, self.form.add_prefix(name)))
                column = by_name(self.bound)[name]
                column.run_validators(getattr(value, "pk", value))
                self.values[name] = clean_value(self.bound, column, value)
            except ValidationError as error:
                self.errors[name] = error.messages
            except NodeError as error:
                self.errors[name] = [str(error)]
        self.fault = "" if self.ticked else "Tick the fields that are to change."
        return not self.fault and not self.errors

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Iterate over the fields as the page shows them."""
        for name in self.form.fields:
            yield {"field": self.form[name], "name": name, "ticked": name in self.ticked, "errors": self.errors.get(name, [])}


def _fields(model_admin: Any, request: HttpRequest) -> Iterator[tuple[str, Any]]:
    alone = {names[0] for names in unique_sets(model_admin.bound) if len(names) == 1}
    hidden = {*(model_admin.get_exclude(request) or ()), *model_admin.get_readonly_fields(request)}
    for column in writable_columns(model_admin.bound):
        if column.editable and column.attname not in alone and column.name not in hidden:
            field = model_admin.formfield_for_dbfield(column, request)
            if field is not None:
                yield column.name, field
