"""A load from an iterator holds a batch of its rows, whatever its model keeps: told by which rows are alive, not by megabytes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.orm.tables import Crate, Everything, Gadget, Maker

BATCH = 50
COUNT = 10 * BATCH


class Row(dict[str, Any]):
    """A row of the data that counts how many like it are alive."""

    alive = 0
    most = 0

    def __init__(self, **values: Any) -> None:
        super().__init__(values)
        Row.alive += 1
        Row.most = max(Row.most, Row.alive)

    def __del__(self) -> None:
        Row.alive -= 1


@pytest.fixture(autouse=True)
def _no_rows() -> None:
    Row.alive = Row.most = 0


class Data:
    """Rows that are made as they are asked for; it keeps how many are in the table each time that a batch is begun."""

    def __init__(self, model: Any, **values: Any) -> None:
        self.model = model
        self.values = values
        self.written: list[int] = []

    def __iter__(self) -> Iterator[Row]:
        for number in range(COUNT):
            if number % BATCH == 0:
                self.written.append(self.model._base_manager.count())
            yield Row(**{name: value(number) for name, value in self.values.items()})


def of_kind(kind: str) -> tuple[str, Data]:
    """Return a model, by name, and rows for it: of plain columns, or with a foreign key, history, versions, validators and defaults."""
    if kind == "plain":
        return "Everything", Data(Everything, text=str, whole=int)
    maker = Maker.objects.create(name="m", tenant_id="a").pk
    if kind == "audited":
        return "Gadget", Data(Gadget, code=str, name=str, maker=lambda _: maker)
    return "Crate", Data(Crate, code=str, maker=lambda _: maker, weight=float)


@pytest.mark.parametrize("kind", ["plain", "audited", "crate"])
@pytest.mark.parametrize("more", [{}, {"return_ids": True}, {"on_error": "skip"}])
def test_a_batch_is_written_before_the_next_is_asked_for(run: Any, kind: str, more: dict[str, Any]) -> None:
    name, data = of_kind(kind)
    assert run(f"{name}BulkCreateNode", {"data": data, "batch_size": BATCH, **more})["created"] == COUNT
    assert data.written == list(range(0, COUNT, BATCH))
    assert Row.most <= 2 * BATCH


@pytest.mark.parametrize("kind", ["plain", "audited", "crate"])
def test_an_upsert_leaves_its_rows_to_the_database(run: Any, kind: str) -> None:
    name, data = of_kind(kind)
    match = "whole" if kind == "plain" else "code"
    for created in (COUNT, 0):
        output = run(f"{name}BulkUpsertNode", {"data": data, "batch_size": BATCH, "match_fields": [match]})
        assert (output["created"], output["updated"]) == (created, COUNT - created)
    assert Row.most <= 2 * BATCH


@pytest.mark.parametrize("kind", ["audited", "crate"])
def test_rows_that_were_written_before_a_bad_one_are_undone_with_their_history(refused: Any, kind: str) -> None:
    name, data = of_kind(kind)
    data.values["name" if kind == "audited" else "remark"] = lambda number: "a\0b" if number == COUNT - 1 else "n"
    fault = refused(f"{name}BulkCreateNode", {"data": data, "batch_size": BATCH})
    assert fault.message.startswith(f"Row {COUNT}: ")
    assert fault.remedy.endswith("Nothing was written.")
    assert data.written[-1] == COUNT - BATCH
    assert (data.model._base_manager.count(), data.model.history.count()) == (0, 0)
