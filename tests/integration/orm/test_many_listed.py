"""Lists of more rows than memory should hold: they are read by one statement into a file, and go on behaving as lists."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dataflow_app.nodes.results import Records, RowResult
from dataflow_app.orm.rows.part import MANY
from dataflow_app.runtime.encoding import decode, encode
from tests.integration.orm.tables import Everything

COUNT = MANY + 50


@pytest.fixture
def many(run: Any) -> None:
    run("EverythingBulkCreateNode", {"data": ({"text": f"t{number}", "whole": number} for number in range(COUNT))})


def listed(run: Any, **parameters: Any) -> Any:
    return run("EverythingListNode", {"fields": ["text", "whole"], "order_by": ["whole"], **parameters})


@pytest.mark.usefixtures("many")
def test_more_than_many_rows_are_a_list_that_lies_in_a_file(run: Any) -> None:
    result = listed(run)
    records = result["records"]
    assert isinstance(records, Records)
    assert (len(records), len(result), result["count"], result["total"], result["next"]) == (COUNT, COUNT, COUNT, COUNT, None)
    assert (records[0], records[-1]) == (RowResult(text="t0", whole=0), RowResult(text=f"t{COUNT - 1}", whole=COUNT - 1))
    assert [row["whole"] for row in records[998:1003]] == [998, 999, 1000, 1001, 1002]
    assert [row["whole"] for row in records] == list(range(COUNT))
    assert [row["whole"] for row in reversed(result)][:2] == [COUNT - 1, COUNT - 2]
    assert result[COUNT - 1]["record"]["text"] == f"t{COUNT - 1}"
    with pytest.raises(IndexError):
        records[COUNT]
    assert records == [{"text": f"t{number}", "whole": number} for number in range(COUNT)]
    assert records != listed(run, order_by=["-whole"])["records"]


@pytest.mark.usefixtures("many")
def test_up_to_many_rows_are_a_plain_list(run: Any) -> None:
    assert type(listed(run, limit=MANY)["records"]) is list
    assert type(listed(run, filter={"whole": {"$lt": MANY}})["records"]) is list


@pytest.mark.usefixtures("many")
def test_a_limit_above_many_tells_where_the_next_page_begins(run: Any) -> None:
    page = listed(run, limit=MANY + 20, count=False)
    assert (len(page), page["total"], set(page[0])) == (MANY + 20, None, {"text", "whole"})
    rest = listed(run, limit=MANY + 20, after=page["next"])
    assert ([row["whole"] for row in rest], rest["next"]) == (list(range(MANY + 20, COUNT)), None)
    last = listed(run, limit=COUNT, offset=10)
    assert (len(last), last[-1]["whole"], last["next"], last["total"]) == (COUNT - 10, COUNT - 1, None, COUNT)


@pytest.mark.usefixtures("many")
def test_all_rows_come_from_one_statement(run: Any) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        listed(run)
    reads = [query["sql"] for query in queries if "SELECT" in query["sql"]]
    assert ([f"LIMIT {MANY + 1}" in sql for sql in reads]) == [True, False]


@pytest.mark.usefixtures("many")
def test_rows_in_a_file_are_written_by_bulk_nodes(run: Any) -> None:
    records = listed(run)["records"]
    Everything._base_manager.all().delete()
    assert run("EverythingBulkCreateNode", {"data": records})["created"] == COUNT
    assert run("EverythingBulkUpsertNode", {"data": listed(run), "match_fields": ["whole"]})["updated"] == COUNT


@pytest.mark.usefixtures("many")
def test_rows_in_a_file_are_kept_as_json_without_loss(run: Any) -> None:
    result = listed(run)
    assert decode(encode(result)) == result
