"""What a search asks for: words that all occur, phrases in quotes, beginnings with a star, ``-`` before what must not occur, ``or``."""

import re
from typing import Any, TypeAlias

#: Alternatives, each a list of terms that must all hold: ``{"words": […], "without": bool, "prefix": bool}``.
Search: TypeAlias = list[list[dict[str, Any]]]
_TERM = re.compile(r'(-?)(?:"([^"]*)("?)|(\S+))')
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, in their order; whatever is no letter and no digit stands between words."""
    return _WORD.findall(text.lower())


def read_search(text: str) -> Search:
    """Return the search that a text means; no alternative where it names no word."""
    alternatives: Search = [[]]
    for sign, phrase, _, plain in _TERM.findall(text):
        if plain.lower() == "or" and not sign:
            alternatives.append([])
        elif words := words_of(plain or phrase):
            alternatives[-1].append({"words": words, "without": bool(sign), "prefix": plain.endswith("*")})
    return [terms for terms in alternatives if terms]


def written(search: Search) -> str:
    """Return the search in the language of PostgreSQL's ``to_tsquery``; words are letters and digits, so that none can break out."""
    return " | ".join(f"({' & '.join(map(_term, terms))})" for terms in search)


def _term(term: dict[str, Any]) -> str:
    phrase = " <-> ".join(f"'{word}'" for word in term["words"])
    return f"{'!' if term['without'] else ''}({phrase}{':*' if term['prefix'] else ''})"
