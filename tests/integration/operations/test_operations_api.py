"""What operators are shown."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from designer.models import Membership, Role, Run, Tenant, Trigger, Worker, Workflow
from designer.services.record_event import record_event
from designer.services.report_worker import forget_worker, report_worker

PATH = "/api/operations/"
FAILURE = {"message": "The card was declined.", "code": "declined"}


@pytest.fixture
def api(owner: User) -> Client:
    return signed_in(owner)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ago(**span: float) -> datetime:
    return timezone.now() - timedelta(**span)


def read(client: Client) -> Any:
    response = client.get(PATH)
    assert response.status_code == 200
    return response.json()


def elsewhere(run: Run) -> Run:
    """Move a run to another tenant."""
    run.tenant = Tenant.objects.create(slug="other", name="Other")
    run.save()
    return run


def test_an_installation_at_rest_has_nothing_to_tell(api: Client) -> None:
    told = read(api)

    assert told.pop("at")
    assert told == {
        "of_all_tenants": False,
        "workers": [],
        "queue": [],
        "oldest_queued_at": None,
        "schedules": {"due": 0, "oldest_due_at": None, "seconds": 0.0},
        "failing": [],
        "expiries": [],
    }


@pytest.mark.parametrize(("role", "values", "status"), [("viewer", {}, 403), ("editor", {}, 403), ("editor", {"is_staff": True}, 200)])
def test_owners_and_staff_look_and_nobody_else(owner: User, role: Role, values: dict[str, bool], status: int) -> None:
    user = User.objects.create_user("eve")
    User.objects.filter(pk=user.pk).update(**values)
    Membership.objects.create(user=user, tenant=Tenant.objects.get(), role=role)

    assert signed_in(user).get(PATH).status_code == status
    assert signed_in(user).get("/api/me/").json()["is_operator"] is (status == 200)


def test_workers_are_told_with_what_they_hold_and_silent_ones_last(api: Client, make_run: Callable[..., Run]) -> None:
    report_worker(name="box:1", threads=4, started_at=ago(hours=1))
    report_worker(name="box:0", threads=4, started_at=ago(hours=1))
    Worker.objects.filter(name="box:0").update(seen_at=ago(minutes=1))
    for thread in (7, 8):
        make_run(status="running", lease_owner=f"box:1:{thread}")
    make_run(status="running", lease_owner="shell:9:1")

    workers = [(row["name"], row["running"], row["threads"], row["is_silent"]) for row in read(api)["workers"]]

    assert workers == [("box:1", 2, 4, False), ("shell:9", 1, None, False), ("box:0", 0, 4, True)]


def test_a_worker_that_ends_in_order_is_gone_and_one_that_does_not_in_a_day(db: None) -> None:
    for name in ("ends", "killed", "lives"):
        report_worker(name=name, threads=1, started_at=timezone.now())
    Worker.objects.filter(name="killed").update(seen_at=ago(hours=25))

    forget_worker("ends")
    report_worker(name="lives", threads=1, started_at=timezone.now())

    assert [worker.name for worker in Worker.objects.all()] == ["lives"]


def test_the_queue_is_told_by_priority_what_waits_longest_first(api: Client, make_run: Callable[..., Run]) -> None:
    make_run(priority=9, status="running")
    make_run(priority=0, queued_at=ago(minutes=5))
    make_run(priority=0, paused_at=timezone.now(), queued_at=ago(hours=5))
    make_run(priority=5, queued_at=ago(minutes=9))

    told = read(api)

    rows = [(row["tenant"], row["priority"], row["queued"], row["paused"], row["running"]) for row in told["queue"]]
    assert rows == [("Acme", 5, 1, 0, 0), ("Acme", 0, 1, 1, 0), ("Acme", 9, 0, 0, 1)]
    assert told["oldest_queued_at"] == told["queue"][0]["oldest_queued_at"]


def test_an_owner_sees_their_tenant_and_a_superuser_all(api: Client, owner: User, make_run: Callable[..., Run]) -> None:
    elsewhere(make_run(status="failed", finished_at=timezone.now(), crashes=1))
    elsewhere_too = make_run(status="running", lease_owner="box:1:1")
    elsewhere_too.tenant = Tenant.objects.get(slug="other")
    elsewhere_too.save()

    own = read(api)
    owner.is_superuser = True
    owner.save()
    all_of_them = read(api)

    assert [own[part] for part in ("of_all_tenants", "workers", "queue", "failing", "expiries")] == [False, [], [], [], []]
    assert [len(all_of_them[part]) for part in ("workers", "queue", "failing", "expiries")] == [1, 1, 1, 1]


def test_a_schedule_that_did_not_start_is_late_by_the_second(api: Client, workflow: Workflow) -> None:
    values = {"workflow": workflow, "type": "schedule", "created_by": "ada"}
    Trigger.objects.create(next_due_at=ago(seconds=40), held_until=ago(seconds=30), **values)
    Trigger.objects.create(next_due_at=ago(seconds=40), enabled=False, **values)
    Trigger.objects.create(next_due_at=ago(seconds=-40), **values)
    Trigger.objects.create(next_due_at=ago(seconds=40), held_until=ago(seconds=-5), **values)

    lag = read(api)["schedules"]

    assert (lag["due"], 30 <= lag["seconds"] < 40) == (1, True)


def test_failures_of_the_last_day_are_told_by_workflow_with_what_the_last_one_says(api: Client, make_run: Callable[..., Run]) -> None:
    make_run(status="failed", finished_at=ago(hours=25))
    make_run(status="failed", finished_at=ago(hours=3), error={"message": "Long ago.", "code": "x"})
    last = make_run(status="failed", finished_at=ago(hours=2), error=FAILURE)
    make_run(status="succeeded", finished_at=ago(hours=1))

    told = read(api)["failing"]

    assert [(row["name"], row["failures"], row["last_run"], row["message"]) for row in told] == [
        ("Tea", 2, last.pk, "The card was declined.")
    ]


def test_runs_that_lost_their_worker_are_told_with_when(api: Client, make_run: Callable[..., Run]) -> None:
    make_run()
    run = make_run(status="succeeded", crashes=2)
    record_event(run_id=run.pk, type="run_queued", at=ago(minutes=9))
    record_event(run_id=run.pk, type="run_queued", at=(taken := ago(minutes=3)), payload={"reason": "silent"})

    told = read(api)["expiries"]

    assert [(row["run"], row["workflow"], row["crashes"], row["status"]) for row in told] == [(run.pk, "Tea", 2, "succeeded")]
    assert datetime.fromisoformat(told[0]["at"]) == taken
