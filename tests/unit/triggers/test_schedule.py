"""Schedules: cron expressions in a time zone, over the days when clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dataflow_app.triggers.registry import trigger_type

SCHEDULE = trigger_type("schedule")
BERLIN = ZoneInfo("Europe/Berlin")
FIELDS = "A cron expression has 5 fields (minute, hour, day of the month, month, day of the week), or 6 with the second first"


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
        (
            "0 6 * *",
            f"{FIELDS}, and '0 6 * *' has 4.",
        ),
        (
            "",
            f"{FIELDS}, and '' has 0.",
        ),
        (
            "0 0 0 6 * * *",
            f"{FIELDS}, and '0 0 0 6 * * *' has 7.",
        ),
        ("60 0 6 * * *", "'60' is no second."),
        ("61 * * * *", "'61' is no minute."),
        ("0 six * * *", "'six' is no hour."),
        ("0 0 32 * *", "'32' is no day of the month."),
        ("0 0 * JANUAR *", "'JANUAR' is no month."),
        ("0 0 * * MO", "'MO' is no day of the week."),
        ("0 0 * * MONL#2", "'MONL#2' is no day of the week."),
        ("0 0 * * MON#6", "'MON#6' is no day of the week."),
        ("0 0 L-3 * *", "'L-3' is no day of the month."),
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
        ("invalid_parameter", "catch_up"),
        ("invalid_parameter", "overlap"),
        ("missing_parameter", "cron"),
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
    assert (properties["overlap"]["enum"], properties["overlap"]["default"]) == (["allow", "skip", "queue", "cancel"], "allow")
    assert SCHEDULE.parameters_schema["required"] == ["cron"]


@pytest.mark.parametrize(
    ("cron", "words", "first"),
    [
        ("*/10 * * * * *", "Every 10th second of every minute", ["2026-03-01T08:00:10", "2026-03-01T08:00:20"]),
        ("30 0 6 * * *", "At 06:00:30 every day", ["2026-03-02T06:00:30", "2026-03-03T06:00:30"]),
        ("0 18 L * *", "At 18:00 on the last day of every month", ["2026-03-31T18:00:00", "2026-04-30T18:00:00"]),
        ("0 18 LW * *", "At 18:00 on the last weekday of every month", ["2026-03-31T18:00:00", "2026-04-30T18:00:00"]),
        ("0 9 * * MON#2", "At 09:00 on the second Monday of the month", ["2026-03-09T09:00:00", "2026-04-13T09:00:00"]),
        ("0 9 * * friL", "At 09:00 on the last Friday of the month", ["2026-03-27T09:00:00", "2026-04-24T09:00:00"]),
        (
            "0 9 * JAN-FEB SAT-SUN",
            "At 09:00 on Saturday and Sunday in January and February",
            ["2027-01-02T09:00:00", "2027-01-03T09:00:00"],
        ),
        ("0 9 * * FRI-MON", "At 09:00 on Friday through Sunday and Monday", ["2026-03-01T09:00:00", "2026-03-02T09:00:00"]),
    ],
)
def test_seconds_names_last_and_nth_days_are_read(cron: str, words: str, first: list[str]) -> None:
    parameters = {"cron": cron, "timezone": "UTC"}
    after = datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert SCHEDULE.check(parameters) == []
    assert SCHEDULE.describe(parameters) == f"{words} (UTC)"
    assert [each.isoformat()[:19] for each in SCHEDULE.next_times(parameters, after, 2)] == first


def test_a_fixed_time_with_seconds_follows_the_same_rules_when_clocks_change() -> None:
    assert times("30 30 2 * * *", datetime(2026, 3, 28, 12, tzinfo=BERLIN), 1) == ["2026-03-29T03:00+02:00"]
    assert times("0 30 2 * * *", datetime(2026, 10, 24, 12, tzinfo=BERLIN), 2) == ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]


def test_times_lie_between_start_and_end_both_included() -> None:
    bounds = {"starts_at": "2026-03-02T06:00", "ends_at": "2026-03-04T05:00+00:00", "timezone": "Europe/Berlin"}
    found = SCHEDULE.next_times({"cron": "0 6 * * *", **bounds}, datetime(2026, 1, 1, tzinfo=UTC), 9)
    assert [each.isoformat() for each in found] == [f"2026-03-0{day}T06:00:00+01:00" for day in (2, 3, 4)]
    words = SCHEDULE.describe({"cron": "0 6 * * *", "jitter": 30, **bounds})
    assert words == (
        "At 06:00 every day, from 2 March 2026 at 06:00, until 4 March 2026 at 05:00 UTC, up to 30 seconds later (Europe/Berlin)"
    )


@pytest.mark.parametrize(
    ("bounds", "port", "message"),
    [
        ({"starts_at": "2026-03-02T06:00", "ends_at": "2026-03-01T06:00"}, "ends_at", "It would end before it starts."),
        ({"starts_at": "tomorrow"}, "starts_at", "'tomorrow' is no date with a time."),
        ({"ends_at": "2026-03-02"}, "ends_at", "'2026-03-02' is no date with a time."),
        ({"ends_at": "9999-12-31T00:00"}, "ends_at", "The year 9999 is out of bounds."),
        ({"jitter": -1}, "jitter", "'jitter' should be greater than or equal to 0."),
        ({"catch_up_limit": 1001}, "catch_up_limit", "'catch_up_limit' should be less than or equal to 1000."),
    ],
)
def test_bounds_that_are_none_are_told_at_their_field(bounds: dict[str, object], port: str, message: str) -> None:
    (problem,) = SCHEDULE.check({"cron": "@daily", **bounds})
    assert (problem.port, problem.message[: len(message)]) == (port, message)
