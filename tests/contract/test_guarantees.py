"""The page of promises names tests that there are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/guarantees.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+::\w+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| **")]


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_is_named_exists(name: str) -> None:
    path, function = name.split("::")
    tree = ast.parse((ROOT / path).read_text())
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", ROWS)
def test_every_promise_names_a_test_that_proves_it(row: str) -> None:
    assert any(f"`{name}`" in row for name in NAMED)


def test_there_are_promises() -> None:
    assert len(ROWS) > 20
