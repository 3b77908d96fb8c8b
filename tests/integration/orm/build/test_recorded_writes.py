"""Every write by Django's own means leaves the rows' states in their history, and raises their versions."""

from typing import Any

import pytest
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Concat, Lower
from django.test.utils import CaptureQueriesContext

from dataflow_app import DataFlow
from dataflow_app.errors import StaleRow
from dataflow_app.orm.acting import acting
from dataflow_app.scope import Scope


@pytest.fixture
def item(dataflow: DataFlow) -> Any:
    """Give a model whose history is kept."""

    class Item:
        code: str
        size: int = 0
        twice: int = models.GeneratedField(expression=F("size") * 2, output_field=models.BigIntegerField(), db_persist=True)  # type: ignore[assignment]

        __dataflow__ = {"audit_log": True, "versioned": True}
        __indexes__ = [{"name": "code", "fields": ["code"], "unique": True}]

    return dataflow.model(Item)


def states(model: Any) -> list[tuple[Any, ...]]:
    """Return what the history of the model says, in the order in which it was written."""
    return list(model.history.order_by("history_id").values_list("history_type", "code", "size", "twice", "row_version"))


def made(model: Any, *codes: str) -> list[Any]:
    rows = [model.objects.create(code=code) for code in codes]
    model.history.all().delete()
    return rows


def test_an_update_of_many_is_recorded_though_the_filter_finds_them_no_more(item: Any) -> None:
    made(item, "a", "b", "c")
    assert item.objects.filter(code__in=["a", "b"], size=0).update(size=F("size") + 5) == 2
    assert states(item) == [("~", "a", 5, 10, 2), ("~", "b", 5, 10, 2)]
    assert list(item.objects.values_list("code", "size", "row_version").order_by("code")) == [("a", 5, 2), ("b", 5, 2), ("c", 0, 1)]


def test_an_update_may_use_what_the_queryset_was_annotated_with(item: Any) -> None:
    made(item, "A")
    item.objects.annotate(low=Concat(Lower("code"), Value("!"))).update(code=F("low"))
    assert states(item) == [("~", "a!", 0, 0, 2)]


def test_an_update_of_nothing_leaves_nothing(item: Any) -> None:
    made(item, "a")
    assert item.objects.filter(code="b").update(size=1) == 0
    assert item.objects.none().update(size=1) == 0
    assert states(item) == []


def test_an_update_names_who_did_it_from_where(item: Any) -> None:
    made(item, "a")
    with acting(Scope(actor="ada", run="7", node="n", address="203.0.113.7", session="ff20304bce4c")):
        item.objects.update(size=1)
    told = item.history.values_list("history_user_id", "history_run", "history_node", "history_address", "history_session").get()
    assert told == ("ada", "7", "n", "203.0.113.7", "ff20304bce4c")


def test_a_key_cannot_be_updated(item: Any) -> None:
    [row] = made(item, "a")
    with pytest.raises(ValueError, match="The key of Item rows cannot change"):
        item.objects.update(id=row.pk + 1)
    assert (states(item), item.objects.get().pk) == ([], row.pk)


def test_rows_that_are_written_back_are_recorded_and_know_their_versions(item: Any) -> None:
    rows = made(item, "a", "b")
    for row in rows:
        row.size = 3
    assert item.objects.bulk_update(rows, ["size", "row_version"]) == 2
    assert states(item) == [("~", "a", 3, 6, 2), ("~", "b", 3, 6, 2)]
    rows[0].save()
    assert rows[0].row_version == 3


def test_writing_back_does_not_hide_that_somebody_else_was_quicker(item: Any) -> None:
    [row] = made(item, "a")
    item.objects.update(size=1)
    item.objects.bulk_update([row], ["code"])
    with pytest.raises(StaleRow):
        row.save()


def test_rows_created_at_once_are_recorded(item: Any) -> None:
    rows = item.objects.bulk_create([item(code="a", size=1), item(code="b")])
    assert states(item) == [("+", "a", 1, 2, 1), ("+", "b", 0, 0, 1)]
    assert [row.twice for row in rows] == [2, 0]


def test_rows_that_an_insert_passes_over_are_not_recorded(item: Any) -> None:
    [present] = made(item, "a")
    new = [item(code="a", size=1), item(code="b"), item(pk=present.pk, code="c"), item(pk=present.pk + 1000, code="d")]
    item.objects.bulk_create(new, ignore_conflicts=True)
    assert sorted(states(item)) == [("+", "b", 0, 0, 1), ("+", "d", 0, 0, 1)]
    assert item.objects.get(code="a").size == 0


def test_rows_that_an_insert_updates_are_recorded_as_changes(item: Any) -> None:
    [present] = [item.objects.create(code="a")]
    new = [item(code="a", size=1), item(code="b")]
    item.objects.bulk_create(new, update_conflicts=True, update_fields=["size", "row_version"], unique_fields=["code"])
    assert sorted(states(item)) == [("+", "a", 0, 0, 1), ("+", "b", 0, 0, 1), ("~", "a", 1, 2, 2)]
    assert item.objects.get(code="a").pk == present.pk


def test_a_row_that_is_created_anew_under_its_old_key_is_recorded_as_created(item: Any) -> None:
    [row] = made(item, "a")
    key = row.pk
    item.objects.all().delete()
    item.objects.bulk_create([item(pk=key, code="b")], ignore_conflicts=True)
    assert states(item) == [("-", "a", 0, 0, 1), ("+", "b", 0, 0, 1)]


