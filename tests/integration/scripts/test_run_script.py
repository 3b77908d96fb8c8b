"""``manage.py run_script``."""

import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dataflow_app.dataflow import open_dataflows
from dataflow_app.nodes.registry import REGISTRIES

SCRIPT = """
import sys
from dataflow import DataFlow
from kailash.workflow.builder import WorkflowBuilder
from kailash.runtime.local import LocalRuntime
from parts import TAX

db = DataFlow()

@db.model
class Product:
    name: str
    price: float

if __name__ == "__main__":
    workflow = WorkflowBuilder()
    workflow.add_node("ProductCreateNode", "create", {"name": sys.argv[1], "price": 10 * TAX})
    results, run_id = LocalRuntime().execute(workflow.build())
    print(results["create"]["name"], results["create"]["price"], Product._meta.db_table, __file__ == sys.argv[0])
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Write a script and a module beside it."""
    (tmp_path / "parts.py").write_text("TAX = 2\n", encoding="utf-8")
    path = tmp_path / "shop.py"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_a_script_runs_as_it_is_with_its_folder_and_arguments(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("run_script", str(script), "Tool")
    assert capsys.readouterr().out == "Tool 20.0 script_shop_product True\n"


@pytest.mark.django_db
def test_nothing_is_left_behind(script: Path) -> None:
    before = (open_dataflows(), list(sys.path), list(sys.meta_path), list(sys.argv))
    call_command("run_script", str(script), "Tool")
    assert (open_dataflows(), list(sys.path), list(sys.meta_path), list(sys.argv)) == before
    assert not {"dataflow", "kailash", "kailash.runtime.local", "parts"} & set(sys.modules)
    found = REGISTRIES.resolve("ProductCreateNode")
    assert getattr(found, "model", None) == "catalog.Product"


@pytest.mark.django_db
def test_it_can_be_run_twice(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("run_script", str(script), "One")
    call_command("run_script", str(script), "Two")
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["One", "Two"]


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match=r"There is no script nowhere\.py"):
        call_command("run_script", "nowhere.py")


def test_an_error_is_shown_from_the_script_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.py"
    path.write_text("def go():\n    return 1 / 0\n\ngo()\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"broken\.py failed: division by zero"):
        call_command("run_script", str(path))
    trace = capsys.readouterr().err
    assert "line 2, in go" in trace
    assert "runpy" not in trace


def test_another_module_of_those_names_is_said_not_to_be_here(tmp_path: Path) -> None:
    path = tmp_path / "other.py"
    path.write_text("from kailash.nodes.ai import LLMAgentNode\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"There is no kailash\.nodes here\. A script may import from dataflow, kailash"):
        call_command("run_script", str(path))


def test_a_script_may_exit(tmp_path: Path) -> None:
    path = tmp_path / "leaves.py"
    path.write_text("import sys\nsys.exit(3)\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        call_command("run_script", str(path))
    assert caught.value.code == 3
