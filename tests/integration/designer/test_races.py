"""What happens when several processes want the same thing at the same moment; threads stand for the processes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections
from django.utils import timezone

from dataflow_app.graph.definition import Definition
from designer.models import Run, Trigger, Version, Workflow
from designer.services.claim_run import claim_run
from designer.services.create_trigger import create_trigger
from designer.services.errors import Conflict
from designer.services.fire_due_triggers import fire_due_triggers
from designer.services.publish_version import publish_version
from designer.services.save_draft import save_draft
from designer.services.start_run import start_run
from designer.tasks import execute_run

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 4


def at_once(work: Callable[[], object]) -> list[object]:
    """Do the work in several threads that begin together; return what each gave, or the refusal that it met."""
    barrier = Barrier(COUNT)

    def attempt(_: int) -> object:
        barrier.wait()
        try:
            return work()
        except Conflict as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(COUNT) as pool:
        return list(pool.map(attempt, range(COUNT)))


def test_one_of_many_claims_wins(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    claims = at_once(lambda: claim_run(run_id=run.pk, owner="one"))
    assert sorted(claim is None for claim in claims) == [False, True, True, True]
    assert Run.objects.get().lease_number == 1


def test_one_of_many_ticks_fires_a_due_time(workflow: Workflow, editor: User) -> None:
    publish_version(actor=editor, workflow=workflow)
    create_trigger(actor=editor, workflow=workflow, type="schedule", parameters={"cron": "* * * * *", "catch_up": "last"})
    Trigger.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))
    moment = timezone.now()
    assert sorted(len(runs) for runs in at_once(lambda: fire_due_triggers(moment)) if isinstance(runs, list)) == [0, 0, 0, 1]
    assert Run.objects.count() == 1


def test_one_of_many_saves_of_the_same_draft_is_kept(workflow: Workflow, editor: User) -> None:
    answers = at_once(lambda: save_draft(actor=editor, workflow=Workflow.objects.get(), definition=Definition(), expected=1))
    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True, True, True]
    assert Workflow.objects.get().draft_number == 2


def test_versions_published_together_have_numbers_of_their_own(workflow: Workflow, editor: User) -> None:
    at_once(lambda: publish_version(actor=editor, workflow=Workflow.objects.get()))
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_run_that_many_workers_are_woken_for_has_its_effects_once(workflow: Workflow, editor: User) -> None:
    run = start_run(actor=editor, workflow=workflow)
    at_once(lambda: execute_run(run.pk))
    run.refresh_from_db()
    assert (run.status, run.lease_number) == ("succeeded", 1)
    assert list(Group.objects.order_by("id").values_list("name", flat=True)) == ["first", "second"]
