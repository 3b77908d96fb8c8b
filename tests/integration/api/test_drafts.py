"""Drafts are saved whole or not at all, and never over somebody else's."""

from typing import Any

import pytest

from designer.models import Workflow
from tests.integration.api.conftest import BROKEN, RUNNABLE


def definition(**parts: object) -> dict[str, object]:
    return {**RUNNABLE, **parts}


def stored(workflow: Workflow) -> tuple[int, Any]:
    workflow.refresh_from_db()
    return workflow.draft_number, workflow.draft


def test_a_draft_comes_with_its_number_as_etag(api: Any, workflow: Workflow) -> None:
    response = api.get(f"/api/workflows/{workflow.pk}/draft/")

    draft = response.json()
    assert (response.status_code, response["ETag"]) == (200, '"1"')
    assert (draft["number"], draft["saved_by"], draft["problems"]) == (1, "ada", [])
    assert draft["definition"] == workflow.draft


def test_a_save_raises_the_number(api: Any, workflow: Workflow) -> None:
    response = api.save(workflow.pk, definition(settings={"description": "Better"}), 1)

    assert (response.status_code, response["ETag"], response.json()["number"]) == (200, '"2"', 2)
    assert stored(workflow) == (2, response.json()["definition"])


def test_a_draft_with_problems_is_saved_and_they_are_told(api: Any, workflow: Workflow) -> None:
    response = api.save(workflow.pk, BROKEN, 1)

    problem = response.json()["problems"][0]
    assert (response.status_code, problem["code"], problem["node"]) == (200, "unknown_node_type", "odd")
    assert "Did you mean 'DelayNode'?" in f"{problem['message']} {problem['remedy']}"
    assert stored(workflow)[0] == 2


def test_a_cycle_is_saved_and_told(api: Any, workflow: Workflow) -> None:
    nodes = [{"id": name, "type": "DelayNode"} for name in ("a", "b")]
    circle = [{"source": s, "output": "value", "target": t, "input": "value"} for s, t in (("a", "b"), ("b", "a"))]

    response = api.save(workflow.pk, {"nodes": nodes, "connections": circle}, 1)

    assert response.status_code == 200
    assert "cycle" in [problem["code"] for problem in response.json()["problems"]]


def test_a_stale_save_is_refused_with_who_was_faster(api: Any, workflow: Workflow) -> None:
    api.save(workflow.pk, BROKEN, 1)

    response = api.save(workflow.pk, RUNNABLE, 1)

    refusal = response.json()
    assert (response.status_code, refusal["code"], refusal["current"]["number"]) == (409, "stale_draft", 2)
    assert refusal["current"]["saved_by"] == "ada"
    assert "ada saved this draft" in refusal["detail"]
    assert stored(workflow) == (2, refusal["current"]["definition"])


def test_a_save_without_an_etag_is_refused(api: Any, workflow: Workflow) -> None:
    response = api.send("PUT", f"/api/workflows/{workflow.pk}/draft/", {"definition": BROKEN})

    assert (response.status_code, response.json()["code"]) == (428, "if_match_required")
    assert stored(workflow)[0] == 1


@pytest.mark.parametrize("etag", ["*", "1", '"x"', '"-1"', '""', '"1", "2"', '"99999999999999999999"', '"\u0661"'])
def test_an_etag_that_is_none_is_refused(api: Any, workflow: Workflow, etag: str) -> None:
    response = api.send("PUT", f"/api/workflows/{workflow.pk}/draft/", {"definition": BROKEN}, if_match=etag)

    assert (response.status_code, response.json()["code"]) == (400, "invalid_if_match")
    assert stored(workflow)[0] == 1


@pytest.mark.parametrize(
    ("value", "port"),
    [
        ({"nodes": {}}, "nodes"),
        ({"nodes": [{"id": "a"}]}, "nodes.0.type"),
        ({"nodes": [{"id": 7, "type": "T"}]}, "nodes.0.id"),
        ({"nodes": [{"id": "a", "type": "T", "parametres": {}}]}, "nodes.0.parametres"),
        ({"nodes": [{"id": "a", "type": "T", "position": {"x": "left"}}]}, "nodes.0.position.x"),
        ({"connections": [{"source": "a"}]}, "connections.0.output"),
        ({"inputs": [{"name": "a", "type": "colour"}]}, "inputs.0.type"),
        ({"edges": []}, "edges"),
    ],
)
def test_what_is_no_definition_is_refused_with_each_place(api: Any, workflow: Workflow, value: object, port: str) -> None:
    response = api.save(workflow.pk, value, 1)

    assert (response.status_code, response.json()["code"]) == (400, "invalid_definition")
    assert port in [problem["port"] for problem in response.json()["problems"]]
    assert stored(workflow)[0] == 1


@pytest.mark.parametrize("value", [None, 7, "nodes", [], True])
def test_a_definition_that_is_no_object_is_refused(api: Any, workflow: Workflow, value: object) -> None:
    response = api.save(workflow.pk, value, 1)

    assert response.status_code == 400
    assert stored(workflow)[0] == 1


def test_ten_thousand_nodes_are_refused(api: Any, workflow: Workflow) -> None:
    response = api.save(workflow.pk, {"nodes": [{"id": f"n{n}", "type": "DelayNode"} for n in range(10_000)]}, 1)

    assert (response.status_code, response.json()["code"]) == (400, "too_large")
    assert "10,000 nodes" in response.json()["detail"]
    assert stored(workflow)[0] == 1


def test_ten_megabytes_are_refused(api: Any, workflow: Workflow) -> None:
    response = api.save(workflow.pk, {"nodes": [{"id": "a", "type": "DelayNode", "settings": {"note": "x" * 10_000_000}}]}, 1)

    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    assert stored(workflow)[0] == 1


def test_an_archived_workflow_keeps_its_draft(api: Any, workflow: Workflow) -> None:
    api.send("DELETE", f"/api/workflows/{workflow.pk}/")

    response = api.save(workflow.pk, BROKEN, 1)

    assert (response.status_code, response.json()["code"]) == (409, "archived")
    assert stored(workflow)[0] == 1


def test_compile_tells_problems_and_saves_nothing(api: Any, workflow: Workflow) -> None:
    response = api.post("/api/compile/", {"definition": BROKEN})

    assert [problem["code"] for problem in response.json()["problems"]] == ["unknown_node_type"]
    assert api.post("/api/compile/", {"definition": RUNNABLE}).json() == {"problems": []}
    assert stored(workflow)[0] == 1
