"""Several changes of one JSON document: a tree whose branches are the keys of their paths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dataflow_app.orm.updates.assigning import Remove, with_key
from dataflow_app.orm.updates.change import Change, Place
from dataflow_app.orm.updates.fragment import Fragment, sql

_WANTED = "a path leads through objects."


@dataclass(frozen=True, slots=True)
class Branch:
    """An object of whose keys some change, each by a change or by a branch of its own."""

    below: dict[str, Change] = field(default_factory=dict)

    @property
    def creates(self) -> bool:
        """Whether any change below puts something where nothing was."""
        return any(change.creates for change in self.below.values())

    def applied(self, place: Place, value: Any) -> Any:
        """Return the changed object; where nothing stands and nothing is put, nothing; through anything else no path leads."""
        if not isinstance(value, dict):
            if not self.creates:
                return value
            if value is not None:
                raise place.refused(_WANTED, value)
        document = dict(value or {})
        for key, change in self.below.items():
            if isinstance(change, Remove):
                document.pop(key, None)
            elif change.creates or key in document:
                document[key] = change.applied(place.below(key), document.get(key))
        return document

    def as_sql(self, place: Place) -> Fragment:
        """Return the same."""
        if not self.creates:
            changed = self._changed(place.value, place)
            return sql("(CASE {type} WHEN 'object' THEN {changed} ELSE {value} END)", type=place.type(), changed=changed, value=place.value)
        document = sql(
            "(CASE {type} WHEN 'object' THEN {value} WHEN 'null' THEN '{{}}' ELSE {refusal} END)",
            type=place.type(),
            value=place.value,
            refusal=place.refusal(_WANTED),
        )
        return self._changed(document, place)

    def _changed(self, document: Fragment, place: Place) -> Fragment:
        for key, change in self.below.items():
            inner = place.below(key)
            if isinstance(change, Remove):
                document = sql("{document} - CAST({key} AS text)", document=document, key=key)
            elif change.creates:
                document = with_key(document, inner, change)
            else:
                kept = with_key(Fragment("'{}'::jsonb"), inner, change)
                document = sql(
                    "{document} || (CASE WHEN {value} IS NULL THEN '{{}}' ELSE {kept} END)", document=document, value=inner.value, kept=kept
                )
            document = sql("({document})", document=document)
        return document


def document_change(changes: Mapping[tuple[str, ...], Change]) -> Change:
    """Return the one change that changes at several paths make together; no path leads through another."""
    if () in changes:
        return changes[()]
    root = Branch()
    for path, change in changes.items():
        branch = root
        for key in path[:-1]:
            branch = _branch(branch, key)
        branch.below[path[-1]] = change
    return root


def _branch(branch: Branch, key: str) -> Branch:
    inner = branch.below.setdefault(key, Branch())
    if isinstance(inner, Branch):
        return inner
    raise ValueError(f"a path leads through another at '{key}'")
