"""The reference pages say what the code says."""

import re
from pathlib import Path

import pytest

from dataflow_app.management.commands.describe_node_types import reference
from dataflow_app.nodes.registry import REGISTRIES

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db  # looking through all node types makes the tables of models that other tests have
def test_the_reference_of_node_types_is_what_the_command_prints_of_the_catalogue_and_of_products() -> None:
    page = (ROOT / "docs/reference/node-types.md").read_text()
    ours = [node_type for node_type in REGISTRIES if node_type.model is None or node_type.model == "catalog.Product"]
    assert page == reference(ours), "run 'make reference'"


def test_every_setting_of_the_environment_is_documented() -> None:
    settings = (ROOT / "designer/settings.py").read_text()
    read = set(re.findall(r'env(?:\.\w+)?\("(\w+)"', settings))
    page = (ROOT / "docs/reference/settings.md").read_text()
    assert read == set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE))
