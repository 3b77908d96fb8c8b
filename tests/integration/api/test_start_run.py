"""Starting over the API: once for a key, and waiting for the end."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections

from designer.models import Run, Workflow
from designer.services.start_run_once import start_run_once
from designer.tasks import execute_run


def start(api: Any, workflow: Workflow, key: str, body: object, query: str = "") -> Any:
    return api.send("POST", f"/api/workflows/{workflow.pk}/runs/{query}", body, idempotency_key=key)


def test_the_same_key_gives_the_same_run(api: Any, published: Workflow) -> None:
    first = start(api, published, "order-7", {"source": "published", "inputs": {}})
    again = start(api, published, "order-7", {"inputs": {}, "source": "published"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["id"], first.json()["trigger_kind"]) == (again.json()["id"], "api")
    assert Run.objects.count() == 1


def test_a_key_with_another_body_is_refused(api: Any, published: Workflow) -> None:
    run = start(api, published, "order-7", {"source": "published"}).json()["id"]

    refused = start(api, published, "order-7", {"source": "draft"})

    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert f"The Idempotency-Key 'order-7' started run {run}, with another workflow or other values." in refused.json()["detail"]
    assert Run.objects.count() == 1


def test_a_refused_start_leaves_its_key_free(api: Any, workflow: Workflow) -> None:
    assert start(api, workflow, "k", {"source": "published"}).status_code == 409
    assert start(api, workflow, "k", {"source": "draft"}).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "naïve"], ids=["empty", "blank", "long", "not ASCII"])
def test_what_is_no_key_is_refused(api: Any, published: Workflow, key: str) -> None:
    refused = start(api, published, key, {})

    assert (refused.status_code, refused.json()["problems"][0]["port"]) == (400, "Idempotency-Key")
    assert Run.objects.count() == 0


def test_tenants_have_keys_of_their_own_and_viewers_learn_nothing_by_one(api: Any, stranger: Any, viewer: Any, published: Workflow) -> None:
    start(api, published, "k", {})

    assert start(stranger, published, "k", {}).status_code == 404
    assert start(viewer, published, "k", {}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_calls_at_the_same_moment_start_one_run(published: Workflow, ada: User) -> None:
    barrier = Barrier(2)

    def attempt(_: int) -> tuple[int, bool]:
        barrier.wait()
        try:
            run, is_new = start_run_once(actor=ada, workflow=Workflow.objects.get(), key="k")
            return run.pk, is_new
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(attempt, range(2)))

    assert sorted(is_new for _, is_new in answers) == [False, True]
    assert {run for run, _ in answers} == set(Run.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_start_that_waits_is_answered_with_the_finished_run(api: Any, published: Workflow, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    with ThreadPoolExecutor(1) as pool:

        def work(run_id: int) -> None:
            try:
                execute_run(run_id)
            finally:
                connections.close_all()

        def wake(run_id: int) -> None:
            started.append(run_id)
            pool.submit(work, run_id)

        monkeypatch.setattr("designer.services.queue_run.wake_workers", wake)
        response = api.post(f"/api/workflows/{published.pk}/runs/?wait=30", {"source": "published"})

    run = response.json()
    assert (response.status_code, run["id"], run["status"]) == (201, started[0], "succeeded")
    assert [node["status"] for node in run["nodes"]] == ["succeeded"]


def test_a_start_that_waits_is_answered_at_the_bound(api: Any, workflow: Workflow) -> None:
    response = api.post(f"/api/workflows/{workflow.pk}/runs/?wait=0.03")

    assert (response.status_code, response.json()["status"]) == (201, "queued")


@pytest.mark.parametrize("query", ["wait=61", "wait=-1", "wait=long", "wiat=1"])
def test_a_wait_that_is_none_is_refused_before_anything_starts(api: Any, workflow: Workflow, query: str) -> None:
    assert api.post(f"/api/workflows/{workflow.pk}/runs/?{query}").status_code == 400
    assert Run.objects.count() == 0
