"""``$set``, ``$literal`` and ``$unset`` in JSON: a value put in place of another, an object merged into one, a key taken out."""

from dataclasses import dataclass
from typing import Any

from dataflow_app.orm.updates.change import Change, Place, jsonb
from dataflow_app.orm.updates.fragment import Fragment, sql


@dataclass(frozen=True, slots=True)
class Replace:
    """Puts a value there, whatever stood there before."""

    value: Any
    creates = True

    def applied(self, place: Place, value: Any) -> Any:
        """Return the value."""
        del place, value
        return self.value

    def as_sql(self, place: Place) -> Fragment:
        """Return the value."""
        del place
        return jsonb(self.value)


@dataclass(frozen=True, slots=True)
class Merge:
    """Puts the keys of an object into the object that stands there, objects into objects; anything else is replaced."""

    value: dict[str, Any]
    creates = True

    def applied(self, place: Place, value: Any) -> Any:
        """Return the merged object."""
        if not isinstance(value, dict):
            return self.value
        merged = {key: merging(inner).applied(place, value.get(key)) for key, inner in self.value.items()}
        return {**value, **merged}

    def as_sql(self, place: Place) -> Fragment:
        """Return the merged object."""
        plain = {key: inner for key, inner in self.value.items() if not isinstance(inner, dict)}
        merged = sql("{value} || {plain}", value=place.value, plain=jsonb(plain))
        for key, inner in self.value.items():
            if isinstance(inner, dict):
                merged = with_key(merged, place.below(key), Merge(inner))
        return sql("(CASE {type} WHEN 'object' THEN {merged} ELSE {whole} END)", type=place.type(), merged=merged, whole=jsonb(self.value))


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes a key out of the object that holds it, which does it: there is nothing to put in its place."""

    creates = False

    def applied(self, place: Place, value: Any) -> Any:
        """Return nothing."""
        del place, value

    def as_sql(self, place: Place) -> Fragment:
        """Return nothing."""
        del place
        return Fragment("NULL")


def merging(value: Any) -> Change:
    """Return the change that ``$set`` makes: an object is merged, anything else replaces."""
    return Merge(value) if isinstance(value, dict) else Replace(value)


def with_key(document: Fragment, place: Place, change: Change) -> Fragment:
    """Return the document with one of its keys changed."""
    key, inner = sql("{key}", key=place.path[-1]), change.as_sql(place)
    return sql("{document} || jsonb_build_object(CAST({key} AS text), {inner})", document=document, key=key, inner=inner)
