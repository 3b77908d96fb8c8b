"""The same work by hand: statements as a person would write them for the driver, nothing checked."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.bench.readings import COLUMNS, Place, Values, readings

_NAMES = ", ".join(COLUMNS)
_UPDATES = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "code")


def fill(place: Place, model: Any, count: int) -> None:
    """Replace all rows of a model by so many new ones without history, and let the database look at them."""
    place.clear(model)
    insert(place, model, list(readings(count)))
    with place.connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if place.is_postgresql else "ANALYZE")


def insert(place: Place, model: Any, rows: Sequence[Values]) -> None:
    """Insert rows: by COPY on PostgreSQL, by executemany in one transaction on SQLite."""
    table = model._meta.db_table
    if place.is_postgresql:
        with place.driver.transaction(), place.driver.cursor() as cursor:
            _copy(cursor, table, rows)
        return
    marks = ", ".join("?" * len(COLUMNS))
    _many(place, f"INSERT INTO {table} ({_NAMES}) VALUES ({marks})", rows)


def upsert(place: Place, model: Any, rows: Sequence[Values]) -> None:
    """Insert rows, and update those whose code is there."""
    table = model._meta.db_table
    if not place.is_postgresql:
        marks = ", ".join("?" * len(COLUMNS))
        _many(place, f"INSERT INTO {table} ({_NAMES}) VALUES ({marks}) ON CONFLICT (code) DO UPDATE SET {_UPDATES}", rows)
        return
    with place.driver.transaction(), place.driver.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {_NAMES} FROM {table} WITH NO DATA")
        _copy(cursor, "incoming", rows)
        cursor.execute(f"INSERT INTO {table} ({_NAMES}) SELECT {_NAMES} FROM incoming ON CONFLICT (code) DO UPDATE SET {_UPDATES}")


def update(place: Place, model: Any) -> None:
    """Give all rows in the stage ``new`` another stage."""
    with place.connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET stage = 'done' WHERE stage IN ('new', 'seen')")


def _copy(cursor: Any, table: str, rows: Iterable[Values]) -> None:
    with cursor.copy(f"COPY {table} ({_NAMES}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def _many(place: Place, statement: str, rows: Iterable[Values]) -> None:
    place.driver.execute("BEGIN IMMEDIATE")
    place.driver.executemany(statement, [tuple(row.values()) for row in rows])
    place.driver.execute("COMMIT")
