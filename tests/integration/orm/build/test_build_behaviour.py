"""What the options of a model do to its rows."""

from typing import Any

import pytest
from django.db import models

from dataflow_app import DataFlow
from dataflow_app.errors import StaleRow
from dataflow_app.orm.acting import acting, current_scope
from dataflow_app.scope import Scope


@pytest.fixture
def note(dataflow: DataFlow) -> Any:
    """Give a model with every option."""

    class Note:
        text: str
        node: str = ""

        __dataflow__ = {"multi_tenant": True, "soft_delete": True, "audit_log": True, "versioned": True}

    return dataflow.model(Note)


def test_a_tenant_is_a_column_that_is_never_null(note: Any) -> None:
    field = note._meta.get_field("tenant_id")
    assert (field.max_length, field.null, field.default, field.db_index) == (64, False, "", True)


def test_delete_keeps_the_row_with_its_reason(note: Any) -> None:
    row = note.objects.create(text="a")
    assert row.delete(reason="outdated") == (1, {note._meta.label: 1})
    kept = note.all_objects.get(pk=row.pk)
    assert (note.objects.count(), kept.deleted_at is not None, kept.deletion_reason) == (0, True, "outdated")
    assert kept.delete() == (0, {})


def test_restore_brings_it_back(note: Any) -> None:
    row = note.objects.create(text="a")
    row.delete(reason="outdated")
    row.restore()
    assert [(each.deleted_at, each.deletion_reason) for each in note.objects.all()] == [(None, "")]


def test_hard_delete_removes_it(note: Any) -> None:
    row = note.objects.create(text="a")
    row.hard_delete()
    assert note.all_objects.count() == 0
    assert [record.history_type for record in note.history.all()] == ["-", "+"]


def test_deleting_a_queryset_is_soft_and_audited(note: Any) -> None:
    note.objects.bulk_create([note(text="a"), note(text="b")])
    assert note.objects.filter(text="a").delete() == (1, {note._meta.label: 1})
    assert [row.text for row in note.objects.all()] == ["b"]
    assert [(record.text, record.history_type) for record in note.history.all()] == [("a", "~"), ("b", "+"), ("a", "+")]


def test_hard_deleting_a_queryset_removes_rows(note: Any) -> None:
    note.objects.bulk_create([note(text="a"), note(text="b")])
    note.all_objects.filter(text="a").hard_delete()
    assert [row.text for row in note.all_objects.all()] == ["b"]


def test_a_manager_of_ones_own_leaves_deleted_rows_out_too(dataflow: DataFlow) -> None:
    class Loud(models.Manager[Any]):
        def loud(self) -> models.QuerySet[Any]:
            return self.filter(text__endswith="!")

    class Note:
        text: str
        objects = Loud()

        __dataflow__ = {"soft_delete": True}

    model: Any = dataflow.model(Note)
    rows = [model.objects.create(text=text) for text in ("a!", "b!", "c")]
    rows[0].delete()
    assert [row.text for row in model.objects.loud()] == ["b!"]
    assert model.all_objects.count() == 3


def test_related_rows_leave_deleted_ones_out(dataflow: DataFlow) -> None:
    @dataflow.model
    class Shelf:
        name: str

    @dataflow.model
    class Book:
        shelf: Shelf
        __dataflow__ = {"soft_delete": True}

    shelf: Any = Shelf
    book: Any = Book
    one = shelf.objects.create(name="s")
    book.objects.create(shelf=one).delete()
    book.objects.create(shelf=one)
    assert one.book_set.count() == 1


def test_each_save_raises_the_version(note: Any) -> None:
    row = note.objects.create(text="a")
    row.text = "b"
    row.save()
    row.save(update_fields=["text"])
    assert (row.row_version, note.objects.get().row_version) == (3, 3)


def test_a_stale_row_is_not_saved(note: Any) -> None:
    first = note.objects.create(text="a")
    second = note.objects.get(pk=first.pk)
    first.text = "first"
    first.save()
    second.text = "second"
    with pytest.raises(StaleRow) as caught:
        second.save()
    assert (caught.value.code, second.row_version, note.objects.get().text) == ("conflict", 1, "first")
    assert caught.value.message == f"The note {first.pk} was changed or removed by somebody else since its version 1 was read."
    assert note.history.count() == 2


def test_a_removed_row_is_not_saved_anew(note: Any) -> None:
    row = note.objects.create(text="a")
    note.all_objects.all().hard_delete()
    with pytest.raises(StaleRow):
        row.save()
    assert note.all_objects.count() == 0


def test_a_new_row_never_overwrites_one(note: Any) -> None:
    row = note.objects.create(text="a")
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        note(pk=row.pk, text="b").save()


def test_an_update_of_many_raises_their_versions(note: Any) -> None:
    note.objects.bulk_create([note(text="a"), note(text="b")])
    note.objects.update(text="c")
    assert [row.row_version for row in note.objects.all()] == [2, 2]


def test_history_names_actor_run_and_node(note: Any) -> None:
    with acting(Scope(actor="ada", run="r1", node="create")):
        row = note.objects.create(text="a")
    with acting(Scope(actor="bob")):
        row.text = "b"
        row.save()
    row.save()
    records = row.history.order_by("history_id")
    assert [(each.history_user, each.history_run, each.history_node, each.history_type) for each in records] == [
        ("ada", "r1", "create", "+"),
        ("bob", None, None, "~"),
        (None, None, None, "~"),
    ]
    assert [each.text for each in records] == ["a", "b", "b"]
    assert records[1].diff_against(records[0]).changed_fields == ["text"]


def test_history_of_many_is_kept_by_simple_historys_own_functions(note: Any) -> None:
    from simple_history.utils import bulk_create_with_history  # noqa: PLC0415

    with acting(Scope(actor="ada", run="r1", node="bulk")):
        bulk_create_with_history([note(text="a"), note(text="b")], note)
    assert [(each.history_user, each.history_run, each.history_node) for each in note.history.all()] == [("ada", "r1", "bulk")] * 2


def test_a_column_called_node_does_not_meet_the_historys(note: Any) -> None:
    with acting(Scope(node="n1")):
        row = note.objects.create(text="a", node="mine")
    record = row.history.get()
    assert (record.node, record.history_node) == ("mine", "n1")


def test_scopes_nest_and_end() -> None:
    with acting(Scope(actor="a")), acting(Scope(actor="b")):
        assert current_scope().actor == "b"
    assert current_scope() == Scope()


def test_a_model_without_options_is_a_plain_model(dataflow: DataFlow) -> None:
    class Plain:
        name: str

    model: Any = dataflow.model(Plain)
    assert model.__mro__[1:] == models.Model.__mro__
    assert type(model.objects) is models.Manager
    assert [field.name for field in model._meta.fields] == ["id", "name"]


def test_a_row_is_called_by_its_name(dataflow: DataFlow) -> None:
    class Named:
        code: str
        name: str = ""

    model: Any = dataflow.model(Named)
    assert [str(model(code="c", name="n")), str(model(code="c")), str(model(pk=3, code=""))] == ["n", "c", "named 3"]
