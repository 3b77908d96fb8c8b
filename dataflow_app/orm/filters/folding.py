"""Letters without regard to case, the same on every database: by Unicode's simple folding, one letter for one letter.

Databases fold by their own tables and languages (SQLite knows ASCII only), so none is asked to: what is wanted is written out as
the letters that it may be, such as ``[Ää]``.
"""

from functools import cache

#: The last letter that has another case is below it.
_END = 0x1F000


def fold(sign: str) -> str:
    """Return the sign that stands for all the cases of one; that of ``ß``, whose capital is two letters, is ``ß``."""
    for folded in (sign.casefold(), sign.lower()):
        if len(folded) == 1:
            return folded
    return sign


def cases(sign: str) -> str:
    """Return the sign in all its cases, in the order of their code points: ``Kk`` and the Kelvin sign for a ``k``."""
    return _CASES().get(sign, sign)


def other_cases(first: str, last: str) -> str:
    """Return the other cases of the letters from ``first`` to ``last``, without those that lie between them."""
    found = {case for sign, signs in _CASES().items() if first <= sign <= last for case in signs}
    return "".join(sorted(case for case in found if not first <= case <= last))


@cache
def _CASES() -> dict[str, str]:  # noqa: N802 - a table, made when it is first asked for
    """Return every letter that has another case, with all of its cases."""
    families: dict[str, list[str]] = {}
    for sign in map(chr, range(_END)):
        folded = fold(sign)
        if folded != sign:
            families.setdefault(folded, [folded]).append(sign)
    return {sign: "".join(sorted(family)) for family in families.values() for sign in family}
