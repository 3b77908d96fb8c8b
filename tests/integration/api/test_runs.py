"""Runs: starting, listing, reading, looking into a node, cancelling."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.encoding import encode
from designer.api.queries.runs import get_run
from designer.models import NodeRun, Run, Workflow
from designer.services.cancel_run import cancel_run
from designer.services.create_workflow import create_workflow
from designer.tasks import execute_run
from tests.integration.api.conftest import BROKEN

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WITH_INPUT = {"inputs": [{"name": "colour", "type": "text"}], "nodes": [{"id": "wait", "type": "DelayNode", "parameters": {"seconds": 0}}]}


def make_run(workflow: Workflow, **values: Any) -> Run:
    values = {"queued_at": AT, "actor": "ada", "definition": workflow.draft, **values}
    return Run.objects.create(tenant=workflow.tenant, workflow=workflow, **values)


def ids(response: Any) -> list[int]:
    return [run["id"] for run in response.json()["results"]]


def test_a_run_is_queued_with_its_definition(api: Any, workflow: Workflow) -> None:
    response = api.post(f"/api/workflows/{workflow.pk}/runs/", {"source": "draft"})

    run = response.json()
    assert response.status_code == 201
    assert (run["status"], run["version"], run["trigger_kind"], run["actor"], run["last_seq"]) == ("queued", None, "manual", "ada", 1)
    assert (run["workflow"], run["definition"], run["nodes"]) == ({"id": workflow.pk, "name": "Tea"}, workflow.draft, [])


def test_the_published_version_is_run_on_request(api: Any, published: Workflow) -> None:
    api.save(published.pk, BROKEN, 1)

    assert api.post(f"/api/workflows/{published.pk}/runs/", {"source": "published"}).json()["version"] == 1


def test_a_workflow_without_a_version_has_none_to_run(api: Any, workflow: Workflow) -> None:
    response = api.post(f"/api/workflows/{workflow.pk}/runs/", {"source": "published"})

    assert (response.status_code, response.json()["code"]) == (409, "conflict")
    assert "Publish it" in response.json()["detail"]


def test_what_cannot_run_is_not_queued(api: Any, workflow: Workflow) -> None:
    api.save(workflow.pk, BROKEN, 1)

    response = api.post(f"/api/workflows/{workflow.pk}/runs/")

    assert (response.status_code, response.json()["problems"][0]["code"]) == (400, "unknown_node_type")
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("inputs", "port"), [({}, "colour"), ({"colour": 7}, "colour"), ({"colour": "red", "color": "red"}, "color"), ([], "inputs")]
)
def test_inputs_that_do_not_fit_are_named(api: Any, workflow: Workflow, inputs: object, port: str) -> None:
    api.save(workflow.pk, WITH_INPUT, 1)

    response = api.post(f"/api/workflows/{workflow.pk}/runs/", {"inputs": inputs})

    assert (response.status_code, [problem["port"] for problem in response.json()["problems"]]) == (400, [port])
    assert Run.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_executed_is_told_in_full(api: Any, run: Run) -> None:
    execute_run(run.pk)

    told = api.get(f"/api/runs/{run.pk}/").json()
    node = told["nodes"][0]
    events = api.get(f"/api/runs/{run.pk}/events/").json()

    assert (told["status"], told["error"], told["last_seq"]) == ("succeeded", None, len(events))
    assert (node["node"], node["status"], node["iteration"], node["has_output"], node["error"]) == ("wait", "succeeded", 0, True, None)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [event["type"] for event in events][:2] == ["run_queued", "run_started"]
    assert events[-1]["type"] == "run_succeeded"
    assert api.get(f"/api/runs/{run.pk}/events/?after={len(events) - 1}").json() == events[-1:]
    assert api.get(f"/api/runs/{run.pk}/nodes/wait/").json()["output"] == {"value": "tea"}


def test_a_node_that_did_nothing_is_not_found(api: Any, run: Run) -> None:
    for node in ("wait", "elsewhere", "%00", "a%2Fb"):
        assert api.get(f"/api/runs/{run.pk}/nodes/{node}/").status_code == 404


def test_values_are_shown_plainly(api: Any, run: Run) -> None:
    output = {"price": Decimal("1.20"), "at": AT, "rows": RowsResult([RowResult(id=1, name="Tea")]), "odd": float("nan")}
    NodeRun.objects.create(run=run, node="wait", status="succeeded", parameters=encode({"x": Decimal("0.10")}), output=encode(output))

    told = api.get(f"/api/runs/{run.pk}/nodes/wait/").json()

    assert (told["parameters"], told["truncated"]) == ({"x": "0.10"}, False)
    assert told["output"] == {
        "price": "1.20",
        "at": "2026-03-01T12:00:00+00:00",
        "rows": {"records": [{"id": 1, "name": "Tea"}], "count": 1},
        "odd": "nan",
    }


def test_a_large_output_is_cut(api: Any, run: Run) -> None:
    NodeRun.objects.create(run=run, node="wait", status="succeeded", output=encode({"text": "x" * 1_000_000}))

    response = api.get(f"/api/runs/{run.pk}/nodes/wait/")

    assert response.json()["truncated"] is True
    assert 200_000 < len(response.content) < 300_000


def test_a_failure_is_told_with_its_remedy(api: Any, run: Run) -> None:
    failure = {"node": "wait", "node_type": "DelayNode", "code": "external", "message": "No.", "remedy": "Try again.", "port": None}
    NodeRun.objects.create(run=run, node="wait", status="failed", error=failure)
    Run.objects.filter(pk=run.pk).update(status="failed", error=failure)

    told = api.get(f"/api/runs/{run.pk}/").json()

    assert told["error"] == failure
    assert (told["nodes"][0]["error"], told["nodes"][0]["has_output"]) == (failure, False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [2, 1, 0]),
        ("status=failed", [1]),
        ("trigger=schedule", [2]),
        ("after=2026-03-02T00:00:00Z", [2, 1]),
        ("before=2026-03-02T00:00:00Z", [0]),
        ("search=cof", [2]),
        ("search=ADA", [2, 1, 0]),
        ("search=nobody", []),
        ("search=%23999999999999999999999", []),
        ("page_size=2", [2, 1]),
        ("page_size=2&page=2", [0]),
    ],
)
def test_runs_are_filtered(api: Any, ada: User, workflow: Workflow, query: str, expected: list[int]) -> None:
    other = create_workflow(actor=ada, name="Coffee")
    runs = [
        make_run(workflow),
        make_run(workflow, status="failed", queued_at=AT + timedelta(days=1)),
        make_run(other, trigger_kind="schedule", queued_at=AT + timedelta(days=2)),
    ]

    assert ids(api.get(f"/api/runs/?{query}")) == [runs[place].pk for place in expected]


def test_runs_are_found_by_workflow_and_by_number(api: Any, workflow: Workflow) -> None:
    runs = [make_run(workflow).pk for _ in range(2)]

    assert ids(api.get(f"/api/runs/?search=%23{runs[0]}")) == [runs[0]]
    assert ids(api.get(f"/api/runs/?workflow={workflow.pk}")) == runs[::-1]
    assert ids(api.get(f"/api/runs/?workflow={workflow.pk + 1}")) == []


def test_the_list_costs_the_same_however_long_it_is(api: Any, workflow: Workflow, django_assert_num_queries: Any) -> None:
    # Session, user, membership (of the acting user, and of the request), count, page.
    make_run(workflow)
    with django_assert_num_queries(6):
        api.get("/api/runs/")
    for _ in range(20):
        make_run(workflow)
    with django_assert_num_queries(6):
        assert len(ids(api.get("/api/runs/"))) == 21


def test_a_run_costs_the_same_however_many_nodes_it_has(api: Any, run: Run, django_assert_num_queries: Any) -> None:
    # Session, user, membership twice, run, node runs, last seq.
    for number in range(30):
        NodeRun.objects.create(run=run, node=f"n{number}", status="succeeded", output={})
    with django_assert_num_queries(8):
        assert len(api.get(f"/api/runs/{run.pk}/").json()["nodes"]) == 30


def test_a_queued_run_is_cancelled_at_once_and_a_second_time_without_harm(api: Any, run: Run) -> None:
    statuses = [api.post(f"/api/runs/{run.pk}/cancel/").json()["status"] for _ in range(2)]

    assert statuses == ["cancelled", "cancelled"]


def test_a_run_that_is_over_cannot_be_cancelled(api: Any, run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(status="succeeded")

    assert api.post(f"/api/runs/{run.pk}/cancel/").status_code == 409


def test_what_happens_while_a_run_is_read_comes_after_its_last_seq(api: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    original = get_run

    def meanwhile(*place: Any) -> Run:
        cancel_run(run=run, actor=run.workflow.owner)
        return original(*place)

    monkeypatch.setattr("designer.api.runs.get_run", meanwhile)

    told = api.get(f"/api/runs/{run.pk}/").json()

    assert (told["status"], told["last_seq"]) == ("cancelled", 1)
    assert [event["type"] for event in api.get(f"/api/runs/{run.pk}/events/?after=1").json()] == ["run_cancelled"]
