"""What was kept long enough goes, in small transactions; everything else stays."""

import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from designer.models import Event, NodeRun, Run, Value, ValueUse, Workflow
from designer.services.ask_for_purge import Purges
from designer.services.keep_value import GRACE
from designer.services.prune_data import prune_data, prune_some
from designer.services.prune_runs import ROWS, prune_runs
from designer.services.prune_values import PREFIXES, prune_values
from designer.services.share_values import share_values
from designer.tasks import prune
from designer.values import RunValues, load
from tests.integration.values.conftest import BOUND, files, new_run

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LONG = "x" * (BOUND + 1)


def ended(workflow: Workflow, days: float, status: str = "succeeded", events: int = 2, **columns: Any) -> Run:
    """A run that ended so many days ago."""
    run = new_run(workflow, status=status, finished_at=NOW - timedelta(days=days), **columns)
    Event.objects.bulk_create([Event(run=run, seq=seq, type="node_queued", node="a", at=NOW) for seq in range(1, events + 1)])
    NodeRun.objects.create(run=run, node="a", status=status)
    return run


def left() -> set[int]:
    return set(Run.objects.values_list("pk", flat=True))


def test_runs_go_when_they_were_kept_long_enough_and_failed_ones_later(workflow: Workflow) -> None:
    young = ended(workflow, 89).pk
    old = [ended(workflow, 91, status).pk for status in ("succeeded", "cancelled")]
    failed, long_failed = (ended(workflow, days, "failed").pk for days in (179, 181))
    assert prune_runs(now=NOW) == {"designer.Run": 3, "designer.Event": 6, "designer.NodeRun": 3}
    assert left() == {young, failed}
    assert not {*old, long_failed} & set(Event.objects.values_list("run", flat=True))


def test_runs_that_are_not_over_stay_however_old_they_are(workflow: Workflow) -> None:
    open_ones = {new_run(workflow, status=status).pk for status in ("queued", "running")}
    open_ones.add(new_run(workflow, status="queued", paused_at=NOW - timedelta(days=999)).pk)
    Run.objects.update(queued_at=NOW - timedelta(days=999))
    assert (prune_runs(now=NOW), left()) == ({}, open_ones)


@pytest.mark.parametrize(("keep_runs", "keep_failed", "stay"), [(None, None, 2), (None, 1, 1), (1, None, 1), (1, 1, 0), (0.5, 9999, 1)])
def test_settings_say_how_long(workflow: Workflow, settings: Any, keep_runs: float | None, keep_failed: float | None, stay: int) -> None:
    ended(workflow, 400)
    ended(workflow, 400, "failed")
    settings.DESIGNER = {**settings.DESIGNER, "KEEP_RUNS_DAYS": keep_runs, "KEEP_FAILED_DAYS": keep_failed}
    prune_runs(now=NOW)
    assert len(left()) == stay


def test_a_run_that_others_repeat_goes_and_they_stay(workflow: Workflow) -> None:
    first = ended(workflow, 100)
    again = ended(workflow, 10, rerun_of=first)
    prune_runs(now=NOW)
    again.refresh_from_db()
    assert (left(), again.rerun_of) == ({again.pk}, None)


