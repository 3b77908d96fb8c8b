"""What the reference of filters says, in plain Python over plain rows: what any database must answer.

It shares nothing with the product. A ``World`` is the tables by name; rows are dicts, and None stands for a row that is not there.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any] | None


@dataclass(frozen=True)
class Link:
    """The way to another table: its rows whose ``there`` equals this row's ``here``."""

    table: str
    here: str
    there: str
    many: bool = False


@dataclass(frozen=True)
class Table:
    """Rows, and what is to be known of their columns; what is not ``visible`` is never found from another table."""

    rows: list[dict[str, Any]]
    json: frozenset[str] = frozenset()
    links: Mapping[str, Link] = field(default_factory=dict)
    searched: tuple[str, ...] = ()
    visible: Callable[[Mapping[str, Any]], bool] = lambda _: True


World = Mapping[str, Table]
ABSENT = object()
ORDER = {"$gt": operator.gt, "$gte": operator.ge, "$lt": operator.lt, "$lte": operator.le}
GROUPS: dict[str, Callable[[list[bool]], bool]] = {"$and": all, "$or": any, "$nor": lambda found: not any(found)}


def found(world: World, table: str, wanted: Any) -> list[dict[str, Any]]:
    """Return the rows of a table that a filter finds, in their order."""
    return [row for row in world[table].rows if holds(world, table, row, wanted)]


def holds(world: World, table: str, row: Row, wanted: Mapping[str, Any]) -> bool:
    return all(_entry(world, table, row, key, value) for key, value in wanted.items())


def _entry(world: World, table: str, row: Row, key: str, value: Any) -> bool:
    if key in GROUPS:
        return GROUPS[key]([holds(world, table, row, part) for part in value])
    if key == "$not":
        return not holds(world, table, row, value)
    if key == "$text":
        return row is not None and searched([row[name] or "" for name in world[table].searched], value["$search"])
    return _along(world, table, row, steps(key), value)


def _along(world: World, table: str, row: Row, path: list[str], value: Any) -> bool:
    link = world[table].links.get(path[0])
    if link is None:
        column = None if row is None else row[path[0]]
        if path[0] in world[table].json:
            return _compared(ABSENT if column is None else at(column, path[1:]), value, json=True, whole=len(path) == 1)
        return _compared(column, value, json=False)
    if len(path) == 1 and not link.many:
        return _compared(None if row is None else row[link.here], value, json=False)
    rows = behind(world, row, link)
    if len(path) > 1:
        results = [_along(world, link.table, each, path[1:], value) for each in rows]
        return any(results) if link.many else (results or [_along(world, link.table, None, path[1:], value)])[0]
    if "$exists" in value:
        return bool(rows) is value["$exists"]
    return any(holds(world, link.table, each, value["$elemMatch"]) for each in rows)


def behind(world: World, row: Row, link: Link) -> list[dict[str, Any]]:
    """Return the rows that a link leads to, of those that may be seen."""
    if row is None or row[link.here] is None:
        return []
    return [each for each in world[link.table].rows if each[link.there] == row[link.here] and world[link.table].visible(each)]


def steps(path: str) -> list[str]:
    """Return the steps of a dotted path, in which a backslash takes the next dot or backslash literally."""
    found, taken = [""], False
    for place, sign in enumerate(path):
        if taken:
            taken = False
        elif sign == "\\" and path[place + 1 : place + 2] in ("\\", "."):
            taken = True
            continue
        elif sign == ".":
            found.append("")
            continue
        found[-1] += sign
    return found


def at(document: Any, path: list[str]) -> Any:
    """Return what is at a path in JSON, or ABSENT."""
    for step in path:
        if isinstance(document, list) and step.lstrip("-").isdecimal():
            document = dict(zip([*range(len(document)), *range(-len(document), 0)], document * 2, strict=True)).get(int(step), ABSENT)
        else:
            document = document.get(step, ABSENT) if isinstance(document, dict) else ABSENT
    return document


def _compared(value: Any, wanted: Any, *, json: bool, whole: bool = False) -> bool:
    if not isinstance(wanted, dict) or not wanted or not all(key.startswith("$") for key in wanted):
        return same(value, wanted)
    return all(_operates(value, key, item, wanted, json, whole) for key, item in wanted.items() if key != "$options")


