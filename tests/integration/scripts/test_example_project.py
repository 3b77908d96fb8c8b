"""A Django project that was there before DataFlow: a line in its settings, and its models handed over as they are."""

import json
import shutil
from pathlib import Path

import pytest

from tests.integration.orm.build.scripts import ROOT
from tests.integration.scripts.shop import manage

MARKER = "# What DataFlow adds."
VISIT = """
from django.contrib.auth import get_user_model
from django.test import Client
from bookshop.models import Order

User = get_user_model()
User.objects.create_superuser("boss@shop.example", password="boss")
client = Client()
client.force_login(User.objects.get())
order = Order.objects.get()
for path in ("/admin/", "/admin/bookshop/order/", f"/admin/bookshop/order/{order.pk}/change/"):
    page = client.get(path)
    print(page.status_code, str(order.pk) in page.content.decode(), "/admin/bookshop/customer/" in page.content.decode())
"""


def without_dataflow(project: Path) -> None:
    """Take out of the project's files what DataFlow adds to them."""
    for name in ("settings.py", "urls.py", "bookshop/models.py"):
        text = (project / name).read_text(encoding="utf-8")
        (project / name).write_text(text.partition(MARKER)[0], encoding="utf-8")


def test_two_lines_in_settings_and_urls_are_enough(project: Path) -> None:
    texts = [(project / name).read_text(encoding="utf-8") for name in ("settings.py", "urls.py")]
    added = [line for text in texts for line in text.partition(MARKER)[2].split("\n")]
    lines = [line for line in added if line]
    assert lines == [
        'INSTALLED_APPS += ["dataflow_app", "designer"]',
        'urlpatterns += [path("designer/", include("designer.urls"))]',
    ]
    assert all(line in (ROOT / "README.md").read_text(encoding="utf-8") for line in lines)


@pytest.mark.slow
def test_its_models_stay_as_they_are_and_have_nodes_and_an_admin(project: Path, own_url: str) -> None:
    before = project.parent / "before"
    shutil.copytree(project, before)
    without_dataflow(before)
    assert manage(before, own_url, "makemigrations", "--check") == "No changes detected\n"
    manage(before, own_url, "migrate", "-v0")
    assert manage(project, own_url, "makemigrations", "--check") == "No changes detected\n"
    assert "Applying bookshop." not in manage(project, own_url, "migrate")
    sold = json.loads(manage(project, own_url, "sell", "9780141439587", "ann@shop.example"))
    assert sold["orders"] == [sold["order"]]
    assert manage(project, own_url, "shell", "-v0", "-c", VISIT).split("\n")[:3] == [
        "200 False True",
        "200 True True",
        "200 True True",
    ]
    assert manage(project, own_url, "makemigrations", "--check") == "No changes detected\n"
