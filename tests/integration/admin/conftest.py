"""The catalogue's product, two tenants, and people who may or may not."""

from typing import Any

import pytest
from django.test import Client

from dataflow_app.orm.bound_model import BoundModel
from tests.integration.admin.steps import bound_model, client_of

VALUES = {"name": "Drill", "description": "", "category": "tools", "brand": "Acme", "list_price": "9.90"}


@pytest.fixture
def product() -> BoundModel:
    """Give the catalogue's product."""
    return bound_model("Product")


@pytest.fixture
def make(product: BoundModel) -> Any:
    """Give a function that stores a product: of the tenant acme, unless told otherwise."""

    def made(code: str, tenant: str = "acme", **values: Any) -> Any:
        return product.model._default_manager.create(**{**VALUES, "product_code": code, "tenant_id": tenant, **values})

    return made


@pytest.fixture
def staff(db: None) -> Client:
    """Give the browser of somebody with every permission in the tenant acme."""
    return client_of("ada", "acme")
