from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.orm.tables import Everything

KEY = UUID("7f1d7d43-2f0b-4f5e-9d0a-0b8f4a0c7e11")
NOON = datetime(2026, 11, 24, 12, 30, 0, 123456, tzinfo=UTC)

KEPT = [
    ("text", "  Trade union select committee; DROP TABLE 'x' -- \n\t", None),
    ("text", "", None),
    ("text", "ÅÄÖ 🙂 ﷽", None),
    ("text", 42, "42"),
    ("whole", 2**63 - 1, None),
    ("whole", "-12", -12),
    ("whole", 3.0, 3),
    ("real", 99.99, None),
    ("real", "99.99", 99.99),
    ("real", 5, 5.0),
    ("amount", Decimal("123456.78"), None),
    ("amount", 0.1, Decimal("0.10")),
    ("amount", "7", Decimal("7.00")),
    ("amount", Decimal("1.500"), Decimal("1.50")),
    ("flag", False, None),
    ("day", date(2026, 2, 28), None),
    ("day", "2026-02-28", date(2026, 2, 28)),
    ("moment", NOON, None),
    ("moment", "2026-11-24T13:30:00.123456+01:00", NOON),
    ("moment", datetime(2026, 11, 24, 12, 30), NOON.replace(microsecond=0)),  # noqa: DTZ001 - without a zone on purpose
    ("clock", time(9, 30, 1), None),
    ("clock", "09:30", time(9, 30)),
    ("lasting", timedelta(days=1, microseconds=3), None),
    ("lasting", "02:00:00", timedelta(hours=2)),
    ("key", KEY, None),
    ("key", str(KEY), KEY),
    ("document", {"a": [1, 2.5, None, True, "x"], "b": {}}, None),
    ("document", {"at": NOON, "sum": Decimal("1.20")}, {"at": "2026-11-24T12:30:00.123456+00:00", "sum": "1.20"}),
    ("document", {"pair": (1, 2)}, {"pair": [1, 2]}),
    ("raw", b"\x00\xff", None),
    ("short", "12345", None),
]


@pytest.mark.parametrize(("column", "given", "stored"), KEPT)
def test_a_value_is_stored_and_given_exactly(run: Any, column: str, given: Any, stored: Any) -> None:
    wanted = given if stored is None else stored
    created = run("EverythingCreateNode", {column: given})
    assert created[column] == wanted
    read = run("EverythingReadNode", {"id": created["id"]})
    assert (read[column], type(read[column])) == (wanted, type(wanted))
    assert dict(read) == dict(created)


REFUSED = [
    ("text", "a\0b", "holds a NUL character"),
    ("text", "\ud800", "holds half of a surrogate pair"),
    ("text", ["a"], "wants text, and a list was given"),
    ("text", True, "wants text, and the yes/no value True was given"),
    ("whole", 2**63, "takes whole numbers from -9223372036854775808 to 9223372036854775807"),
    ("whole", 1.5, "wants a whole number, and the number 1.5 was given"),
    ("whole", True, "wants a whole number, and the yes/no value True was given"),
    ("whole", "12 ", "wants a whole number, and text '12 ' was given"),
    ("small", 32768, "takes whole numbers from -32768 to 32767"),
    ("real", float("nan"), "wants a finite number"),
    ("real", float("inf"), "wants a finite number"),
    ("real", 2**53 + 1, "cannot hold the number 9007199254740993 exactly"),
    ("amount", Decimal("NaN"), "wants a finite number"),
    ("amount", "Infinity", "wants a number"),
    ("amount", Decimal("1.005"), "keeps 2 decimal places"),
    ("amount", 1_000_000, "takes numbers up to 6 digits before the point"),
    ("flag", 1, "wants true or false, and the number 1 was given"),
    ("flag", "true", "wants true or false, and text 'true' was given"),
    ("day", NOON, "wants a date, such as"),
    ("day", "2026-02-30", "wants a date, such as"),
    ("moment", "2026-11-24", "wants a date with a time"),
    ("moment", 1234567890, "wants a date with a time"),
    ("clock", "25:00", "wants a time, such as"),
    ("lasting", timedelta.max, "takes durations of less than 106751991 days, and 999999999 days were given"),
    ("lasting", timedelta(days=-106_751_991), "takes durations of less than 106751991 days, and -106751991 days were given"),
    ("clock", "09:30Z", "wants a time, such as"),
    ("clock", "09:30+02:00", "wants a time, such as"),
    ("key", "7f1d", "wants a UUID"),
    ("document", {"a": float("nan")}, "holds nan, which JSON has no form for"),
    ("document", {1: 2}, "has the key 1 in an object"),
    ("document", {"a": "\0"}, "holds a NUL character"),
    ("document", [1], "wants an object, and a list was given"),
    ("names", "abc", "wants a list, and text 'abc' was given"),
    ("names", {"a": "b"}, "wants a list, and an object was given"),
    ("names", ["a", 1], "holds text, and the number 1 is in it"),
    ("counts", {"a": "1"}, "holds whole numbers, and text '1' is in it"),
    ("counts", {"a": True}, "holds whole numbers, and the yes/no value True is in it"),
    ("raw", "text", "wants bytes"),
    ("short", "123456", "takes 5 characters at most, and 6 were given"),
]


