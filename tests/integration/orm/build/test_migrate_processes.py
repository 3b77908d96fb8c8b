"""Several programs on one database, and plans that fail half-way."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from dataflow_app.orm.migrate.table import read_table
from tests.integration.orm.build.scripts import finish, run, start_command
from tests.integration.orm.build.shapes import shape

pytestmark = pytest.mark.slow

SHOP = """
from dataflow_app import DataFlow

db = DataFlow()

@db.model
class Product:
    name: str
    {fields}
    __dataflow__ = {{"audit_log": True}}
    __indexes__ = [{{"name": "by_name", "fields": ["name", "id"]}}]

{calls}
Product.objects.create(name="Drill")
print(Product.objects.count())
"""


def shop(fields: str = "", calls: str = "") -> str:
    """Return a script with a model of some more fields, and what it does before it makes a row."""
    return SHOP.format(fields=fields, calls=calls)


@pytest.mark.parametrize("fields", ["", "stock: int = 0\n    note: str | None = None\n    weight: float"])
def test_processes_that_start_at_once_do_not_collide(tmp_path: Path, own_url: str, fields: str) -> None:
    if fields:
        run(tmp_path, "shop.py", shop("stock: int | None = None\n    weight: int = 1"), DATABASE_URL=own_url)
    # Written once: a process that starts while its file is being written again would find an empty one.
    (tmp_path / "shop.py").write_text(shop(fields.replace("weight: float", "weight: float = 1.0")), encoding="utf-8")
    processes = [start_command(tmp_path, "shop.py", DATABASE_URL=own_url) for _ in range(4)]
    done = [finish(process) for process in processes]
    assert [error for _, error in done] == [""] * 4
    assert max(int(output) for output, _ in done) == 4 + bool(fields)


def test_a_plan_that_fails_leaves_nothing_half_done(dataflow: DataFlow) -> None:
    first, second = (shape(dataflow, {"size": int}, name=name) for name in ("First", "Second"))
    first.objects.create(size=1)
    second.objects.create(size=0)
    meta = type("Meta", (), {"constraints": [models.CheckConstraint(condition=models.Q(size__gt=0), name="second_is_positive")]})
    shape(dataflow, {"size": int | None, "note": str}, name="First", note="")
    third = shape(dataflow, {"size": int}, name="Third")
    shape(dataflow, {"size": int}, name="Second", Meta=meta)
    with pytest.raises(ModelError, match="second_is_positive of Second cannot be made"):
        dataflow.migrate()
    dataflow.close()
    assert third._meta.db_table not in connection.introspection.table_names()
    assert set(read_table(connection, first._meta.db_table).columns) == {"id", "size"}


def test_a_script_that_moves_finds_its_rows(tmp_path: Path, own_url: str) -> None:
    run(tmp_path / "here", "shop.py", shop(), DATABASE_URL=own_url)
    (tmp_path / "here" / "shop.py").unlink()
    assert run(tmp_path / "there", "shop.py", shop("stock: int = 0"), DATABASE_URL=own_url) == ("2\n", "")


def test_another_script_of_that_name_is_told_that_it_shares_a_table(tmp_path: Path, own_url: str) -> None:
    run(tmp_path / "here", "shop.py", shop(), DATABASE_URL=own_url)
    output, error = run(tmp_path / "there", "shop.py", shop(), DATABASE_URL=own_url)
    told = [
        f"The table {table} is shared with {tmp_path}/here/shop.py, which made it."
        for table in ("script_shop_product", "script_shop_product_history")
    ]
    assert (output, error.splitlines()) == ("2\n", told)


def test_another_script_of_that_name_does_not_change_the_table(tmp_path: Path, own_url: str) -> None:
    run(tmp_path / "here", "shop.py", shop(), DATABASE_URL=own_url)
    output, error = run(tmp_path / "there", "shop.py", shop("colour: str"), DATABASE_URL=own_url)
    assert output == ""
    assert f"The table script_shop_product was made by {tmp_path}/here/shop.py, whose model is another one" in error
    assert "db_table = 'script_shop_product_2'" in error
    assert run(tmp_path / "here", "shop.py", shop(), DATABASE_URL=own_url) == ("2\n", "")


def test_it_takes_the_table_over_when_it_says_so(tmp_path: Path, own_url: str) -> None:
    run(tmp_path / "here", "shop.py", shop(), DATABASE_URL=own_url)
    taking_over = shop("colour: str = ''", "db.migrate()")
    assert [run(tmp_path / "there", "shop.py", taking_over, DATABASE_URL=own_url) for _ in range(2)] == [("2\n", ""), ("3\n", "")]


def test_a_table_of_its_own_ends_the_clash(tmp_path: Path, own_url: str) -> None:
    run(tmp_path / "here", "shop.py", shop(), DATABASE_URL=own_url)
    other: Any = shop("class Meta: db_table = 'wares'")
    assert run(tmp_path / "there", "shop.py", other, DATABASE_URL=own_url) == ("1\n", "")
