"""A Django project that was there before DataFlow: a line in its settings, and its models handed over as they are."""

import json
import shutil
from pathlib import Path

import pytest

from dataflow_app.orm.databases import database_settings
from tests.integration.orm.build.scripts import ROOT, finish, start_command

MARKER = "# What DataFlow adds."
VISIT = """
from django.contrib.auth.models import User
from django.test import Client
from bookshop.models import Order

User.objects.create_superuser("boss", password="boss")
client = Client()
client.force_login(User.objects.get())
order = Order.objects.get()
for path in ("/admin/", "/admin/bookshop/order/", f"/admin/bookshop/order/{order.pk}/change/"):
    page = client.get(path)
    print(page.status_code, str(order.pk) in page.content.decode(), "/admin/bookshop/customer/" in page.content.decode())
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the project."""
    return shutil.copytree(
        ROOT / "tests" / "example_project", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__", "*.sqlite3")
    )


def manage(project: Path, url: str, *arguments: str) -> str:
    """Run ``manage.py`` as a user does and return what it wrote; standard error must stay empty."""
    output, error = finish(start_command(project, "manage.py", *arguments, SHOP_DATABASE=json.dumps(database_settings(url))))
    assert error == ""
    return output


def without_dataflow(project: Path) -> None:
    """Take out of the project's files what DataFlow adds to them."""
    for name in ("settings.py", "bookshop/models.py"):
        text = (project / name).read_text(encoding="utf-8")
        (project / name).write_text(text.partition(MARKER)[0], encoding="utf-8")


def test_three_lines_are_enough(project: Path) -> None:
    added = (project / "settings.py").read_text(encoding="utf-8").partition(MARKER)[2].split("\n")
    assert [line for line in added if line] == ['INSTALLED_APPS += ["dataflow_app"]']
    assert "dataflow" not in (project / "urls.py").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_models_stay_as_they_are_and_have_nodes_and_an_admin(project: Path, own_url: str) -> None:
    before = project.parent / "before"
    shutil.copytree(project, before)
    without_dataflow(before)
    assert manage(before, own_url, "makemigrations", "--check") == "No changes detected\n"
    manage(before, own_url, "migrate", "-v0")
    assert manage(project, own_url, "makemigrations", "--check") == "No changes detected\n"
    assert "No migrations to apply" in manage(project, own_url, "migrate")
    sold = json.loads(manage(project, own_url, "sell", "9780141439587", "ann@shop.example"))
    assert sold["orders"] == [sold["order"]]
    assert manage(project, own_url, "shell", "-v0", "-c", VISIT).split("\n")[:3] == [
        "200 False True",
        "200 True True",
        "200 True True",
    ]
    assert manage(project, own_url, "makemigrations", "--check") == "No changes detected\n"
