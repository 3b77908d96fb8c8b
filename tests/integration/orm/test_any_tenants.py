"""Two tenants that do random work through all nodes and services never see or touch each other's rows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dataflow_app.errors import DataFlowError
from dataflow_app.nodes.node_type import NodeContext
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.history.as_of import rows_as_of
from dataflow_app.orm.rows.changes import changes_of
from dataflow_app.orm.rows.purge import purge_rows
from dataflow_app.orm.rows.restore import restore_rows
from dataflow_app.orm.rows.revert import revert_row
from dataflow_app.scope import Scope
from tests.integration.orm import sample_models
from tests.integration.orm.tables import Gadget, Leaflet, Maker

pytestmark = pytest.mark.slow

TENANTS = st.sampled_from("ab")
OTHER = {"a": "b", "b": "a"}
CODES = st.sampled_from("ABC")
PLACES = st.integers(0, 9)
FUTURE = "9999-01-01T00:00:00Z"


def secret(tenant: str) -> str:
    """Return the word that stands in everything that is the tenant's, and nowhere else."""
    return f"secret of {tenant}"


def filters(place: int, keys: list[int], makers: list[int], them: str) -> dict[str, Any]:
    """Return one of the ways to ask for what may be another's."""
    ways: list[dict[str, Any]] = [
        {},
        {"id": {"$in": keys}},
        {"id": {"$gte": 0}},
        {"name": {"$contains": secret(them)}},
        {"$not": {"name": {"$contains": "nothing"}}},
        {"maker_id": {"$in": makers}},
        {"maker.name": {"$contains": "secret"}},
        {"$or": [{"maker.name": {"$regex": them}}, {"size": {"$lt": 0}}]},
        {"$and": [{"maker.tenant_id": {"$ne": "nobody"}}, {"id": {"$in": keys}}]},
        {"tenant_id": them},
    ]
    return ways[place]


