"""From one type of column to another: which values come through unchanged, and how they are written in SQL."""

import re
from collections.abc import Callable
from dataclasses import dataclass

INTEGERS = {"smallint": (5, 32767), "integer": (10, 2147483647), "bigint": (19, 9223372036854775807)}
#: A double holds every whole number up to here.
EXACT = 9007199254740992


@dataclass(frozen=True, slots=True)
class Conversion:
    """SQL over a column: ``fits`` is true of the values that come through unchanged (empty where all do), ``value`` is the new value.

    ``cut`` is what is made of the others where something of them can be kept.
    """

    fits: str
    value: str
    cut: str = ""


@dataclass(frozen=True, slots=True)
class _Type:
    family: str
    name: str
    size: tuple[int, ...]


def conversion(column: str, old: str, new: str, vendor: str) -> Conversion | None:
    """Return how a (quoted) column goes from a type to another, or None where its values mean nothing in the new one.

    >>> conversion("n", "integer", "bigint", "postgresql")
    Conversion(fits='', value='n::bigint', cut='')
    """
    before, after = _type(old), _type(new)
    table = _ON_SQLITE if vendor == "sqlite" else _ON_POSTGRESQL
    make = table.get((before.family, after.family))
    return make(column, before, after) if make else None


def _type(name: str) -> _Type:
    base, _, size = name.removesuffix(" unsigned").partition("(")
    families = {"numeric": "decimal", "decimal": "decimal", "double precision": "float", "real": "float", "varchar": "text", "text": "text",
                "bool": "boolean", "boolean": "boolean", "date": "date", "timestamp with time zone": "datetime", "datetime": "datetime",
                "json": "json", "jsonb": "json"}  # fmt: skip
    family = "integer" if base in INTEGERS else families.get(base, base)
    return _Type(family, base, tuple(int(each) for each in re.findall(r"\d+", size)))


def _all(*conditions: str) -> str:
    return " AND ".join(each for each in conditions if each)


def _whole(column: str, before: _Type, after: _Type) -> str:
    """Return the condition of a whole number that another kind of whole number holds."""
    digits, top = INTEGERS[after.name]
    if before.family == "integer" and INTEGERS[before.name][0] <= digits:
        return ""
    return f"{column} BETWEEN -{top} AND {top}"


def _length(text: str, after: _Type, before: _Type | None = None) -> str:
    if not after.size or (before and before.size and before.size[0] <= after.size[0]):
        return ""
    return f"length({text}) <= {after.size[0]}"


def _digits(column: str, after: _Type, digits: int = 1000) -> str:
    """Return the condition of a number whose whole part a decimal holds; ``digits`` are those that it has at most."""
    if not after.size or after.size[0] - after.size[1] >= digits:
        return ""
    return f"abs({column}) < 1{'0' * (after.size[0] - after.size[1])}"


def _places(column: str, before: _Type, after: _Type) -> str:
    if not after.size or (before.size and before.size[1] <= after.size[1]):
        return ""
    return f"round({column}, {after.size[1]}) = {column}"


def _shorter(cut: str) -> Callable[[str, _Type, _Type], Conversion]:
    def make(column: str, before: _Type, after: _Type) -> Conversion:
        fits = _length(column, after, before)
        return Conversion(fits, column, cut.format(column, after.size[0]) if fits else "")

    return make


def _decimals(column: str, before: _Type, after: _Type) -> Conversion:
    whole = _digits(column, after, before.size[0] - before.size[1] if before.size else 1000)
    rounded = f"round({column}, {after.size[1]})" if after.size else column
    cut = f"CASE WHEN {_digits(rounded, after) or 'true'} THEN {rounded} END" if after.size else ""
    return Conversion(_all(whole, _places(column, before, after)), column, cut)


Conversions = dict[tuple[str, str], Callable[[str, _Type, _Type], Conversion]]

