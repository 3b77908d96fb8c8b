from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from dataflow_app.graph.definition import Definition, Input, Node
from designer.models import Run, Trigger, Workflow
from designer.services.archive_workflow import archive_workflow
from designer.services.claim_run import claim_run
from designer.services.create_trigger import create_trigger
from designer.services.delete_trigger import delete_trigger
from designer.services.errors import Conflict, Invalid, NotFound, NotPermitted
from designer.services.fire_due_triggers import fire_due_triggers
from designer.services.publish_version import publish_version
from designer.services.save_draft import save_draft
from designer.services.update_trigger import update_trigger

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
EVERY_MINUTE = {"cron": "* * * * *", "timezone": "UTC"}


@pytest.fixture
def published(workflow: Workflow, editor: User) -> Workflow:
    publish_version(actor=editor, workflow=workflow)
    return workflow


def schedule(workflow: Workflow, actor: User, **parameters: Any) -> Trigger:
    with time_machine.travel(NOON, tick=False):
        return create_trigger(actor=actor, workflow=workflow, type="schedule", parameters={**EVERY_MINUTE, **parameters})


def due_times(runs: list[Run]) -> list[int]:
    """Return how many minutes after noon each run was due."""
    return [int((run.due_at - NOON).total_seconds() // 60) for run in runs if run.due_at]


def test_a_schedule_knows_its_next_time(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor, cron="30 6 * * *", timezone="Europe/Berlin")
    assert (trigger.next_due_at, trigger.created_by) == (datetime(2026, 11, 25, 5, 30, tzinfo=UTC), "edda")


def test_a_schedule_without_a_published_version_is_refused(workflow: Workflow, editor: User) -> None:
    with pytest.raises(Conflict, match="Publish the workflow first"):
        schedule(workflow, editor)
    assert not Trigger.objects.exists()


@pytest.mark.parametrize(
    ("parameters", "port"),
    [
        ({"cron": "every day"}, "cron"),
        ({"timezone": "Europe/Berln"}, "timezone"),
        ({"catch_up": "some"}, "catch_up"),
        ({"crn": "1"}, "crn"),
    ],
)
def test_what_is_no_schedule_is_refused_with_the_parameters_name(
    published: Workflow, editor: User, parameters: dict[str, str], port: str
) -> None:
    with pytest.raises(Invalid) as caught:
        schedule(published, editor, **parameters)
    assert [each.port for each in caught.value.problems] == [port]
    assert not Trigger.objects.exists()


def test_an_unknown_trigger_type_gets_a_suggestion(published: Workflow, editor: User) -> None:
    with pytest.raises(Invalid, match="Did you mean 'schedule'"):
        create_trigger(actor=editor, workflow=published, type="shedule", parameters=EVERY_MINUTE)


def test_inputs_are_checked_when_the_schedule_is_made(workflow: Workflow, editor: User) -> None:
    asking = Definition(
        nodes=(Node(id="x", type="EchoNode", parameters={"name": {"$expression": "inputs.name"}}),),
        inputs=(Input(name="name", type="text"),),
    )
    save_draft(actor=editor, workflow=workflow, definition=asking, expected=1)
    publish_version(actor=editor, workflow=workflow)
    with pytest.raises(Invalid, match="required"):
        schedule(workflow, editor)


def test_viewers_and_strangers_make_no_schedule(published: Workflow, viewer: User, stranger: User) -> None:
    with pytest.raises(NotPermitted):
        schedule(published, viewer)
    with pytest.raises(NotFound):
        schedule(published, stranger)
    assert not Trigger.objects.exists()


def test_a_due_trigger_starts_the_published_version_in_the_name_of_its_maker(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor)
    assert fire_due_triggers(NOON + timedelta(seconds=59)) == []
    (run,) = fire_due_triggers(NOON + timedelta(minutes=1, seconds=1))
    assert (run.trigger, run.trigger_kind, run.actor, run.version, run.due_at) == (
        trigger,
        "schedule",
        "edda",
        published.published,
        NOON + timedelta(minutes=1),
    )
    trigger.refresh_from_db()
    assert (trigger.last_due_at, trigger.next_due_at) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=2))


def test_no_due_time_starts_two_runs(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor)
    moment = NOON + timedelta(minutes=1, seconds=1)
    (run,) = fire_due_triggers(moment)
    Trigger.objects.update(next_due_at=NOON + timedelta(minutes=1))
    assert fire_due_triggers(moment) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(
            tenant=run.tenant, workflow=published, definition={}, trigger=trigger, due_at=run.due_at, actor="x", queued_at=moment
        )
    assert Run.objects.count() == 1


@pytest.mark.parametrize(("policy", "due"), [("skip", []), ("last", [10]), ("all", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])])
def test_missed_times_are_caught_up_as_told(published: Workflow, editor: User, policy: str, due: list[int]) -> None:
    trigger = schedule(published, editor, cron="1-10 12 * * *", catch_up=policy)
    assert due_times(fire_due_triggers(NOON + timedelta(hours=3))) == due
    trigger.refresh_from_db()
    assert trigger.next_due_at == NOON + timedelta(days=1, minutes=1)


