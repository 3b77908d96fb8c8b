"""Random versions of a model, one after the other: every value that survives is what it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from tests.integration.orm.build.shapes import shape

pytestmark = pytest.mark.slow

FIELDS: dict[str, Callable[..., Any]] = {
    "integer": models.IntegerField,
    "bigint": models.BigIntegerField,
    "float": models.FloatField,
    "decimal": lambda **more: models.DecimalField(max_digits=15, decimal_places=4, **more),
    "text": models.TextField,
    "short": lambda **more: models.CharField(max_length=5, **more),
    "boolean": models.BooleanField,
    "json": models.JSONField,
}
VALUES: dict[str, list[Any]] = {
    "integer": [0, 1, 7, -3, 123456, 2**31 - 1],
    "bigint": [0, 1, 7, 2**31, -(2**40), 2**53 + 1, 2**60],
    "float": [0.0, 1.0, 1.5, -2.25, 99.99, 1e10],
    "decimal": [Decimal("1.5"), Decimal(7), Decimal("0.0001"), Decimal("99999999999.9999")],
    "text": ["", "a", "longer text", "7", "-3", "07", 'it\'s 100% "so"', "a%%b %s", "ünï"],
    "short": ["", "a", "7", "-3", "%s'\""],
    "boolean": [True, False],
    "json": [{}, [1, None], {"a": "%s"}],
}
WHOLE = {"integer": 2**31 - 1, "bigint": 2**63 - 1}


class Misfit(Exception):  # noqa: N818 - it names a value
    """A value that does not come through."""


def carried(value: Any, old: str, new: str) -> Any:
    """Return a value in its new type, or raise ``Misfit``: what a person would call the same value."""
    if value is None or old == new:
        return value
    fits = _CARRIED.get((old, new))
    if fits is None:
        raise Misfit
    return fits(value)


def _only(value: Any, *, when: bool) -> Any:
    if not when:
        raise Misfit
    return value


def _whole(new: str) -> Callable[[Any], Any]:
    return lambda value: _only(int(value), when=value == int(value) and abs(int(value)) <= WHOLE[new])


def _digits(text: str) -> int:
    _only(text, when=text.lstrip("-").isdigit() and str(int(text)) == text)
    return int(text)


_CARRIED: dict[tuple[str, str], Callable[[Any], Any]] = {
    **{(old, new): _whole(new) for old in ("integer", "bigint", "float", "decimal", "boolean") for new in WHOLE if old != new},
    **{(old, "float"): lambda value: _only(float(value), when=abs(value) <= 2**53) for old in WHOLE},
    ("decimal", "float"): float,
    **{(old, "decimal"): lambda value: _only(Decimal(str(value)), when=abs(value) < 10**11) for old in (*WHOLE, "float")},
    **{(old, "text"): str for old in (*WHOLE, "short")},
    **{(old, "short"): lambda value: _only(str(value), when=len(str(value)) <= 5) for old in (*WHOLE, "text")},
    **{(old, "boolean"): lambda value: _only(bool(value), when=value in (0, 1)) for old in WHOLE},
    **{(old, new): _digits for old in ("text", "short") for new in WHOLE},
}


@dataclass(frozen=True)
class Version:
    """A field as a version of the class has it."""

    kind: str
    null: bool
    default: Any

    def field(self) -> Any:
        """Return the Django field."""
        return FIELDS[self.kind](null=self.null, **({} if self.default is None else {"default": self.default}))


@dataclass
class Column:
    """A column as the oracle knows it."""

    kind: str
    null: bool
    values: list[Any] = field(default_factory=list)


def evolved(columns: dict[str, Column], version: dict[str, Version], rows: int) -> dict[str, Column] | None:
    """Return what the table must be after the version, or None where it must be refused."""
    after: dict[str, Column] = {}
    try:
        for name, column in columns.items():
            if name in version:
                after[name] = _changed(column, version[name])
            elif column.null:
                after[name] = column
            else:
                _only(None, when=not rows)
        for name, new in version.items():
            if name not in columns:
                _only(None, when=not rows or new.null or new.default is not None)
                after[name] = Column(new.kind, new.null, [new.default] * rows)
    except Misfit:
        return None
    return after


def _changed(column: Column, new: Version) -> Column:
    values = [carried(value, column.kind, new.kind) for value in column.values]
    if not new.null and column.null:
        values = [new.default if value is None else value for value in values]
        _only(None, when=None not in values)
    return Column(new.kind, new.null, values)


@st.composite
def versions(draw: st.DrawFn) -> dict[str, Version]:
    """Draw a version of the class."""
    found = {}
    for name in draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True)):
        kind = draw(st.sampled_from(sorted(FIELDS)))
        default = draw(st.sampled_from(VALUES[kind])) if draw(st.booleans()) else None
        found[name] = Version(kind, draw(st.booleans()), default)
    return found


def stored(columns: dict[str, Column], model: Any) -> dict[str, list[Any]]:
    """Return what the table holds, by column."""
    names = [name for name in columns if hasattr(model, name)]
    return {name: list(model.objects.order_by("pk").values_list(name, flat=True)) for name in names}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), steps=st.lists(versions(), min_size=2, max_size=6))
def test_values_that_survive_are_what_they_were(dataflow: DataFlow, data: st.DataObject, steps: list[dict[str, Version]]) -> None:
    columns: dict[str, Column] = {}
    rows, model = 0, None
    with transaction.atomic():
        for version in steps:
            expected = evolved(columns, version, rows)
            candidate = shape(dataflow, {}, **{name: each.field() for name, each in version.items()})
            if expected is None:
                assert refused(dataflow)
                continue
            dataflow.migrate()
            columns, model = expected, candidate
            assert stored(columns, model) == {name: columns[name].values for name in columns if name in version}
            assert list(dataflow.plan()) == []
            rows += add_row(data, columns, version, model)
        transaction.set_rollback(True)
    forget(dataflow)


def refused(dataflow: DataFlow) -> bool:
    """Whether the tables cannot be brought to their shape; nothing has changed then."""
    before = catalogue()
    try:
        with transaction.atomic():
            dataflow.migrate()
    except ModelError:
        return before == catalogue()
    return False


def catalogue() -> list[Any]:
    """Return what the database says about its columns."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
        else:
            cursor.execute("SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
                           " WHERE table_schema = 'public' ORDER BY 1, 2")  # fmt: skip
        return list(cursor.fetchall())


def add_row(data: st.DataObject, columns: dict[str, Column], version: dict[str, Version], model: Any) -> int:
    """Add a row to the table and to the oracle; return how many were added."""
    choices = {name: [*VALUES[each.kind], *([None] if each.null else [])] for name, each in version.items()}
    row = {name: data.draw(st.sampled_from(values)) for name, values in choices.items()}
    model.objects.create(**row)
    for name, column in columns.items():
        column.values.append(row.get(name))
    return 1


def forget(dataflow: DataFlow) -> None:
    """Let the models go, whose tables are rolled back."""
    for bound in dataflow.models:
        dataflow._bindings.remove(bound.name)
