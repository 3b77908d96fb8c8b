"""Which run a worker claims next: priorities, fairness between tenants, bounds, turns, pauses."""

import re
from collections import Counter
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from designer.models import Run, Tenant, Trigger, Workflow
from designer.services.claim_next import claim_next
from designer.services.create_tenant import create_tenant
from designer.services.next_run import HEAD, next_run
from designer.services.requeue_expired_runs import requeue_expired_runs


@pytest.fixture
def maker(db: None) -> User:
    return User.objects.create_user("maker")


def workflow_of(slug: str, maker: User, **values: Any) -> Workflow:
    tenant = Tenant.objects.filter(slug=slug).first() or create_tenant(slug=slug, name=slug)
    return Workflow.objects.create(tenant=tenant, name="w", owner=maker, draft_saved_at=timezone.now(), draft_saved_by="maker", **values)


def queue(workflow: Workflow, count: int = 1, **values: Any) -> list[int]:
    """Queue so many runs, oldest first, and return their ids."""
    common = {"tenant_id": workflow.tenant_id, "workflow": workflow, "definition": {}, "actor": "maker"}
    runs = [Run(queued_at=timezone.now(), sent_at=timezone.now(), **common, **values) for _ in range(count)]
    return [run.pk for run in Run.objects.bulk_create(runs)]


def claimed(*, by_age: bool = False) -> int | None:
    run = claim_next("one", by_age=by_age)
    return run.pk if run else None


def end(run_id: int) -> None:
    Run.objects.filter(pk=run_id).update(status="succeeded", finished_at=timezone.now())


def test_nothing_is_claimed_from_an_empty_queue(db: None) -> None:
    assert claimed() is None


def test_a_claim_raises_the_lease_number_and_starts_the_run(maker: User) -> None:
    queue(workflow_of("acme", maker))
    run = claim_next("one")
    assert run is not None
    assert (run.status, run.lease_number, run.lease_owner, run.tenant.slug) == ("running", 1, "one", "acme")
    assert run.started_at is not None
    assert claimed() is None


def test_of_one_tenant_the_oldest_is_first_whatever_its_workflow(maker: User) -> None:
    first, second = workflow_of("acme", maker), workflow_of("acme", maker)
    ids = [*queue(first), *queue(second), *queue(first), *queue(second)]
    assert [claimed() for _ in ids] == ids


def test_a_higher_priority_is_first(maker: User) -> None:
    workflow = workflow_of("acme", maker)
    ordinary, urgent, least = [queue(workflow, priority=priority)[0] for priority in (0, 5, -5)]
    assert [claimed(), claimed(), claimed()] == [urgent, ordinary, least]


def test_a_higher_priority_is_before_a_tenant_that_has_nothing_running(maker: User) -> None:
    busy, idle = workflow_of("busy", maker), workflow_of("idle", maker)
    running, urgent = queue(busy, 2, priority=1)
    ordinary = queue(idle)[0]
    assert [claimed(), claimed(), claimed()] == [running, urgent, ordinary]


def test_the_tenant_with_the_fewest_running_runs_is_first_behind_a_long_queue_too(maker: User) -> None:
    big, small = workflow_of("big", maker), workflow_of("small", maker)
    many = queue(big, HEAD + 10)
    few = queue(small, 3)
    assert [claimed() for _ in range(6)] == [many[0], few[0], many[1], few[1], many[2], few[2]]
    end(many[0])
    assert [claimed(), claimed()] == [many[3], many[4]]


def test_of_tenants_that_have_equally_many_running_the_oldest_run_is_first(maker: User) -> None:
    first, second = workflow_of("first", maker), workflow_of("second", maker)
    ids = [queue(workflow)[0] for workflow in (second, first, first, second)]
    assert [claimed() for _ in ids] == ids


def test_a_claim_by_age_takes_the_oldest_whatever_its_priority_and_its_tenant(maker: User) -> None:
    big, small = workflow_of("big", maker), workflow_of("small", maker)
    old = queue(big, 2, priority=-1)
    new = queue(small, 2, priority=9)
    assert [claimed(by_age=True), claimed(), claimed(by_age=True), claimed()] == [old[0], new[0], old[1], new[1]]


def test_a_paused_run_is_passed_over(maker: User) -> None:
    paused, other = queue(workflow_of("acme", maker), 2)
    Run.objects.filter(pk=paused).update(paused_at=timezone.now())
    assert [claimed(), claimed()] == [other, None]