class Tenants(RuleBasedStateMachine):
    """Each step is one tenant's; the other's rows must be the same afterwards, and their secret unsaid."""

    @initialize()
    def begin(self) -> None:
        """Give each a maker and a gadget; and let a gadget of the one point at a maker of the other, as a careless script may have done."""
        self.makers = {tenant: Maker.objects.create(name=secret(tenant), tenant_id=tenant).pk for tenant in "ab"}
        for tenant in "ab":
            for code, maker in (("A", tenant), ("X", OTHER[tenant])):
                row = Gadget.objects.create(code=code, name=secret(tenant), tenant_id=tenant, maker_id=self.makers[maker])
                Leaflet.objects.create(title="leaflet", gadget=row)
        Gadget.objects.create(code="D", name=secret("a"), tenant_id="a").delete()

    def rows(self, tenant: str) -> Any:
        """Return everything that is the tenant's; a foreign key that its own target's removal empties is nobody's doing."""
        return [
            list(model._base_manager.filter(tenant_id=tenant).order_by("id").values()) for model in (Gadget, Maker)
        ], Gadget.history.filter(tenant_id=tenant).count()

    def attempt(self, tenant: str, work: Callable[[Scope], Any]) -> Any:
        """Let the tenant do it; return what came of it, and None where it was refused."""
        them, before = OTHER[tenant], self.rows(OTHER[tenant])
        answer, refused = None, ""
        try:
            with transaction.atomic():
                answer = work(Scope(tenant=tenant, enforced=True, actor=tenant))
        except DataFlowError as refusal:
            refused = str(refusal).replace(f"'{secret(them)}'", "what was asked for")
        assert secret(them) not in refused
        assert self.rows(them) == before
        assert secret(them) not in repr(getattr(answer, "records", answer))
        return answer

    def node(self, tenant: str, name: str, /, **parameters: Any) -> Any:
        node_type: Any = sample_models.db.registry.get(name)
        return self.attempt(
            tenant, lambda scope: node_type.run(NodeContext(scope, "7", "n", 0, {}, "key", lambda: False, lambda _: {}), parameters)
        )

    def keys(self) -> list[int]:
        """Return the keys of all rows of both, deleted and removed ones too."""
        return sorted({*Gadget.history.values_list("id", flat=True)})

    def wanted(self, tenant: str, place: int) -> dict[str, Any]:
        return filters(place, self.keys(), list(self.makers.values()), OTHER[tenant])

    @rule(tenant=TENANTS, code=CODES, maker=TENANTS, node=st.sampled_from(["Create", "Upsert"]))
    def create(self, tenant: str, code: str, maker: str, node: str) -> None:
        values = {"code": code, "name": secret(tenant), "maker": self.makers[maker]}
        row = self.node(tenant, f"Gadget{node}Node", **values)
        assert row is None or (row["tenant_id"] == tenant and maker == tenant)

    @rule(tenant=TENANTS, codes=st.lists(CODES, max_size=3, unique=True), maker=TENANTS, node=st.sampled_from(["BulkCreate", "BulkUpsert"]))
    def create_many(self, tenant: str, codes: list[str], maker: str, node: str) -> None:
        data = [{"code": code, "name": secret(tenant), "maker_id": self.makers[maker]} for code in codes]
        self.node(tenant, f"Gadget{node}Node", data=data)

    @rule(tenant=TENANTS, place=PLACES, node=st.sampled_from(["Read", "Update", "Delete", "Delete for good"]), deleted=st.booleans())
    def reach(self, *, tenant: str, place: int, node: str, deleted: bool) -> None:
        keys = self.keys()
        key = keys[place % len(keys)]
        ways: dict[str, dict[str, Any]] = {"Update": {"update": {"size": place}}, "Delete for good": {"hard_delete": True}}
        values = ways.get(node, {})
        row = self.node(tenant, f"Gadget{node.split(maxsplit=1)[0]}Node", id=key, include_deleted=deleted, **values)
        assert row is None or row["tenant_id"] == tenant

    @rule(tenant=TENANTS, place=PLACES, as_of=st.sampled_from([None, FUTURE]))
    def see(self, tenant: str, place: int, as_of: str | None) -> None:
        wanted, then = self.wanted(tenant, place), {} if as_of is None else {"as_of": as_of}
        listed = self.node(tenant, "GadgetListNode", filter=wanted, include_deleted=True, order_by=["-maker.name", "id"], **then)
        counted = self.node(tenant, "GadgetCountNode", filter=wanted, include_deleted=True, **then)
        named = self.node(tenant, "GadgetListNode", filter=wanted, fields=["id", "name", "maker.name"])
        assert named is None or {row["id"] for row in named.records} <= set(
            Gadget.objects.filter(tenant_id=tenant).values_list("id", flat=True)
        )
        assert (listed is None) == (counted is None) == (named is None)
        if listed is not None:
            assert {row["tenant_id"] for row in listed.records} <= {tenant}
            assert counted == {"count": len(listed.records)}

    @rule(tenant=TENANTS, place=PLACES)
    def sum_up(self, tenant: str, place: int) -> None:
        metrics = {"n": {"$count": "*"}, "most": {"$max": "name"}, "made_by": {"$max": "maker.name"}}
        groups = self.node(
            tenant, "GadgetListNode", filter=self.wanted(tenant, place), aggregate={"group_by": ["maker.name"], "metrics": metrics}
        )
        if groups is not None:
            assert sum(row["n"] for row in groups.records) <= Gadget.objects.filter(tenant_id=tenant).count()

    @rule(
        tenant=TENANTS,
        wanted=st.sampled_from([{}, {"gadget.name": {"$contains": "secret"}}, {"gadget.maker.name": {"$contains": "secret"}}]),
    )
    def look_along_a_path_of_nobodys(self, tenant: str, wanted: dict[str, Any]) -> None:
        self.node(
            tenant, "LeafletListNode", filter=wanted, fields=["id", "gadget.name", "gadget.maker.name"], order_by=["gadget.name", "id"]
        )

    @rule(tenant=TENANTS, place=PLACES, hard=st.booleans(), deletes=st.booleans())
    def change_many(self, *, tenant: str, place: int, hard: bool, deletes: bool) -> None:
        wanted = self.wanted(tenant, place)
        if deletes:
            self.node(tenant, "GadgetBulkDeleteNode", filter=wanted, hard_delete=hard, include_deleted=True, limit=2)
        else:
            self.node(tenant, "GadgetBulkUpdateNode", filter=wanted, update={"size": 7}, include_deleted=hard)

    @rule(tenant=TENANTS, place=PLACES, count=st.integers(1, 3), deletes=st.booleans())
    def change_given(self, *, tenant: str, place: int, count: int, deletes: bool) -> None:
        keys = self.keys()[place : place + count]
        if deletes:
            self.node(tenant, "GadgetBulkDeleteNode", ids=keys)
        else:
            self.node(tenant, "GadgetBulkUpdateNode", data=[{"id": key, "size": place} for key in keys])

    @rule(tenant=TENANTS, place=PLACES, state=PLACES, how=st.sampled_from([restore_rows, purge_rows, revert_row, changes_of]))
    def use_history(self, tenant: str, place: int, state: int, how: Any) -> None:
        bound: Any = bound_to(Gadget)
        keys = self.keys()
        key = keys[place % len(keys)]
        states = list(Gadget.history.filter(id=key).order_by("-history_id").values_list("history_id", flat=True))
        given = {revert_row: (key, states[state % len(states)]), changes_of: (key,)}.get(how, ([key],))
        self.attempt(tenant, lambda scope: how(bound, scope, *given))

    @rule(tenant=TENANTS)
    def see_the_past(self, tenant: str) -> None:
        bound: Any = bound_to(Gadget)
        states = rows_as_of(bound, tenant, FUTURE, include_deleted=True)
        own = Gadget.all_objects.filter(tenant_id=tenant)
        assert set(states.values_list("id", "tenant_id")) == set(own.values_list("id", "tenant_id"))

    @rule(tenant=TENANTS, node=st.sampled_from(["List", "Count", "BulkDelete"]))
    def name_the_other(self, tenant: str, node: str) -> None:
        assert self.node(tenant, f"Gadget{node}Node", tenant_id=OTHER[tenant]) is None

    def teardown(self) -> None:
        with transaction.atomic():
            Leaflet.objects.all().delete()
            Gadget.all_objects.all().hard_delete()
            Maker.objects.all().delete()
            Gadget.history.all().delete()


@pytest.mark.django_db
def test_two_tenants_never_see_or_touch_each_others_rows() -> None:
    checks = list(HealthCheck)
    run_state_machine_as_test(
        Tenants, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=checks)
    )
