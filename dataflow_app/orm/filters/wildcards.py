"""Patterns with wildcards as regular expressions that take no longer on a long text than reading it."""

import re
from collections.abc import Callable, Sequence

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters.folding import cases
from dataflow_app.orm.filters.regular_expressions import Portable

Signs = Sequence[str]


def like_signs(pattern: str) -> list[str]:
    """Return the signs of a LIKE pattern, an escaped one with its backslash; raise ``NodeError`` where it ends in a backslash."""
    signs = re.findall(r"\\.|[^\\]", pattern, re.DOTALL)
    if sum(map(len, signs)) != len(pattern):
        message = f"The pattern {pattern!r} ends in a backslash that escapes nothing."
        raise NodeError("invalid_parameter", message, "Write two backslashes.")
    return signs


def literal_signs(text: str) -> list[str]:
    """Return the signs of a LIKE pattern that finds the text and nothing else."""
    return [f"\\{sign}" if sign in "\\%_" else sign for sign in text]


def as_expression(signs: Signs, *, ignore_case: bool) -> Portable:
    """Return the expression that a whole text must match to be like the pattern."""
    parts: list[list[str]] = [[]]
    for sign in signs:
        if sign == "%":
            parts.append([])
        else:
            parts[-1].append(_expression(sign, _any_case if ignore_case else re.escape))
    first, *others = ["".join(part) for part in parts]
    if not others:
        return Portable(rf"\A{first}\Z", f"^{first}$")
    *between, last = others
    # Where a part is found first is as good as any later place, so Python need not try those: nothing is given back.
    python = rf"\A{first}{''.join(f'(?>.*?{part})' for part in between)}.*{last}\Z"
    return Portable(python, f"^{'.*'.join([first, *others])}$")


def _expression(sign: str, written: Callable[[str], str]) -> str:
    return "." if sign == "_" else written(sign[-1])


def _any_case(sign: str) -> str:
    found = cases(sign)
    return f"[{found}]" if len(found) > 1 else re.escape(sign)