def test_catching_up_is_bounded_to_the_newest_hundred(published: Workflow, editor: User) -> None:
    schedule(published, editor, catch_up="all")
    assert due_times(fire_due_triggers(NOON + timedelta(hours=10))) == list(range(501, 601))


def test_a_time_that_just_passed_is_not_missed(published: Workflow, editor: User) -> None:
    schedule(published, editor, catch_up="skip")
    assert due_times(fire_due_triggers(NOON + timedelta(minutes=5, seconds=30))) == [5]


@pytest.mark.parametrize(("policy", "due"), [("allow", [2]), ("skip", []), ("queue", [2])])
def test_a_run_that_is_not_over_yet_is_overlapped_as_told(published: Workflow, editor: User, policy: str, due: list[int]) -> None:
    schedule(published, editor, overlap=policy)
    (first,) = fire_due_triggers(NOON + timedelta(minutes=1))
    later = fire_due_triggers(NOON + timedelta(minutes=2))
    assert due_times(later) == due
    for second in later:
        assert (claim_run(run_id=second.pk, owner="test") is None) == (policy == "queue")
        Run.objects.filter(pk=first.pk).update(status="succeeded")
        Run.objects.filter(pk=second.pk).update(status="queued")
        assert claim_run(run_id=second.pk, owner="test") is not None


def test_a_schedule_that_can_no_longer_run_says_so_in_the_list_of_runs(published: Workflow, editor: User) -> None:
    schedule(published, editor)
    Trigger.objects.update(inputs={"unknown": 1})
    (run,) = fire_due_triggers(NOON + timedelta(minutes=1))
    assert (run.status, [event.type for event in run.events.all()]) == ("failed", ["run_queued", "run_failed"])
    assert "has no input 'unknown'" in (run.error or {})["message"]


def test_a_trigger_that_is_off_stays_silent(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor)
    assert update_trigger(actor=editor, trigger=trigger, enabled=False).next_due_at == NOON + timedelta(minutes=1)
    assert fire_due_triggers(NOON + timedelta(minutes=1)) == []


@pytest.mark.parametrize(("policy", "due"), [("skip", [60]), ("last", [60]), ("all", [57, 58, 59, 60])])
def test_what_was_missed_while_a_trigger_was_off_is_caught_up_as_told(
    published: Workflow, editor: User, policy: str, due: list[int]
) -> None:
    trigger = schedule(published, editor, catch_up=policy, catch_up_limit=4)
    update_trigger(actor=editor, trigger=trigger, enabled=False)
    update_trigger(actor=editor, trigger=trigger, enabled=True)
    assert due_times(fire_due_triggers(NOON + timedelta(hours=1, seconds=1))) == due


def test_other_parameters_of_a_trigger_that_is_off_count_from_when_it_is_switched_on(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor, catch_up="all")
    update_trigger(actor=editor, trigger=trigger, enabled=False, parameters={**EVERY_MINUTE, "catch_up": "last"})
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert update_trigger(actor=editor, trigger=trigger, enabled=True).next_due_at == NOON + timedelta(hours=1, minutes=1)


def test_a_change_counts_from_now_and_a_bad_one_changes_nothing(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor)
    with pytest.raises(Invalid):
        update_trigger(actor=editor, trigger=trigger, parameters={"cron": "never"})
    trigger.refresh_from_db()
    assert trigger.parameters == EVERY_MINUTE
    with time_machine.travel(NOON, tick=False):
        changed = update_trigger(actor=editor, trigger=trigger, parameters={"cron": "0 13 * * *", "timezone": "UTC"})
    assert changed.next_due_at == NOON + timedelta(hours=1)


def test_archiving_switches_triggers_off(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor)
    archive_workflow(actor=editor, workflow=published)
    assert fire_due_triggers(NOON + timedelta(minutes=1)) == []
    with pytest.raises(Conflict, match="Restore the workflow first"):
        update_trigger(actor=editor, trigger=trigger, enabled=True)


def test_the_runs_of_a_deleted_trigger_stay(published: Workflow, editor: User, stranger: User) -> None:
    trigger = schedule(published, editor)
    (run,) = fire_due_triggers(NOON + timedelta(minutes=1))
    with pytest.raises(NotFound):
        delete_trigger(actor=stranger, trigger=trigger)
    delete_trigger(actor=editor, trigger=trigger)
    run.refresh_from_db()
    assert (run.trigger, run.trigger_kind) == (None, "schedule")


@pytest.mark.parametrize("broken", [{"type": "gone"}, {"parameters": {"cron": "never"}}], ids=str)
def test_a_trigger_that_cannot_be_read_is_switched_off_and_keeps_no_other_back(
    published: Workflow, editor: User, broken: dict[str, Any]
) -> None:
    first, second = schedule(published, editor), schedule(published, editor)
    Trigger.objects.filter(pk=first.pk).update(**broken)

    runs = {run.trigger_id: run for run in fire_due_triggers(NOON + timedelta(minutes=1))}

    assert {trigger: run.status for trigger, run in runs.items()} == {first.pk: "failed", second.pk: "queued"}
    error: Any = runs[first.pk].error
    assert error["message"].startswith("The schedule cannot be read any more: ")
    first.refresh_from_db()
    assert (first.enabled, first.next_due_at) == (False, None)
    assert fire_due_triggers(NOON + timedelta(minutes=2))[0].trigger_id == second.pk
