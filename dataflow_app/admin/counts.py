"""How many rows there are: counted to ten thousand, for counting a million takes longer than anybody waits."""

import json
from typing import Any, Self, cast

from django.core.paginator import Paginator
from django.db import DatabaseError, connections, models
from django.utils.functional import cached_property

CAP = 10_000


class Count(int):
    """A number of rows that is read with its thousands apart; ``words`` stands in its place where counting stopped early."""

    words: str
    is_exact: bool

    def __new__(cls, number: int, words: str = "") -> Self:
        """Return the number, with the words that it is read as."""
        count = super().__new__(cls, number)
        count.words, count.is_exact = words or f"{number:,}", not words
        return count

    def __str__(self) -> str:
        """Return what a person reads."""
        return self.words


class CappedPaginator(Paginator):  # type: ignore[type-arg] # not subscriptable at run time
    """Counts, and leads, as far as the ten-thousandth row: further rows are found by searching and filtering, not by leafing.

    So no page costs more than skipping ten thousand rows, and no count more than meeting as many.
    """

    @cached_property
    def count(self) -> Count:
        """Return the number of rows, which says so where it is ten thousand or more."""
        return counted(cast("models.QuerySet[Any]", self.object_list))


def counted(rows: "models.QuerySet[Any]", cap: int = CAP) -> Count:
    """Return how many rows there are; ``10,000+`` past the cap, or about how many where PostgreSQL's planner knows."""
    found = rows.order_by()[: cap + 1].count()
    if found <= cap:
        return Count(found)
    about = _estimate(rows)
    return Count(cap, f"about {about:,}" if about > cap else f"{cap:,}+")


def _estimate(rows: "models.QuerySet[Any]") -> int:
    """Return the planner's estimate to two digits; 0 where the database has none."""
    if connections[rows.db].vendor != "postgresql":
        return 0
    try:
        plan: Any = json.loads(rows.order_by().explain(format="json"))
    except DatabaseError:
        return 0
    number = int(plan[0]["Plan"]["Plan Rows"])
    return round(number, 2 - len(str(number)))
