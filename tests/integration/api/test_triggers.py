"""Triggers: what starts runs by itself."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from designer.models import Trigger, Workflow
from tests.integration.api.conftest import HOURLY

NOON = datetime(2026, 3, 28, 12, 30, tzinfo=UTC)


@time_machine.travel(NOON, tick=False)
def test_a_trigger_is_created_with_its_next_times(api: Any, published: Workflow) -> None:
    body = {"workflow": published.pk, "type": "schedule", "parameters": {"cron": "0 3 * * *", "timezone": "Europe/Berlin"}}

    response = api.post("/api/triggers/", body)

    trigger = response.json()
    assert response.status_code == 201
    assert (trigger["workflow"], trigger["enabled"], trigger["created_by"]) == ({"id": published.pk, "name": "Tea"}, True, "ada")
    assert trigger["next_times"] == [f"2026-{day}:00:00Z" for day in ("03-29T01", "03-30T01", "03-31T01", "04-01T01", "04-02T01")]
    assert trigger["reading"]
    assert api.get("/api/triggers/").json() == [trigger]


@pytest.mark.parametrize(
    ("parameters", "port"),
    [
        ({"cron": "every day", "timezone": "UTC"}, "cron"),
        ({"cron": "99 * * * *", "timezone": "UTC"}, "cron"),
        ({"cron": "", "timezone": "UTC"}, "cron"),
        ({"cron": "0 0 30 2 *", "timezone": "UTC"}, "cron"),
        ({"cron": 7, "timezone": "UTC"}, "cron"),
        ({"timezone": "UTC"}, "cron"),
        ({"cron": "0 * * * *", "timezone": "Europe/Berlinn"}, "timezone"),
        ({"cron": "0 * * * *", "timezone": "../etc/passwd"}, "timezone"),
        ({"cron": "0 * * * *", "timezone": None}, "timezone"),
        ({"cron": "0 * * * *", "timezone": "UTC", "catch_up": "some"}, "catch_up"),
        ({"cron": "0 * * * *", "timezone": "UTC", "ovrlap": "skip"}, "ovrlap"),
    ],
)
def test_what_is_no_schedule_is_refused_by_name(api: Any, published: Workflow, parameters: object, port: str) -> None:
    preview = api.post("/api/triggers/preview/", {"type": "schedule", "parameters": parameters})
    created = api.post("/api/triggers/", {"workflow": published.pk, "type": "schedule", "parameters": parameters})

    for response in (preview, created):
        assert (response.status_code, [problem["port"] for problem in response.json()["problems"]]) == (400, [port])
    assert Trigger.objects.count() == 0


def test_an_unknown_type_is_refused_with_a_suggestion(api: Any) -> None:
    response = api.post("/api/triggers/preview/", {"type": "schedul", "parameters": HOURLY})

    assert response.status_code == 400
    assert "Did you mean 'schedule'?" in response.json()["detail"]


@time_machine.travel(NOON, tick=False)
def test_a_preview_tells_times_and_keeps_nothing(api: Any) -> None:
    response = api.post("/api/triggers/preview/", {"type": "schedule", "parameters": HOURLY})

    assert response.json()["next_times"][:2] == ["2026-03-28T13:00:00Z", "2026-03-28T14:00:00Z"]
    assert len(response.json()["next_times"]) == 5
    assert Trigger.objects.count() == 0


def test_a_workflow_without_a_version_gets_no_trigger(api: Any, workflow: Workflow) -> None:
    response = api.post("/api/triggers/", {"workflow": workflow.pk, "type": "schedule", "parameters": HOURLY})

    assert (response.status_code, response.json()["code"]) == (409, "conflict")


def test_a_trigger_is_switched_off_and_has_no_next_times(api: Any, trigger: Trigger) -> None:
    response = api.send("PATCH", f"/api/triggers/{trigger.pk}/", {"enabled": False})

    assert (response.status_code, response.json()["enabled"], response.json()["next_times"]) == (200, False, [])


def test_a_trigger_is_deleted(api: Any, trigger: Trigger) -> None:
    responses = [api.send("DELETE", f"/api/triggers/{trigger.pk}/").status_code for _ in range(2)]

    assert responses == [204, 404]


def test_triggers_are_listed_by_workflow_at_constant_cost(
    api: Any, trigger: Trigger, published: Workflow, django_assert_num_queries: Any
) -> None:
    for _ in range(5):
        api.post("/api/triggers/", {"workflow": published.pk, "type": "schedule", "parameters": HOURLY})

    with django_assert_num_queries(5):
        assert len(api.get(f"/api/triggers/?workflow={published.pk}").json()) == 6
    assert api.get(f"/api/triggers/?workflow={published.pk + 1}").json() == []
