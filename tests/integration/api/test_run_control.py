"""Runs under control: cancelled together, paused, resumed, tried again, run again from a node."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from designer.models import NodeRun, Run, Workflow
from designer.services.start_run import start_run
from designer.tasks import execute_run

pytestmark = pytest.mark.django_db(transaction=True)

#: The second node fails for the want of a row, until the parameter of the draft is another.
TWO = {
    "nodes": [
        {"id": "wait", "type": "DelayNode", "parameters": {"seconds": 0, "value": "tea"}},
        {"id": "read", "type": "ProductReadNode", "parameters": {"id": 4711}},
    ]
}


@pytest.fixture
def failed(api: Any, workflow: Workflow, run: Run) -> Run:
    Run.objects.filter(pk=run.pk).update(status="cancelled")
    api.save(workflow.pk, TWO, 1)
    run = Run.objects.get(pk=api.post(f"/api/workflows/{workflow.pk}/runs/").json()["id"])
    execute_run(run.pk)
    run.refresh_from_db()
    assert run.status == "failed"
    return run


def test_a_run_is_paused_and_resumed(api: Any, run: Run) -> None:
    paused = api.post(f"/api/runs/{run.pk}/pause/")
    told = paused.json()
    assert (paused.status_code, told["status"], told["paused_by"], told["paused_at"] is not None) == (200, "queued", "ada", True)
    assert [event["type"] for event in api.get(f"/api/runs/{run.pk}/events/").json()] == ["run_queued", "run_paused"]
    assert api.get("/api/runs/").json()["results"][0]["paused_at"] == told["paused_at"]

    resumed = api.post(f"/api/runs/{run.pk}/resume/").json()
    assert (resumed["status"], resumed["paused_by"], resumed["paused_at"]) == ("queued", "", None)


@pytest.mark.parametrize("action", ["pause", "resume", "cancel", "retry"])
def test_a_run_that_succeeded_is_left_as_it_is(api: Any, run: Run, action: str) -> None:
    execute_run(run.pk)
    refused = api.post(f"/api/runs/{run.pk}/{action}/")
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert (Run.objects.get().status, Run.objects.get().paused_at) == ("succeeded", None)


@pytest.mark.parametrize(("action", "body"), [("pause", {}), ("resume", {}), ("retry", {}), ("rerun", {"from": "wait"})])
def test_viewers_and_strangers_are_denied_and_nothing_changes(
    viewer: Any, stranger: Any, failed: Run, action: str, body: dict[str, Any]
) -> None:
    before = (Run.objects.count(), failed.events.count())
    assert viewer.post(f"/api/runs/{failed.pk}/{action}/", body).status_code == 403
    assert stranger.post(f"/api/runs/{failed.pk}/{action}/", body).status_code == 404
    assert (Run.objects.count(), failed.events.count()) == before


def test_what_failed_is_tried_again_in_a_run_of_its_own(api: Any, failed: Run) -> None:
    answer = api.post(f"/api/runs/{failed.pk}/retry/")
    again = answer.json()
    assert (answer.status_code, again["status"], again["rerun_of"], again["rerun_from"]) == (201, "queued", failed.pk, "")
    assert [(node["node"], node["status"], node["reused"]) for node in again["nodes"]] == [("wait", "succeeded", True)]
    assert api.get(f"/api/runs/{failed.pk}/").json()["reruns"] == [again["id"]]
    assert api.get(f"/api/runs/{again['id']}/nodes/wait/").json()["output"] == {"value": "tea"}


def test_a_dry_try_tells_what_would_run_with_its_promise(api: Any, failed: Run) -> None:
    before = Run.objects.count()
    answer = api.post(f"/api/runs/{failed.pk}/retry/", {"dry": True})
    assert answer.status_code == 200
    assert answer.json() == {
        "runs": [{"node": "read", "node_type": "ProductReadNode", "effect": "none", "promise": "none"}],
        "reused": [{"node": "wait", "status": "succeeded"}],
        "inputs": {},
    }
    assert Run.objects.count() == before


def test_a_node_is_run_again_by_the_draft_as_it_is_now(api: Any, failed: Run, workflow: Workflow) -> None:
    now = {"nodes": [TWO["nodes"][0], {"id": "read", "type": "DelayNode", "parameters": {"seconds": 0, "value": "milk"}}]}
    api.save(workflow.pk, now, 2)
    body = {"from": "read", "definition": "current"}
    again = api.post(f"/api/runs/{failed.pk}/rerun/", body).json()
    execute_run(again["id"])
    told = api.get(f"/api/runs/{again['id']}/").json()
    assert (told["status"], told["rerun_from"]) == ("succeeded", "read")
    assert {node["node"]: node["reused"] for node in told["nodes"]} == {"wait": True, "read": False}


def test_a_node_that_is_not_there_is_refused_by_name(api: Any, failed: Run) -> None:
    before = Run.objects.count()
    refused = api.post(f"/api/runs/{failed.pk}/rerun/", {"from": "raed"})
    assert refused.status_code == 400
    (problem,) = refused.json()["problems"]
    assert (problem["code"], problem["port"], problem["message"]) == (
        "missing_node",
        "from",
        "There is no node 'raed' in what this run executed.",
    )
    assert api.post(f"/api/runs/{failed.pk}/rerun/", {}).status_code == 400
    assert Run.objects.count() == before


def test_outputs_that_are_gone_are_refused_with_the_way_out(api: Any, failed: Run) -> None:
    gone = {"value": {"$stored": {"digest": "0" * 64, "size": 1, "rows": None, "preview": ""}}}
    NodeRun.objects.filter(run=failed, node="wait").update(output=gone)
    refused = api.post(f"/api/runs/{failed.pk}/retry/")
    assert (refused.status_code, "The stored output of 'wait'" in refused.json()["detail"]) == (409, True)
    assert "Run from an earlier node" in refused.json()["detail"]


def test_several_runs_are_cancelled_by_one_request(api: Any, stranger: Any, ada: User, workflow: Workflow) -> None:
    runs = [start_run(actor=ada, workflow=workflow) for _ in range(3)]
    Run.objects.filter(pk=runs[1].pk).update(status="failed")
    ids = [run.pk for run in runs]
    assert stranger.post("/api/runs/cancel/", {"ids": ids}).json()["cancelled"] == []
    answer = api.post("/api/runs/cancel/", {"ids": [*ids, 4711, ids[0]]})
    assert (answer.status_code, answer.json()["cancelled"]) == (200, [ids[0], ids[2]])
    assert answer.json()["refused"] == [
        {"id": ids[1], "message": f"Run {ids[1]} has failed already. There is nothing left to cancel."},
        {"id": 4711, "message": "You have no run 4711."},
    ]
    assert api.post("/api/runs/cancel/", {"ids": []}).status_code == 400
