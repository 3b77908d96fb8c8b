import json
from collections.abc import Mapping

import pytest

from dataflow_app.nodes.results import RowResult, RowsResult

ROWS = [RowResult(id=1, name="a"), RowResult(id=2, name="b")]


def test_a_row_is_its_columns_by_name_and_itself_under_record() -> None:
    row = RowResult(id=1, name="a")
    assert row["record"] is row
    assert row["record"]["record"]["name"] == "a"
    assert ("record" in row, row.get("record") is row, row.get("other", 5)) == (True, True, 5)
    assert (dict(row), list(row), len(row)) == ({"id": 1, "name": "a"}, ["id", "name"], 2)
    assert json.dumps(row) == '{"id": 1, "name": "a"}'
    with pytest.raises(KeyError, match="nam"):
        row["nam"]


def test_a_column_called_record_is_that_column() -> None:
    assert RowResult(record="sound")["record"] == "sound"


def test_many_rows_are_a_sequence_of_rows() -> None:
    result = RowsResult(ROWS, total=7)
    assert (len(result), bool(result), bool(RowsResult([]))) == (2, True, False)
    assert [row for row in result if row] == ROWS
    assert list(reversed(result)) == ROWS[::-1]
    assert (result[0], result[-1], result[:1]) == (ROWS[0], ROWS[1], ROWS[:1])
    assert result.__contains__(ROWS[1])
    assert not result.__contains__(RowResult(id=3))
    assert result == ROWS


def test_many_rows_are_read_by_name_too() -> None:
    result = RowsResult(ROWS, total=7)
    wanted = {"records": ROWS, "count": 2, "total": 7}
    assert (result["records"], result["count"], result["total"]) == (ROWS, 2, 7)
    assert (dict(result), {**result}, dict(result.items())) == (wanted, wanted, wanted)
    assert (list(result.keys()), list(result.values())) == (["records", "count", "total"], [ROWS, 2, 7])
    assert ("count" in result, "counts" in result, result.get("counts", 0)) == (True, False, 0)
    assert isinstance(result, Mapping)
    assert result == wanted
    assert result != RowsResult(ROWS)
