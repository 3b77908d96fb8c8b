from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections

from dataflow_app.nodes.results import RowResult, RowsResult
from dataflow_app.runtime.journal import Checkpoint, LeaseLost, NodeFailure
from dataflow_app.runtime.status import Status
from designer.journal import DatabaseJournal
from designer.models import Event, NodeRun, Run, Workflow
from designer.services.cancel_run import cancel_run
from designer.services.claim_run import claim_run
from designer.services.requeue_runs import requeue_runs
from designer.services.start_run import start_run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(workflow: Workflow, editor: User) -> Run:
    return start_run(actor=editor, workflow=workflow)


@pytest.fixture
def notified() -> list[int]:
    return []


@pytest.fixture
def journal(run: Run, notified: list[int]) -> DatabaseJournal:
    return open_journal(run, notified)


def open_journal(run: Run, notified: list[int] | None = None) -> DatabaseJournal:
    claimed = claim_run(run_id=run.pk, owner="test")
    assert claimed is not None
    return DatabaseJournal(claimed, notify=(notified if notified is not None else []).append)


def store(name: str) -> Mapping[str, Any]:
    Group.objects.create(name=name)
    return {"name": name, "count": 1}


def events(run: Run) -> list[tuple[int, str, str | None]]:
    return list(Event.objects.filter(run=run).order_by("seq").values_list("seq", "type", "node"))


def test_an_effect_its_checkpoint_and_its_events_are_committed_together(run: Run, journal: DatabaseJournal, notified: list[int]) -> None:
    journal.run_started()
    journal.nodes_queued(["a"])
    journal.node_started("a", {"name": "first"})
    assert journal.perform("a", "default", lambda: store("first")) == {"name": "first", "count": 1}
    row = NodeRun.objects.get()
    assert (row.node, row.iteration, row.status, row.parameters, row.output, row.rows) == (
        "a",
        0,
        "succeeded",
        {"name": "first"},
        {"name": "first", "count": 1},
        1,
    )
    assert row.started_at is not None
    assert row.finished_at is not None
    assert row.duration_ms is not None
    assert events(run) == [
        (1, "run_queued", None),
        (2, "run_started", None),
        (3, "node_queued", "a"),
        (4, "node_started", "a"),
        (5, "node_succeeded", "a"),
    ]
    assert Event.objects.get(seq=5).payload == {"duration_ms": row.duration_ms, "rows": 1}
    assert set(notified) == {run.pk}


def test_a_crash_between_effect_and_commit_leaves_neither_row_nor_checkpoint(run: Run, journal: DatabaseJournal) -> None:
    def crash() -> Mapping[str, Any]:
        store("first")
        raise KeyboardInterrupt

    journal.node_started("a", {})
    with pytest.raises(KeyboardInterrupt):
        journal.perform("a", "default", crash)
    assert not Group.objects.exists()
    assert not NodeRun.objects.filter(status="succeeded").exists()
    assert not Event.objects.filter(type="node_succeeded").exists()
    journal.flush()
    assert not Event.objects.filter(type="node_succeeded").exists()


