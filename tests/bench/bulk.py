"""Many rows at once, against the driver, Django and Kailash DataFlow."""

from collections.abc import Iterator
from typing import Any

from tests.bench import raw
from tests.bench.measuring import Peer, Row, Work
from tests.bench.peers import kailash
from tests.bench.readings import COLUMNS, Place, Values, readings

MANY = 100_000
_ROUNDS = 5


def rows(place: Place) -> Iterator[Row]:
    """Give the rows of the table."""
    yield create(place)
    yield upsert(place)
    yield update(place)
    yield from audited(place)


def create(place: Place) -> Row:
    """Create many rows, each of them checked first."""
    data = list(readings(MANY))
    peers = (
        Peer(
            "raw COPY" if place.is_postgresql else "raw executemany",
            lambda: raw.insert(place, place.plain, data),
            2.0 if place.is_postgresql else 1 / 0.6,
        ),
        Peer("Django bulk_create", lambda: _by_django(place, place.plain, data), 1 / 4),
        *kailash.peer(place, "bulk_create", MANY, limit=1 / 100),
    )
    return Row(f"BulkCreate {MANY:,} rows × 10 columns", lambda: place.run("ReadingBulkCreateNode", data=data), peers, _ROUNDS, place.empty)


def upsert(place: Place) -> Row:
    """Upsert many rows, half of them new."""
    data = list(readings(MANY, start=MANY // 2))
    updated = [name for name in COLUMNS if name != "code"]

    def by_django() -> None:
        objects = [place.coded(**values) for values in data]
        place.rows(place.coded).bulk_create(objects, batch_size=1000, update_conflicts=True, unique_fields=["code"], update_fields=updated)

    by_hand = "raw COPY + ON CONFLICT" if place.is_postgresql else "raw executemany + ON CONFLICT"
    peers = (
        Peer(by_hand, lambda: raw.upsert(place, place.coded, data), 1 / 0.7 if place.is_postgresql else None),
        Peer("Django update_conflicts", by_django, 1 / 2.5 if place.is_postgresql else None),
        *kailash.peer(place, "bulk_upsert", MANY),
    )
    return Row(
        f"BulkUpsert {MANY:,} rows, half new",
        lambda: _upsert(place, "CodedReading", data),
        peers,
        _ROUNDS,
        lambda: _half(place, place.coded),
    )


def update(place: Place) -> Row:
    """Change one column of all rows that a filter finds."""
    peers = (Peer("the UPDATE by hand", lambda: raw.update(place, place.plain), 1.1), *kailash.peer(place, "bulk_update", MANY))
    ours = lambda: _update(place, "Reading")  # noqa: E731 - one call
    return Row(f"BulkUpdate by filter, {MANY:,} rows", ours, peers, _ROUNDS, lambda: raw.fill(place, place.plain, MANY))


def audited(place: Place) -> Iterator[Row]:
    """Do the same with an audit log: beside ours without one."""
    data = list(readings(MANY, start=MANY // 2))

    def pair(work: str, do: Any, prepare: Any, limit: float | None = 2.5) -> Row:
        def both() -> None:
            prepare(place.coded), prepare(place.audited)

        ours: Work = lambda: do("AuditedReading")  # noqa: E731 - one call
        return Row(f"{work} with audit_log", ours, (Peer("the same without", lambda: do("CodedReading"), limit),), _ROUNDS, both)

    yield pair("BulkCreate", lambda name: place.run(f"{name}BulkCreateNode", data=data), lambda _: place.empty())
    yield pair("BulkUpsert", lambda name: _upsert(place, name, data), lambda model: _half(place, model))
    yield pair("BulkUpdate", lambda name: _update(place, name), lambda model: raw.fill(place, model, MANY), limit=None)


def _by_django(place: Place, model: Any, data: list[Values]) -> None:
    place.rows(model).bulk_create([model(**values) for values in data], batch_size=1000)


def _upsert(place: Place, name: str, data: list[Values]) -> Any:
    return place.run(f"{name}BulkUpsertNode", data=data, match_fields=["code"])


def _update(place: Place, name: str) -> Any:
    return place.run(f"{name}BulkUpdateNode", filter={"stage": {"$in": ["new", "seen"]}}, update={"stage": "done"})


def _half(place: Place, model: Any) -> None:
    """Hold the rows 0 to 99,999, of which the second half is upserted."""
    raw.fill(place, model, MANY)
