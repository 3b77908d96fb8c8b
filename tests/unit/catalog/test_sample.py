from collections import Counter
from decimal import Decimal

import pytest

from dataflow_app.catalog.sample.etim import ETIM_CLASSES
from dataflow_app.catalog.sample.families import FAMILIES
from dataflow_app.catalog.sample.products import sample_products, shop_price
from dataflow_app.catalog.sample.unspsc import unspsc_codes
from dataflow_app.catalog.sample.variants import ean13, sample_variants
from dataflow_app.catalog.sample.vendors import sample_vendors

SEED = 20
PRODUCTS = [product for family in FAMILIES for product in sample_products(family, SEED)]


def test_the_sample_has_2376_products_over_14_segments() -> None:
    assert len(PRODUCTS) == 2376
    assert len({product.family.commodity[:2] for product in PRODUCTS}) == 14


def test_no_two_products_have_the_same_code_or_name() -> None:
    assert len({product.code for product in PRODUCTS}) == 2376
    assert len({product.name for product in PRODUCTS}) == 2376


def test_the_same_seed_gives_the_same_products_and_another_one_others() -> None:
    drills = FAMILIES[0]

    assert list(sample_products(drills, SEED)) == list(sample_products(drills, SEED))
    assert list(sample_products(drills, SEED)) != list(sample_products(drills, SEED + 1))


def test_a_price_lies_near_the_range_of_its_family() -> None:
    outside = [
        product.code
        for product in PRODUCTS
        if not product.family.prices[0] * 0.85 <= float(product.list_price) <= product.family.prices[1] * 1.15
    ]

    assert outside == []


def test_a_costlier_make_of_one_brand_costs_more() -> None:
    drills = {(each.brand, *each.specifications.values()): each.list_price for each in PRODUCTS if each.family.prefix == "DRL"}
    plain = max(price for (_, voltage, torque, *_), price in drills.items() if (voltage, torque) == ("12V", "35 Nm"))
    strong = min(price for (_, voltage, torque, *_), price in drills.items() if (voltage, torque) == ("36V", "80 Nm"))

    assert plain < strong


def test_a_product_on_sale_costs_less_than_its_list_price() -> None:
    on_sale = [product for product in PRODUCTS if product.sale_price is not None]

    assert 150 < len(on_sale) < 400
    assert [product.code for product in on_sale if not Decimal(0) < product.sale_price < product.list_price] == []  # type: ignore[operator]


@pytest.mark.parametrize(("amount", "price"), [(3.456, "3.46"), (0.001, "0.01"), (12.3, "12.49"), (12.9, "12.99"), (548.2, "549")])
def test_prices_end_as_a_shop_ends_them(amount: float, price: str) -> None:
    assert shop_price(amount) == Decimal(price)


def test_every_family_with_an_etim_code_has_its_class() -> None:
    assert {family.etim for family in FAMILIES if family.etim} == {each.code for each in ETIM_CLASSES}


def test_every_unspsc_code_stands_below_a_code_that_came_before_it() -> None:
    codes = unspsc_codes(FAMILIES)
    seen: set[str | None] = {None}
    for code in codes:
        assert code.parent in seen, code
        seen.add(code.code)

    assert Counter(code.level for code in codes) == {"segment": 14, "family": 39, "class": 70, "commodity": 99}


def test_a_commodity_knows_its_class() -> None:
    drills = next(code for code in unspsc_codes(FAMILIES) if code.code == "27112703")

    assert (drills.title, drills.level, drills.parent) == ("Power drills", "commodity", "27112700")


def test_there_are_64_vendors_none_of_whom_can_be_written_to() -> None:
    vendors = sample_vendors(SEED)

    assert len({vendor.name for vendor in vendors}) == len({vendor.code for vendor in vendors}) == 64
    assert [vendor.host for vendor in vendors if not vendor.host.endswith(".example")] == []


def test_a_product_has_exactly_one_default_variant_where_it_has_variants() -> None:
    for product in PRODUCTS:
        variants = list(sample_variants(product, SEED))
        assert sum(variant.is_default for variant in variants) == (1 if product.family.variants else 0), product.code


def test_nothing_lies_on_the_shelf_of_a_product_that_is_not_available() -> None:
    gone = [product for product in PRODUCTS if not product.is_available]

    assert {variant.stock_quantity for product in gone for variant in sample_variants(product, SEED)} == {0}


def test_variants_are_named_by_size_pack_and_quantity() -> None:
    names = {variant.name.rpartition(", ")[2] for product in PRODUCTS for variant in sample_variants(product, SEED)}

    assert {"size 9", "size XL", "750 ml", "single", "pack of 10", "100 pieces", "keyed alike"} <= names


@pytest.mark.parametrize(("digits", "code"), [("400638133393", "4006381333931"), ("200000000000", "2000000000008")])
def test_a_barcode_ends_in_its_check_digit(digits: str, code: str) -> None:
    assert ean13(digits) == code
