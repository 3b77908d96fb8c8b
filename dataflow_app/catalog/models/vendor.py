"""Vendor: whoever a product is bought from."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from dataflow_app.catalog.database import db


@db.model
class Vendor:
    """A company that supplies products."""

    vendor_code: str = models.CharField(max_length=32)
    name: str = models.CharField(max_length=200)
    contact_email: str = models.EmailField(blank=True, default="")
    phone: str = models.CharField(max_length=40, blank=True, default="")
    website: str = models.URLField(blank=True, default="")
    city: str = models.CharField(max_length=100, blank=True, default="")
    country: str = models.CharField("country (ISO 3166-1 alpha-2)", max_length=2, blank=True, default="")
    payment_terms: str = models.CharField(max_length=40, blank=True, default="Net 30")
    lead_time_days: int = models.PositiveIntegerField("lead time in days", default=7)
    rating: Decimal = models.DecimalField(
        "rating, 0 to 5", max_digits=2, decimal_places=1, default=Decimal("0.0"), validators=[MinValueValidator(0), MaxValueValidator(5)]
    )
    is_preferred: bool = False
    is_active: bool = True

    __dataflow__ = {
        "multi_tenant": True,
        "soft_delete": True,
        "audit_log": True,
        "versioned": True,
        "search_fields": ["vendor_code", "name", "city", "contact_email"],
    }
    __indexes__ = [{"name": "catalog_vendor_code", "fields": ["vendor_code"], "unique": True}]

    def __str__(self) -> str:
        """Return the vendor's name."""
        return self.name
