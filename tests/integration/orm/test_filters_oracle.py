"""Random rows and random filters: every database answers as the plain reading of the reference does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app.orm.filters import reading
from dataflow_app.orm.rows.list import Listing, list_rows
from dataflow_app.scope import Scope
from tests.integration.orm.oracle import Link, Table, World, found
from tests.integration.orm.tables import Gadget, Leaflet, Maker, Part

pytestmark = pytest.mark.slow
OWNER, ANN = Scope(), Scope(tenant="a", enforced=True)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

TEXTS = [
    "",
    "a",
    "A",
    "aB%",
    "a_b",
    "ä",
    "Ä",
    "ß",
    "ẞ",
    "Straße",
    "STRASSE",
    "ς",
    "Σ",
    "K",
    "k",
    "İ",
    "z\nb",
    "🙂",
    "[x]",
    "a*b",
    "b\\s",
    "1",
]
NUMBERS = [-1, 0, 1, 2, 7, 2**62, 2**70, -0.5, 0.1, 1.0, 99.99, 1e300]
KEYS = ["a", "b", "0", "-1", "a.b", 'q"', "ä", "$x", ""]
PATTERNS = ["$contains", "$icontains", "$startswith", "$istartswith", "$endswith", "$iendswith", "$ieq", "$iexact"]
LIKES = ["a%", "%b", "_", "a\\_b", "%\\%", "A", "", "%", "[x]", "%*b", "%\\\\%", "%s%e", "s%ss%", "%Σ"]
REGEXES = ["^a", "b$", "a.b", "[a-z]", "^$", "z.b", r"a\*b", "ss|ß", "[äk]"]
SCALARS = st.sampled_from([None, True, False, *NUMBERS, *TEXTS])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
DOCUMENT = st.none() | st.dictionaries(st.sampled_from(KEYS), JSON, min_size=1, max_size=4)
VALUES: dict[str, list[Any]] = {
    "text": TEXTS,
    "whole": [-1, 0, 1, 7, 2**62],
    "real": [-0.5, 0.0, 0.1, 99.99, 1e300],
    "amount": [Decimal("-1.50"), Decimal("0.00"), Decimal("0.10"), Decimal("99.99"), Decimal("123456.78")],
    "flag": [True, False],
    "day": [date(2026, 1, 1), date(2026, 12, 31)],
    "moment": [NOON, NOON + timedelta(microseconds=1)],
}
EVERYTHING = st.fixed_dictionaries(
    {
        **{name: st.sampled_from([None, *values]) for name, values in VALUES.items()},
        "document": DOCUMENT,
        "names": st.none() | st.lists(st.sampled_from(TEXTS), max_size=3),
    }
)


def operations(values: Any, *kinds: str) -> Any:
    """Return a strategy of objects with one operator, with values from a strategy."""
    listed = st.lists(st.none() | values, max_size=3)
    every = {
        "equality": [single("$eq", st.none() | values), single("$ne", st.none() | values), single("$in", listed), single("$nin", listed)],
        "order": [
            *(single(each, values) for each in ("$gt", "$gte", "$lt", "$lte")),
            single("$between", st.lists(values, min_size=2, max_size=2)),
        ],
        "emptiness": [single("$null", st.booleans()), single("$exists", st.booleans())],
        "text": [
            *(single(each, st.sampled_from(TEXTS)) for each in PATTERNS),
            single("$like", st.sampled_from(LIKES)),
            single("$ilike", st.sampled_from(LIKES)),
            st.fixed_dictionaries({"$regex": st.sampled_from(REGEXES)}, optional={"$options": st.sampled_from(["", "i"])}),
        ],
        "containers": [
            single("$contains", JSON),
            single("$all", st.lists(JSON, max_size=2)),
            single("$any", st.lists(JSON, max_size=2)),
            single("$overlap", st.lists(JSON, max_size=2)),
            single("$size", st.integers(-1, 3) | st.fixed_dictionaries({"$gt": st.integers(0, 2)})),
        ],
    }
    test = st.one_of([each for kind in kinds for each in every[kind]])
    return test | st.fixed_dictionaries({"$not": test})


def single(operator: str, values: Any) -> Any:
    return st.fixed_dictionaries({operator: values})


def plain(value: Any) -> bool:
    """Whether a value means equality: an object whose keys all begin with a dollar would be read as operators."""
    return not (isinstance(value, dict) and value and all(key.startswith("$") for key in value))


def on_json(path: st.SearchStrategy[str], *, whole: bool) -> Any:
    ordered = st.sampled_from([*NUMBERS, *TEXTS])
    kinds = operations(JSON, "equality", "emptiness", "containers")
    if not whole:
        kinds = kinds | operations(ordered, "order", "text")
    element = st.dictionaries(st.sampled_from(["a", "b", "0"]), JSON.filter(plain), min_size=1, max_size=2) | operations(
        ordered, "order", "equality"
    )
    test = (
        JSON.filter(plain)
        | kinds
        | st.fixed_dictionaries({"$elemMatch": element | st.fixed_dictionaries({"$or": st.lists(element, max_size=2)})})
    )
    return st.tuples(path, test).map(lambda pair: {pair[0]: pair[1]})


def on_columns(prefix: str, names: list[str]) -> Any:
    def of(name: str) -> Any:
        values = st.sampled_from(VALUES[name])
        kinds = ["equality", "emptiness", *(["text"] if name == "text" else []), *(["order"] if name != "flag" else [])]
        return (st.none() | values | operations(values, *kinds)).map(lambda test: {f"{prefix}{name}": test})

    return st.sampled_from(names).flatmap(of)


def grouped(conditions: Any) -> Any:
    return st.recursive(
        conditions,
        lambda inner: st.one_of(
            *(st.fixed_dictionaries({group: st.lists(inner, max_size=3)}) for group in ("$and", "$or", "$nor")),
            st.fixed_dictionaries({"$not": inner}),
            st.tuples(inner, inner).map(lambda pair: {**pair[0], **pair[1]}),
        ),
        max_leaves=4,
    )


def path() -> Any:
    """Return a strategy of paths into the document, by keys and positions, in which the dots of a key are escaped."""
    written = [key.replace("\\", "\\\\").replace(".", "\\.") for key in KEYS]
    return st.lists(st.sampled_from([*written, "1"]), min_size=1, max_size=3).map(lambda found: ".".join(["document", *found]))


@contextmanager
def stored(bound: Any, rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Keep rows for the ``with`` block; they are given with their ids."""
    with transaction.atomic():
        yield [{**row, "id": bound.model.objects.create(**row).pk} for row in rows]
        transaction.set_rollback(True)