def test_deleted_rows_leave_what_the_database_had_of_them(item: Any) -> None:
    stale, *_ = made(item, "a", "b")
    item.objects.filter(code="a").update(size=4)
    item.history.all().delete()
    key = stale.pk
    assert stale.delete() == (1, {item._meta.label: 1})
    assert item.objects.all().delete() == (1, {item._meta.label: 1})
    assert states(item) == [("-", "a", 4, 8, 2), ("-", "b", 0, 0, 1)]
    assert (stale.pk, item.history.filter(id=key).count()) == (None, 1)


@pytest.mark.parametrize("how", ["delete", "update", "bulk_create"])
def test_many_rows_are_recorded_in_one_statement(item: Any, how: str) -> None:
    made(item, *"abcdefgh")
    work = {
        "delete": lambda: item.objects.all().delete(),
        "update": lambda: item.objects.update(size=1),
        "bulk_create": lambda: item.objects.bulk_create([item(code=code) for code in "ijklmnop"]),
    }
    with CaptureQueriesContext(connection) as captured:
        work[how]()
    table = item.history.model._meta.db_table
    assert [query["sql"].startswith(f'INSERT INTO "{table}"') for query in captured].count(True) == 1
    assert len(states(item)) == 8


def test_saved_rows_hold_what_the_database_made_of_them(item: Any) -> None:
    row = item.objects.create(code="a", size=1)
    row.size = 3
    row.save()
    assert (row.twice, row.get_deferred_fields()) == (6, set())
    row.size = F("size") + 1
    row.save(update_fields=["size"])
    assert (row.size, row.twice, row.row_version) == (4, 8, 3)
    assert states(item) == [("+", "a", 1, 2, 1), ("~", "a", 3, 6, 2), ("~", "a", 4, 8, 3)]


def test_an_expression_that_is_not_saved_stays_for_later(item: Any) -> None:
    row = item.objects.create(code="a", size=1)
    row.size, row.code = F("size") + 1, "b"
    row.save(update_fields=["code"])
    assert not isinstance(row.size, int)
    row.save()
    assert (row.size, row.code, item.objects.get().size) == (2, "b", 2)


def test_a_model_without_options_refreshes_what_is_computed_too(dataflow: DataFlow) -> None:
    @dataflow.model
    class Box:
        size: int = 0
        twice: int = models.GeneratedField(expression=F("size") * 2, output_field=models.BigIntegerField(), db_persist=True)  # type: ignore[assignment]

    box: Any = Box
    row = box.objects.create(size=1)
    row.size = 2
    row.save()
    assert row.twice == 4


@pytest.fixture
def shelf(dataflow: DataFlow) -> tuple[Any, Any, Any]:
    """Give a plain model, one that may do without it, and one that goes with it."""

    class Shelf:
        name: str

    shelves: Any = dataflow.model(Shelf)

    class Book:
        shelf: Any = models.ForeignKey(shelves, models.SET_NULL, null=True)
        title: str

        __dataflow__ = {"versioned": True, "soft_delete": True}

    class Label:
        shelf: Any = models.ForeignKey(shelves, models.CASCADE)

        __dataflow__ = {"audit_log": True}

    return shelves, dataflow.model(Book), dataflow.model(Label)


@pytest.mark.parametrize("how", ["row", "rows"])
def test_what_django_cascades_and_empties_is_recorded(shelf: tuple[Any, Any, Any], how: str) -> None:
    shelves, book, label = shelf
    one = shelves.objects.create(name="one")
    books = [book.objects.create(shelf=one, title=title) for title in "ab"]
    books[1].delete()
    label.objects.create(shelf=one)
    key = one.pk
    (one if how == "row" else shelves.objects.all()).delete()
    emptied = book.history.order_by("history_id").values_list("history_type", "title", "shelf_id", "row_version")
    assert list(emptied)[2:] == [("~", "b", key, 2), ("~", "a", None, 2), ("~", "b", None, 3)]
    assert list(label.history.order_by("history_id").values_list("history_type", "shelf_id")) == [("+", key), ("-", key)]
    assert list(book.all_objects.order_by("title").values_list("shelf_id", "row_version")) == [(None, 2), (None, 3)]


def test_rows_that_are_put_under_another_are_recorded(shelf: tuple[Any, Any, Any]) -> None:
    shelves, book, _ = shelf
    one = shelves.objects.create(name="one")
    row = book.objects.create(title="a")
    one.book_set.add(row)
    one.book_set.clear()
    assert list(book.history.order_by("history_id").values_list("history_type", "shelf_id", "row_version")) == [
        ("+", None, 1),
        ("~", one.pk, 2),
        ("~", None, 3),
    ]


def test_a_manager_of_ones_own_records_too(dataflow: DataFlow) -> None:
    class Loud(models.QuerySet[Any]):
        def shout(self) -> int:
            return self.update(text=Concat("text", Value("!")))

    class Note:
        text: str
        objects = Loud.as_manager()
        __dataflow__ = {"audit_log": True}

    note: Any = dataflow.model(Note)
    note.objects.create(text="a")
    assert note.objects.shout() == 1
    assert list(note.history.order_by("history_id").values_list("history_type", "text")) == [("+", "a"), ("~", "a!")]
