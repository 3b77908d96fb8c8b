"""``$push``, ``$addToSet`` and ``$pull``: elements put at the end of a list, those that it lacks, and those that it loses."""

from dataclasses import dataclass
from typing import Any

from dataflow_app.orm.updates.change import Place, jsonb, same
from dataflow_app.orm.updates.elements import Test
from dataflow_app.orm.updates.fragment import Fragment, sql


@dataclass(frozen=True, slots=True)
class Push:
    """Puts values at the end; nothing counts as an empty list."""

    values: tuple[Any, ...]
    creates = True

    def applied(self, place: Place, value: Any) -> Any:
        """Return the longer list."""
        return [*_list(place, value, "$push"), *self.values]

    def as_sql(self, place: Place) -> Fragment:
        """Return the same."""
        added = jsonb(list(self.values))
        return _on_list(place, "$push", sql("{value} || {added}", value=place.value, added=added), added)


@dataclass(frozen=True, slots=True)
class AddToSet:
    """Puts those values at the end that are not in the list yet."""

    values: tuple[Any, ...]
    creates = True

    def applied(self, place: Place, value: Any) -> Any:
        """Return the longer list."""
        present = _list(place, value, "$addToSet")
        return [*present, *(each for each in distinct(self.values) if not any(same(each, other) for other in present))]

    def as_sql(self, place: Place) -> Fragment:
        """Return the same."""
        added = jsonb(list(distinct(self.values)))
        new = sql(
            "(SELECT COALESCE(jsonb_agg(new.element ORDER BY new.place), '[]') FROM "
            "jsonb_array_elements({added}) WITH ORDINALITY AS new(element, place) "
            "WHERE new.element NOT IN (SELECT jsonb_array_elements({value})))",
            added=added,
            value=place.value,
        )
        return _on_list(place, "$addToSet", sql("{value} || {new}", value=place.value, new=new), added)


@dataclass(frozen=True, slots=True)
class Pull:
    """Takes out every element that passes a test."""

    test: Test
    creates = False

    def applied(self, place: Place, value: Any) -> Any:
        """Return the shorter list."""
        return None if value is None else [each for each in _list(place, value, "$pull") if not self.test.passes(each)]

    def as_sql(self, place: Place) -> Fragment:
        """Return the same."""
        kept = sql(
            "(SELECT COALESCE(jsonb_agg(old.element ORDER BY old.place), '[]') FROM "
            "jsonb_array_elements({value}) WITH ORDINALITY AS old(element, place) WHERE NOT {test})",
            value=place.value,
            test=self.test.as_sql(Fragment("old.element")),
        )
        return _on_list(place, "$pull", kept, place.value)


def distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the values, each once."""
    found: list[Any] = []
    for value in values:
        if not any(same(value, other) for other in found):
            found.append(value)
    return tuple(found)


def _list(place: Place, value: Any, operator: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise place.refused(f"{operator} works on lists.", value)
    return value


def _on_list(place: Place, operator: str, changed: Fragment, from_nothing: Fragment) -> Fragment:
    return sql(
        "(CASE {type} WHEN 'array' THEN {changed} WHEN 'null' THEN {from_nothing} ELSE {refusal} END)",
        type=place.type(),
        changed=changed,
        from_nothing=from_nothing,
        refusal=place.refusal(f"{operator} works on lists."),
    )
