"""Answers of models with ``cache_ttl``: given again until something is written, and never to another tenant."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from dataflow_app.errors import RunFailed

pytestmark = pytest.mark.django_db(transaction=True)
Ask = Callable[..., Any]


@pytest.fixture
def shop() -> Iterator[Any]:
    """Notes of authors, both kept apart by tenant, and notes with a cache."""
    cache.clear()
    with DataFlow() as db:

        @db.model
        class CachedAuthor:
            name: str

            __dataflow__ = {"multi_tenant": True}

        @db.model
        class CachedNote:
            text: str
            size: int = 0
            author: CachedAuthor | None = None

            __dataflow__ = {"multi_tenant": True, "cache_ttl": 60, "soft_delete": True}

        db.migrate()
        for model in (CachedNote, CachedAuthor):
            _rows(model).delete()
        yield db, CachedNote, CachedAuthor


def _rows(model: Any) -> Any:
    return model._base_manager.all()


@pytest.fixture
def ask(shop: Any) -> Ask:
    """Run one node of the shop for a tenant."""

    def run(node: str, tenant: str = "a", **parameters: Any) -> Any:
        definition = WorkflowBuilder().add_node(node, "n", parameters).build()
        return LocalRuntime(dataflow=shop[0], tenant=tenant).execute(definition)[0]["n"]

    return run


def test_the_same_question_is_answered_without_the_database(shop: Any, ask: Ask, django_assert_num_queries: Any) -> None:
    row = ask("CachedNoteCreateNode", text="one", size=3)
    questions: list[tuple[str, dict[str, Any]]] = [
        ("CachedNoteListNode", {"order_by": ["-size"], "filter": {"size": {"$gt": 1}}, "limit": 1}),
        ("CachedNoteReadNode", {"id": row["id"]}),
        ("CachedNoteCountNode", {}),
        ("CachedNoteListNode", {"aggregate": {"group_by": ["text"], "metrics": {"sum": {"$sum": "size"}}}}),
    ]
    first = [ask(node, **parameters) for node, parameters in questions]
    with django_assert_num_queries(0):
        assert [ask(node, **parameters) for node, parameters in questions] == first
    with django_assert_num_queries(1):
        assert ask("CachedNoteCountNode", filter={"size": 3}) == {"count": 1}


def write_with_a_node(model: Any, ask: Ask) -> None:
    ask("CachedNoteUpdateNode", filter={"text": "one"}, size=9)


def write_with_a_bulk_node(model: Any, ask: Ask) -> None:
    ask("CachedNoteBulkUpdateNode", filter={"text": "one"}, update={"size": 9})


def write_with_save(model: Any, ask: Ask) -> None:
    row = model.objects.get(text="one")
    row.size = 9
    row.save()


def write_with_update(model: Any, ask: Ask) -> None:
    model.objects.update(size=9)


def write_with_bulk_update(model: Any, ask: Ask) -> None:
    row = model.objects.get(text="one")
    row.size = 9
    model.objects.bulk_update([row], ["size"])


def write_with_sql(model: Any, ask: Ask) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET size = 9')  # noqa: S608 - a table of ours


def write_in_a_transaction(model: Any, ask: Ask) -> None:
    with transaction.atomic():
        model.objects.update(size=7)
        with transaction.atomic():
            model.objects.update(size=9)


@pytest.mark.parametrize(
    "write",
    [
        write_with_a_node,
        write_with_a_bulk_node,
        write_with_save,
        write_with_update,
        write_with_bulk_update,
        write_with_sql,
        write_in_a_transaction,
    ],
)
def test_every_write_makes_older_answers_unreachable_at_once(shop: Any, ask: Ask, write: Any) -> None:
    ask("CachedNoteCreateNode", text="one", size=3)
    assert ask("CachedNoteListNode", fields=["size"])["records"] == [{"size": 3}]
    write(shop[1], ask)
    assert ask("CachedNoteListNode", fields=["size"])["records"] == [{"size": 9}]


def test_rows_that_come_and_go_are_counted_at_once(shop: Any, ask: Ask) -> None:
    counts = [ask("CachedNoteCountNode")["count"]]
    ask("CachedNoteBulkCreateNode", data=[{"text": str(n)} for n in range(20)])
    counts.append(ask("CachedNoteCountNode")["count"])
    ask("CachedNoteDeleteNode", filter={"text": "1"})
    counts.append(ask("CachedNoteCountNode")["count"])
    shop[1].objects.bulk_create([shop[1](text="x", tenant_id="a")])
    counts.append(ask("CachedNoteCountNode")["count"])
    shop[1].objects.all().hard_delete()
    counts.append(ask("CachedNoteCountNode")["count"])
    assert counts == [0, 20, 19, 20, 0]


def test_an_answer_belongs_to_one_tenant(shop: Any, ask: Ask) -> None:
    ask("CachedNoteCreateNode", text="of a")
    assert ask("CachedNoteListNode", fields=["text"])["records"] == [{"text": "of a"}]
    assert ask("CachedNoteListNode", "b", fields=["text"])["records"] == []
    ask("CachedNoteCreateNode", "b", text="of b")
    assert ask("CachedNoteListNode", "b", fields=["text"])["records"] == [{"text": "of b"}]
    assert ask("CachedNoteListNode", fields=["text"])["records"] == [{"text": "of a"}]
    everything = LocalRuntime(dataflow=shop[0]).execute(WorkflowBuilder().add_node("CachedNoteCountNode", "n", {}).build())[0]["n"]
    assert everything == {"count": 2}


def test_what_a_path_leads_to_is_part_of_the_answer(shop: Any, ask: Ask) -> None:
    author = ask("CachedAuthorCreateNode", name="Ann")
    ask("CachedNoteCreateNode", text="one", author=author["id"])
    assert ask("CachedNoteListNode", fields=["author.name"])["records"] == [{"author.name": "Ann"}]
    assert ask("CachedNoteCountNode", filter={"author.name": "Ann"}) == {"count": 1}
    shop[2].objects.update(name="Ben")
    assert ask("CachedNoteListNode", fields=["author.name"])["records"] == [{"author.name": "Ben"}]
    assert ask("CachedNoteCountNode", filter={"author.name": "Ann"}) == {"count": 0}


def test_a_transaction_sees_its_own_writes_and_keeps_them_to_itself(shop: Any, ask: Ask) -> None:
    ask("CachedNoteCreateNode", text="one", size=3)
    how = {"fields": ["size"]}
    assert ask("CachedNoteListNode", **how)["records"] == [{"size": 3}]

    with transaction.atomic():
        shop[1].objects.update(size=9)
        assert ask("CachedNoteListNode", **how)["records"] == [{"size": 9}]
        transaction.set_rollback(True)
    assert ask("CachedNoteListNode", **how)["records"] == [{"size": 3}]
    with transaction.atomic():
        with transaction.atomic():
            shop[1].objects.update(size=9)
            transaction.set_rollback(True)
        assert ask("CachedNoteListNode", **how)["records"] == [{"size": 3}]


def test_an_answer_that_is_changed_by_its_reader_is_not_changed_for_the_next(shop: Any, ask: Ask) -> None:
    ask("CachedNoteCreateNode", text="one", size=3)
    ask("CachedNoteListNode", fields=["size"])[0]["size"] = 99
    changed = ask("CachedNoteListNode", fields=["size"])
    changed[0]["size"] = 99
    assert ask("CachedNoteListNode", fields=["size"])["records"] == [{"size": 3}]


def test_a_row_that_is_not_there_is_looked_for_again(shop: Any, ask: Ask) -> None:
    with pytest.raises(RunFailed, match="There is no CachedNote with filter"):
        ask("CachedNoteReadNode", filter={"text": "one"})
    ask("CachedNoteCreateNode", text="one")
    assert ask("CachedNoteReadNode", filter={"text": "one"})["text"] == "one"
