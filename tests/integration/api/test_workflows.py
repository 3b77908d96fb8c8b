"""Workflows: listing them, making them, changing them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from dataflow_app.graph.definition import Definition
from designer.models import Run, Tenant, Trigger, Workflow
from designer.services.create_workflow import create_workflow
from tests.integration.api.conftest import BROKEN, RUNNABLE


def names(response: Any) -> list[str]:
    return [workflow["name"] for workflow in response.json()["results"]]


def make_runs(workflow: Workflow, count: int) -> list[int]:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    return [
        Run.objects.create(
            tenant=workflow.tenant, workflow=workflow, definition={}, status="succeeded", queued_at=at, started_at=at, finished_at=at
        ).pk
        for _ in range(count)
    ]


def test_a_summary_says_all_that_a_line_shows(api: Any, trigger: Trigger) -> None:
    workflow = trigger.workflow
    runs = make_runs(workflow, 12)

    summary = api.get("/api/workflows/").json()["results"][0]

    assert {key: summary[key] for key in ("id", "name", "owner", "state", "published_version", "node_count", "archived")} == {
        "id": workflow.pk,
        "name": "Tea",
        "owner": "ada",
        "state": "published",
        "published_version": 1,
        "node_count": 1,
        "archived": False,
    }
    assert [run["id"] for run in summary["last_runs"]] == runs[2:]
    assert summary["last_runs"][0] == {"id": runs[2], "status": "succeeded", "queued_at": "2026-03-01T12:00:00Z", "duration_ms": 0.0}
    assert trigger.next_due_at is not None
    assert summary["next_start"] == trigger.next_due_at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def test_the_state_follows_draft_and_version(api: Any, workflow: Workflow) -> None:
    def state() -> str:
        listed = api.get("/api/workflows/").json()["results"][0]["state"]
        assert api.get(f"/api/workflows/{workflow.pk}/").json()["state"] == listed
        return str(listed)

    states = [state()]
    api.post(f"/api/workflows/{workflow.pk}/publish/", {"message": "First"})
    states.append(state())
    api.save(workflow.pk, BROKEN, 1)
    states.append(state())
    api.post(f"/api/workflows/{workflow.pk}/versions/1/restore/")
    states.append(state())

    assert states == ["draft", "published", "changed", "published"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Coffee", "Tea"]),
        ("search=TE", ["Tea"]),
        ("search=beans", ["Coffee"]),
        ("search=", ["Coffee", "Tea"]),
        ("tag=daily", ["Coffee"]),
        ("tag=dail", []),
        ("tag=%25", []),
        ("tag=d'aily", []),
        ("archived=true", ["Old"]),
        ("page_size=1", ["Coffee"]),
        ("page_size=1&page=2", ["Tea"]),
    ],
)
def test_the_list_is_searched_and_paged(api: Any, ada: User, workflow: Workflow, query: str, expected: list[str]) -> None:
    create_workflow(actor=ada, name="Coffee", description="Grind the beans", tags=["daily", "kitchen"])
    old = create_workflow(actor=ada, name="Old")
    api.send("DELETE", f"/api/workflows/{old.pk}/")

    assert names(api.get(f"/api/workflows/?{query}")) == expected


def test_a_page_that_is_none_is_not_found(api: Any, workflow: Workflow) -> None:
    assert api.get("/api/workflows/?page=9").status_code == 404


def test_the_list_costs_the_same_however_long_it_is(api: Any, ada: User, tenant: Tenant, django_assert_num_queries: Any) -> None:
    # Session, user, membership (of the acting user, and of the request), count, page, last runs.
    make_runs(create_workflow(actor=ada, name="First"), 3)
    with django_assert_num_queries(7):
        api.get("/api/workflows/")
    for number in range(20):
        make_runs(create_workflow(actor=ada, name=f"Workflow {number}"), 2)
    with django_assert_num_queries(7):
        assert len(names(api.get("/api/workflows/"))) == 21


def test_a_workflow_is_created_empty(api: Any) -> None:
    response = api.post("/api/workflows/", {"name": "  Tea  ", "description": "Steep it"})

    workflow = response.json()
    assert response.status_code == 201
    assert (workflow["name"], workflow["description"], workflow["owner"], workflow["state"]) == ("Tea", "Steep it", "ada", "draft")
    assert workflow["draft"]["definition"] == Definition().to_dict()
    assert Workflow.objects.get(pk=workflow["id"]).name == "Tea"


def test_a_workflow_is_created_from_every_template(api: Any) -> None:
    templates = api.get("/api/templates/").json()

    assert [template["slug"] for template in templates] == ["product-onboarding", "find-candidates", "bulk-import"]
    for template in templates:
        workflow = api.post("/api/workflows/", {"name": template["name"], "template": template["slug"]}).json()
        assert (workflow["node_count"], workflow["draft"]["problems"]) == (template["node_count"], [])


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 400, "This field is required."),
        ({"name": ""}, 400, "may not be blank"),
        ({"name": "x" * 201}, 400, "no more than 200 characters"),
        ({"name": ["x"]}, 400, "Not a valid string."),
        ({"name": "x", "template": "bulk-imprt"}, 404, "Did you mean 'bulk-import'?"),
        ({"name": "x", "definition": {"nodes": 1}}, 400, "cannot be read"),
    ],
)
def test_what_cannot_be_created_is_refused(api: Any, body: object, status: int, words: str) -> None:
    response = api.post("/api/workflows/", body)

    assert response.status_code == status
    assert words in response.content.decode()
    assert Workflow.objects.count() == 0


def test_a_workflow_is_changed_in_part(api: Any, workflow: Workflow) -> None:
    response = api.send("PATCH", f"/api/workflows/{workflow.pk}/", {"tags": ["daily", "daily"], "name": "Green tea"})

    assert (response.status_code, response.json()["name"], response.json()["tags"]) == (200, "Green tea", ["daily"])
    assert response.json()["draft"]["number"] == 1


def test_the_priority_and_the_bound_of_its_runs_are_changed_and_the_bound_is_taken_away(api: Any, workflow: Workflow) -> None:
    address = f"/api/workflows/{workflow.pk}/"

    told = [api.send("PATCH", address, body).json() for body in ({"priority": 5, "max_runs": 2}, {"name": "Tea"}, {"max_runs": None})]

    assert [(each["priority"], each["max_runs"]) for each in told] == [(5, 2), (5, 2), (5, None)]


@pytest.mark.parametrize("body", [{"max_runs": 0}, {"priority": 101}, {"priority": None}, {"max_runs": "many"}])
def test_a_priority_or_a_bound_that_is_none_is_refused(api: Any, workflow: Workflow, body: object) -> None:
    assert api.send("PATCH", f"/api/workflows/{workflow.pk}/", body).status_code == 400
    workflow.refresh_from_db()
    assert (workflow.priority, workflow.max_runs) == (0, None)


def test_archiving_and_restoring(api: Any, workflow: Workflow) -> None:
    address = f"/api/workflows/{workflow.pk}/"

    states = [api.send("DELETE", address).json()["archived"], api.send("PATCH", address, {"archived": False}).json()["archived"]]
    states.append(api.send("PATCH", address, {"archived": True}).json()["archived"])

    assert states == [True, False, True]


def test_a_duplicate_has_the_draft_and_a_name_of_its_own(api: Any, workflow: Workflow) -> None:
    copy = api.post(f"/api/workflows/{workflow.pk}/duplicate/").json()

    assert (copy["name"], copy["node_count"], copy["last_runs"]) == ("Tea (copy)", 1, [])
    assert copy["draft"]["definition"] == Definition.from_dict(RUNNABLE).to_dict()
