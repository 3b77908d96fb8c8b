"""Versions: publishing, reading, going back."""

from typing import Any

from designer.models import Version, Workflow
from tests.integration.api.conftest import BROKEN


def test_a_draft_is_published(api: Any, workflow: Workflow) -> None:
    response = api.post(f"/api/workflows/{workflow.pk}/publish/", {"message": "First"})

    version = response.json()
    assert response.status_code == 201
    assert (version["number"], version["message"], version["created_by"], version["is_published"]) == (1, "First", "ada", True)


def test_a_draft_that_cannot_run_is_not_published(api: Any, workflow: Workflow) -> None:
    api.save(workflow.pk, BROKEN, 1)

    response = api.post(f"/api/workflows/{workflow.pk}/publish/")

    assert response.status_code == 400
    assert [problem["code"] for problem in response.json()["problems"]] == ["unknown_node_type"]
    assert Version.objects.count() == 0


def test_versions_are_listed_the_newest_first(api: Any, published: Workflow, django_assert_num_queries: Any) -> None:
    api.post(f"/api/workflows/{published.pk}/publish/", {"message": "Second"})

    with django_assert_num_queries(6):
        versions = api.get(f"/api/workflows/{published.pk}/versions/").json()

    assert [(version["number"], version["is_published"]) for version in versions] == [(2, True), (1, False)]


def test_a_version_has_its_definition(api: Any, published: Workflow) -> None:
    assert api.get(f"/api/workflows/{published.pk}/versions/1/").json()["definition"] == published.draft


def test_a_version_is_restored_into_the_draft(api: Any, published: Workflow) -> None:
    before = published.draft
    api.save(published.pk, BROKEN, 1)

    response = api.post(f"/api/workflows/{published.pk}/versions/1/restore/")

    assert (response.status_code, response["ETag"], response.json()["definition"]) == (200, '"3"', before)


def test_a_version_that_is_none_is_not_found(api: Any, published: Workflow) -> None:
    for number in (0, 2, 2**31, 2**63 - 1):
        assert api.get(f"/api/workflows/{published.pk}/versions/{number}/").status_code == 404
