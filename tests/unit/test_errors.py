"""The words that errors are made of."""

import pytest

from dataflow_app.errors import one, suggest


@pytest.mark.parametrize(("name", "spoken"), [("Product", "a Product"), ("Item", "an Item"), ("object", "an object")])
def test_a_name_is_spoken_with_its_article(name: str, spoken: str) -> None:
    assert one(name) == spoken


def test_the_nearest_known_name_is_suggested_whatever_its_case() -> None:
    assert suggest("Pirce", ["price", "name"]) == " Did you mean 'price'?"


def test_nothing_is_suggested_where_no_name_is_near() -> None:
    assert suggest("xyz", ["price", "name"]) == ""
