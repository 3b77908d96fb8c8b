"""A node type, or a trigger type, is added by adding one file: everything else follows from the class."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.ports import Port, PortType
from dataflow_app.nodes import catalogue
from dataflow_app.nodes.discovery import discover
from dataflow_app.nodes.node_type import NodeType
from dataflow_app.runtime.local import LocalRuntime
from dataflow_app.triggers import catalogue as trigger_catalogue
from dataflow_app.triggers.trigger_type import TriggerType

NODE_FILE = '''
"""ShoutNode: louder text."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from dataflow_app.nodes.kind import NodeKind
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.nodes.typed import Output, Parameters, TypedNodeType


class ShoutParameters(Parameters):
    """What shouting needs."""

    text: str = Field(description="What to shout.")
    times: int = Field(1, description="How often.", ge=1)


class ShoutOutput(Output):
    """What is heard."""

    heard: str = Field(description="The louder text.")


class ShoutNode(TypedNodeType[ShoutParameters]):
    """Shout a text, once or more often."""

    kind = NodeKind.FLOW
    category = "Flow"
    parameters_model: ClassVar[type[Parameters]] = ShoutParameters
    output_model: ClassVar[type[Output]] = ShoutOutput

    def work(self, context: NodeContext, parameters: ShoutParameters) -> Mapping[str, Any]:
        return {"heard": " ".join([parameters.text.upper()] * parameters.times)}
'''

TRIGGER_FILE = '''
"""NoonTrigger: every noon."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dataflow_app.triggers.trigger_type import TriggerType


class NoonTrigger(TriggerType):
    """Start a run at noon."""

    name = "noon"
    title = "At noon"

    def next_times(self, parameters: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:
        return [after + timedelta(days=day) for day in range(count)]

    def describe(self, parameters: Mapping[str, Any]) -> str:
        return "Every noon"
'''


@pytest.fixture
def added_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add a folder with the two files to the two catalogues, as if the files stood in them."""
    (tmp_path / "shout.py").write_text(NODE_FILE, "utf-8")
    triggers = tmp_path / "triggers"
    triggers.mkdir()
    (triggers / "noon.py").write_text(TRIGGER_FILE, "utf-8")
    monkeypatch.setattr(catalogue, "__path__", [*catalogue.__path__, str(tmp_path)])
    monkeypatch.setattr(trigger_catalogue, "__path__", [*trigger_catalogue.__path__, str(triggers)])
    yield
    for package, name in ((catalogue, "shout"), (trigger_catalogue, "noon")):
        sys.modules.pop(f"{package.__name__}.{name}", None)
        vars(package).pop(name, None)


@pytest.mark.usefixtures("added_files")
def test_a_node_type_is_added_by_adding_one_file() -> None:
    shout = {node_type.name: node_type for node_type in catalogue.catalogue()}["ShoutNode"]
    assert (shout.title, shout.description) == ("Shout", "Shout a text, once or more often.")
    assert shout.inputs == (
        Port("text", PortType("text"), required=True, title="Text", description="What to shout."),
        Port("times", PortType("integer"), required=False, title="Times", description="How often."),
    )
    assert shout.outputs == (Port("heard", PortType("text"), required=True, title="Heard", description="The louder text."),)
    assert shout.parameters_schema == {
        "type": "object",
        "additionalProperties": False,
        "required": ["text"],
        "properties": {
            "text": {"type": "string", "title": "Text", "description": "What to shout."},
            "times": {"type": "integer", "title": "Times", "description": "How often.", "default": 1, "minimum": 1},
        },
    }
    assert [(each.code, each.port) for each in shout.check({"text": "hey", "times": 0}, set())] == [("invalid_parameter", "times")]


@pytest.mark.usefixtures("added_files")
def test_an_added_node_type_runs_in_a_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataflow_app.nodes.registry import Registries  # noqa: PLC0415 - beside its use, for it is replaced
    from dataflow_app.runtime import local  # noqa: PLC0415 - likewise

    monkeypatch.setattr(local, "REGISTRIES", Registries())
    results, _ = LocalRuntime().execute(WorkflowBuilder().add_node("ShoutNode", "s", {"text": "hey", "times": 2}))
    assert results == {"s": {"heard": "HEY HEY"}}


@pytest.mark.usefixtures("added_files")
def test_a_trigger_type_is_added_by_adding_one_file() -> None:
    found = discover(trigger_catalogue.__name__, TriggerType)  # type: ignore[type-abstract] # only concrete ones are made
    noon = {each.name: each for each in found}["noon"]
    assert (noon.title, noon.description, noon.describe({})) == ("At noon", "Start a run at noon.", "Every noon")


def test_without_the_file_there_is_none() -> None:
    assert "ShoutNode" not in {each.name for each in discover(catalogue.__name__, NodeType)}  # type: ignore[type-abstract] # likewise
