"""Product: what the catalogue is about."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce

from dataflow_app.catalog.database import db
from dataflow_app.catalog.models.etim_classification import ETIMClassification
from dataflow_app.catalog.models.unspsc_classification import UNSPSCClassification
from dataflow_app.catalog.models.vendor import Vendor

EmbeddingStatus = Literal["pending", "processing", "completed", "failed"]


@db.model
class Product:
    """Something that can be bought. Money is ``Decimal``: a float that is given is stored to the cent it shows."""

    product_code: str = models.CharField(max_length=64)
    name: str = models.CharField(max_length=200)
    description: str = models.TextField(blank=True)
    category: str = models.CharField(max_length=100)
    brand: str = models.CharField(max_length=100)
    list_price: Decimal = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    sale_price: Decimal | None = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price: Decimal = models.GeneratedField(
        expression=Coalesce("sale_price", "list_price"),
        output_field=models.DecimalField(max_digits=12, decimal_places=2),
        db_persist=True,
        help_text="What a buyer pays: the sale price where there is one, else the list price. The database keeps it.",
    )
    currency: str = models.CharField("currency (ISO 4217)", max_length=3, default="USD")
    unit: str = models.CharField("unit of sale", max_length=20, default="each")
    is_available: bool = True
    safety_rating: Decimal = models.DecimalField(
        "safety rating, 0 to 5; 0 is not rated yet",
        max_digits=2,
        decimal_places=1,
        default=Decimal("0.0"),
        validators=[MinValueValidator(0), MaxValueValidator(5)],
    )
    specifications: dict[str, Any] = {}
    images: list[str] = []
    vendor: Vendor | None = None
    unspsc: UNSPSCClassification | None = models.ForeignKey(
        "catalog.UNSPSCClassification", models.SET_NULL, verbose_name="UNSPSC classification", null=True, blank=True
    )
    etim: ETIMClassification | None = models.ForeignKey(
        "catalog.ETIMClassification", models.SET_NULL, verbose_name="ETIM classification", null=True, blank=True
    )
    embedding_status: EmbeddingStatus = "pending"
    knowledge_graph_id: str | None = None
    ai_tags: list[str] | None = models.JSONField("AI tags", null=True, blank=True)
    ai_description: str = models.TextField("AI description", blank=True, default="")
    created_at: datetime = models.DateTimeField(auto_now_add=True)
    updated_at: datetime = models.DateTimeField(auto_now=True)

    __dataflow__ = {
        "multi_tenant": True,
        "soft_delete": True,
        "audit_log": True,
        "versioned": True,
        "filters": {"price_range": {"field": "list_price", "kind": "range"}},
        "search_fields": ["product_code", "name", "brand", "category"],
        "postgresql": {"text_search": ["name", "description"], "jsonb_gin_indexes": ["specifications"]},
        "constraints": [
            {"name": "catalog_product_prices", "check": {"list_price": {"$gte": 0}, "sale_price": {"$gte": 0}}},
            {"name": "catalog_product_rating", "check": {"safety_rating": {"$between": [0, 5]}}},
        ],
    }
    __indexes__ = [
        {"name": "catalog_product_code", "fields": ["product_code"], "unique": True},
        {"name": "catalog_product_category", "fields": ["category"]},
        {"name": "catalog_product_brand", "fields": ["brand"]},
        {"name": "catalog_product_list_price", "fields": ["list_price"]},
        {"name": "catalog_product_embedding", "fields": ["embedding_status"]},
        {"name": "catalog_product_available", "fields": ["is_available"]},
        {"name": "catalog_product_safest", "fields": ["-safety_rating", "price"]},
        {
            "name": "catalog_product_offer",
            "fields": ["tenant_id", "category", "list_price"],
            "condition": {"is_available": True, "deleted_at": None},
        },
    ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.product_code} {self.name}"
