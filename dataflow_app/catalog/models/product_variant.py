"""ProductVariant: one size, colour or pack of a product."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models

from dataflow_app.catalog.database import db
from dataflow_app.catalog.models.product import Product


@db.model
class ProductVariant:
    """What lies on a shelf: a product in one size, colour or pack, with a price and a stock of its own."""

    product: Product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    variant_code: str = models.CharField(max_length=80)
    name: str = models.CharField(max_length=200)
    attributes: dict = {}
    list_price: Decimal = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    stock_quantity: int = models.PositiveIntegerField(default=0)
    barcode: str | None = models.CharField("barcode (EAN-13)", max_length=13, null=True, blank=True)
    is_default: bool = False
    is_available: bool = True

    __dataflow__ = {
        "multi_tenant": True,
        "soft_delete": True,
        "audit_log": True,
        "versioned": True,
        "filters": {"price_range": {"field": "list_price", "kind": "range"}},
    }
    __indexes__ = [{"name": "catalog_variant_barcode", "fields": ["barcode"]}]

    class Meta:
        """A variant code names one variant of a tenant."""

        constraints = [models.UniqueConstraint(fields=["tenant_id", "variant_code"], name="catalog_variant_code")]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.variant_code} {self.name}"