def ids(bound: Any, wanted: Any, scope: Scope = OWNER) -> list[Any]:
    return [row["id"] for row in list_rows(bound, scope, Listing(wanted=wanted, fields=["id"], order_by=["id"])).rows]


@QUICK
@given(
    rows=st.lists(EVERYTHING, min_size=1, max_size=6),
    wanted=st.lists(
        grouped(on_columns("", list(VALUES)) | on_json(path(), whole=False) | on_json(st.sampled_from(["document", "names"]), whole=True)),
        min_size=1,
        max_size=12,
    ),
)
def test_any_filter_on_columns_and_json_finds_what_its_plain_reading_finds(db: None, bound: Any, rows: Any, wanted: Any) -> None:
    with stored(bound("Everything"), rows) as there:
        world = {"everything": Table(there, json=frozenset({"document", "names"}))}
        for each in wanted:
            assert ids(bound("Everything"), each) == [row["id"] for row in found(world, "everything", each)], each


WORDS = st.lists(
    st.sampled_from(["Drill", "drill", "hammer-drill", "impact", "driver", "18V", "bosch", "für", "FÜR", "a1.5", "x_y", "saw/blade"]),
    max_size=5,
).map(" ".join)
SEARCHES = st.lists(
    st.sampled_from(
        ["drill", "-bosch", '"impact driver"', '-"hammer drill"', "dri*", "OR", "or", "18v", "für", "a1.5", "-", '"', "*", "x_y saw"]
    ),
    max_size=4,
).map(" ".join)


@QUICK
@given(rows=st.lists(st.tuples(WORDS, st.none() | WORDS), min_size=1, max_size=6), searches=st.lists(SEARCHES, min_size=1, max_size=12))
def test_any_search_finds_what_its_plain_reading_finds(db: None, bound: Any, rows: Any, searches: list[str]) -> None:
    with stored(bound("Leaflet"), [{"title": title, "body": body} for title, body in rows]) as there:
        world = {"leaflet": Table(there, searched=("title", "body"))}
        for search in searches:
            for wanted in ({"$text": {"$search": search}}, {"$not": {"$text": {"$search": search}}}):
                assert ids(bound("Leaflet"), wanted) == [row["id"] for row in found(world, "leaflet", wanted)], wanted


