"""Products of the catalogue for tests of the designer."""

from typing import Any

from django.apps import apps


def product(tenant: str, code: str) -> Any:
    """Store a product with the least that it needs."""
    model: Any = apps.get_model("catalog", "Product")
    values = {"name": f"Product {code}", "description": "x", "category": "x", "brand": "x", "list_price": 1}
    return model.objects.create(tenant_id=tenant, product_code=code, **values)
