"""docs/reference/classes.md knows every key that a class may use."""

from pathlib import Path

import pytest

from dataflow_app.schema import indexes, options, postgresql

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "classes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [*options.KEYS, *indexes.KEYS, *postgresql.KEYS])
def test_a_key_is_described(key: str) -> None:
    assert f"`{key}`" in PAGE
