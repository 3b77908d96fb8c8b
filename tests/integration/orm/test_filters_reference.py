"""The examples of docs/reference/filters.md."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dataflow_app.catalog import models
from dataflow_app.catalog.database import db as catalogue
from dataflow_app.orm.filters.operators import ALIASES, OPERATORS
from dataflow_app.orm.rows.list import Listing, list_rows
from dataflow_app.scope import Scope

REFERENCE = (Path(__file__).parents[3] / "docs/reference/filters.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(\{.*\})` \| ([A-Z0-9 -]*)\|$", REFERENCE, re.MULTILINE)
DEMO = Scope(tenant="demo", enforced=True)
Product: Any = models.Product
ProductVariant: Any = models.ProductVariant
Vendor: Any = models.Vendor


@pytest.fixture(autouse=True)
def _products(db: None) -> None:
    """Store the products of the page, and two variants of the first."""
    found = re.search(r"```json\n(.*?)```", REFERENCE, re.DOTALL)
    assert found
    vendors = {name: Vendor.objects.create(tenant_id="demo", vendor_code=name, name=name) for name in ("Acme", "Bolt")}
    for row in json.loads(found[1]):
        product = Product.objects.create(tenant_id="demo", **{**row, "vendor": vendors.get(row["vendor"])})
        if row["product_code"] == "DR-18":
            for size in "SL":
                ProductVariant.objects.create(tenant_id="demo", product=product, variant_code=f"DR-18-{size}", name=size, list_price=199)


@pytest.mark.parametrize(("written", "codes"), EXAMPLES)
def test_an_example_finds_what_it_says(written: str, codes: str) -> None:
    bound = next(each for each in catalogue.models if each.name == "Product")
    page = list_rows(bound, DEMO, Listing(wanted=json.loads(written), order_by=["id"]))
    assert [row["product_code"] for row in page.rows] == codes.split()


def test_every_operator_has_an_example() -> None:
    written = " ".join(example for example, _ in EXAMPLES)
    assert [operator for operator in (*OPERATORS, *ALIASES, "$and", "$or", "$nor", "$text") if f'"{operator}"' not in written] == []


def test_every_row_of_a_table_of_examples_is_run() -> None:
    assert len(EXAMPLES) == len([line for line in REFERENCE.splitlines() if line.startswith("| `{")])
