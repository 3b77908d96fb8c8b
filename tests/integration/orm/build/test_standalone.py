"""Plain scripts: no project, no settings module."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[4]
SHOP = """
from dataflow_app import DataFlow, WorkflowBuilder, LocalRuntime

db = DataFlow({url})

@db.model
class Product:
    name: str
    price: float = 1.5
    {extra}
    __dataflow__ = {{"audit_log": True}}

workflow = WorkflowBuilder()
workflow.add_node("ProductCreateNode", "create", {{"name": "Tool"}})
workflow.add_node("ProductListNode", "list", {{}})
results, run_id = LocalRuntime().execute(workflow.build())
print(results["create"]["name"], len(results["list"]), Product.history.count(), Product._meta.label, Product._meta.db_table)
"""

FIRST_ROW = """
import sys
from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder

with DataFlow(":memory:") as db:
    @db.model
    class Thing:
        name: str

    LocalRuntime().execute(WorkflowBuilder().add_node("ThingCreateNode", "create", {"name": "a"}))
"""


def run(folder: Path, code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run ``shop.py`` in a folder by itself, as ``python shop.py`` does."""
    (folder / "shop.py").write_text(code, encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    environment = {**inherited, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, "shop.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_script_works_on_a_file_in_its_folder_and_finds_its_rows_again(tmp_path: Path) -> None:
    first = run(tmp_path, SHOP.format(url="", extra=""))
    assert (first.stdout, first.stderr) == ("Tool 1 1 script_shop.Product script_shop_product\n", "")
    assert (tmp_path / "dataflow.sqlite3").is_file()
    second = run(tmp_path, SHOP.format(url="", extra="stock: int = 0"))
    assert (second.stdout, second.stderr) == ("Tool 2 2 script_shop.Product script_shop_product\n", "")


def test_a_script_takes_its_database_from_the_environment(tmp_path: Path) -> None:
    done = run(tmp_path, SHOP.format(url="", extra=""), DATABASE_URL=f"sqlite:///{tmp_path}/other.db")
    assert (done.stderr, (tmp_path / "other.db").is_file(), (tmp_path / "dataflow.sqlite3").exists()) == ("", True, False)


def test_a_script_may_work_in_memory(tmp_path: Path) -> None:
    done = run(tmp_path, SHOP.format(url="':memory:'", extra=""))
    assert (done.stdout, done.stderr) == ("Tool 1 1 script_shop_dataflow_1.Product script_shop_product\n", "")
    assert not (tmp_path / "dataflow.sqlite3").exists()


def test_importing_the_library_imports_no_django(tmp_path: Path) -> None:
    done = run(tmp_path, "import sys, dataflow_app; from dataflow_app.graph import definition; print('django' in sys.modules)")
    assert done.stdout == "False\n"


def test_a_first_row_loads_no_other_operation_and_nothing_slow(tmp_path: Path) -> None:
    rooms = ("dataflow_app.orm.bulk", "dataflow_app.orm.filters", "dataflow_app.orm.updates", "httpx", "jsonata", "regex")
    done = run(tmp_path, f"{FIRST_ROW}\nprint([name for name in sys.modules if name.startswith({rooms})])")
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize("name", ["DataFlow", "Definition", "LocalRuntime", "WorkflowBuilder"])
def test_the_names_are_exported(name: str) -> None:
    import dataflow_app  # noqa: PLC0415

    assert getattr(dataflow_app, name).__name__ == name
    assert name in dir(dataflow_app)


def test_another_name_is_none() -> None:
    import dataflow_app  # noqa: PLC0415

    with pytest.raises(AttributeError, match="has no attribute 'Dataflow'"):
        _ = dataflow_app.Dataflow
