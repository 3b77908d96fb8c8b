"""Conditions with two outcomes: a row fulfils one or it does not; an empty column never makes it unknown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from dataflow_app.orm.columns import AnyField


@dataclass(frozen=True, slots=True)
class Condition:
    """What holds for a row, and its opposite, written out; True and False stand for every row and for none.

    ``of_nothing`` says whether it holds where there is no row, as behind a foreign key that is empty: all columns are empty there.
    """

    holds: Q | bool
    fails: Q | bool
    of_nothing: bool = False

    def opposite(self) -> "Condition":
        """Return the condition that holds where this one does not."""
        return Condition(self.fails, self.holds, not self.of_nothing)

    def as_q(self) -> Q:
        """Return the condition for a query set; a condition that holds for every row is an empty ``Q``."""
        if isinstance(self.holds, bool):
            return Q() if self.holds else Q(pk__in=[])
        return self.holds


ALWAYS = Condition(holds=True, fails=False, of_nothing=True)
NEVER = Condition(holds=False, fails=True)


def test(field: AnyField, q: Q) -> Condition:
    """Return the condition of a test that an empty column does not pass."""
    return Condition(q, ~q | Q(**{f"{field.attname}__isnull": True}) if field.null else ~q)


def is_empty(field: AnyField) -> Condition:
    """Return the condition that the column is empty."""
    if not field.null:
        return Condition(holds=False, fails=True, of_nothing=True)
    return Condition(Q(**{f"{field.attname}__isnull": True}), Q(**{f"{field.attname}__isnull": False}), of_nothing=True)


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of them hold; of none, it always does."""
    parts = list(conditions)
    return Condition(
        _and([part.holds for part in parts]), _or([part.fails for part in parts]), of_nothing=all(part.of_nothing for part in parts)
    )


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that at least one of them holds; of none, it never does."""
    return all_of(part.opposite() for part in conditions).opposite()


def _and(parts: list[Q | bool]) -> Q | bool:
    if any(part is False for part in parts):
        return False
    tests = [part for part in parts if isinstance(part, Q)]
    return Q(*tests) if tests else True


def _or(parts: list[Q | bool]) -> Q | bool:
    if any(part is True for part in parts):
        return True
    tests = [part for part in parts if isinstance(part, Q)]
    return Q(*tests, _connector=Q.OR) if tests else False
