"""The parts of the automatic admin's form."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import by_name
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.orm.values.faults import collect


class PlainTextField(forms.CharField):
    """A text that is stored as it was typed, spaces at both ends included."""

    def __init__(self, *, is_long: bool = False, **kwargs: Any) -> None:
        if "widget" not in kwargs or isinstance(kwargs["widget"], type):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}) if is_long else AdminTextInputWidget()
        super().__init__(**{**kwargs, "strip": False})


class RowForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """Checks what was typed as a node's values are checked, after Django's own checks."""

    bound: ClassVar[BoundModel]

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # Django's own hook, which its stubs leave out
        for name in [name for name in self.cleaned_data if name in by_name(self.bound) and name in self.changed_data]:
            faults: list[NodeError] = []
            collect(faults, partial(clean_value, self.bound, by_name(self.bound)[name], self.cleaned_data[name]))
            for fault in faults:
                self.add_error(name, str(fault))


class VersionedForm(RowForm):
    """Carries the version that the form was filled from, so that nobody saves over what another person saved meanwhile."""

    version_read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version_read"] = self.instance.row_version

    def clean(self) -> Any:
        """Refuse a form that was filled from an older version of the row."""
        cleaned = super().clean()
        read = self.cleaned_data.get("version_read")
        if self.instance.pk and read is not None and read != self.instance.row_version:
            message = "Somebody else saved this row since you opened it. Open it again and repeat your change."
            raise ValidationError(message, code="conflict")
        return cleaned
