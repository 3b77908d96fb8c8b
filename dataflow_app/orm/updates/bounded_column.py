"""``$min`` and ``$max`` of a column: it keeps its value unless the other one is smaller, or larger; an empty one takes the other."""

from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Collate
from django.db.models.lookups import GreaterThan, LessThan

from dataflow_app.orm.columns import AnyField
from dataflow_app.orm.updates.bounding import Bounding

#: Texts are compared by their characters, whatever the language of the database.
_BY_CHARACTERS = {"postgresql": "C", "sqlite": "BINARY"}


def bounded_column(field: AnyField, operator: Bounding, value: Any, vendor: str) -> Case:
    """Return the smaller (``$min``) or larger (``$max``) one of column and value."""
    taken = Value(value, output_field=field)
    present: Any = F(field.attname)
    if isinstance(field, models.CharField | models.TextField):
        present = Collate(present, _BY_CHARACTERS[vendor])
    yields = (GreaterThan if operator == "$min" else LessThan)(present, taken)
    return Case(
        When(Q(**{f"{field.attname}__isnull": True}), then=taken), When(yields, then=taken), default=F(field.attname), output_field=field
    )
