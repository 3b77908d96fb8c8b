"""ProductVariant: one size, colour or pack of a product."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models

from dataflow_app.catalog.database import db
from dataflow_app.catalog.models.product import Product


@db.model
class ProductVariant:
    """What lies on a shelf: a product in one size, colour or pack, with a price and a stock of its own."""

    product: Product
    variant_code: str = models.CharField(max_length=80)
    name: str = models.CharField(max_length=200)
    attributes: dict[str, Any] = {}
    list_price: Decimal = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    stock_quantity: int = models.PositiveIntegerField(default=0)
    barcode: str = models.CharField("barcode (EAN-13)", max_length=13, blank=True, default="")
    is_default: bool = False
    is_available: bool = True

    __dataflow__ = {
        "multi_tenant": True,
        "soft_delete": True,
        "audit_log": True,
        "versioned": True,
        "filters": {"price_range": {"field": "list_price", "kind": "range"}},
        "search_fields": ["variant_code", "name", "barcode"],
        "postgresql": {"jsonb_gin_indexes": ["attributes"]},
        "constraints": [{"name": "catalog_variant_price", "check": {"list_price": {"$gte": 0}}}],
    }
    __indexes__ = [
        {"name": "catalog_variant_code", "fields": ["variant_code"], "unique": True},
        {"name": "catalog_variant_barcode", "fields": ["barcode"]},
    ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.variant_code} {self.name}"
