"""Regular expressions that mean the same to Python (for SQLite) and to PostgreSQL; what differs is refused, not guessed."""

import re
from dataclasses import dataclass, field

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters.folding import cases, other_cases

_ESCAPES = frozenset("dwsDWSbBntrfvAZ")
_ESCAPES_IN_CLASS = frozenset("dwsntrfv")
_TO_POSTGRESQL = {"\\b": "\\y", "\\B": "\\Y"}
_GROUP = re.compile(r"\(\?(:|=|!|<=|<!)")
_BOUNDS = re.compile(r"\{([0-9]+)(,([0-9]*))?\}", re.ASCII)
_RANGE = re.compile(r"([^\\\[\]])-([^\\\[\]])")
_MAX_REPEATS = 255
#: Python tries every way to share a text out among repetitions, and nothing can stop it: three of them take a moment, six take years.
_MAX_MANY = 3
#: How many signs an expression may have with its bounded repetitions written out: all of them are held in memory.
_MAX_SIGNS = 3_000
#: A repetition up to so many times is not worth counting.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Portable:
    """One expression in both languages."""

    python: str
    postgresql: str


@dataclass(slots=True)
class _Reader:
    """Reads an expression from left to right.

    ``groups`` tells of each open group whether something in it repeats without end, ``choices`` whether it chooses; ``many``
    counts what repeats often. ``signs`` counts those of each open group, with their repetitions written out.
    """

    pattern: str
    ignore_case: bool
    place: int = 0
    python: list[str] = field(default_factory=list)
    postgresql: list[str] = field(default_factory=list)
    groups: list[bool] = field(default_factory=lambda: [False])
    closed_repeats: bool = False
    choices: list[bool] = field(default_factory=lambda: [False])
    closed_chooses: bool = False
    many: int = 0
    signs: list[int] = field(default_factory=lambda: [0])
    last_signs: int = 0

    def take(self, written: str, python: str | None = None, postgresql: str | None = None) -> None:
        self.python.append(written if python is None else python)
        self.postgresql.append(written if postgresql is None else postgresql)
        self.place += len(written)

    def add(self, also: str) -> None:
        self.python.append(also)
        self.postgresql.append(also)


def portable(pattern: str, *, ignore_case: bool = False) -> Portable:
    """Return the expression for both; raise ``NodeError`` where it is none, could take for ever, or would mean two things.

    Without regard to case each letter is written out in all its cases, for the databases know different ones.
    """
    in_front = len("(?i)") if pattern.startswith("(?i)") else 0
    reader = _Reader(pattern, ignore_case or bool(in_front), in_front)
    try:
        while reader.place < len(pattern):
            _step(reader)
        re.compile(pattern)
    except IndexError:
        raise _refusal(pattern, "it ends too early, or closes what was not opened") from None
    except (re.error, OverflowError, RecursionError) as error:
        raise _refusal(pattern, f"it is no regular expression: {error}") from None
    return Portable("".join(reader.python), "".join(reader.postgresql))


def _step(reader: _Reader) -> None:
    sign = reader.pattern[reader.place]
    closed, reader.closed_repeats = reader.closed_repeats, False
    chooses, reader.closed_chooses = reader.closed_chooses, False
    if sign == "\\":
        _escape(reader, _ESCAPES)
    elif sign == "[":
        _character_class(reader)
    elif sign == "(":
        _open_group(reader)
    elif sign == ")":
        reader.closed_repeats = reader.groups.pop()
        reader.groups[-1] = reader.groups[-1] or reader.closed_repeats
        reader.closed_chooses = reader.choices.pop()
        reader.last_signs = reader.signs.pop()
        reader.signs[-1] += reader.last_signs
        reader.choices[-1] = reader.choices[-1] or reader.closed_chooses
        reader.take(sign)
    elif sign == "|":
        reader.choices[-1] = True
        reader.take(sign)
    elif sign in "*+?{":
        _repeat(reader, sign, repeats_inside=closed, chooses_inside=chooses)
    elif sign == "$":
        reader.take(sign, python=r"\Z")
    else:
        _letter(reader, sign)
    if sign not in "()|*+?{":
        reader.last_signs = 1
        reader.signs[-1] += 1