def test_a_commit_that_fails_after_the_effect_leaves_no_trace_either(
    run: Run, journal: DatabaseJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("designer.journal.ledger.write", fail)
        with pytest.raises(OSError):  # noqa: PT011 - made above
            journal.perform("a", "default", lambda: store("first"))
    assert not Group.objects.exists()
    journal.run_started()
    journal.flush()
    assert events(run) == [(1, "run_queued", None), (2, "run_started", None)]
    assert not NodeRun.objects.exists()


def test_a_node_that_was_done_is_undone_and_gives_what_it_gave_before(run: Run, journal: DatabaseJournal) -> None:
    journal.perform("a", "default", lambda: store("first"))
    assert journal.perform("a", "default", lambda: store("again")) == {"name": "first", "count": 1}
    assert list(Group.objects.values_list("name", flat=True)) == ["first"]


def test_a_journal_whose_lease_moved_on_can_write_nothing(run: Run, journal: DatabaseJournal) -> None:
    requeue_runs(Run.objects.all(), reason="silent")
    later = open_journal(run)
    with pytest.raises(LeaseLost):
        journal.perform("a", "default", lambda: store("late"))
    journal.nodes_queued(["a"])
    with pytest.raises(LeaseLost):
        journal.flush()
    with pytest.raises(LeaseLost):
        journal.run_finished(Status.SUCCEEDED, None)
    assert not Group.objects.exists()
    later.perform("a", "default", lambda: store("first"))
    assert list(Group.objects.values_list("name", flat=True)) == ["first"]
    assert [(seq, kind) for seq, kind, _ in events(run)] == [(1, "run_queued"), (2, "run_queued"), (3, "node_succeeded")]


def test_a_journal_that_noticed_records_nothing_more(journal: DatabaseJournal) -> None:
    requeue_runs(Run.objects.all(), reason="silent")
    journal.look()
    assert journal.is_cancelled()
    with pytest.raises(LeaseLost):
        journal.node_started("a", {})


def test_what_earlier_tries_finished_is_restored(run: Run, journal: DatabaseJournal) -> None:
    failure = NodeFailure("b", "GroupCreateNode", "integrity", "There is one.", "Choose another name.", "name")
    journal.perform("a", "default", lambda: store("first"))
    journal.node_failed("b", failure)
    journal.node_skipped("c", "because 'b' failed")
    journal.node_started("d", {})
    journal.flush()
    requeue_runs(Run.objects.all(), reason="silent")
    assert open_journal(run).restore() == {
        "a": Checkpoint(Status.SUCCEEDED, {"name": "first", "count": 1}),
        "b": Checkpoint(Status.FAILED, failure=failure),
        "c": Checkpoint(Status.SKIPPED),
    }


def test_facts_without_an_effect_ride_with_the_next_one(run: Run, journal: DatabaseJournal, notified: list[int]) -> None:
    journal.node_started("c", {"value": 1})
    journal.node_succeeded("c", {"value": 1})
    assert (events(run), notified) == ([(1, "run_queued", None)], [])
    journal.perform("a", "default", lambda: store("first"))
    assert [kind for _, kind, _ in events(run)] == ["run_queued", "node_started", "node_succeeded", "node_succeeded"]
    assert NodeRun.objects.get(node="c").output == {"value": 1}


def test_the_end_of_a_run_is_its_last_event(run: Run, journal: DatabaseJournal) -> None:
    failure = NodeFailure("a", "GroupCreateNode", "unexpected", "It broke.")
    journal.run_finished(Status.FAILED, failure)
    ended = Run.objects.get()
    error = {"node": "a", "node_type": "GroupCreateNode", "code": "unexpected", "message": "It broke.", "remedy": "", "port": None}
    assert (ended.status, ended.error, ended.lease_owner, ended.lease_expires_at) == ("failed", error, "", None)
    assert Event.objects.get(seq=2).payload == {"error": error}
    with pytest.raises(LeaseLost):
        journal.run_finished(Status.SUCCEEDED, None)


@pytest.mark.parametrize(
    ("output", "rows"),
    [
        (RowResult(id=1), 1),
        (RowsResult([RowResult(id=1), RowResult(id=2)]), 2),
        ({"created": 3, "count": 3}, 3),
        ({"value": 5}, None),
    ],
)
def test_rows_are_counted(journal: DatabaseJournal, output: Mapping[str, Any], rows: int | None) -> None:
    journal.node_succeeded("a", output)
    journal.flush()
    assert NodeRun.objects.get().rows == rows


def test_a_cancellation_is_heard(run: Run, journal: DatabaseJournal, editor: User) -> None:
    assert not journal.is_cancelled()
    cancel_run(actor=editor, run=run)
    journal.look()
    assert journal.is_cancelled()


def test_an_effect_on_another_database_is_recorded_right_after_it(
    run: Run, journal: DatabaseJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("designer.journal.database_journal.DEFAULT_DB_ALIAS", "elsewhere")
    journal.perform("a", "default", lambda: store("first"))
    assert (Group.objects.count(), NodeRun.objects.get().status) == (1, "succeeded")
    assert [kind for _, kind, _ in events(run)] == ["run_queued", "node_succeeded"]


def test_a_hundred_nodes_leave_events_without_a_gap(run: Run, journal: DatabaseJournal) -> None:
    for number in range(100):
        journal.node_started(f"n{number}", {})
        journal.node_succeeded(f"n{number}", {"value": number})
        if number % 7 == 0:
            journal.flush()
    journal.run_finished(Status.SUCCEEDED, None)
    assert [seq for seq, _, _ in events(run)] == list(range(1, 203))
    assert NodeRun.objects.count() == 100


def test_one_effect_costs_few_statements(run: Run, journal: DatabaseJournal, django_assert_num_queries: Any) -> None:
    journal.perform("a", "default", lambda: store("first"))
    journal.node_started("b", {})
    journal.flush()
    # PostgreSQL: the effect (an insert), one for lease, checkpoint and events, COMMIT; SQLite: BEGIN, the effect, three, COMMIT.
    with django_assert_num_queries(3 if connection.vendor == "postgresql" else 6):
        journal.perform("b", "default", lambda: store("second"))


def test_a_worker_whose_lease_moves_on_during_its_effect_undoes_it(run: Run, journal: DatabaseJournal) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: nobody can take the run meanwhile")

    def be_overtaken() -> Mapping[str, Any]:
        output = store("late")
        with ThreadPoolExecutor(1) as others:
            others.submit(take_over).result()
        return output

    def take_over() -> None:
        requeue_runs(Run.objects.all(), reason="silent")
        later = open_journal(run)
        later.restore()
        later.perform("a", "default", lambda: store("first"))
        connections.close_all()

    journal.restore()
    journal.node_started("a", {})
    with pytest.raises(LeaseLost):
        journal.perform("a", "default", be_overtaken)
    assert list(Group.objects.values_list("name", flat=True)) == ["first"]
    assert NodeRun.objects.get().output == {"name": "first", "count": 1}
    assert events(run) == [(1, "run_queued", None), (2, "run_queued", None), (3, "node_succeeded", "a")]


def test_postgresql_ends_a_session_that_falls_silent_in_a_transaction(journal: DatabaseJournal) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no sessions")
    journal.restore()
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("30s",)


def test_a_commit_of_many_nodes_is_whole_and_numbered_without_a_gap(run: Run, journal: DatabaseJournal) -> None:
    journal.nodes_queued([f"n{number}" for number in range(1_200)])
    journal.run_finished(Status.SUCCEEDED, None)
    assert [seq for seq, _, _ in events(run)] == list(range(1, 1_203))
    assert (events(run)[-1][1], NodeRun.objects.count(), Run.objects.get().status) == ("run_succeeded", 1_200, "succeeded")


def test_a_commit_of_many_nodes_under_a_lease_that_moved_on_writes_none_of_them(run: Run, journal: DatabaseJournal) -> None:
    journal.nodes_queued([f"n{number}" for number in range(1_200)])
    requeue_runs(Run.objects.all(), reason="silent")
    with pytest.raises(LeaseLost):
        journal.flush()
    assert (NodeRun.objects.count(), len(events(run))) == (0, 2)


def test_an_effect_that_fails_leaves_what_waited_to_the_next_commit(run: Run, journal: DatabaseJournal) -> None:
    def fail() -> Mapping[str, Any]:
        store("first")
        raise ValueError

    journal.node_started("a", {})
    with pytest.raises(ValueError):  # noqa: PT011 - made above
        journal.perform("a", "default", fail)
    journal.node_failed("a", NodeFailure("a", "GroupCreateNode", "unexpected", "It broke."))
    journal.flush()
    assert not Group.objects.exists()
    assert events(run) == [(1, "run_queued", None), (2, "node_started", "a"), (3, "node_failed", "a")]
    assert NodeRun.objects.get().status == "failed"
