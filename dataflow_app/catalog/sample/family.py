"""A family: one kind of product, and all that its products can differ in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: A size, colour or pack by name, and how its price compares to the product's.
Variants = Mapping[str, float]

APPAREL_SIZES: Variants = {"S": 1.0, "M": 1.0, "L": 1.0, "XL": 1.0, "XXL": 1.1}
GLOVE_SIZES: Variants = {"7": 1.0, "8": 1.0, "9": 1.0, "10": 1.0, "11": 1.0}
SHOE_SIZES: Variants = {"39": 1.0, "41": 1.0, "43": 1.0, "45": 1.0, "47": 1.05}
SMALL_PACKS: Variants = {"1": 1.0, "5": 4.75, "10": 9.0}
LARGE_PACKS: Variants = {"1": 1.0, "10": 9.2, "50": 42.5}
BOXES: Variants = {"1 box": 1.0, "10 boxes": 9.3}


@dataclass(frozen=True)
class Family:
    """One kind of product.

    ``axes`` holds what its products differ in, each from plain to costly; ``name`` may use any of them, and ``brand``.
    ``prices`` are the list prices of the plainest and the costliest one, in US dollars; ``ratings`` the safety ratings' range.
    ``variants`` are what each product comes in, along the axis ``varies_in``.
    """

    prefix: str
    commodity: str
    title: str
    category: str
    name: str
    use: str
    brands: tuple[str, ...]
    axes: Mapping[str, tuple[str, ...]]
    prices: tuple[float, float]
    ratings: tuple[float, float] = (3.5, 5.0)
    facts: Mapping[str, str] = field(default_factory=dict)
    etim: str | None = None
    unit: str = "each"
    varies_in: str = "pack"
    variants: Variants = field(default_factory=dict)
