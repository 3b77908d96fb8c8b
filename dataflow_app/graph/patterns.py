"""Regular expressions inside expressions: those that could run for years are refused, for nothing can stop one."""

import re
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined,unused-ignore] # re has no public syntax tree
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore] # whether they are found depends on mypy's cache
from typing import Any

_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
#: A repetition up to so many times is not worth refusing.
_FEW = 10


def compile_pattern(pattern: str, flags: Any) -> re.Pattern[str]:
    """Compile a JSONata regular expression; raise ``ValueError`` where a repetition holds another repetition or a choice.

    Such a pattern, ``(a+)+`` or ``(a|aa)*``, can take a time that doubles with each character.
    """
    if any(_may_explode(body) for body in _repeated(parser.parse(pattern))):
        raise ValueError(f"/{pattern}/ repeats a part that repeats or chooses itself, which may take forever; write it without that.")
    chosen = (re.IGNORECASE if flags.case_insensitive else 0) | (re.MULTILINE if flags.multiline else 0)
    return re.compile(pattern, chosen)


def _repeated(tree: Any) -> Iterator[Any]:
    """Yield what is repeated many times, wherever it stands."""
    for code, argument in _parts(tree):
        if code in _REPEATS and argument[1] > _FEW:
            yield argument[2]


def _may_explode(body: Any) -> bool:
    return any(code is constants.BRANCH or (code in _REPEATS and argument[1] > 1) for code, argument in _parts(body))


def _parts(tree: Any) -> Iterator[tuple[Any, Any]]:
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, parser.SubPattern):
            for code, argument in item:
                yield code, argument
                waiting.append(argument)
        elif isinstance(item, list | tuple):
            waiting.extend(item)
