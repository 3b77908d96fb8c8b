"""Rows as they were, at a time or in a version."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import columns
from dataflow_app.orm.history.as_of import rows_as_of
from tests.integration.orm.tables import Gadget, Maker

pytestmark = pytest.mark.django_db
Bound = Callable[[str], BoundModel]
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


@pytest.fixture
def key() -> int:
    """Give the key of a gadget that was created at 0 h, had size 2 from 1 h on, was tenant b's from 2 h, deleted at 3 h, removed at 4 h."""
    row = Gadget.objects.create(code="G1", name="Gadget", size=1, tenant_id="a", price="2.50")
    other = Gadget.objects.create(code="G2", name="other", tenant_id="a")
    number: int = row.pk
    row.size = 2
    row.save()
    row.tenant_id = "b"
    row.save()
    row.delete(reason="recalled")
    row.hard_delete()
    for place, state in enumerate(Gadget.history.filter(id=number).order_by("history_id").values_list("pk", flat=True)):
        Gadget.history.filter(pk=state).update(history_date=hour(place))
    other.history.update(history_date=hour(0))
    return number


def seen(bound: Bound, tenant: str | None, as_of: Any, **how: Any) -> list[tuple[Any, ...]]:
    return list(rows_as_of(bound("Gadget"), tenant, as_of, **how).order_by("id").values_list("code", "size", "tenant_id", "row_version"))


G2 = ("G2", 0, "a", 1)


@pytest.mark.parametrize(
    ("at", "tenant", "rows"),
    [
        (-1, "a", []),
        (0, "a", [("G1", 1, "a", 1), G2]),
        (0.5, "a", [("G1", 1, "a", 1), G2]),
        (1.5, "a", [("G1", 2, "a", 2), G2]),
        (1.5, "b", []),
        (2.5, "a", [G2]),
        (2.5, "b", [("G1", 2, "b", 3)]),
        (2.5, None, [("G1", 2, "b", 3), G2]),
        (3.5, "b", []),
        (4.5, None, [G2]),
    ],
)
def test_at_a_time_those_rows_were_there_which_were_the_tenants_then(
    bound: Bound, key: int, at: float, tenant: str | None, rows: list[Any]
) -> None:
    assert seen(bound, tenant, hour(at)) == rows


def test_deleted_rows_are_among_them_where_that_is_asked(bound: Bound, key: int) -> None:
    assert seen(bound, "b", hour(3.5), include_deleted=True) == [("G1", 2, "b", 4)]
    assert seen(bound, "b", hour(4.5), include_deleted=True) == []


def test_a_version_is_read_also_of_a_row_that_was_removed(bound: Bound, key: int) -> None:
    def version(number: Any, tenant: str | None) -> list[Any]:
        return list(rows_as_of(bound("Gadget"), tenant, number).filter(id=key).values_list("size", "price"))

    assert version(1, "a") == [(1, Decimal("2.50"))]
    assert [size for size, _ in version(2, "a")] == [2]
    assert version(3, "a") == []
    assert [size for size, _ in version(3.0, "b")] == [2]
    assert version(4, "b") == []
    assert version(99, None) == []


def test_all_columns_are_those_of_the_time(bound: Bound, key: int) -> None:
    maker = Maker.objects.create(name="Voltera", tenant_id="a")
    row = Gadget.objects.create(code="G3", name="n", tenant_id="a", maker=maker, color="green", price="12.30")
    names = [field.attname for field in columns(bound("Gadget"))]
    before = Gadget.objects.filter(pk=row.pk).values(*names).get()
    Gadget.objects.filter(pk=row.pk).update(name="m", color="red", maker=None, price=1)
    assert rows_as_of(bound("Gadget"), "a", 1).filter(id=row.pk).values(*names).get() == before


def test_text_without_an_offset_means_the_current_time_zone(bound: Bound, key: int) -> None:
    assert seen(bound, "a", "2026-01-01T12:30:00") == seen(bound, "a", hour(0.5))
    with timezone.override("Asia/Tokyo"):
        assert seen(bound, "a", "2026-01-01T12:30:00") == []
        assert seen(bound, "a", "2026-01-01T21:30:00") == seen(bound, "a", hour(0.5))
        assert seen(bound, "a", "2026-01-01T12:30:00Z") == seen(bound, "a", hour(0.5))


def test_the_order_of_writing_counts_where_two_states_have_one_time(bound: Bound, key: int) -> None:
    Gadget.history.update(history_date=hour(0))
    assert seen(bound, None, hour(0)) == [G2]


@pytest.mark.parametrize("wanted", ["yesterday", "2026-01-01", True, None, [1], 1.5, -1, 2**31])
def test_what_is_neither_time_nor_version_is_refused(bound: Bound, wanted: Any) -> None:
    with pytest.raises(NodeError) as caught:
        rows_as_of(bound("Gadget"), "a", wanted)
    assert (caught.value.code, caught.value.port) == ("invalid_parameter", "as_of")


def test_a_model_without_history_says_so(bound: Bound) -> None:
    with pytest.raises(NodeError, match="Maker keeps no history, so its rows cannot be read as they were"):
        rows_as_of(bound("Maker"), "a", START)
