"""``python -m dataflow_app`` and ``manage.py run_script``, where tables change."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.integration.orm.build.scripts import finish, run, start_command

pytestmark = pytest.mark.slow

SHOP = """
import sys
from dataflow_app import DataFlow

db = DataFlow()

@db.model
class Product:
    {fields}

Product.objects.create(name="Drill")
print(Product.objects.count(), sys.argv[1:])
"""
LOST = "The table script_shop_product has data in the column size, for which Product has no field any more."
FIRST = SHOP.format(fields="name: str\n    size: int = 7")
LATER = SHOP.format(fields="name: str\n    note: str = ''")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the second version of a script whose first version has run."""
    assert run(tmp_path, "shop.py", FIRST) == ("1 []\n", "")
    (tmp_path / "shop.py").write_text(LATER, encoding="utf-8")
    return tmp_path


def test_a_plan_is_shown_and_the_script_goes_no_further(folder: Path) -> None:
    output, error = finish(start_command(folder, "-m", "dataflow_app", "plan", "shop.py"))
    assert (output.splitlines(), error) == (
        [
            f"script_shop_product: drop the column size  LOSES DATA: {LOST}",
            "script_shop_product: add the column note (text)",
        ],
        "",
    )


def test_data_is_lost_with_consent_only(folder: Path) -> None:
    output, error = finish(start_command(folder, "-m", "dataflow_app", "run", "shop.py"))
    assert output == ""
    assert "has data in the column size" in error
    assert "run the script once with --allow-data-loss" in error
    output, error = finish(start_command(folder, "-m", "dataflow_app", "run", "--allow-data-loss", "shop.py", "--fast"))
    assert output == "2 ['--fast']\n"
    assert "LOSES DATA" in error
    assert finish(start_command(folder, "shop.py")) == ("3 []\n", "")


def test_a_script_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert finish(start_command(tmp_path, "-m", "dataflow_app", "run", "shop.py")) == (
        "",
        "There is no script shop.py. Give the path of a Python file.\n",
    )


@pytest.mark.django_db
def test_a_project_shows_the_plan_of_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "stall.py"
    path.write_text(FIRST, encoding="utf-8")
    call_command("run_script", "--plan", str(path))
    assert capsys.readouterr().out == "script_stall_product: create the table\n"
    call_command("run_script", str(path))
    path.write_text(LATER, encoding="utf-8")
    call_command("run_script", "--plan", str(path))
    assert "LOSES DATA" in capsys.readouterr().out
    call_command("run_script", "--allow-data-loss", str(path), "x")
    assert capsys.readouterr().out == "2 ['x']\n"
