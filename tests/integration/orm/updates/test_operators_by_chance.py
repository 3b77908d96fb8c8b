"""Random documents and operators: each database gives what a few lines of plain Python give."""

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.tenancy import every_row
from dataflow_app.orm.updates import read_update, write_update
from tests.integration.orm.updates.shelves import shelves

pytestmark = pytest.mark.slow

KEYS = st.sampled_from(["a", "b", "c'", "d"])
NUMBERS = st.integers(-(2**60), 2**60) | st.integers(-9, 9) | st.integers(-4000, 4000).map(lambda n: n / 8) | st.floats(-1e6, 1e6, width=32)
SCALARS = st.none() | st.booleans() | NUMBERS | st.sampled_from(["", "x", "Y", "ä", "10"])
DOCUMENTS = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)
PATHS = st.lists(KEYS, max_size=3).map(tuple)
OPERATIONS = st.one_of(
    st.tuples(st.sampled_from(["$set", "$literal"]), PATHS, DOCUMENTS),
    st.tuples(st.sampled_from(["$inc", "$mul"]), PATHS, NUMBERS),
    st.tuples(st.sampled_from(["$min", "$max"]), PATHS, NUMBERS | st.sampled_from(["", "x", "Y"])),
    st.tuples(st.just("$unset"), PATHS.filter(bool), st.none()),
    st.tuples(st.sampled_from(["$push", "$addToSet", "$pull"]), PATHS, SCALARS | st.lists(SCALARS, max_size=2)),
    st.tuples(st.just("$pull"), PATHS, st.fixed_dictionaries({"$gte": NUMBERS}) | st.fixed_dictionaries({"a": SCALARS})),
)


class RefusedError(Exception):
    """The operator cannot work on what is there."""


def alike(left: Any, right: Any) -> bool:
    """Compare as JSON does: by type and value, 1 and 1.0 being one number."""
    return (isinstance(left, bool), left) == (isinstance(right, bool), right) and (
        not isinstance(left, list | dict)
        or (len(left) == len(right) and all(alike(left[at], right[at]) for at in (left if isinstance(left, dict) else range(len(left)))))
    )


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def merged(old: Any, new: Any) -> Any:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}


def counted(operator: str, old: Any, operand: Any) -> Any:
    if old is None:
        return operand if operator == "$inc" else 0
    if not is_number(old):
        raise RefusedError
    left, right = Fraction(repr(old)), Fraction(repr(operand))
    exact = left + right if operator == "$inc" else left * right
    if isinstance(old, int) and isinstance(operand, int):
        return int(exact)
    return float(exact)


def bounded(operator: str, old: Any, operand: Any) -> Any:
    if old is None:
        return operand
    if is_number(old) is not is_number(operand) or isinstance(old, bool | list | dict):
        raise RefusedError
    return min(old, operand) if operator == "$min" else max(old, operand)


def matches(element: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict) and "$gte" in wanted:
        return is_number(element) and element >= wanted["$gte"]
    if isinstance(wanted, dict):
        return isinstance(element, dict) and "a" in element and alike(element["a"], wanted["a"])
    return alike(element, wanted)


def listed(operator: str, old: Any, operand: Any) -> Any:
    if old is not None and not isinstance(old, list):
        raise RefusedError
    if operator == "$pull":
        return None if old is None else [each for each in old if not matches(each, operand)]
    present = old or []
    return present if operator == "$addToSet" and any(alike(each, operand) for each in present) else [*present, operand]


def expected(operator: str, document: Any, path: tuple[str, ...], operand: Any) -> Any:
    """Return what the operator makes of the document; raise ``RefusedError`` where it cannot."""
    if path:
        return expected_below(operator, document, path, operand)
    if operator in ("$set", "$literal"):
        return merged(document, operand) if operator == "$set" else operand
    if operator in ("$inc", "$mul"):
        return counted(operator, document, operand)
    return bounded(operator, document, operand) if operator in ("$min", "$max") else listed(operator, document, operand)


def expected_below(operator: str, document: Any, path: tuple[str, ...], operand: Any) -> Any:
    key, *rest = path
    finds_only = operator in ("$unset", "$pull")
    if not isinstance(document, dict):
        if finds_only:
            return document
        if document is not None:
            raise RefusedError
    changed = copy.deepcopy(document) or {}
    if finds_only and key not in changed:
        return changed if document is not None else None
    if operator == "$unset" and not rest:
        del changed[key]
    else:
        changed[key] = expected(operator, changed.get(key), tuple(rest), operand)
    return changed


@pytest.mark.django_db
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=DOCUMENTS, operation=OPERATIONS)
def test_an_operator_gives_what_plain_python_gives(bound: Callable[[str], BoundModel], document: Any, operation: Any) -> None:
    operator, path, operand = operation
    shelf = bound("Shelf")
    row = shelves.objects.create(code="s", anything=document)
    stored = shelves.objects.get(pk=row.pk).anything
    update = read_update(shelf, {operator: {".".join(("anything", *path)): operand}})
    assert not update.faults
    try:
        wanted = expected(operator, stored, path, operand)
    except RefusedError:
        with pytest.raises(NodeError), transaction.atomic():
            write_update(shelf, every_row(shelf).filter(pk=row.pk), update)
        wanted = stored
    else:
        write_update(shelf, every_row(shelf).filter(pk=row.pk), update)
    found = shelves.objects.get(pk=row.pk).anything
    assert alike(found, wanted), (found, wanted)
    row.hard_delete()
