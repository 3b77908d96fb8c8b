"""Clocks that are wrong, and clocks that jump: no due time is missed, none is early, none is there twice."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from designer.models import Run, Trigger, Workflow
from designer.services.create_trigger import create_trigger
from designer.services.fire_due_triggers import fire_due_triggers
from designer.services.publish_version import publish_version

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def hourly(workflow: Workflow, editor: User, **parameters: object) -> Trigger:
    publish_version(actor=editor, workflow=workflow)
    return create_trigger(actor=editor, workflow=workflow, type="schedule", parameters={"cron": "0 * * * *", **parameters})


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=-1)])
def test_a_ticker_whose_clock_is_wrong_starts_nothing_early_and_nothing_late(ahead: timedelta, workflow: Workflow, editor: User) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no clock but that of its process")
    hourly(workflow, editor, catch_up="all")
    with time_machine.travel(timezone.now() + ahead):
        assert fire_due_triggers() == []
    due = timezone.now().replace(minute=0, second=0, microsecond=0)
    Trigger.objects.update(next_due_at=due)
    with time_machine.travel(timezone.now() + ahead):
        assert [run.due_at for run in fire_due_triggers()] == [due]


def test_a_clock_that_jumps_forth_and_back_starts_each_due_time_once(workflow: Workflow, editor: User) -> None:
    with time_machine.travel(NOON, tick=False):
        hourly(workflow, editor, catch_up="all")
    moments = [60, 240, 60, 120, 180, 240, 300]
    started = [len(fire_due_triggers(NOON + timedelta(minutes=minutes))) for minutes in moments]
    assert started == [1, 3, 0, 0, 0, 0, 1]
    assert list(Run.objects.order_by("due_at").values_list("due_at", flat=True)) == [NOON + timedelta(hours=hour) for hour in range(1, 6)]
