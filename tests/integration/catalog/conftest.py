from typing import Any

import pytest


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
