"""docs/guide.md runs as it stands there, on the selected database."""

import os
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.guide.documents import ROOT, run_script, script_of

pytest_plugins = ["pytester"]
PAGE = ROOT / "docs" / "guide.md"


@pytest.fixture
def empty_database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> str:
    """The URL of a database without tables: a file, or a schema of the test's own."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'guide.sqlite3'}"
    schema = f"guide_{uuid4().hex[:8]}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
    settings = connection.settings_dict
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}&options=-csearch_path%3D{schema}"


def test_every_block_gives_what_the_page_shows(tmp_path: Path, empty_database: str) -> None:
    done = run_script(script_of(PAGE), tmp_path, empty_database)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_tests_of_the_page_pass(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    tests = re.search(r"```python test\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert tests
    pytester.makepyfile(tests[1])
    pytester.makeini("[pytest]")

    pytester.runpytest_subprocess("-p", "dataflow_app.testing.plugin").assert_outcomes(passed=1)


def test_an_expression_that_gives_something_else_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\n1 + (\n    1\n)  # → 3\n```\n", encoding="utf-8")

    done = run_script(script_of(page), tmp_path, os.environ["DATABASE_URL"])

    assert done.stderr == "line 2 gives 2, and the page says 3\n"
