from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from dataflow_app.catalog.sample.load import load_sample_catalogue
from dataflow_app.catalog.workflows import TEMPLATES
from dataflow_app.runtime.local import LocalRuntime


@pytest.fixture
def drill() -> dict[str, Any]:
    """Return what the guide's functions call ``product_data``."""
    return {
        "product_code": "DRL-1",
        "name": "Voltera 18V Cordless Drill",
        "description": "Drills wood, metal and masonry.",
        "category": "Power Tools",
        "brand": "Voltera",
        "list_price": 99.99,
    }


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Load the sample catalogue into the tenant ``demo``, once for all tests of a module; give what was added."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_sample_catalogue("demo")
        transaction.set_rollback(True)


@pytest.fixture
def run_template() -> Callable[..., dict[str, Any]]:
    """Return a function that runs a template for the tenant ``demo`` and returns the outputs of its nodes."""

    def run(slug: str, inputs: Mapping[str, Any] | None = None) -> dict[str, Any]:
        [template] = [each for each in TEMPLATES if each.slug == slug]
        return dict(LocalRuntime(tenant="demo", actor="demo").execute(template.definition, inputs=inputs)[0])

    return run