_ON_POSTGRESQL: Conversions = {
    ("integer", "integer"): lambda c, a, b: Conversion(_whole(c, a, b), f"{c}::{b.name}"),
    ("integer", "decimal"): lambda c, a, b: Conversion(_digits(c, b, INTEGERS[a.name][0]), f"{c}::numeric"),
    ("integer", "float"): lambda c, a, _: Conversion("" if a.name != "bigint" else f"abs({c}) <= {EXACT}", f"{c}::double precision"),
    ("integer", "text"): lambda c, _, b: Conversion(_length(f"{c}::text", b), f"{c}::text"),
    ("integer", "boolean"): lambda c, *_: Conversion(f"{c} IN (0, 1)", f"({c} <> 0)"),
    ("boolean", "integer"): lambda c, _, b: Conversion("", f"{c}::integer::{b.name}"),
    ("decimal", "decimal"): _decimals,
    ("decimal", "integer"): lambda c, a, b: Conversion(f"trunc({c}) = {c} AND {_whole(c, a, b)}", f"{c}::{b.name}"),
    ("decimal", "float"): lambda c, *_: Conversion(f"{c}::double precision::numeric = {c}", f"{c}::double precision"),
    ("float", "integer"): lambda c, a, b: Conversion(f"trunc({c}) = {c} AND {_whole(f'{c}::numeric', a, b)}", f"{c}::numeric::{b.name}"),
    ("float", "decimal"): lambda c, _, b: Conversion(
        _all(_digits(f"{c}::numeric", b), f"round({c}::numeric, {b.size[1]})::double precision = {c}"), f"{c}::numeric"
    ),
    ("float", "float"): lambda c, a, b: Conversion(
        "" if (a.name, b.name) == ("real", "double precision") else f"{c}::{b.name}::double precision = {c}", f"{c}::{b.name}"
    ),
    ("text", "text"): _shorter("left({0}, {1})"),
    ("text", "integer"): lambda c, _, b: Conversion(
        f"{c} ~ '^(0|-?[1-9][0-9]{{0,{INTEGERS[b.name][0] - 2}}})$'", f"{c}::{b.name}"
    ),
    ("date", "datetime"): lambda c, *_: Conversion("", f"({c}::timestamp AT TIME ZONE 'UTC')"),
    ("datetime", "date"): lambda c, *_: Conversion(f"({c} AT TIME ZONE 'UTC')::time = '00:00'", f"({c} AT TIME ZONE 'UTC')::date"),
}  # fmt: skip

_ON_SQLITE: Conversions = {
    ("integer", "integer"): lambda c, a, b: Conversion(_whole(c, a, b), c),
    ("integer", "decimal"): lambda c, a, b: Conversion(_digits(c, b, INTEGERS[a.name][0]), c),
    ("integer", "float"): lambda c, *_: Conversion(f"abs({c}) <= {EXACT}", c),
    ("integer", "text"): lambda c, _, b: Conversion(_length(c, b), f"CAST({c} AS TEXT)"),
    ("integer", "boolean"): lambda c, *_: Conversion(f"{c} IN (0, 1)", c),
    ("boolean", "integer"): lambda c, *_: Conversion("", c),
    ("decimal", "decimal"): _decimals,
    ("decimal", "integer"): lambda c, a, b: Conversion(f"CAST({c} AS INTEGER) = {c} AND {_whole(c, a, b)}", f"CAST({c} AS INTEGER)"),
    ("decimal", "float"): lambda c, *_: Conversion("", c),
    ("float", "integer"): lambda c, a, b: Conversion(f"CAST({c} AS INTEGER) = {c} AND {_whole(c, a, b)}", f"CAST({c} AS INTEGER)"),
    ("float", "decimal"): lambda c, a, b: Conversion(_all(_digits(c, b), _places(c, a, b)), c),
    ("float", "float"): lambda c, *_: Conversion("", c),
    ("text", "text"): _shorter("substr({0}, 1, {1})"),
    ("text", "integer"): lambda c, a, b: Conversion(
        f"CAST(CAST({c} AS INTEGER) AS TEXT) = {c} AND {_whole(f'CAST({c} AS INTEGER)', a, b)}", f"CAST({c} AS INTEGER)"
    ),
    ("date", "datetime"): lambda c, *_: Conversion("", f"{c} || ' 00:00:00'"),
    ("datetime", "date"): lambda c, *_: Conversion(f"substr({c}, 11) IN ('', ' 00:00:00')", f"substr({c}, 1, 10)"),
}  # fmt: skip
