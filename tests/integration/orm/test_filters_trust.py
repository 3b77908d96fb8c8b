"""What no filter may do, whatever is written in it."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters import filter_faults, operators_for
from dataflow_app.orm.filters.operators import OPERATORS
from dataflow_app.orm.rows.list import Listing, count_rows, list_rows
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Everything, Leaflet

OWNER = Scope()
INJECTIONS = [
    "' OR '1'='1", '" OR ""="', "'; DROP TABLE leaflet; --", "1) OR (1=1", "%s", "%(x)s", "%%", "?", ":a", "$1", "\\'", "\\",
    "{}", "]]", "a'::jsonb",
    "') OR TRUE --", "/*", "*/", "``", "$$", "E'\\x27'", "\u2019", "\x1a", "${jndi:x}", "a\nb", "NULL", "🙂",
]  # fmt: skip
UNSTORABLE: list[Any] = [float("nan"), float("inf"), "a\0b", "\ud800", b"x", {"a": {1, 2}}, object(), {1: 2}]
BAD = [*UNSTORABLE, 10**400, -(10**400), [[[]]], "9" * 5_000, 1e308]
PLACES = [
    "title",
    "body",
    "tags",
    "tags.0",
    "details",
    "details.a",
    "gadget",
    "gadget.maker.name",
    "titled",
    "tagged",
    "power_range",
    "id",
    "$text",
]
VALUE = st.recursive(
    st.sampled_from([*INJECTIONS, *BAD, None, True, 0, 1.5]) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*INJECTIONS, *OPERATORS, "$options", "$search", "min"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEY = st.sampled_from([*PLACES, *INJECTIONS, "$and", "$or", "$not", "$nor", *(f"details.{each}" for each in INJECTIONS)])


def counted(bound: Any, wanted: Any) -> int:
    """Return how many rows a filter finds; 0 for one that is refused in words that can be shown."""
    faults = filter_faults(bound, wanted)
    for fault in faults:
        assert (fault.port, str(fault).encode()[-1:]) in (("filter", b"."), ("filter", b"?"))
    return 0 if faults else count_rows(bound, OWNER, wanted)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(wanted=st.lists(st.dictionaries(KEY | st.text(max_size=4), VALUE, max_size=2), min_size=1, max_size=8))
def test_whatever_is_written_in_a_filter_is_read_or_refused_with_a_sentence_and_changes_nothing(db: None, bound: Any, wanted: Any) -> None:
    kept = Leaflet.objects.create(title="kept", tags=["a"], details={"a": 1})
    for each in wanted:
        with transaction.atomic():
            assert 0 <= counted(bound("Leaflet"), each) <= Leaflet.objects.count()
    kept.refresh_from_db()
    assert (kept.title, kept.tags, kept.details) == ("kept", ["a"], {"a": 1})


@pytest.mark.parametrize("text", INJECTIONS, ids=ascii)
def test_a_text_in_any_place_is_only_a_text(db: None, bound: Any, text: str) -> None:
    other = Leaflet.objects.create(title="other", tags=["other"], details={"key": "other"})
    row = Leaflet.objects.create(title=text, tags=[text], details={text: text, "key": text})
    key = text.replace("\\", "\\\\").replace(".", "\\.")
    for wanted in (
        {"title": text},
        {"title": {"$in": [text]}},
        {"title": {"$contains": text}},
        {"title": {"$istartswith": text}},
        {"details.key": text},
        {"details.key": {"$endswith": text}},
        {f"details.{key}": text},
        {f"details.{key}": {"$exists": True}},
        {"details": {"$contains": {text: text}}},
        {"tags": {"$all": [text]}},
        {"tags": {"$elemMatch": {"$eq": text}}},
    ):
        found = list_rows(bound("Leaflet"), OWNER, Listing(wanted=wanted)).rows
        assert [each["id"] for each in found] == [row.pk], wanted
    assert Leaflet.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("value", UNSTORABLE, ids=lambda each: ascii(each)[:20])
@pytest.mark.parametrize("key", ["title", "details.a"])
def test_values_that_no_database_can_hold_are_refused(bound: Any, db: None, key: str, value: Any) -> None:
    with pytest.raises(NodeError) as caught:
        count_rows(bound("Leaflet"), OWNER, {key: {"$in": [value]}})
    assert caught.value.port == "filter"


@pytest.mark.parametrize(
    ("name", "value"), [("whole", 10**30), ("real", 1e300), ("amount", "1e9999"), ("amount", "-1e9999"), ("whole", "9" * 300)]
)
@pytest.mark.parametrize("operator", ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"])
def test_numbers_beyond_a_column_are_compared_all_the_same(bound: Any, db: None, name: str, value: Any, operator: str) -> None:
    Everything.objects.create(**{name: 1})
    positive = not str(value).startswith("-")
    expected = {"$ne": True, "$lt": positive, "$lte": positive, "$gt": not positive, "$gte": not positive}.get(operator, False)
    assert count_rows(bound("Everything"), OWNER, {name: {operator: value}}) == int(expected)


def test_every_operator_that_is_offered_for_a_column_is_taken_by_it(bound: Any) -> None:
    values: dict[str, Any] = {"$in": [], "$nin": [], "$null": True, "$exists": True, "$size": 1, "$all": [], "$any": [], "$elemMatch": {}}
    samples: dict[str, Any] = {"text": "a", "whole": 1, "real": 1.5, "amount": "1", "flag": True, "day": "2026-01-01", "names": ["a"]}
    for name, value in samples.items():
        field = bound("Everything").model._meta.get_field(name)
        for operator in operators_for(field):
            given_value = values.get(operator, [value, value] if operator == "$between" else value)
            assert filter_faults(bound("Everything"), {name: {operator: given_value}}) == []
    assert operators_for(bound("Everything").model._meta.get_field("flag")) == ("$eq", "$ne", "$in", "$nin", "$null", "$exists")
    assert "$contains" in operators_for(bound("Leaflet").model._meta.get_field("title"))
    assert "$null" not in operators_for(bound("Leaflet").model._meta.get_field("title"))