def test_no_transaction_removes_many_rows(workflow: Workflow) -> None:
    long_run = ended(workflow, 100, events=3 * ROWS + 17)
    NodeRun.objects.bulk_create([NodeRun(run=long_run, node=f"n{number}", status="succeeded") for number in range(ROWS + 300)])
    for _ in range(5):
        ended(workflow, 100, events=ROWS // 3)
    removed: list[int] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        result = execute(sql, params, many, context)
        if sql.startswith("DELETE"):
            removed.append(context["cursor"].rowcount)
        return result

    with connection.execute_wrapper(count):
        gone = prune_runs(now=NOW)
    assert (left(), gone["designer.Run"], gone["designer.Event"]) == (set(), 6, 3 * ROWS + 17 + 5 * (ROWS // 3))
    assert (max(removed) <= ROWS, sum(removed)) == (True, sum(gone.values()))
    assert not Event.objects.exists()
    assert not NodeRun.objects.exists()


def test_what_was_interrupted_goes_on_the_next_time(workflow: Workflow) -> None:
    ended(workflow, 100, events=3 * ROWS)
    turns = iter([True, True, True, False, *[False] * 9])
    gone = prune_runs(now=NOW, may_go_on=lambda: next(turns))
    assert (gone, len(left())) == ({"designer.Event": ROWS}, 1)
    assert prune_runs(now=NOW) == {"designer.Run": 1, "designer.Event": 2 * ROWS, "designer.NodeRun": 1}


def test_looking_for_what_is_not_there_costs_two_statements(workflow: Workflow) -> None:
    ended(workflow, 1)
    with CaptureQueriesContext(connection) as queries:
        prune_runs(now=NOW)
    assert len(queries) == 2


def test_values_go_with_the_last_run_that_refers_to_them(workflow: Workflow) -> None:
    first, second = (ended(workflow, days) for days in (100, 10))
    encoded = [RunValues(run.pk).keep({"a": text}) for run, text in ((first, LONG), (first, LONG * 2), (second, LONG))]
    later = timezone.now() + GRACE + timedelta(minutes=1)
    prune_runs(now=NOW)
    assert prune_values(now=later) == {"designer.Value": 1}
    assert (load(encoded[2]), len(files()), Value.objects.count()) == ({"a": LONG}, 1, 1)
    second.delete()
    assert prune_values(now=later) == {"designer.Value": 1}
    assert (files(), ValueUse.objects.count()) == ([], 0)


def test_values_that_were_shared_stay_with_who_shares_them(workflow: Workflow) -> None:
    first, second = ended(workflow, 100), ended(workflow, 1)
    encoded = RunValues(first.pk).keep({"a": LONG})
    share_values(from_run=first.pk, to_run=second.pk)
    share_values(from_run=first.pk, to_run=second.pk)
    prune_runs(now=NOW)
    assert prune_values(now=timezone.now() + GRACE * 2) == {}
    assert load(encoded) == {"a": LONG}


def test_a_value_of_today_stays_for_its_checkpoint_may_be_on_its_way(workflow: Workflow) -> None:
    run = ended(workflow, 1)
    RunValues(run.pk).keep({"a": LONG})
    run.delete()
    assert (prune_values(), len(files())) == ({}, 1)


def test_files_that_no_value_names_go_after_a_day(workflow: Workflow, folder: Path) -> None:
    run = ended(workflow, 1)
    RunValues(run.pk).keep({"a": LONG})
    kept = folder / files()[0]
    orphans = [kept.with_name("old.json.gz"), kept.with_name("new.json.gz"), folder / "other" / "old"]
    for orphan in orphans:
        orphan.parent.mkdir(exist_ok=True)
        orphan.write_bytes(b"")
    long_ago = (timezone.now() - GRACE * 2).timestamp()
    for old in (kept, orphans[0], orphans[2]):
        os.utime(old, (long_ago, long_ago))
    assert prune_values() == {"files": 1}
    assert [path.exists() for path in (kept, *orphans)] == [True, False, True, True]


def test_a_worker_comes_by_each_value_at_a_minute_of_four_hours(workflow: Workflow) -> None:
    run = ended(workflow, 1)
    RunValues(run.pk).keep({"a": LONG})
    run.delete()
    place, later = PREFIXES.index(Value.objects.get().digest[:2]), timezone.now() + GRACE * 2
    minutes = [later + timedelta(minutes=minute) for minute in range(len(PREFIXES))]
    (turn,) = (minute for minute in minutes if int(minute.timestamp() // 60) % len(PREFIXES) == place)
    assert (prune_some(now=turn - timedelta(minutes=1)), Value.objects.count()) == ({}, 1)
    assert (prune_some(now=turn), files()) == ({"designer.Value": 1}, [])


def test_the_task_and_the_command_remove_what_is_due(workflow: Workflow) -> None:
    ended(workflow, 999)
    prune()
    assert left() == set()
    said = StringIO()
    ended(workflow, 999)
    call_command("prune", "--dry-run", stdout=said)
    assert said.getvalue() == "1 runs would go, and 0 values that none refers to by now.\n"
    assert len(left()) == 1
    call_command("prune", stdout=said)
    call_command("prune", stdout=said)
    assert said.getvalue().splitlines()[1:] == [
        "2 designer.Event removed.",
        "1 designer.NodeRun removed.",
        "1 designer.Run removed.",
        "Nothing was kept longer than it should be.",
    ]
    assert prune_data() == {}


def test_a_process_asks_once_a_minute_whether_a_model_has_a_ttl_or_not() -> None:
    purges = Purges()
    assert [purges.ask(now) for now in (1.0, 2.0, 61.0)] == [True, False, True]
