import gzip
import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dataflow_app.errors import DataFlowError
from dataflow_app.nodes.results import Records, RowResult, RowsResult
from dataflow_app.orm.rows.spill import Spill
from designer.models import Run, Value, ValueUse, Workflow
from designer.values import RunValues, head, load, load_output, page, preview_of, stored_parts
from tests.integration.values.conftest import BOUND, files, new_run, records

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "x" * (BOUND + 1)


@pytest.mark.parametrize("value", [{"a": 1, "b": "text"}, {}, {"rows": [1, 2]}, {"a": "x" * (BOUND - 20)}, {"$date": "x"}])
def test_what_is_within_the_bound_stays_in_the_row(run: Run, value: dict[str, Any]) -> None:
    encoded = RunValues(run.pk).keep(value)
    assert load(encoded) == value
    assert "$stored" not in json.dumps(encoded)
    assert not Value.objects.exists()


def test_a_part_above_the_bound_is_in_the_storage_and_its_preview_in_the_row(run: Run) -> None:
    body = [{"n": number, "price": Decimal("1.20"), "on": date(2026, 11, 24)} for number in range(250)]
    encoded = RunValues(run.pk).keep({"status": 200, "body": body})
    told = encoded["body"]["$stored"]
    assert (encoded["status"], set(told), told["rows"]) == (200, {"digest", "size", "rows", "preview"}, 250)
    assert told["preview"][0] == {"n": 0, "price": "1.20", "on": "2026-11-24"}
    assert len(json.dumps(told["preview"])) < 4_000
    value = Value.objects.get()
    assert (value.digest, value.size, value.rows, list(value.uses.values_list("run", flat=True))) == (
        told["digest"],
        told["size"],
        250,
        [run.pk],
    )
    assert files() == [value.name]
    assert load(encoded) == {"status": 200, "body": body}


def test_a_file_is_a_json_document(run: Run, folder: Path) -> None:
    RunValues(run.pk).keep({"body": list(range(1_000)), "rows": records(250), "text": LONG})
    texts = [gzip.decompress((folder / value.name).read_bytes()) for value in Value.objects.order_by("rows")]
    wanted = [[[number, f"n{number}"] for number in range(250)], list(range(1_000)), LONG]
    found = sorted(map(json.loads, texts), key=str)
    assert found == sorted([{"$table": {"names": ["id", "name"], "rows": wanted[0]}}, *wanted[1:]], key=str)
    assert sorted(map(len, texts)) == sorted(Value.objects.values_list("size", flat=True))


@pytest.mark.parametrize(
    "value",
    [
        {"a": LONG},
        {"a": {"b": {"c": LONG}}},
        RowResult(id=1, text=LONG),
        RowResult(**{f"column{number}": "x" * 90 for number in range(20)}),
        {f"port{number}": "x" * 90 for number in range(20)},
        {1: LONG},
        {"a": [], "b": [{"$date": LONG}], "c": {"$stored": 1}},
        RowsResult([RowResult(id=number, name="n" * 20) for number in range(120)], total=500, next="x"),
    ],
)
def test_what_is_stored_comes_back_as_it_was(run: Run, value: Mapping[str, Any]) -> None:
    encoded = RunValues(run.pk).keep(value)
    assert len(json.dumps(encoded)) < 6 * BOUND
    assert Value.objects.count() == 1
    assert (load(encoded), type(load(encoded))) == (value, type(value))
    assert load_output(encoded) == value


def test_rows_in_a_file_are_stored_row_by_row_and_come_back_as_rows_in_a_file(run: Run) -> None:
    encoded = RunValues(run.pk).keep(RowsResult(records(250), total=250))
    result = load(encoded)
    assert isinstance(result["records"], Records)
    assert result == RowsResult(records(250), total=250)
    assert (len(result), result[-1], result["count"]) == (250, {"id": 249, "name": "n249"}, 250)


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101])
def test_few_rows_in_a_file_are_stored_too(run: Run, count: int) -> None:
    assert list(load(RunValues(run.pk).keep({"a": records(count)}))["a"]) == list(records(count))


def test_the_same_content_is_stored_once(run: Run, workflow: Workflow) -> None:
    other = new_run(workflow)
    encoded = [RunValues(each.pk).keep({"a": LONG, "b": LONG}) for each in (run, other, other)]
    assert encoded[0] == encoded[1] == encoded[2]
    assert (Value.objects.count(), len(files())) == (1, 1)
    assert set(ValueUse.objects.values_list("run", flat=True)) == {run.pk, other.pk}


def test_what_feeds_the_next_node_is_referred_to_without_being_looked_at(run: Run) -> None:
    class Counted(list[Any]):
        reads = 0

        def __iter__(self) -> Any:
            Counted.reads += 1
            return super().__iter__()

    values, output = RunValues(run.pk), {"rows": Counted(range(1_000))}
    first = values.keep(output)
    reads = Counted.reads
    assert values.keep({"data": output["rows"], "size": 5}) == {"data": first["rows"], "size": 5}
    assert Counted.reads == reads
    rows = RowsResult(records(250))
    assert values.keep({"data": rows["records"]})["data"] == values.keep(rows)["$rows"]["records"]


