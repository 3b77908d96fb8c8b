"""Fields of enums: they store a member's value, and migrations see an ordinary Django field."""

from enum import Enum
from typing import Any

from django.db import models


def plain(value: Any) -> Any:
    """Return the value of an enum's member; anything else as it is."""
    return value.value if isinstance(value, Enum) else value


class TextChoiceField(models.TextField):  # type: ignore[type-arg]
    """A text that is one of some. Django itself would store a member as the text ``Color.RED``."""

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database stores."""
        return super().get_prep_value(plain(value))

    def to_python(self, value: Any) -> Any:
        """Return the plain value, so that validation compares like with like."""
        return super().to_python(plain(value))

    def deconstruct(self) -> Any:
        """Describe the field as the Django field that it is in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class NumberChoiceField(models.BigIntegerField):  # type: ignore[type-arg]
    """A whole number that is one of some."""

    def get_prep_value(self, value: Any) -> Any:
        """Return what the database stores."""
        return super().get_prep_value(plain(value))

    def to_python(self, value: Any) -> Any:
        """Return the plain value, so that validation compares like with like."""
        return super().to_python(plain(value))

    def deconstruct(self) -> Any:
        """Describe the field as the Django field that it is in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigIntegerField", args, kwargs
