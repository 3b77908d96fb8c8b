from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F

from dataflow_app.catalog import models
from dataflow_app.catalog.sample.load import load_sample_catalogue

Product: Any = models.Product
ProductVariant: Any = models.ProductVariant
EVERYTHING = {"Vendor": 64, "ETIMClassification": 23, "UNSPSCClassification": 222, "Product": 2376, "ProductVariant": 5256}
NOTHING = dict.fromkeys(EVERYTHING, 0)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sample"), pytest.mark.django_db]


def counts(tenant: str) -> dict[str, int]:
    everything: dict[str, Any] = {name: getattr(models, name) for name in EVERYTHING}
    return {name: model.objects.filter(tenant_id=tenant).count() for name, model in everything.items()}


def test_loading_adds_the_whole_catalogue_to_one_tenant(sample: dict[str, int]) -> None:
    assert sample == EVERYTHING
    assert counts("demo") == EVERYTHING
    assert counts("other") == NOTHING


def test_loading_again_adds_nothing() -> None:
    assert load_sample_catalogue("demo") == NOTHING
    assert counts("demo") == EVERYTHING


def test_each_tenant_has_a_catalogue_of_its_own() -> None:
    load_sample_catalogue("other")

    assert counts("demo") == counts("other") == EVERYTHING
    assert Product.objects.exclude(tenant_id=F("vendor__tenant_id")).count() == 0
    assert ProductVariant.objects.exclude(tenant_id=F("product__tenant_id")).count() == 0


def test_a_product_is_loaded_with_all_that_belongs_to_it() -> None:
    drill = Product.objects.get(tenant_id="demo", product_code="DRL-1001")

    assert (drill.name, drill.category, drill.brand) == ("Voltera 12V Cordless Drill, 55 Nm", "Power Tools", "Voltera")
    assert drill.specifications == {"voltage": "12V", "torque": "55 Nm", "chuck": "13 mm keyless", "battery": "lithium-ion"}
    assert (drill.vendor.name, drill.etim.etim_code) == ("Aldgate Industrial Supply", "EC000123")
    assert [drill.unspsc.title, drill.unspsc.parent.title, drill.unspsc.parent.parent.title] == [
        "Power drills",
        "Power tools",
        "Hand tools",
    ]
    assert [each.attributes for each in drill.productvariant_set.order_by("variant_code")] == [
        {"kit": "bare tool"},
        {"kit": "with 2 batteries"},
        {"kit": "with case and 2 batteries"},
    ]


def test_loading_again_leaves_what_somebody_changed_or_deleted() -> None:
    changed, deleted = Product.objects.order_by("product_code")[:2]
    changed.name = "Renamed"
    changed.save()
    deleted.delete()

    assert load_sample_catalogue("demo") == NOTHING
    assert Product.objects.get(pk=changed.pk).name == "Renamed"
    assert not Product.objects.filter(pk=deleted.pk).exists()


def test_loading_again_adds_what_is_lacking() -> None:
    ProductVariant.objects.filter(variant_code__in=["DRL-1001-01", "DRL-1001-02"]).hard_delete()

    assert load_sample_catalogue("demo") == NOTHING | {"ProductVariant": 2}
    assert counts("demo") == EVERYTHING


def test_the_first_entry_of_a_loaded_rows_history_is_its_loading() -> None:
    [entry] = Product.objects.get(product_code="DRL-1001").history.all()

    assert (entry.history_type, entry.history_user_id, entry.name) == ("+", "sample catalogue", "Voltera 12V Cordless Drill, 55 Nm")


def test_the_command_says_what_it_added() -> None:
    said = StringIO()
    call_command("load_sample_catalogue", "other", stdout=said)

    assert said.getvalue() == (
        "Added to tenant 'other': 64 Vendor, 23 ETIMClassification, 222 UNSPSCClassification, 2,376 Product, 5,256 ProductVariant.\n"
    )
