# mypy: disable-error-code="assignment, type-arg, arg-type"
"""A model with a column of every kind that an update computes in."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F

from dataflow_app.dataflow import DataFlow

db = DataFlow()


def check_even(value: int) -> None:
    """Refuse odd numbers."""
    if value % 2:
        raise ValidationError("It is odd.")


def check_small(value: Any) -> None:
    """Refuse long lists."""
    if len(value) > 3:
        raise ValidationError("It has more than three.")


@db.model
class Shelf:
    """What lies where, and how much of it."""

    code: str
    stock: int = 0
    small: int | None = models.SmallIntegerField(null=True)
    reserve: int = models.PositiveIntegerField(default=0)
    price: Decimal = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal("1.00"))
    discount: Decimal | None = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    weight: float | None = None
    rating: int = models.IntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(5)])
    level: int = models.IntegerField(default=1, choices=[(1, "low"), (2, "middle"), (4, "high")])
    pairs: int = models.IntegerField(default=0, validators=[check_even])
    label: str | None = None
    day: date | None = None
    seen: datetime | None = None
    lasting: timedelta | None = None
    spec: dict | None = None
    tags: list[str] | None = None
    counts: dict[str, int] | None = None
    few: list | None = models.JSONField(null=True, validators=[check_small])
    anything: Any = models.JSONField(null=True)
    worth: Decimal = models.GeneratedField(
        expression=F("price") * F("level"), output_field=models.DecimalField(max_digits=12, decimal_places=2), db_persist=True
    )
    changed_at: datetime = models.DateTimeField(auto_now=True)

    __dataflow__ = {"multi_tenant": True, "soft_delete": True, "audit_log": True, "versioned": True}

    class Meta:
        """A code names one shelf of a tenant."""

        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="update_shelf_code")]


@db.model
class Box:
    """A row without options."""

    name: str
    size: int = 0
    shelf: Shelf | None = None
    notes: dict | None = None


@db.model
class Lid:
    """What goes with a box when that is removed."""

    box: Box = models.ForeignKey(Box, models.CASCADE)
    spare: Box | None = models.ForeignKey(Box, models.SET_NULL, null=True, related_name="+")

    __dataflow__ = {"audit_log": True}


#: Their managers come with the decorator, which type checkers do not see.
boxes: Any = Box
lids: Any = Lid
shelves: Any = Shelf
