"""A model is one file, and its migration is Django's to write: all the rest follows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MODELS = '''
from decimal import Decimal

from dataflow_app import DataFlow

db = DataFlow()


@db.model
class Shelf:
    """Where goods lie."""

    code: str
    width_cm: int
    load_kg: Decimal = Decimal(80)
    __dataflow__ = {"multi_tenant": True}
'''
SETTINGS = "from designer.settings import *\n\nINSTALLED_APPS += ['warehouse']\n"
PROGRAM = r"""
import django

django.setup()

from django.contrib import admin
from django.core.management import call_command
from django.db import connection

from dataflow_app import LocalRuntime, WorkflowBuilder
from dataflow_app.nodes.registry import REGISTRIES
from warehouse.models import Shelf

call_command("makemigrations", "warehouse", verbosity=0)
call_command("makemigrations", "warehouse", check_changes=True, verbosity=0)
call_command("migrate", "warehouse", verbosity=0)
print("table", "warehouse_shelf" in connection.introspection.table_names())
print("admin", admin.site.is_registered(Shelf))
print(*(name for name in REGISTRIES.names() if name.startswith("Shelf")), sep="\n")
workflow = WorkflowBuilder().add_node("ShelfCreateNode", "create", {"code": "A-1", "width_cm": 120})
LocalRuntime(tenant="acme").execute(workflow)
print(*Shelf.objects.values_list("code", "width_cm", "load_kg", "tenant_id"))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with an app of one model, and settings that install it."""
    app = tmp_path / "warehouse"
    (app / "migrations").mkdir(parents=True)
    for package in (app, app / "migrations"):
        (package / "__init__.py").touch()
    (app / "models.py").write_text(MODELS, "utf-8")
    (tmp_path / "project_settings.py").write_text(SETTINGS, "utf-8")
    return tmp_path


def test_a_model_in_one_file_has_a_table_an_admin_and_eleven_node_types(project: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{project}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "project_settings",
        "DATABASE_URL": f"sqlite:///{project}/db.sqlite3",
        "DATAFLOW_DATA_DIR": str(project),
    }

    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=project, env=environment, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "table True",
        "admin True",
        "ShelfBulkCreateNode",
        "ShelfBulkDeleteNode",
        "ShelfBulkUpdateNode",
        "ShelfBulkUpsertNode",
        "ShelfCountNode",
        "ShelfCreateNode",
        "ShelfDeleteNode",
        "ShelfListNode",
        "ShelfReadNode",
        "ShelfUpdateNode",
        "ShelfUpsertNode",
        "('A-1', 120, Decimal('80.0000'), 'acme')",
    ]