def _letter(reader: _Reader, sign: str) -> None:
    found = cases(sign) if reader.ignore_case else sign
    written = f"[{found}]" if len(found) > 1 else sign
    reader.take(sign, written, written)


def _escape(reader: _Reader, allowed: frozenset[str]) -> None:
    written = reader.pattern[reader.place : reader.place + 2]
    if written[1].isalnum() and written[1] not in allowed:
        raise _refusal(reader.pattern, f"{written} is not the same on every database")
    reader.take(written, postgresql=_TO_POSTGRESQL.get(written) if allowed is _ESCAPES else None)


def _character_class(reader: _Reader) -> None:
    start = "[^" if reader.pattern.startswith("[^", reader.place) else "["
    reader.take(start)
    if reader.pattern.startswith("]", reader.place):
        reader.take("]")
    while (sign := reader.pattern[reader.place]) != "]":
        if sign == "[":
            raise _refusal(reader.pattern, "write \\[ for a bracket inside of brackets")
        if sign == "\\":
            _escape(reader, _ESCAPES_IN_CLASS)
        else:
            _letters_of_class(reader, sign)
    reader.take("]")


def _letters_of_class(reader: _Reader, sign: str) -> None:
    """Take a letter, or a range of them, and with it its other cases."""
    found = _RANGE.match(reader.pattern, reader.place)
    reader.take(found[0] if found else sign)
    if reader.ignore_case:
        reader.add(other_cases(found[1], found[2]) if found else cases(sign).replace(sign, ""))


def _open_group(reader: _Reader) -> None:
    special = reader.pattern.startswith("(?", reader.place)
    found = _GROUP.match(reader.pattern, reader.place)
    if special and not found:
        raise _refusal(reader.pattern, f"{reader.pattern[reader.place : reader.place + 4]!r} is not the same on every database")
    reader.signs.append(0)
    reader.groups.append(False)
    reader.choices.append(False)
    reader.take(found.group() if found else "(")


def _repeat(reader: _Reader, sign: str, *, repeats_inside: bool, chooses_inside: bool) -> None:
    bounds = _BOUNDS.match(reader.pattern, reader.place)
    if sign == "{" and not bounds:
        raise _refusal(reader.pattern, "write \\{ for a brace")
    if bounds and max(int(bounds[1]), int(bounds[3] or 0)) > _MAX_REPEATS:
        raise _refusal(reader.pattern, f"it repeats something more than {_MAX_REPEATS} times")
    endless = sign in "*+" or bool(bounds and bounds[2] and not bounds[3])
    if repeats_inside and (endless or bounds):
        raise _refusal(reader.pattern, "it repeats a group that has an endless repetition inside, which could take for ever")
    if endless or (bounds and int(bounds[3] or bounds[1]) > _FEW):
        _count(reader, chooses_inside=chooses_inside)
    _write_out(reader, int(bounds[3] or bounds[1]) if bounds else 1)
    reader.groups[-1] = reader.groups[-1] or endless
    reader.take(bounds.group() if sign == "{" and bounds else sign)
    if reader.pattern.startswith("+", reader.place):
        raise _refusal(reader.pattern, "repetitions that give nothing back are not the same on every database")
    if reader.pattern.startswith("?", reader.place):
        reader.take("?")


def _write_out(reader: _Reader, times: int) -> None:
    """Count the signs of what is repeated as often as that; raise ``NodeError`` where they are too many."""
    reader.signs[-1] += reader.last_signs * max(times - 1, 0)
    if sum(reader.signs) > _MAX_SIGNS:
        raise _refusal(reader.pattern, f"it has more than {_MAX_SIGNS:,} signs with its repetitions written out")


def _count(reader: _Reader, *, chooses_inside: bool) -> None:
    """Count a repetition that Python could be busy with for ever; raise ``NodeError`` where that is likely."""
    if chooses_inside:
        raise _refusal(reader.pattern, "it repeats a group that chooses with |, which could take for ever; write [ab] for (a|b)")
    reader.many += 1
    if reader.many > _MAX_MANY:
        raise _refusal(reader.pattern, f"it repeats more than {_MAX_MANY} things without end or often, which could take for ever")


def _refusal(pattern: str, reason: str) -> NodeError:
    return NodeError("invalid_parameter", f"The $regex pattern {pattern[:80]!r} cannot be used: {reason}.")
