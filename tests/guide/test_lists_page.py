"""docs/reference/lists.md runs as it stands there, on the selected database."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.guide.documents import ROOT, run_script, script_of

PAGE = ROOT / "docs" / "reference" / "lists.md"


@pytest.fixture
def own_database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> str:
    """The URL of a database without tables: a file, or a schema of the test's own."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'lists.sqlite3'}"
    schema = f"lists_{uuid4().hex[:8]}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
    settings = connection.settings_dict
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}&options=-csearch_path%3D{schema}"


def test_every_block_gives_what_the_page_shows(tmp_path: Path, own_database: str) -> None:
    done = run_script(script_of(PAGE), tmp_path, own_database)

    assert (done.returncode, done.stderr) == (0, "")
