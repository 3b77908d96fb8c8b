"""Variants of a product: its sizes, colours or packs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from dataflow_app.catalog.sample.products import SampleProduct, shop_price

#: What EAN-13 sets apart for numbers that mean something inside one company only.
INTERNAL_PREFIX = "20"


@dataclass(frozen=True)
class SampleVariant:
    """What is known of one variant before it is a row."""

    code: str
    name: str
    attributes: dict[str, str]
    list_price: Decimal
    stock_quantity: int
    barcode: str
    is_default: bool


def sample_variants(product: SampleProduct, seed: int) -> Iterator[SampleVariant]:
    """Yield what a product comes in, always the same for a seed; the one that costs what the product costs is the default."""
    random = Random(f"{product.code} {seed}")  # noqa: S311 - sample data, no secret
    offered = product.family.variants
    default = next((value for value, factor in offered.items() if factor == 1.0), next(iter(offered), None))
    for number, (value, factor) in enumerate(offered.items(), start=1):
        yield SampleVariant(
            code=f"{product.code}-{number:02}",
            name=f"{product.name}, {_label(product.family.varies_in, value)}",
            attributes={product.family.varies_in: value},
            list_price=product.list_price if factor == 1.0 else shop_price(float(product.list_price) * factor),
            stock_quantity=_stock(product, random),
            barcode=ean13(f"{INTERNAL_PREFIX}{random.randrange(10**10):010}"),
            is_default=value == default,
        )


def _label(axis: str, value: str) -> str:
    if axis == "pack":
        return "single" if value == "1" else f"pack of {value}"
    if axis == "quantity" and value.isdigit():
        return f"{value} pieces"
    return f"size {value}" if axis == "size" and (value.isdigit() or value[0].isupper()) else value


def _stock(product: SampleProduct, random: Random) -> int:
    """Return a stock that is large for what is cheap; nothing lies on the shelf of what is not available."""
    return min(int(random.lognormvariate(4.2, 0.8) * 30 / (float(product.list_price) + 10)) + 1, 999) if product.is_available else 0


def ean13(digits: str) -> str:
    """Return twelve digits with their check digit."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
