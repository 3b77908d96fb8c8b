"""The journal keeps large outputs in the storage, refers to them where they feed other nodes, and goes on with them."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from dataflow_app.nodes.results import Records, RowsResult
from dataflow_app.runtime.journal import LeaseLost
from designer.journal import DatabaseJournal
from designer.models import Event, NodeRun, Run, Value, ValueUse
from designer.services.prune_values import prune_values
from tests.integration.values.conftest import BOUND, files, records

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "x" * (BOUND + 1)


def open_journal(run: Run) -> DatabaseJournal:
    run.lease_number += 1
    run.status, run.lease_owner, run.lease_expires_at = "running", "test", timezone.now() + timedelta(minutes=1)
    run.save()
    return DatabaseJournal(run, notify=lambda _: None)


@pytest.fixture
def journal(run: Run) -> DatabaseJournal:
    journal = open_journal(run)
    journal.restore()
    return journal


def effect(name: str, output: Mapping[str, Any]) -> Any:
    def act() -> Mapping[str, Any]:
        Group.objects.create(name=name)
        return output

    return act


def test_rows_in_a_file_are_the_checkpoint_and_feed_the_next_node_by_reference(run: Run, journal: DatabaseJournal) -> None:
    listed = RowsResult(records(250), total=250)
    journal.node_started("list", {"filter": {}})
    journal.node_succeeded("list", listed)
    journal.node_started("create", {"data": listed["records"]})
    journal.perform("create", "default", effect("g", {"created": 250, "count": 250}))
    rows: dict[str, Any] = {row.node: row for row in NodeRun.objects.all()}
    assert rows["create"].parameters["data"] == rows["list"].output["$rows"]["records"]
    assert (rows["list"].rows, Value.objects.count(), files() == [Value.objects.get().name]) == (250, 1, True)
    assert all(len(json.dumps(row.output)) < 5_000 for row in rows.values())
    assert all(len(json.dumps(event.payload)) < 100 for event in Event.objects.all())
    restored = open_journal(run).restore()["list"].output
    assert isinstance(restored, RowsResult)
    assert isinstance(restored["records"], Records)
    assert (restored, len(restored)) == (listed, 250)


def test_an_output_that_is_undone_with_its_effect_leaves_no_reference(run: Run, journal: DatabaseJournal) -> None:
    journal.node_started("a", {})
    journal.flush()
    Run.objects.filter(pk=run.pk).update(lease_number=run.lease_number + 1)
    with pytest.raises(LeaseLost):
        journal.perform("a", "default", effect("g", {"text": LONG}))
    assert (Group.objects.count(), Value.objects.count(), ValueUse.objects.count(), len(files())) == (0, 0, 0, 1)
    assert prune_values(now=timezone.now() + timedelta(days=2)) == {"files": 1}


def test_an_output_that_nobody_asks_for_is_not_fetched_when_a_run_goes_on(run: Run, journal: DatabaseJournal, folder: Path) -> None:
    journal.perform("a", "default", effect("g", {"text": LONG, "count": 1}))
    for name in files():
        (folder / name).unlink()
    output = open_journal(run).restore()["a"].output
    assert output is not None
    assert output["count"] == 1


def test_a_node_that_was_done_already_gives_its_stored_output(run: Run, journal: DatabaseJournal) -> None:
    journal.perform("a", "default", effect("g", {"text": LONG}))
    again = open_journal(run)
    again.restore()
    assert again.perform("a", "default", effect("h", {"text": "other"})) == {"text": LONG}
    assert list(Group.objects.values_list("name", flat=True)) == ["g"]
