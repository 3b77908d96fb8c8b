"""Intervals and single times, over the days when clocks change."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dataflow_app.triggers.jitter import jitter_of
from dataflow_app.triggers.registry import trigger_type

INTERVAL, ONCE = trigger_type("interval"), trigger_type("once")


def times(after: datetime, count: int, **parameters: Any) -> list[str]:
    return [each.isoformat(timespec="minutes") for each in INTERVAL.next_times({"timezone": "Europe/Berlin", **parameters}, after, count)]


def test_minutes_are_counted_from_the_start_as_they_pass_whatever_clocks_do() -> None:
    autumn, spring = datetime(2026, 10, 25, 0, 20, tzinfo=UTC), datetime(2026, 3, 29, 0, 40, tzinfo=UTC)
    every = {"every": 20, "starts_at": "2026-01-01T00:05"}
    assert times(autumn, 4, **every) == [
        "2026-10-25T02:25+02:00",
        "2026-10-25T02:45+02:00",
        "2026-10-25T02:05+01:00",
        "2026-10-25T02:25+01:00",
    ]
    assert times(spring, 2, **every) == ["2026-03-29T01:45+01:00", "2026-03-29T03:05+02:00"]


def test_nothing_comes_before_the_start_and_the_start_itself_is_the_first() -> None:
    assert times(datetime(2026, 1, 1, tzinfo=UTC), 2, every=90, starts_at="2026-06-01T08:00") == [
        "2026-06-01T08:00+02:00",
        "2026-06-01T09:30+02:00",
    ]


def test_days_keep_the_time_of_day_through_both_changes() -> None:
    every = {"every": 1, "unit": "days", "starts_at": "2026-01-01T02:30"}
    assert times(datetime(2026, 3, 28, 0, tzinfo=UTC), 3, **every) == [
        "2026-03-28T02:30+01:00",
        "2026-03-29T03:00+02:00",
        "2026-03-30T02:30+02:00",
    ]
    assert times(datetime(2026, 10, 24, 12, tzinfo=UTC), 2, **every) == ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]


def test_without_a_start_times_are_round() -> None:
    assert times(datetime(2026, 3, 1, 8, 7, tzinfo=UTC), 2, every=15) == ["2026-03-01T09:15+01:00", "2026-03-01T09:30+01:00"]
    assert times(datetime(2026, 3, 1, 8, 7, tzinfo=UTC), 1, every=1, unit="weeks") == ["2026-03-02T00:00+01:00"]


def test_an_interval_beyond_the_calendar_ends() -> None:
    assert len(times(datetime(2026, 1, 1, tzinfo=UTC), 9, every=100_000, unit="weeks")) == 3


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"every": 1, "unit": "hours"}, "Every hour (UTC)"),
        (
            {"every": 15, "starts_at": "2026-03-01T08:00", "jitter": 1},
            "Every 15 minutes, from 1 March 2026 at 08:00, up to 1 second later (UTC)",
        ),
    ],
)
def test_an_interval_reads_as_words(parameters: dict[str, Any], words: str) -> None:
    assert INTERVAL.describe(parameters) == words


@pytest.mark.parametrize(
    ("parameters", "port"), [({}, "every"), ({"every": 0}, "every"), ({"every": 1.5}, "every"), ({"every": 1, "unit": "months"}, "unit")]
)
def test_what_is_no_interval_is_told_at_its_field(parameters: dict[str, Any], port: str) -> None:
    assert [problem.port for problem in INTERVAL.check(parameters)] == [port]


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-07-01T08:00", "2026-07-01T06:00:00+00:00"),
        ("2026-07-01T08:00-05:00", "2026-07-01T13:00:00+00:00"),
        ("2026-03-29T02:30", "2026-03-29T01:00:00+00:00"),
        ("2026-10-25T02:30", "2026-10-25T00:30:00+00:00"),
    ],
)
def test_a_single_time_comes_once(at: str, moment: str) -> None:
    parameters = {"at": at, "timezone": "Europe/Berlin"}
    (time,) = ONCE.next_times(parameters, datetime(2026, 1, 1, tzinfo=UTC), 5)
    assert time.astimezone(UTC).isoformat() == moment
    assert ONCE.next_times(parameters, time, 5) == []


def test_a_single_time_reads_as_words() -> None:
    assert ONCE.describe({"at": "2026-07-01T08:00:30", "timezone": "Asia/Tokyo"}) == "Once, on 1 July 2026 at 08:00:30 (Asia/Tokyo)"


def test_jitter_is_the_same_whoever_computes_it_and_lies_within_its_bound() -> None:
    due = [datetime(2026, 3, 1, hour, tzinfo=UTC) for hour in range(24)]
    seconds = [jitter_of(7, time, 60).total_seconds() for time in due]
    assert seconds == [jitter_of(7, time.astimezone(), 60).total_seconds() for time in due]
    assert (min(seconds) >= 0, max(seconds) <= 60, len(set(seconds)) > 12) == (True, True, True)
    assert jitter_of(7, due[0], 60) != jitter_of(8, due[0], 60)
    assert jitter_of(7, due[0], 0).total_seconds() == 0