NAMES = st.sampled_from(["Acme", "acme", "Äcme", "", "Bo"])
TENANTS = st.sampled_from(["a", "b"])
MAKERS = st.lists(st.fixed_dictionaries({"name": NAMES, "tenant_id": TENANTS}), max_size=4)
PICK = st.none() | st.integers(0, 3)
GADGETS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES, "size": st.integers(0, 2), "tenant_id": TENANTS, "deleted_at": st.sampled_from([None, None, NOON]), "maker": PICK}
    ),
    max_size=5,
)
LEAFLETS = st.lists(st.fixed_dictionaries({"title": NAMES, "gadget": PICK}), min_size=1, max_size=5)
NAME_TEST = NAMES | operations(NAMES, "equality", "order") | operations(NAMES, "emptiness") | single("$icontains", NAMES) | st.none()
SIZE_TEST = st.integers(0, 2) | operations(st.integers(0, 2), "equality", "order", "emptiness") | st.none()


def keyed(key: str, values: Any) -> Any:
    return values.map(lambda value: {key: value})


ON_GADGET = grouped(st.one_of(keyed("name", NAME_TEST), keyed("size", SIZE_TEST), keyed("maker.name", NAME_TEST)))
ON_LEAFLET = grouped(
    st.one_of(
        keyed("title", NAME_TEST),
        keyed("gadget.name", NAME_TEST),
        keyed("gadget.size", SIZE_TEST),
        keyed("gadget.maker.name", NAME_TEST),
        keyed("gadget.maker", single("$null", st.booleans())),
        keyed("gadget", single("$exists", st.booleans())),
        keyed("gadget.part_set.label", NAME_TEST),
        keyed("gadget.leaflet_set.title", NAME_TEST),
        keyed("gadget.part_set", single("$exists", st.booleans())),
        keyed("gadget.maker.gadget_set", single("$elemMatch", ON_GADGET)),
    )
)


@QUICK
@given(makers=MAKERS, gadgets=GADGETS, leaflets=LEAFLETS, wanted=st.lists(ON_LEAFLET, min_size=1, max_size=12))
def test_any_filter_across_models_finds_what_its_plain_reading_of_visible_rows_finds(
    db: None, bound: Any, makers: Any, gadgets: Any, leaflets: Any, wanted: Any
) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "MAX_LOOKS", 1_000)
        world = related_world(makers, gadgets, leaflets)
        for each in wanted:
            assert ids(bound("Leaflet"), each, ANN) == [row["id"] for row in found(world, "leaflet", each)], each
        transaction.set_rollback(True)


def related_world(makers: Any, gadgets: Any, leaflets: Any) -> World:
    """Store makers, gadgets with a part each, and leaflets, and return them as tenant ``a`` may see them."""
    maker_rows = [{**row, "id": Maker.objects.create(**row).pk} for row in makers]
    gadget_rows = [pointing({**row, "code": str(number)}, "maker", maker_rows) for number, row in enumerate(gadgets)]
    for row in gadget_rows:
        row["id"] = Gadget.all_objects.create(**row).pk
    part_rows = [{"label": row["name"], "gadget_id": row["id"]} for row in gadget_rows]
    for row in part_rows:
        row["id"] = Part.objects.create(**row).pk
    leaflet_rows = [pointing(row, "gadget", gadget_rows) for row in leaflets]
    for row in leaflet_rows:
        row["id"] = Leaflet.objects.create(**row).pk
    return {
        "maker": Table(
            maker_rows, links={"gadget_set": Link("gadget", "id", "maker_id", many=True)}, visible=lambda row: row["tenant_id"] == "a"
        ),
        "gadget": Table(
            gadget_rows,
            links={
                "maker": Link("maker", "maker_id", "id"),
                "part_set": Link("part", "id", "gadget_id", many=True),
                "leaflet_set": Link("leaflet", "id", "gadget_id", many=True),
            },
            visible=lambda row: row["tenant_id"] == "a" and row["deleted_at"] is None,
        ),
        "part": Table(part_rows),
        "leaflet": Table(leaflet_rows, links={"gadget": Link("gadget", "gadget_id", "id")}),
    }


def pointing(row: dict[str, Any], name: str, targets: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the row with the key of the target that its number picks, if there is one."""
    picked = row[name]
    rest = {key: value for key, value in row.items() if key != name}
    return {**rest, f"{name}_id": targets[picked]["id"] if picked is not None and picked < len(targets) else None}
