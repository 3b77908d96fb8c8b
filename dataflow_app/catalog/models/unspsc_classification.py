"""UNSPSCClassification: a code of the United Nations Standard Products and Services Code."""

from typing import Literal

from django.core.validators import RegexValidator
from django.db import models

from dataflow_app.catalog.database import db

UNSPSCLevel = Literal["segment", "family", "class", "commodity"]


@db.model
class UNSPSCClassification:
    """One level of the UNSPSC: two of its eight digits a level, and zeros below it."""

    unspsc_code: str = models.CharField(
        "UNSPSC code", max_length=8, validators=[RegexValidator(r"^\d{8}$", "A UNSPSC code has eight digits, such as 27112703.")]
    )
    title: str = models.CharField(max_length=200)
    level: UNSPSCLevel
    definition: str = models.TextField(blank=True, default="")
    parent: "UNSPSCClassification | None" = None

    __dataflow__ = {"multi_tenant": True, "audit_log": True, "search_fields": ["unspsc_code", "title"]}
    __indexes__ = [{"name": "catalog_unspsc_code", "fields": ["unspsc_code"], "unique": True}]

    class Meta:
        """Keeps the capitals of UNSPSC."""

        verbose_name = "UNSPSC classification"

    def __str__(self) -> str:
        """Return code and title: ``27112703 Power drills``."""
        return f"{self.unspsc_code} {self.title}"
