"""The parts of the automatic admin's form."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError


class PlainTextField(forms.CharField):
    """A text that is stored as it was typed, spaces at both ends included."""

    def __init__(self, *, is_long: bool = False, **kwargs: Any) -> None:
        if "widget" not in kwargs or isinstance(kwargs["widget"], type):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}) if is_long else AdminTextInputWidget()
        super().__init__(**{**kwargs, "strip": False})


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
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