def _operates(value: Any, key: str, wanted: Any, beside: Any, json: bool, whole: bool) -> bool:  # noqa: FBT001, PLR0911 - one line an operator
    if key == "$not":
        return not _compared(value, wanted, json=json, whole=whole)
    if key in ("$eq", "$ne"):
        return same(value, wanted) == (key == "$eq")
    if key in ("$in", "$nin"):
        return any(same(value, each) for each in wanted) == (key == "$in")
    if key in ("$null", "$exists"):
        empty = value is ABSENT or (value is None and (key == "$null" or not json))
        return empty is wanted if key == "$null" else empty is not wanted
    if value is ABSENT or (value is None and key != "$contains"):
        return False
    if key in ORDER:
        return kind(value) == kind(wanted) and bool(ORDER[key](value, wanted))
    if key == "$between":
        bounds = wanted if isinstance(wanted, list) else [wanted.get("min"), wanted.get("max")]
        tests = zip(("$gte", "$lte"), bounds, strict=True)
        return all(_operates(value, each, bound, {}, json, whole) for each, bound in tests if bound is not None)
    if key == "$regex":
        i = "i" in beside.get("$options", "")
        return isinstance(value, str) and re.search(fold(wanted) if i else wanted, fold(value) if i else value, re.DOTALL) is not None
    if json and key in ("$contains", "$all", "$any", "$overlap", "$size", "$elemMatch"):
        return in_json(value, key, wanted, part_of_text=not whole)
    return isinstance(value, str) and pattern(value, key, wanted)


def in_json(value: Any, key: str, wanted: Any, *, part_of_text: bool) -> bool:
    if key == "$contains":
        if isinstance(value, list) and not isinstance(wanted, dict | list):
            return any(same(each, wanted) for each in value)
        return contains(value, wanted) or (part_of_text and isinstance(value, str) and isinstance(wanted, str) and wanted in value)
    if not isinstance(value, list):
        return False
    if key == "$size":
        return _compared(len(value), wanted, json=False)
    if key == "$elemMatch":
        return any(element(each, wanted) for each in value)
    each_there = [contains(value, [each]) for each in wanted]
    return all(each_there) if key == "$all" else any(each_there)


def element(value: Any, wanted: Mapping[str, Any]) -> bool:
    def entry(key: str, item: Any) -> bool:
        if key in GROUPS:
            return GROUPS[key]([element(value, part) for part in item])
        if key == "$not":
            return not element(value, item)
        if key.startswith("$"):
            return _operates(value, key, item, wanted, True, False)
        return _compared(at(value, steps(key)), item, json=True)

    return all(entry(key, item) for key, item in wanted.items() if key != "$options")


def contains(value: Any, wanted: Any) -> bool:
    if isinstance(value, dict) and isinstance(wanted, dict):
        return all(key in value and contains(value[key], item) for key, item in wanted.items())
    if isinstance(value, list) and isinstance(wanted, list):
        return all(any(contains(each, item) for each in value) for item in wanted)
    return not isinstance(wanted, dict | list) and same(value, wanted)


def pattern(value: str, key: str, wanted: str) -> bool:
    if key.startswith("$i"):
        value, wanted, key = fold(value), fold(wanted), "$" + key.removeprefix("$i").replace("exact", "eq")
    tests = {"$contains": wanted in value, "$startswith": value.startswith(wanted), "$endswith": value.endswith(wanted)}
    return value == wanted if key == "$eq" else tests[key] if key in tests else like(value, wanted)


def like(value: str, wanted: str) -> bool:
    parts = re.findall(r"\\.|[^\\]", wanted, re.DOTALL)
    signs = [{"%": ".*", "_": "."}.get(part, re.escape(part[-1])) for part in parts]
    return re.fullmatch("".join(signs), value, re.DOTALL) is not None


def fold(text: str) -> str:
    """Return the text in the simple case folding of Unicode: a letter for a letter."""
    return "".join(next((each for each in (sign.casefold(), sign.lower()) if len(each) == 1), sign) for sign in text)


def kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else type(value).__name__


def same(value: Any, wanted: Any) -> bool:
    """Whether two values are equal as JSON has it: true is no 1, and 1.0 is 1."""
    value = None if value is ABSENT else value
    if isinstance(value, bool) != isinstance(wanted, bool):
        return False
    if isinstance(value, dict) and isinstance(wanted, dict):
        return value.keys() == wanted.keys() and all(same(value[key], wanted[key]) for key in value)
    if isinstance(value, list) and isinstance(wanted, list):
        return len(value) == len(wanted) and all(map(same, value, wanted))
    return bool(value == wanted)


def searched(texts: list[str], search: str) -> bool:
    """Whether all words of a search are in the texts: phrases in quotes, beginnings with a star, not those with a minus, ``or``."""
    words = re.findall(r"[^\W_]+", " ".join(texts).lower())

    def term(sign: str, phrase: str, plain: str) -> bool | None:
        wanted = re.findall(r"[^\W_]+", (plain or phrase).lower())
        if not wanted:
            return None
        spans = [words[start : start + len(wanted)] for start in range(len(words) - len(wanted) + 1)]
        there = any(
            span[:-1] == wanted[:-1] and (span[-1].startswith(wanted[-1]) if plain.endswith("*") else span[-1] == wanted[-1])
            for span in spans
        )
        return there != bool(sign)

    results: list[list[bool]] = [[]]
    for sign, phrase, plain in re.findall(r'(-?)(?:"([^"]*)"?|(\S+))', search):
        if plain.lower() == "or" and not sign:
            results.append([])
        elif (result := term(sign, phrase, plain)) is not None:
            results[-1].append(result)
    return any(all(terms) for terms in results if terms)