def test_a_workflow_has_at_most_its_bound_of_running_runs_and_keeps_no_other_waiting(maker: User) -> None:
    bounded, free = workflow_of("acme", maker, max_runs=2), workflow_of("acme", maker)
    ids = queue(bounded, HEAD + 10)
    other = queue(free)[0]
    assert [claimed() for _ in range(4)] == [ids[0], ids[1], other, None]
    end(ids[1])
    assert [claimed(), claimed()] == [ids[2], None]


def test_a_tenant_has_at_most_its_bound_of_running_runs(maker: User) -> None:
    one, two = workflow_of("acme", maker), workflow_of("acme", maker)
    Tenant.objects.update(max_runs=2)
    first, second, third = *queue(one, 2), *queue(two)
    assert [claimed(), claimed(), claimed()] == [first, second, None]
    end(first)
    assert [claimed(), claimed()] == [third, None]


@pytest.fixture
def trigger(maker: User) -> Trigger:
    return Trigger.objects.create(workflow=workflow_of("acme", maker), type="schedule", created_by="maker")


def test_a_run_in_turn_waits_for_the_earlier_ones_of_its_trigger_and_keeps_no_other_waiting(trigger: Trigger) -> None:
    in_turn = queue(trigger.workflow, HEAD + 10, trigger=trigger, in_turn=True, turn=trigger.pk)
    other = queue(trigger.workflow)[0]
    assert [claimed() for _ in range(3)] == [in_turn[0], other, None]
    end(in_turn[0])
    assert [claimed(), claimed()] == [in_turn[1], None]


def test_a_run_in_turn_waits_for_an_earlier_one_of_less_priority(trigger: Trigger) -> None:
    first = queue(trigger.workflow, trigger=trigger, in_turn=True, turn=trigger.pk, priority=0)[0]
    second = queue(trigger.workflow, trigger=trigger, in_turn=True, turn=trigger.pk, priority=9)[0]
    assert [claimed(), claimed()] == [first, None]
    end(first)
    assert claimed() == second


def test_a_run_that_was_taken_back_is_claimed_again_in_its_old_place(maker: User) -> None:
    first, second = queue(workflow_of("acme", maker), 2)
    assert claim_next("one", lease=timedelta(seconds=-1)) is not None
    requeue_expired_runs()
    assert [claimed(), claimed()] == [first, second]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bound", [{"tenant": 3}, {"workflow": 3}, {"tenant": 4, "workflow": 3}])
def test_bounds_hold_exactly_however_many_claim_at_once(bound: dict[str, int], maker: User) -> None:
    workflow = workflow_of("acme", maker, max_runs=bound.get("workflow"))
    Tenant.objects.update(max_runs=bound.get("tenant"))
    queue(workflow, 20)
    free = queue(workflow_of("other", maker), 2)
    claims = claim_at_once(8)
    assert sorted(claims) == sorted([*Run.objects.filter(status="running").values_list("pk", flat=True)])
    assert Counter(Run.objects.filter(status="running").values_list("tenant__slug", flat=True)) == {"acme": 3, "other": 2}
    assert set(free) < set(claims)


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_share_the_queue_of_one_workflow(maker: User) -> None:
    ids = queue(workflow_of("acme", maker), 30)
    assert sorted(claim_at_once(6)) == ids


def claim_at_once(threads: int) -> list[int]:
    """Let so many workers claim until each finds nothing, and return what all of them got."""
    got: list[int] = []

    def work() -> None:
        while (run_id := claimed()) is not None:
            got.append(run_id)
        connections.close_all()

    workers = [Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return got


def test_neither_a_long_queue_nor_the_runs_that_have_ended_are_read(maker: User) -> None:
    for number in range(20):
        queue(workflow_of(f"tenant-{number}", maker), 200)
    Run.objects.filter(pk__lte=Run.objects.order_by("pk")[3000].pk).update(status="succeeded")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for by_age in (False, True):
        with CaptureQueriesContext(connection) as queries:
            assert next_run(by_age=by_age) is not None
        assert [read for query in queries for read in full_reads(query["sql"])] == []


def full_reads(sql: str) -> list[str]:
    """Return what the plan of the query says of reading runs other than by what an index is ordered by."""
    analyse = "QUERY PLAN" if connection.vendor == "sqlite" else "(ANALYZE, COSTS OFF, TIMING OFF)"
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {analyse} {sql}")
        plan = [str(row[-1]) for row in cursor.fetchall()]
    if connection.vendor == "sqlite":
        whole = re.compile(r"SCAN (r|l|e|designer_run)\b(?! USING (COVERING )?INDEX run_(queue|waiting|running))")
        return [line for line in plan if whole.search(line)]
    many = re.compile(r"designer_run.*actual rows=(\d+)")
    return [line for line in plan if (found := many.search(line)) and (int(found[1]) > HEAD or "Seq Scan" in line)]
