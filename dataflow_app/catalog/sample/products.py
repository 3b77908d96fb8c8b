"""Products from their families: which combinations there are, what they cost and what is said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as combinations
from random import Random
from typing import Any

from dataflow_app.catalog.sample.family import Family

PER_FAMILY = 24
#: How many products in a hundred are on sale, and how many can be had.
ON_SALE = 12
AVAILABLE = 93


@dataclass(frozen=True)
class SampleProduct:
    """What is known of one product before it is a row."""

    code: str
    family: Family
    name: str
    description: str
    brand: str
    list_price: Decimal
    sale_price: Decimal | None
    is_available: bool
    safety_rating: Decimal
    specifications: dict[str, Any]


def sample_products(family: Family, seed: int) -> Iterator[SampleProduct]:
    """Yield the family's products, always the same for a seed; no two are alike."""
    random = Random(f"{family.prefix} {seed}")  # noqa: S311 - sample data, no secret
    everything = list(combinations(family.brands, *family.axes.values()))
    chosen = sorted(random.sample(range(len(everything)), min(PER_FAMILY, len(everything))))
    for number, index in enumerate(chosen, start=1001):
        brand, *values = everything[index]
        yield _product(family, f"{family.prefix}-{number}", brand, dict(zip(family.axes, values, strict=True)), random)


def _product(family: Family, code: str, brand: str, values: dict[str, str], random: Random) -> SampleProduct:
    name = family.name.format(brand=brand, **values)
    list_price = _list_price(family, brand, values, random)
    return SampleProduct(
        code=code,
        family=family,
        name=name,
        description=_description(family, name, values),
        brand=brand,
        list_price=list_price,
        sale_price=shop_price(float(list_price) * random.choice((0.75, 0.8, 0.85, 0.9))) if random.randrange(100) < ON_SALE else None,
        is_available=random.randrange(100) < AVAILABLE,
        safety_rating=Decimal(random.randint(round(family.ratings[0] * 10), round(family.ratings[1] * 10))) / 10,
        specifications={**values, **family.facts},
    )


def _list_price(family: Family, brand: str, values: dict[str, str], random: Random) -> Decimal:
    """Return a price between the family's plainest and its costliest: by what it is, by its brand, and a little by chance."""
    low, high = family.prices
    places = [options.index(values[axis]) / (len(options) - 1) for axis, options in family.axes.items()]
    position = sum(places) / len(places)
    standing = 0.94 + 0.03 * family.brands.index(brand)
    return shop_price(low * (high / low) ** position * standing * random.uniform(0.97, 1.03))


def shop_price(amount: float) -> Decimal:
    """Return the amount as a shop would write it: cents under 5, then .49 or .99, then whole tens less one."""
    if amount < 5:  # noqa: PLR2004 - see the docstring
        return Decimal(max(round(amount * 100), 1)) / 100
    if amount < 300:  # noqa: PLR2004 - likewise
        return Decimal(round(amount * 2)) / 2 - Decimal("0.01")
    return Decimal(round(amount / 10)) * 10 - 1


def _description(family: Family, name: str, values: dict[str, str]) -> str:
    facts = ", ".join(f"{axis} {value}" for axis, value in {**values, **family.facts}.items())
    return f"{name}. {family.use} {facts[:1].upper()}{facts[1:]}."
