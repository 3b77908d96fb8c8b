"""What ``$text`` searches on PostgreSQL, and what its index holds: the same expression, or the index would not be used."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField

from dataflow_app.orm.bound_model import BoundModel


class Words(Func):
    """A text with spaces for its signs: PostgreSQL would read ``foam/sealant`` as the name of a file, and ``18V-LXT`` as one word too."""

    function = "regexp_replace"
    template = "%(function)s(%(expressions)s, '[!-/:-@[-`{-~]', ' ', 'g')"
    output_field = TextField()


#: The columns' weights for the rank: a word in the first one counts most, and those from the fourth on count least.
WEIGHTS = "ABCD"


def search_vector(bound: BoundModel) -> Any:
    """Return the expression of a row's words: those of the columns that ``$text`` searches; of such a model only.

    It is what the index of ``text_search`` holds.
    """
    return vector_of(bound.options.text_search, search_language(bound))


def search_language(bound: BoundModel) -> str:
    """Return the configuration of PostgreSQL's text search that the words are read by: ``simple`` takes them as they are written."""
    return bound.options.postgresql.text_search_language


def vector_of(names: Sequence[str], language: str) -> Any:
    """Return the expression of the words of some columns, weighted by their order."""
    weights = [*WEIGHTS, *WEIGHTS[-1] * len(names)]
    vectors = [SearchVector(Words(F(name)), config=language, weight=weight) for name, weight in zip(names, weights, strict=False)]
    return reduce(add, vectors)