def test_what_was_undone_with_an_effect_is_not_referred_to(run: Run) -> None:
    values, output = RunValues(run.pk), {"a": [LONG]}
    with transaction.atomic():
        values.keep(output)
        transaction.set_rollback(True)
    assert not Value.objects.exists()
    assert load(values.keep({"fed": output["a"]})) == {"fed": [LONG]}
    assert Value.objects.count() == 1


def test_a_value_that_is_about_to_go_is_kept_by_being_used_again(run: Run) -> None:
    RunValues(run.pk).keep({"a": LONG})
    long_ago = timezone.now() - timedelta(days=40)
    Value.objects.update(last_used_at=long_ago)
    RunValues(run.pk).keep({"a": LONG})
    assert Value.objects.get().last_used_at > long_ago + timedelta(days=39)


def test_an_output_is_fetched_by_its_ports(run: Run, folder: Path) -> None:
    output = load_output(RunValues(run.pk).keep({"a": LONG, "b": 1}))
    for name in files():
        (folder / name).unlink()
    assert (output["b"], "a" in output, len(output), list(output)) == (1, True, 2, ["a", "b"])
    with pytest.raises(DataFlowError, match="is not in the storage of large values"):
        output["a"]


def test_without_a_storage_values_stay_in_the_database(run: Run, settings: Any) -> None:
    del settings.STORAGES["values"]
    settings.STORAGES = dict(settings.STORAGES)
    assert RunValues(run.pk).keep({"a": LONG, "rows": records(2)}) == {
        "a": LONG,
        "rows": [{"$row": {"id": 0, "name": "n0"}}, {"$row": {"id": 1, "name": "n1"}}],
    }


def test_previews_and_first_items_stand_for_the_whole(run: Run) -> None:
    encoded = RunValues(run.pk).keep(RowsResult(records(250), total=250))
    shown = preview_of(encoded)
    assert (shown["records"][0], shown["count"], shown["total"], len(shown) < 250) == ({"id": 0, "name": "n0"}, 250, 250, True)
    assert list(head(encoded, 3)["records"]) == [{"id": number, "name": f"n{number}"} for number in range(3)]
    assert [(part.path, part.rows) for part in stored_parts(encoded)] == [("records", 250)]
    assert [(part.path, part.rows) for part in stored_parts(RunValues(run.pk).keep({f"p{n}": "x" * 90 for n in range(20)}))] == [("", None)]


@pytest.mark.parametrize(
    ("path", "offset", "limit", "items", "total"),
    [
        (["records"], 0, 2, [{"id": 0, "name": "n0"}, {"id": 1, "name": "n1"}], 250),
        (["records"], 199, 2, [{"id": 199, "name": "n199"}, {"id": 200, "name": "n200"}], 250),
        (["records"], 249, 9, [{"id": 249, "name": "n249"}], 250),
        (["records"], 250, 9, [], 250),
        (["records", "7", "name"], 0, 9, ["n7"], 1),
        (["total"], 0, 9, [9], 1),
        ([], 248, 1, [{"id": 248, "name": "n248"}], 250),
    ],
)
def test_a_stored_value_is_read_in_pages(run: Run, path: list[str], offset: int, limit: int, items: list[Any], total: int) -> None:
    found = page(RunValues(run.pk).keep(RowsResult(records(250), total=9)), path, offset, limit)
    assert (found.items, found.total) == (items, total)


def test_rows_within_a_port_are_stored_by_themselves(run: Run) -> None:
    encoded = RunValues(run.pk).keep({"value": RowsResult(records(250), total=9), "b": {"c": 1}})
    assert (encoded["value"]["$rows"]["total"], encoded["b"]) == (9, {"c": 1})
    assert [(part.path, part.rows) for part in stored_parts(encoded)] == [("value.records", 250)]
    assert page(encoded, ["value", "records"], 9, 1).items == [{"id": 9, "name": "n9"}]
    assert load(encoded)["value"] == RowsResult(records(250), total=9)


def test_a_value_that_cannot_be_stored_is_refused_in_a_sentence(run: Run, folder: Path) -> None:
    folder.write_text("a file where a folder is due")
    with pytest.raises(DataFlowError, match=r"A value of 1,0\d\d bytes could not be stored: .*has room"):
        RunValues(run.pk).keep({"a": LONG})
    assert not Value.objects.exists()


def test_any_storage_will_do(run: Run, settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "values": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    encoded = RunValues(run.pk).keep({"rows": records(250), "text": LONG})
    assert load(encoded) == {"rows": list(records(250)), "text": LONG}
    assert page(encoded, ["rows"], 120, 1).items == [{"id": 120, "name": "n120"}]


def test_rows_of_any_values_come_back_as_they_were(run: Run) -> None:
    columns = [
        [1, None, True, 2**70],
        ["a", "ü", None, ""],
        ["nul \0", "half \ud800", "", None],
        [0.5, float("inf"), -0.0, None],
        [Decimal("1.20"), None, 1, 1.5],
        [{"a": Decimal(1)}, [date(2026, 11, 24)], {"$date": "x"}, {}],
    ]
    rows = list(zip(*columns, strict=True))
    names = tuple(f"c{number}" for number in range(len(columns)))
    found = load(RunValues(run.pk).keep({"rows": Records(names, Spill([rows]))}))["rows"]
    assert repr(list(found)) == repr([RowResult(zip(names, row, strict=True)) for row in rows])
