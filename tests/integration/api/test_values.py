"""Large values of node runs: previews, and pages of the whole."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from dataflow_app.nodes.results import RowResult, RowsResult
from designer.models import NodeRun, Run
from designer.values import RunValues
from tests.integration.api.conftest import Api

COUNT = 2_500


@pytest.fixture
def wait(run: Run, settings: Any, tmp_path: Path) -> str:
    """The address of a node run with a large list in its output, and a small parameter."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "values": storage}
    rows = RowsResult([RowResult(id=number, name=f"name of {number}") for number in range(COUNT)], total=COUNT)
    values = RunValues(run.pk)
    kept = {"parameters": values.keep({"size": 5}), "output": values.keep(rows)}
    NodeRun.objects.create(run=run, node="wait", status="succeeded", **kept)
    return f"/api/runs/{run.pk}/nodes/wait/"


def test_a_preview_is_shown_and_what_can_be_read_in_pages_is_named(api: Api, wait: str) -> None:
    told = api.get(wait).json()
    assert (told["truncated"], told["parameters"], told["output"]["count"]) == (True, {"size": 5}, COUNT)
    assert told["output"]["records"][0] == {"id": 0, "name": "name of 0"}
    assert 0 < len(told["output"]["records"]) <= 50
    (stored,) = told["stored"]
    assert (stored["part"], stored["path"], stored["rows"], stored["size"] > 64 * 1024) == ("output", "records", COUNT, True)


def test_the_whole_is_read_in_pages(api: Api, wait: str) -> None:
    page = api.get(f"{wait}values/output/?path=records&offset=2495&limit=3").json()
    assert page == {
        "path": "records",
        "offset": 2495,
        "limit": 3,
        "total": COUNT,
        "items": [{"id": number, "name": f"name of {number}"} for number in (2495, 2496, 2497)],
    }
    assert len(api.get(f"{wait}values/output/?path=records").json()["items"]) == 100
    assert api.get(f"{wait}values/output/?path=records&offset=2500").json()["items"] == []
    assert api.get(f"{wait}values/parameters/?path=size").json()["items"] == [5]


def test_a_file_that_is_gone_is_said_to_be_and_the_preview_is_shown(api: Api, ada: User, wait: str, tmp_path: Path) -> None:
    User.objects.update(is_staff=True)
    for file in tmp_path.rglob("*.gz"):
        file.unlink()
    assert api.get(wait).json()["output"]["count"] == COUNT
    response = api.get(f"{wait}values/output/?path=records")
    assert (response.status_code, "restore its files" in response.json()["detail"]) == (404, True)


def test_a_file_that_cannot_be_read_is_said_to_be(api: Api, wait: str, tmp_path: Path) -> None:
    for file in tmp_path.rglob("*.gz"):
        file.write_bytes(file.read_bytes()[:100])
    response = api.get(f"{wait}values/output/?path=records")
    assert (response.status_code, response.json()["code"], "could not be read" in response.json()["detail"]) == (503, "storage_away", True)


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("values/output/?path=recods", 404, "records"),
        ("values/errors/", 404, "no 'errors'"),
        ("values/output/?limit=1001", 400, "limit"),
        ("values/output/?offset=-1", 400, "offset"),
        ("values/output/?place=1", 400, "place"),
    ],
)
def test_what_is_not_there_is_refused(api: Api, wait: str, address: str, status: int, says: str) -> None:
    response = api.get(f"{wait}{address}")
    assert (response.status_code, says in response.content.decode()) == (status, True)


def test_nobody_reads_the_values_of_another_tenant(wait: str, stranger: Api) -> None:
    assert stranger.get(f"{wait}values/output/").status_code == 404
