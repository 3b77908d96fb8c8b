"""Fields of enums: they store a member's value, and migrations see an ordinary Django field."""

from enum import Enum
from typing import Any

from django.db import models


def plain(value: Any) -> Any:
    """Return the value of an enum's member; anything else as it is."""
    return value.value if isinstance(value, Enum) else value


class _EnumValues(models.Field):  # type: ignore[type-arg]
    """Takes members of an enum for their values; ``stored_as`` is the Django field that it is in the database."""

    stored_as: str

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database stores."""
        return super().get_prep_value(plain(value))

    def to_python(self, value: Any) -> Any:
        """Return the plain value, so that validation compares like with like."""
        return super().to_python(plain(value))

    def deconstruct(self) -> Any:
        """Describe the field as the Django field that it is in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, self.stored_as, args, kwargs


class TextChoiceField(_EnumValues, models.TextField):  # type: ignore[type-arg]
    """A text that is one of some. Django itself would store a member as the text ``Color.RED``."""

    stored_as = "django.db.models.TextField"


class NumberChoiceField(_EnumValues, models.BigIntegerField):  # type: ignore[type-arg]
    """A whole number that is one of some."""

    stored_as = "django.db.models.BigIntegerField"
