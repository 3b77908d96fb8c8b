"""Schedules: cron expressions in a time zone, over the days when clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dataflow_app.triggers.registry import trigger_type

SCHEDULE = trigger_type("schedule")
BERLIN = ZoneInfo("Europe/Berlin")


def times(cron: str, after: datetime, count: int, zone: str = "Europe/Berlin") -> list[str]:
    return [each.isoformat(timespec="minutes") for each in SCHEDULE.next_times({"cron": cron, "timezone": zone}, after, count)]


def test_times_are_in_the_schedules_zone_whatever_zone_they_are_asked_in() -> None:
    after = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    assert times("0 6 * * MON-FRI", after, 3) == ["2026-11-25T06:00+01:00", "2026-11-26T06:00+01:00", "2026-11-27T06:00+01:00"]
    assert times("0 6 * * *", after, 1, "America/New_York") == ["2026-11-24T06:00-05:00"]


def test_a_time_that_is_left_out_in_spring_is_due_when_the_clocks_have_moved() -> None:
    after = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    assert times("30 2 * * *", after, 2) == ["2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"]


def test_times_that_fall_together_in_spring_are_due_once() -> None:
    after = datetime(2026, 3, 29, 0, 20, tzinfo=BERLIN)
    assert times("0,30 2-3 * * *", after, 3) == ["2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-30T02:00+02:00"]


def test_a_time_that_comes_twice_in_autumn_is_due_once() -> None:
    after = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    assert times("30 2 * * *", after, 2) == ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]


def test_a_time_that_has_passed_in_the_first_of_two_hours_does_not_come_again_in_the_second() -> None:
    second_two_o_clock = datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    assert times("45 2 * * *", second_two_o_clock, 1) == ["2026-10-26T02:45+01:00"]


def test_times_of_each_hour_go_on_through_both_changes() -> None:
    spring, autumn = datetime(2026, 3, 29, 0, 45, tzinfo=UTC), datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert times("*/30 * * * *", spring, 3) == ["2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-29T04:00+02:00"]
    assert times("*/30 * * * *", autumn, 4) == [
        "2026-10-25T02:30+02:00",
        "2026-10-25T02:00+01:00",
        "2026-10-25T02:30+01:00",
        "2026-10-25T03:00+01:00",
    ]


def test_the_number_of_times_is_bounded() -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC)
    assert len(times("* * * * *", after, 10_000)) == 100
    assert times("* * * * *", after, 0) == []
    assert times("* * * * *", after, -1) == []


def test_a_rare_day_is_found() -> None:
    assert times("0 0 29 2 *", datetime(2026, 1, 1, tzinfo=UTC), 2, "UTC") == ["2028-02-29T00:00+00:00", "2032-02-29T00:00+00:00"]


@pytest.mark.parametrize(
    ("cron", "message"),
    [
        ("0 6 * *", "A cron expression has 5 fields (minute, hour, day of the month, month, day of the week), and '0 6 * *' has 4."),
        ("", "A cron expression has 5 fields (minute, hour, day of the month, month, day of the week), and '' has 0."),
        (
            "0 0 6 * * *",
            "A cron expression has 5 fields (minute, hour, day of the month, month, day of the week), and '0 0 6 * * *' has 6.",
        ),
        ("61 * * * *", "'61' is no minute."),
        ("0 six * * *", "'six' is no hour."),
        ("0 0 32 * *", "'32' is no day of the month."),
        ("0 0 * JANUAR *", "'JANUAR' is no month."),
        ("0 0 * * MO", "'MO' is no day of the week."),
        ("*/0 * * * *", "'*/0' is no minute."),
        ("0 0 30 2 *", "'0 0 30 2 *' names a day that never comes."),
        ("0 0 31 4,6,9,11 *", "'0 0 31 4,6,9,11 *' names a day that never comes."),
        ("\x00 * * * *", "'\\x00' is no minute."),
    ],
)
def test_a_cron_expression_that_is_none_is_told_with_an_example(cron: str, message: str) -> None:
    (problem,) = SCHEDULE.check({"cron": cron})
    assert (problem.code, problem.port) == ("invalid_parameter", "cron")
    assert problem.message == f"{message} For example: 0 6 * * MON-FRI, at 6:00 from Monday to Friday."


def test_a_time_zone_that_is_none_gets_a_suggestion() -> None:
    (problem,) = SCHEDULE.check({"cron": "@daily", "timezone": "Europe/Berln"})
    assert (problem.port, problem.message) == ("timezone", "There is no time zone 'Europe/Berln'. Did you mean 'Europe/Berlin'?")


@pytest.mark.parametrize("zone", ["", "../../etc/passwd", "/etc/localtime", "localtime", "Factory", "qqqq", "x\x00", "x" * 100_000])
def test_a_time_zone_that_is_no_name_is_a_problem_and_no_file(zone: str) -> None:
    assert [problem.port for problem in SCHEDULE.check({"cron": "@daily", "timezone": zone})] == ["timezone"]


def test_every_problem_is_told_at_once() -> None:
    found = SCHEDULE.check({"corn": "* * * * *", "overlap": "no", "catch_up": None})
    assert [(problem.code, problem.port) for problem in found] == [
        ("missing_parameter", "cron"),
        ("invalid_parameter", "catch_up"),
        ("invalid_parameter", "overlap"),
        ("unknown_parameter", "corn"),
    ]


@pytest.mark.parametrize(
    ("cron", "words"),
    [("0 6 * * MON-FRI", "At 06:00 on Monday through Friday (Europe/Berlin)"), ("@hourly", "At the start of every hour (Europe/Berlin)")],
)
def test_a_schedule_reads_as_words(cron: str, words: str) -> None:
    assert SCHEDULE.describe({"cron": cron, "timezone": "Europe/Berlin"}) == words


def test_the_form_offers_the_policies() -> None:
    properties = SCHEDULE.parameters_schema["properties"]
    assert (properties["catch_up"]["enum"], properties["catch_up"]["default"]) == (["skip", "last", "all"], "skip")
    assert (properties["overlap"]["enum"], properties["overlap"]["default"]) == (["allow", "skip", "queue"], "allow")
    assert SCHEDULE.parameters_schema["required"] == ["cron"]