@pytest.mark.parametrize(("column", "given", "sentence"), REFUSED)
def test_a_value_that_cannot_be_stored_is_refused_by_name_and_nothing_is_written(
    refused: Any, column: str, given: Any, sentence: str
) -> None:
    fault = refused("EverythingCreateNode", {column: given})
    assert (fault.code, fault.port) == ("invalid_parameter", column)
    assert fault.message.startswith(f"Everything.{column} {sentence}")
    assert Everything.objects.count() == 0


def test_a_choice_that_is_none_is_refused_with_the_nearest(refused: Any) -> None:
    fault = refused("GadgetCreateNode", {"code": "1", "name": "n", "color": "gren"})
    assert str(fault) == "Gadget.color takes one of 'red', 'green', and text 'gren' was given; did you mean 'green'?"


def test_every_fault_of_a_row_is_told_at_once(refused: Any) -> None:
    fault = refused("GadgetCreateNode", {"nam": "n", "size": "big", "color": "blue"})
    assert "GadgetCreateNode has no parameter 'nam'. Did you mean 'name'?" in str(fault)
    assert "GadgetCreateNode needs 'code'." in str(fault)
    assert "Gadget.size wants a whole number, and text 'big' was given." in str(fault)
    assert "Gadget.color takes one of 'red', 'green', and text 'blue' was given" in str(fault)


def test_a_decimal_with_more_digits_than_sqlite_keeps_is_refused_there(bound: Any, db: None) -> None:
    from django.db.models import DecimalField  # noqa: PLC0415

    from dataflow_app.errors import NodeError  # noqa: PLC0415
    from dataflow_app.orm.values.checking import clean_value  # noqa: PLC0415

    field: Any = DecimalField(max_digits=30, decimal_places=2, name="wide")
    field.set_attributes_from_name("wide")
    value = Decimal("12345678901234567.89")
    if connection.vendor == "sqlite":
        with pytest.raises(NodeError, match="is exact to 15 digits on SQLite"):
            clean_value(bound("Everything"), field, value)
    else:
        assert clean_value(bound("Everything"), field, value) == value


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries(
    {
        "text": TEXT,
        "whole": st.integers(-(2**63), 2**63 - 1),
        "real": FLOATS,
        "amount": st.decimals(-999_999, 999_999, places=2),
        "flag": st.booleans(),
        "day": st.dates(),
        "moment": st.datetimes(timezones=st.just(UTC)),
        "clock": st.times(),
        "lasting": st.timedeltas(timedelta(days=-(10**6)), timedelta(days=10**6)),
        "key": st.uuids(),
        "document": st.dictionaries(TEXT, JSON, max_size=3),
        "raw": st.binary(max_size=50),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=ROWS)
def test_whatever_is_stored_comes_back_the_same_alone_and_in_bulk(run: Any, row: dict[str, Any]) -> None:
    alone = run("EverythingCreateNode", row)
    (key,) = run("EverythingBulkCreateNode", {"data": [row], "return_ids": True})["ids"]
    for each in (alone["id"], key):
        read = run("EverythingReadNode", {"id": each})
        assert {name: read[name] for name in row} == row
