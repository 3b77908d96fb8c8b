"""Annotations, read as columns."""

import types
import typing
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Annotated, Any, Dict, List, Literal, Optional  # noqa: UP035 - what scripts still write
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataflow_app.errors import ModelError
from dataflow_app.schema.annotation import PLAIN, read_annotation
from dataflow_app.schema.spec import FieldKind, TypeSpec


class Color(Enum):
    """Text values."""

    RED = "r"
    DARK_BLUE = "b"


class Size(IntEnum):
    """Number values."""

    SMALL = 1
    LARGE = 2


class Mode(StrEnum):
    """A StrEnum."""

    FAST = "fast"


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (str, FieldKind.TEXT),
        (int, FieldKind.INTEGER),
        (float, FieldKind.FLOAT),
        (bool, FieldKind.BOOLEAN),
        (bytes, FieldKind.BINARY),
        (dict, FieldKind.JSON),
        (list, FieldKind.JSON),
        (Decimal, FieldKind.DECIMAL),
        (date, FieldKind.DATE),
        (datetime, FieldKind.DATETIME),
        (time, FieldKind.TIME),
        (timedelta, FieldKind.DURATION),
        (UUID, FieldKind.UUID),
    ],
)
def test_a_plain_type_is_a_kind_of_column(annotation: type, kind: FieldKind) -> None:
    assert read_annotation(annotation, "P.x").kind is kind


@given(st.sampled_from(sorted(PLAIN, key=str)), st.sampled_from(["optional", "pipe", "annotated", "twice"]))
def test_none_may_be_allowed_in_every_spelling(annotation: Any, spelling: str) -> None:
    spellings: dict[str, Any] = {
        "optional": Optional[annotation],  # noqa: UP045 - one of the spellings
        "pipe": annotation | None,
        "annotated": Annotated[annotation | None, "a note"],
        "twice": Annotated[annotation | None, "a note"] | None,
    }
    plain = read_annotation(annotation, "P.x")
    assert read_annotation(spellings[spelling], "P.x") == TypeSpec(plain.kind, nullable=True, shape=plain.shape)


def test_a_list_says_what_it_holds() -> None:
    spec = read_annotation(list[str], "P.x")
    assert (spec.kind, spec.shape, spec.item) == (FieldKind.JSON, list, TypeSpec(FieldKind.TEXT))


def test_a_dict_says_what_its_values_are() -> None:
    spec = read_annotation(dict[str, int], "P.x")
    assert (spec.kind, spec.shape, spec.item) == (FieldKind.JSON, dict, TypeSpec(FieldKind.INTEGER))


@pytest.mark.parametrize("annotation", [List, Dict, list[Any], dict[str, Any], List[dict], typing.Dict[str, list[int]]])  # noqa: UP006
def test_old_and_open_generics_are_json(annotation: Any) -> None:
    assert read_annotation(annotation, "P.x").kind is FieldKind.JSON


@pytest.mark.parametrize(
    ("annotation", "kind", "choices"),
    [
        (Literal["a", "b"], FieldKind.TEXT, (("a", "A"), ("b", "B"))),
        (Literal[1, 2], FieldKind.INTEGER, ((1, "1"), (2, "2"))),
        (Color, FieldKind.TEXT, (("r", "Red"), ("b", "Dark blue"))),
        (Size, FieldKind.INTEGER, ((1, "Small"), (2, "Large"))),
        (Mode, FieldKind.TEXT, (("fast", "Fast"),)),
    ],
)
def test_literals_and_enums_are_choices(annotation: Any, kind: FieldKind, choices: tuple[Any, ...]) -> None:
    assert read_annotation(annotation, "P.x") == TypeSpec(kind, choices=choices)


def test_a_literal_with_none_allows_none() -> None:
    assert read_annotation(Literal["a", None], "P.x").nullable  # noqa: PYI061 - one of the spellings


def test_choices_of_two_kinds_are_refused() -> None:
    with pytest.raises(ModelError, match=r"P\.x has choices that are neither all text nor all whole numbers"):
        read_annotation(Literal["a", 1], "P.x")


def test_a_name_that_is_not_defined_yet_is_another_model() -> None:
    assert read_annotation("Vendor", "P.x") == TypeSpec(FieldKind.RELATION, target="Vendor")


@pytest.mark.parametrize(
    ("annotation", "meant"),
    [
        ("strng", "str"),
        ("string", "str"),
        ("Optionl[str]", "Optional"),
        ("Decimall", "Decimal"),
        ("Integer", "int"),
        (tuple, "list"),
        (set[int], "list"),
        (complex, "float"),
        (Any, "dict"),
        (object, "dict"),
        (types.MappingProxyType, None),
    ],
)
def test_an_annotation_that_means_nothing_is_an_error_with_the_right_one(annotation: Any, meant: str | None) -> None:
    with pytest.raises(ModelError) as caught:
        read_annotation(annotation, "Product.weight")
    assert caught.value.message.startswith("Product.weight has the unsupported annotation ")
    assert f"Did you mean '{meant}'?" in caught.value.message or meant is None


def test_a_choice_of_types_is_refused() -> None:
    with pytest.raises(ModelError, match=r"Product\.x may be one of several types \(int \| str\)"):
        read_annotation(int | str, "Product.x")


def test_a_dict_needs_text_for_keys() -> None:
    with pytest.raises(ModelError, match="keys that are no text"):
        read_annotation(dict[int, str], "Product.x")
