"""Trigger types by name."""

from datetime import UTC, datetime

import pytest

from dataflow_app.errors import DataFlowError
from dataflow_app.triggers.registry import trigger_type, trigger_types


def test_the_trigger_types_are_found_by_their_files() -> None:
    assert {"manual", "schedule"} <= trigger_types().keys()
    assert all(each.title and each.description.endswith(".") for each in trigger_types().values())


def test_a_manual_trigger_knows_no_times_and_no_parameters() -> None:
    manual = trigger_type("manual")
    assert manual.next_times({}, datetime(2026, 1, 1, tzinfo=UTC), 5) == []
    assert [problem.code for problem in manual.check({"cron": "* * * * *"})] == ["unknown_parameter"]
    assert manual.describe({}) == "When somebody presses Run"


def test_an_unknown_name_gets_a_suggestion() -> None:
    with pytest.raises(DataFlowError, match=r"There is no trigger type 'schedul'\. Did you mean 'schedule'\?"):
        trigger_type("schedul")
