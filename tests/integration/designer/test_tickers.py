"""Many tickers at once, many triggers at once, and a year of ticks: each due time starts one run."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connections

from dataflow_app.triggers.cron import times_after
from designer.models import Run, Trigger, Workflow
from designer.services.create_trigger import create_trigger
from designer.services.fire_due_triggers import fire_due_triggers
from designer.services.publish_version import publish_version
from designer.services.update_trigger import update_trigger
from tests.unit.triggers.test_year_of_times import RULES, oracle

pytestmark = pytest.mark.slow

START = datetime(2026, 3, 1, tzinfo=UTC)
TICKERS = 3


@pytest.fixture
def published(workflow: Workflow, editor: User) -> Workflow:
    publish_version(actor=editor, workflow=workflow)
    return workflow


def schedule(workflow: Workflow, actor: User, begin: datetime, type: str = "schedule", **parameters: Any) -> Trigger:  # noqa: A002 - its word
    with time_machine.travel(begin, tick=False):
        return create_trigger(actor=actor, workflow=workflow, type=type, parameters=parameters)


def tick_together(moments: list[datetime]) -> None:
    """Let three tickers, each a thread with a connection of its own, tick at each moment at the same time."""
    barrier = Barrier(TICKERS)

    def ticker(_: int) -> None:
        try:
            for moment in moments:
                barrier.wait()
                fire_due_triggers(moment)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TICKERS) as pool:
        list(pool.map(ticker, range(TICKERS)))


@pytest.mark.django_db(transaction=True)
def test_three_tickers_start_one_run_for_each_due_time(published: Workflow, editor: User) -> None:
    kinds: list[dict[str, Any]] = [
        {"cron": "* * * * *"},
        {"cron": "*/20 * * * * *", "catch_up": "all"},
        {"type": "interval", "every": 2, "unit": "minutes"},
        {"type": "once", "at": "2026-03-01T00:03"},
    ]
    triggers = [schedule(published, editor, START, **kind) for kind in kinds for _ in range(3)]

    tick_together([START + timedelta(seconds=20 * step) for step in range(1, 16)])

    expected = [5, 5, 5, 15, 15, 15, 2, 2, 2, 1, 1, 1]
    assert [trigger.runs.count() for trigger in triggers] == expected
    assert Run.objects.values("trigger", "due_at").distinct().count() == Run.objects.count() == sum(expected)


@pytest.mark.django_db(transaction=True)
def test_jitter_is_one_for_all_tickers_and_never_starts_early(published: Workflow, editor: User) -> None:
    trigger = schedule(published, editor, START, cron="0 * * * *", jitter=1800)
    trigger.refresh_from_db()
    held = trigger.held_until
    assert trigger.next_due_at == START + timedelta(hours=1)
    assert held is not None
    assert trigger.next_due_at < held <= trigger.next_due_at + timedelta(seconds=1800)
    tick_together([held - timedelta(seconds=1)])
    assert Run.objects.count() == 0
    tick_together([held, held + timedelta(seconds=1)])
    assert list(Run.objects.values_list("due_at", flat=True)) == [trigger.next_due_at]


def test_late_jitter_is_not_taken_for_a_missed_time(published: Workflow, editor: User) -> None:
    schedule(published, editor, START, cron="0 * * * *", jitter=3000, catch_up="skip")
    seen = [run.due_at for minute in range(60, 60 * 24) for run in fire_due_triggers(START + timedelta(minutes=minute))]
    assert seen == [START + timedelta(hours=hour) for hour in range(1, len(seen) + 1)]
    assert len(seen) >= 22


def test_the_previous_run_is_cancelled_where_the_schedule_says_so(published: Workflow, editor: User) -> None:
    schedule(published, editor, START, cron="* * * * *", overlap="cancel")
    (first,) = fire_due_triggers(START + timedelta(minutes=1))
    (second,) = fire_due_triggers(START + timedelta(minutes=2))
    Run.objects.filter(pk=second.pk).update(status="running")
    (third,) = fire_due_triggers(START + timedelta(minutes=3))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, [event.type for event in first.events.all()]) == ("cancelled", ["run_queued", "run_cancelled"])
    assert (second.status, second.cancel_requested_at is not None) == ("running", True)
    assert (third.status, third.in_turn) == ("queued", True)


def test_catching_up_with_many_starts_a_hundred_at_a_time(published: Workflow, editor: User) -> None:
    schedule(published, editor, START, cron="* * * * *", catch_up="all", catch_up_limit=250)
    now = START + timedelta(days=200)
    assert [len(fire_due_triggers(now)) for _ in range(4)] == [100, 100, 50, 0]
    assert list(Run.objects.order_by("due_at").values_list("due_at", flat=True)) == [
        now - timedelta(minutes=minutes) for minutes in reversed(range(250))
    ]


YEAR_ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago")
#: Rules whose year has few times, so that the year is quick.
YEARLY = ("30 2 * * *", "0 0 * * SUN", "40 1 L * *", "0 9 * * MON#2", "0 12 13 * FRI")


@pytest.mark.django_db(transaction=True)
def test_three_tickers_start_in_a_year_with_pauses_what_the_oracle_says_once_each(published: Workflow, editor: User) -> None:
    begin, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    expected, triggers = {}, []
    for place, cron in enumerate(YEARLY):
        zone = YEAR_ZONES[place % len(YEAR_ZONES)]
        trigger = schedule(published, editor, begin - timedelta(seconds=1), cron=cron, timezone=zone, catch_up="all", catch_up_limit=1000)
        rule, is_fixed = RULES[cron]
        expected[trigger.pk] = oracle(rule, ZoneInfo(zone), is_fixed=is_fixed)
        triggers.append(trigger)
    chance = random.Random(4)  # noqa: S311 - a year that can be had again
    now = begin
    while now < end:
        now += timedelta(minutes=chance.choice((1, 7, 90, 1_000, 5_000, 20_000)))
        pick = chance.choice(triggers)
        with time_machine.travel(now, tick=False):
            update_trigger(actor=editor, trigger=pick, enabled=chance.random() < 0.5)
        tick_together([min(now, end - timedelta(seconds=1))])
    for trigger in triggers:
        update_trigger(actor=editor, trigger=trigger, enabled=True)
    while fire_due_triggers(end - timedelta(seconds=1)):
        pass
    found = {trigger.pk: list(trigger.runs.order_by("due_at").values_list("due_at", flat=True)) for trigger in triggers}
    assert found == expected
    assert sum(map(len, found.values())) > 450


def test_missed_times_of_a_dense_schedule_are_found_without_a_walk_through_the_year(published: Workflow, editor: User) -> None:
    schedule(published, editor, START, cron="*/10 * * * * *", catch_up="last")
    now = START + timedelta(days=300, seconds=5)
    runs = fire_due_triggers(now)
    fresh = takewhile(lambda time: time <= now, times_after("*/10 * * * * *", ZoneInfo("UTC"), now - timedelta(minutes=1)))
    assert [run.due_at for run in runs] == list(fresh)
