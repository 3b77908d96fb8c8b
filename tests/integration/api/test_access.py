"""Who may call what: strangers nothing, viewers nothing that changes something, other tenants nothing at all."""

from typing import Any

import pytest
from django.test import Client

from designer.models import Run, Trigger, Version, Workflow
from tests.integration.api.routes import CHANGES, READS, ROUTES, Places


def state() -> list[list[Any]]:
    """Everything that a request could have changed."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Workflow, Version, Run, Trigger)]


@pytest.fixture
def places(published: Workflow, run: Run, trigger: Trigger) -> Places:
    return Places(workflow=published.pk, run=run.pk, trigger=trigger.pk)


@pytest.mark.parametrize(("method", "path", "body"), [route for route in ROUTES if "{" in route[1] or "{workflow}" in str(route[2])])
def test_an_id_of_another_tenant_is_not_found(stranger: Any, places: Places, method: str, path: str, body: object) -> None:
    before = state()

    response = stranger.send(method, places.fill(path), places.fill(body), if_match='"1"')

    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert state() == before


@pytest.mark.parametrize(("method", "path", "body"), CHANGES)
def test_a_viewer_changes_nothing(viewer: Any, places: Places, method: str, path: str, body: object) -> None:
    before = state()

    response = viewer.send(method, places.fill(path), places.fill(body), if_match='"1"')

    assert (response.status_code, response.json()["code"]) == (403, "not_permitted")
    assert "viewer" in response.json()["detail"]
    assert state() == before


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path", "body"), READS)
def test_a_viewer_may_look(viewer: Any, places: Places, method: str, path: str, body: object) -> None:
    assert viewer.send(method, places.fill(path), places.fill(body)).status_code in (200, 404)


@pytest.mark.parametrize(("method", "path", "body"), [*ROUTES, ("GET", "/api/schema/", None)])
def test_a_stranger_is_asked_to_sign_in(db: None, places: Places, method: str, path: str, body: object) -> None:
    response = Client().generic(method, places.fill(path), b"{}", content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (401, "not_signed_in")
    assert response["Content-Type"] == "application/problem+json"


def test_a_change_without_its_csrf_token_is_refused(ada: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    response = client.post("/api/workflows/", {"name": "Tea"}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
    assert "X-CSRFToken" in response.json()["detail"]
    assert Workflow.objects.count() == 0


def test_somebody_without_a_tenant_is_told_so(django_user_model: Any, db: None) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user("nobody"))

    response = client.get("/api/me/")

    assert (response.status_code, response.json()["code"]) == (403, "no_tenant")
