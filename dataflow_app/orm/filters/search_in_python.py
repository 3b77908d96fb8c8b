"""Full text search on SQLite, in the words of PostgreSQL's: no table beside the rows that could fall behind them."""

import json
from functools import lru_cache
from typing import Any, TypeAlias

from dataflow_app.orm.databases.sqlite_functions import sqlite_function
from dataflow_app.orm.filters.searches import Search, words_of

#: Where each word of a row is, and what it counts there.
Places: TypeAlias = dict[str, list[tuple[int, float]]]
#: What a word counts in the first column, the second, the third, and in those after them: PostgreSQL's own weights.
_WEIGHTS = (1.0, 0.4, 0.2, 0.1)
#: The sum of 1/n², which PostgreSQL divides by so that a rank is below 1.
_ALL_HITS = 1.64493406685


@sqlite_function("dataflow_text_holds", -1)
def _holds(search: str, *texts: str | None) -> bool:
    places = _places(texts)
    return any(all(bool(_hits(places, term)) != term["without"] for term in terms) for terms in _read(search))


@sqlite_function("dataflow_text_rank", -1)
def _rank(search: str, *texts: str | None) -> float:
    places = _places(texts)
    wanted = [term for terms in _read(search) for term in terms if not term["without"]]
    return sum(_weight(_hits(places, term)) for term in wanted) / max(len(wanted), 1)


def _weight(hits: list[tuple[int, float]]) -> float:
    """Return what the hits of one term count: each further one less."""
    ordered = sorted((weight for _, weight in hits), reverse=True)
    return sum(weight / (place + 1) ** 2 for place, weight in enumerate(ordered)) / _ALL_HITS


def _hits(places: Places, term: dict[str, Any]) -> list[tuple[int, float]]:
    """Return where the words of a term stand one after the other."""
    *words, last = term["words"]
    ending = [each for word in places if word.startswith(last) for each in places[word]] if term["prefix"] else places.get(last, [])
    if not words:
        return ending
    following = [*(_only(places.get(word, [])) for word in words[1:]), _only(ending)]
    return [
        (place, weight)
        for place, weight in places.get(words[0], [])
        if all(place + number in there for number, there in enumerate(following, 1))
    ]


def _only(hits: list[tuple[int, float]]) -> set[int]:
    return {place for place, _ in hits}


@lru_cache(maxsize=64)
def _places(texts: tuple[str | None, ...]) -> Places:
    places: Places = {}
    position = 0
    for number, text in enumerate(texts):
        for word in words_of(text or ""):
            position += 1
            places.setdefault(word, []).append((position, _WEIGHTS[min(number, len(_WEIGHTS) - 1)]))
    return places


@lru_cache(maxsize=64)
def _read(search: str) -> Search:
    found: Search = json.loads(search)
    return found
