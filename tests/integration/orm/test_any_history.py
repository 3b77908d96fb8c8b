"""Any sequence of writes, by Django's means, by nodes and by services, leaves a history from which every past state can be rebuilt."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dataflow_app.errors import DataFlowError
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.history.as_of import rows_as_of
from dataflow_app.orm.rows.purge import purge_rows
from dataflow_app.orm.rows.restore import restore_rows
from dataflow_app.orm.rows.revert import revert_row
from dataflow_app.scope import Scope
from tests.integration.orm import sample_models
from tests.integration.orm.tables import Gadget, Maker

pytestmark = pytest.mark.slow

START = datetime(2026, 1, 1, tzinfo=UTC)
SCOPE = Scope(tenant="a", enforced=True, actor="ann")
CODES = st.sampled_from("ABCD")
SIZES = st.integers(0, 3)
PLACES = st.integers(0, 7)
Rows = dict[Any, dict[str, Any]]


class Writes(RuleBasedStateMachine):
    """Writes at random; after each the whole table is kept, and in the end compared with what the history says of that time."""

    def __init__(self) -> None:
        super().__init__()
        self.bound: Any = bound_to(Gadget)
        self.names: list[str] = [field.attname for field in Gadget._meta.concrete_fields]
        self.snapshots: list[Rows] = []
        self.makers = [Maker.objects.create(name=name, tenant_id="a").pk for name in "xyz"]

    def attempt(self, work: Callable[[], Any]) -> None:
        """Do it, or leave everything as it was; then give the new states the time of this step."""
        try:
            with transaction.atomic(), acting(SCOPE):
                work()
        except (DataFlowError, DatabaseError):
            pass
        step = START + timedelta(seconds=len(self.snapshots))
        Gadget.history.filter(history_date__gt=START + timedelta(days=1)).update(history_date=step)
        self.snapshots.append(self.table())

    def table(self) -> Rows:
        return {row["id"]: row for row in Gadget.all_objects.values(*self.names)}

    def node(self, name: str, /, **parameters: Any) -> None:
        node_type: Any = sample_models.db.registry.get(name)
        self.attempt(lambda: node_type.run(NodeContext(SCOPE, "7", "n", 0, {}, "key", lambda: False, lambda _: {}), parameters))

    def pick(self, place: int) -> Any:
        if not Gadget.all_objects.exists():
            self.create_one("A", 0)
        rows = list(Gadget.all_objects.order_by("-id")[:8])
        return rows[place % len(rows)]

    def create_one(self, code: str, size: int) -> None:
        self.attempt(lambda: Gadget.objects.create(code=code, name=code, size=size, tenant_id="a"))

    @rule(code=CODES, size=SIZES)
    def create(self, code: str, size: int) -> None:
        self.create_one(code, size)

    @rule(place=PLACES, size=SIZES, maker=st.integers(0, 2))
    def save(self, place: int, size: int, maker: int) -> None:
        row = self.pick(place)
        row.size, row.maker_id = size, self.makers[maker]
        self.attempt(row.save)

    @rule(place=PLACES, fields=st.sampled_from([["size"], ["name"], []]))
    def save_a_part(self, place: int, fields: list[str]) -> None:
        row = self.pick(place)
        row.size, row.name = F("size") + 1, "not always saved"
        self.attempt(lambda: row.save(update_fields=fields))

    @rule(size=SIZES, price=st.decimals(0, 99, places=3))
    def update(self, size: int, price: Any) -> None:
        self.attempt(lambda: Gadget.objects.filter(size__gte=size).update(size=F("size") - 1, price=price))

    @rule(codes=st.lists(CODES, max_size=4), ignore=st.booleans())
    def create_many(self, *, codes: list[str], ignore: bool) -> None:
        rows = [Gadget(code=code, name="many", tenant_id="a") for code in codes]
        self.attempt(lambda: Gadget.objects.bulk_create(rows, ignore_conflicts=ignore))

    @rule(places=st.lists(PLACES, max_size=3), size=SIZES)
    def create_over(self, places: list[int], size: int) -> None:
        rows = [Gadget(pk=self.pick(place).pk, code=f"E{place}", name="over", size=size, tenant_id="a") for place in set(places)]
        how = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["size", "name"]}
        self.attempt(lambda: Gadget.objects.bulk_create(rows, **how))

    @rule(places=st.lists(PLACES, max_size=3), size=SIZES)
    def write_back(self, places: list[int], size: int) -> None:
        rows = {row.pk: row for row in map(self.pick, places)}
        for row in rows.values():
            row.size, row.name = size, "back"
        self.attempt(lambda: Gadget.objects.bulk_update(rows.values(), ["size", "name"]))

    @rule(place=PLACES, hard=st.booleans())
    def delete(self, *, place: int, hard: bool) -> None:
        row = self.pick(place)
        self.attempt(row.hard_delete if hard else row.delete)

    @rule(size=SIZES, hard=st.booleans())
    def delete_many(self, *, size: int, hard: bool) -> None:
        rows = Gadget.all_objects.filter(size=size)
        self.attempt(rows.hard_delete if hard else rows.delete)

    @rule(place=PLACES, how=st.sampled_from([restore_rows, purge_rows]))
    def bring_back_or_purge(self, place: int, how: Any) -> None:
        keys = [self.pick(place).pk]
        self.attempt(lambda: how(self.bound, SCOPE, keys))

    @rule(place=st.integers(0, 60))
    def revert(self, place: int) -> None:
        states = list(Gadget.history.order_by("-history_id").values_list("id", "history_id")[:60])
        if states:
            key, state = states[place % len(states)]
            self.attempt(lambda: revert_row(self.bound, SCOPE, key, state))

    @rule(place=st.integers(0, 2))
    def remove_maker(self, place: int) -> None:
        self.attempt(lambda: Maker.objects.filter(pk=self.makers[place]).delete())
        self.makers[place] = Maker.objects.create(name="new", tenant_id="a").pk

    @rule(code=CODES, size=SIZES, place=PLACES, which=st.sampled_from(["Create", "Update", "Delete", "Upsert"]))
    def run_single(self, code: str, size: int, place: int, which: str) -> None:
        key = self.pick(place).pk
        self.node(
            f"Gadget{which}Node",
            **{
                "Create": {"code": code, "name": "node", "size": size},
                "Update": {"id": key, "update": {"size": size, "code": code}},
                "Delete": {"id": key, "hard_delete": size == 0},
                "Upsert": {"code": code, "name": "node", "size": size},
            }[which],
        )

    @rule(data=st.lists(st.tuples(CODES, SIZES), max_size=4), how=st.sampled_from(["error", "skip", "upsert"]))
    def run_bulk_create(self, data: list[tuple[str, int]], how: str) -> None:
        rows = [{"code": code, "name": "bulk", "size": size} for code, size in data]
        self.node("GadgetBulkCreateNode", data=rows, conflict_resolution=how)

    @rule(data=st.lists(st.tuples(CODES, SIZES), max_size=4, unique_by=lambda row: row[0]))
    def run_bulk_upsert(self, data: list[tuple[str, int]]) -> None:
        self.node("GadgetBulkUpsertNode", data=[{"code": code, "name": "upsert", "size": size} for code, size in data])

    @rule(size=SIZES, limit=st.sampled_from([None, 1, 2]), hard=st.booleans(), deletes=st.booleans())
    def run_bulk_by_filter(self, *, size: int, limit: int | None, hard: bool, deletes: bool) -> None:
        common = {"filter": {"size": {"$gte": size}}, **({} if limit is None else {"limit": limit})}
        if deletes:
            self.node("GadgetBulkDeleteNode", **common, hard_delete=hard)
        else:
            self.node("GadgetBulkUpdateNode", **common, update={"$inc": {"size": 1}} if hard else {"size": size, "color": "green"})

    @rule(places=st.lists(PLACES, min_size=1, max_size=3), size=SIZES)
    def run_bulk_update_data(self, places: list[int], size: int) -> None:
        keys = {self.pick(place).pk for place in places}
        self.node("GadgetBulkUpdateNode", data=[{"id": key, "size": size + number} for number, key in enumerate(sorted(keys))])

    @invariant()
    def versions_only_go_up(self) -> None:
        if len(self.snapshots) < 2:
            return
        before, now = self.snapshots[-2:]
        for key, row in now.items():
            if key in before and row != before[key]:
                assert row["row_version"] > before[key]["row_version"], (before[key], row)

    def teardown(self) -> None:
        for step, snapshot in enumerate(self.snapshots):
            states = rows_as_of(self.bound, "a", START + timedelta(seconds=step), include_deleted=True)
            assert {row["id"]: row for row in states.values(*self.names)} == snapshot, f"step {step}"
        for row in {(key, row["row_version"]): row for snapshot in self.snapshots for key, row in snapshot.items()}.values():
            states = rows_as_of(self.bound, "a", row["row_version"], include_deleted=True).filter(id=row["id"])
            assert list(states.values(*self.names)) == [row]
        with transaction.atomic():
            Gadget.all_objects.all().hard_delete()
            Maker.objects.all().delete()
            Gadget.history.all().delete()


@pytest.mark.django_db
def test_any_sequence_of_writes_leaves_a_history_from_which_every_past_state_can_be_rebuilt() -> None:
    checks = list(HealthCheck)
    run_state_machine_as_test(
        Writes, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=checks)
    )
