"""Paths across foreign keys, and back: within the tenant, and past what was deleted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib import admin

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters import filter_faults
from dataflow_app.orm.rows.list import Listing, list_rows
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Gadget, Leaflet, Maker, Part

EVERYBODY, ANN, NOBODY = Scope(), Scope(tenant="a", enforced=True), Scope(enforced=True)


@pytest.fixture(autouse=True)
def _rows(db: None) -> None:
    """Store leaflets about a gadget of Acme, one of nobody, one that is deleted, one of another tenant, and about none."""
    acme, other = Maker.objects.create(name="Acme", tenant_id="a"), Maker.objects.create(name="Other", tenant_id="b")
    deleted = {"deleted_at": datetime(2026, 11, 24, tzinfo=UTC), "tenant_id": "a", "maker": acme}
    for title, values in (
        ("acme", {"tenant_id": "a", "maker": acme, "size": 3}),
        ("nobody's", {"tenant_id": "a", "maker": None, "size": 5}),
        ("deleted", deleted),
        ("theirs", {"tenant_id": "b", "maker": other, "size": 7}),
        ("crossed", {"tenant_id": "a", "maker": other, "size": 9}),
    ):
        gadget = Gadget.all_objects.create(code=title, name=title, **values)
        Leaflet.objects.create(title=title, gadget=gadget)
        for label in ("left", "right"):
            Part.objects.create(gadget=gadget, label=f"{label} {title}")
    Leaflet.objects.create(title="none")


def titles(bound: Any, wanted: Any, scope: Scope = ANN, model: str = "Leaflet", column: str = "title") -> list[str]:
    return [row[column] for row in list_rows(bound(model), scope, Listing(wanted=wanted, order_by=["id"])).rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"gadget.maker.name": {"$startswith": "Ac"}}, ["acme"]),
        ({"gadget.maker.name": "Other"}, []),
        ({"gadget.name": {"$in": ["theirs", "deleted", "nobody's"]}}, ["nobody's"]),
        ({"gadget.size": {"$gte": 0}}, ["acme", "nobody's", "crossed"]),
        ({"gadget.size": None}, ["deleted", "theirs", "none"]),
        ({"gadget.size": {"$ne": 3}}, ["nobody's", "deleted", "theirs", "crossed", "none"]),
        ({"gadget.maker.name": {"$null": True}}, ["nobody's", "deleted", "theirs", "crossed", "none"]),
        ({"$not": {"gadget.maker.name": {"$like": "A%"}}}, ["nobody's", "deleted", "theirs", "crossed", "none"]),
        ({"gadget": None}, ["none"]),
        ({"gadget.tenant_id": "b"}, []),
        ({"made_by": ["Acme", "Other"]}, ["acme"]),
        ({"gadget.part_set.label": {"$contains": "right"}}, ["acme", "nobody's", "crossed"]),
        ({"gadget.part_set": {"$exists": False}}, ["deleted", "theirs", "none"]),
        ({"gadget.price": {"$between": ["0.99", "1.00"]}}, ["acme", "nobody's", "crossed"]),
    ],
    ids=str,
)
def test_what_another_model_holds_is_that_of_living_rows_of_the_own_tenant(bound: Any, wanted: Any, expected: list[str]) -> None:
    assert titles(bound, wanted) == expected


def test_work_without_a_tenant_sees_the_rows_of_all_and_enforced_work_without_one_of_none(bound: Any) -> None:
    wanted = {"gadget.maker.name": {"$in": ["Acme", "Other"]}}
    assert titles(bound, wanted, EVERYBODY) == ["acme", "theirs", "crossed"]
    assert titles(bound, wanted, NOBODY) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"part_set.label": {"$startswith": "left"}}, ["acme", "nobody's", "crossed"]),
        ({"part_set": {"$elemMatch": {"label": {"$startswith": "left"}, "id": {"$gt": 0}}}}, ["acme", "nobody's", "crossed"]),
        ({"part_set": {"$elemMatch": {"$and": [{"label": "left acme"}, {"label": "right acme"}]}}}, []),
        ({"$and": [{"part_set.label": "left acme"}, {"part_set.label": "right acme"}]}, ["acme"]),
        ({"part_set": {"$exists": True}}, ["acme", "nobody's", "crossed"]),
        ({"leaflet_set.title": "acme"}, ["acme"]),
        ({"$not": {"leaflet_set.title": "acme"}}, ["nobody's", "crossed"]),
    ],
    ids=str,
)
def test_any_of_the_rows_that_point_at_one_may_fulfil_a_condition_and_each_row_is_found_once(
    bound: Any, wanted: Any, expected: list[str]
) -> None:
    assert titles(bound, wanted, ANN, "Gadget", "code") == expected


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"gadget.nme": 1}, "Gadget has no field 'nme' to filter by. Did you mean 'name'?"),
        ({"gadget__name": 1}, "Leaflet has no field 'gadget__name'. Did you mean 'gadget.name'?"),
        ({"gadget__maker__name": 1}, "Leaflet has no field 'gadget__maker__name'. Did you mean 'gadget.maker.name'?"),
        ({"gadget": {"name": "x"}}, 'Leaflet.gadget is compared with an object. For a field of the other model write "gadget.name".'),
        ({"gadget.part_set": 1}, 'Gadget.part_set are rows of Part. Write "part_set.field", {"part_set": {"$elemMatch": {…}}}'),
        ({"gadget.size": "x"}, "Gadget.size wants a whole number, and text 'x' was given."),
        ({"gadget.history": {"$exists": True}}, "Gadget has no field 'history' to filter by."),
        ({".".join(["gadget"] * 30): 1}, "The path 'gadget.gadget"),
    ],
    ids=str,
)
def test_a_path_that_leads_nowhere_is_refused(bound: Any, wanted: Any, sentence: str) -> None:
    assert str(filter_faults(bound("Leaflet"), wanted)[0]).startswith(sentence)


@pytest.mark.parametrize("group", ["$and", "$or", "$nor"])
def test_a_filter_looks_into_other_models_thirty_times_at_most(bound: Any, group: str) -> None:
    wanted = {group: [{"gadget.maker.name": f"nobody {number}"} for number in range(15)]}
    assert len(titles(bound, wanted)) == (6 if group == "$nor" else 0)
    (fault,) = filter_faults(bound("Leaflet"), {**wanted, "gadget.size": 1})
    assert fault.message == "The filter looks into other models more than 30 times."


@pytest.fixture
def _admin_as_it_was() -> Iterator[None]:
    """Forget the admins of models that a test handed over: their addresses are not there."""
    registered = dict(admin.site._registry)
    yield
    admin.site._registry = registered


@pytest.mark.usefixtures("_admin_as_it_was")
def test_a_model_that_nobody_bound_is_not_looked_into(db: None) -> None:
    from django.contrib.admin.models import LogEntry  # noqa: PLC0415 - a model of Django's that points at its users

    from dataflow_app.dataflow import DataFlow  # noqa: PLC0415

    with DataFlow() as own:
        own.model(LogEntry)
        entries = next(bound for bound in own.models if bound.name == "LogEntry")
        (fault,) = filter_faults(entries, {"user.password": {"$startswith": "pbkdf2"}})
    assert str(fault) == "LogEntry.user leads to User, which is no model of this DataFlow. Bind it with db.model, or filter by 'user_id'."


def test_another_tenants_rows_can_still_not_be_asked_for(refused: Any) -> None:
    fault = refused("GadgetListNode", {"filter": {"tenant_id": {"$in": ["a", "b"]}}})
    assert isinstance(fault, NodeError)
    assert (fault.port, fault.message) == ("filter", "Gadget rows of tenant 'b' are out of reach: this work is limited to tenant 'a'.")
