"""What may be connected to what: the list that the canvas is tested against too."""

import json
from pathlib import Path
from typing import Any

import pytest

from dataflow_app.graph.ports import PortType, refusal

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("port_types.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: "{source[kind]}-{target[kind]}".format(**case))
def test_the_rule_is_as_listed(case: dict[str, Any]) -> None:
    reason = refusal(PortType(**case["source"]), PortType(**case["target"]))
    assert (reason is None, reason) == (case["allowed"], case["reason"])
