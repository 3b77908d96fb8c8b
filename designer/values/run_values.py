"""What one run keeps: its nodes' parameters and outputs, encoded, with what is too large for a row referred to."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import inf
from typing import Any
from uuid import UUID
from weakref import ref

from django.db import transaction

from dataflow_app.nodes.results import Records, RowResult, RowsResult
from dataflow_app.runtime.encoding import encode, is_plain_mapping
from dataflow_app.runtime.plain import preview
from designer.conf import options
from designer.models.value import value_storage
from designer.services.keep_value import keep_value
from designer.values.files import drafted
from designer.values.loading import stored_part
from designer.values.text import lines_of, lines_of_rows, text_of

#: Values, by the length of their text in all, that a run remembers so as not to encode them again for the nodes they feed.
HELD = 16 * 1024 * 1024
#: The characters that such a value has at most, its tag included.
_SCALAR = 64
_SCALARS = frozenset({int, float, bool, type(None), Decimal, date, datetime, UUID})


class RunValues:
    """Encodes mappings for one run. A part that is larger than the bound becomes ``{"$stored": {"digest": …, "preview": …}}``.

    A part that was given before, such as an output that feeds a node, is referred to without being encoded again.
    """

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._bound = options().value_bound if value_storage() is not None else None
        self._known: OrderedDict[int, tuple[Callable[[], Any], dict[str, Any], int]] = OrderedDict()
        self._held = 0

    def keep(self, value: Mapping[str, Any]) -> Any:
        """Return the encoded parameters or output of a node, for a row of the database; its large parts are in the storage by then."""
        if self._bound is None or _is_small(value, self._bound):
            return encode(value)
        if not is_plain_mapping(value):
            encoded = encode(value)
            return self._stored(value, lines_of(encoded), None) if self._exceeds(encoded) else encoded
        parts = self._parts(value)
        encoded = {"$row": parts} if isinstance(value, RowResult) else {"$rows": parts} if isinstance(value, RowsResult) else parts
        return self._stored(value, lines_of(encoded), None) if self._exceeds(_own(parts)) else encoded

    def _parts(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._part(part) for name, part in value.items()}

    def _part(self, part: Any) -> Any:
        known = self._known.get(id(part))
        if known is not None and known[0]() is part:
            return {"$stored": known[1]}
        if isinstance(part, Records):
            return self._stored(part, lines_of_rows(part), len(part), names=list(part.names))
        if isinstance(part, RowsResult):
            return {"$rows": self._parts(part)}
        encoded = encode(part)
        if not self._exceeds(encoded):
            return encoded
        return self._stored(part, lines_of(encoded), len(encoded) if isinstance(encoded, list) else None)

    def _stored(self, value: Any, lines: Iterable[str], rows: int | None, **more: Any) -> dict[str, Any]:
        with drafted(lines) as draft:
            keep_value(run_id=self._run_id, digest=draft.digest, size=draft.size, rows=rows, save=draft.save)
        told = {"digest": draft.digest, "size": draft.size, "rows": rows, "preview": preview(value).value, **more}
        # Not before the commit: what is undone with an effect is not there to be referred to.
        transaction.on_commit(lambda: self._remember(value, told))
        return {"$stored": told}

    def _remember(self, value: Any, told: dict[str, Any]) -> None:
        # Rows in a file are not held for this: the file is to go with the last node that reads it.
        holds = not isinstance(value, Records)
        cost = told["size"] if holds else 0
        if cost > HELD:
            return
        self._known[id(value)] = ((lambda: value) if holds else ref(value), told, cost)
        self._held += cost
        while self._held > HELD:
            self._held -= self._known.popitem(last=False)[1][2]

    @property
    def _limit(self) -> int:
        return self._bound or 0

    def _exceeds(self, encoded: Any) -> bool:
        """Whether the text is longer than the bound; it is made where a look does not tell."""
        return _most_size(encoded) > self._limit and len(text_of(encoded)) > self._limit


def _is_small(value: Mapping[str, Any], bound: int) -> bool:
    """Whether a mapping is surely within the bound, as most are: told at a glance, for every node pays for it."""
    if type(value) is not dict and type(value) is not RowResult:
        return False
    size = 0
    for name, part in value.items():
        kind = type(part)
        if kind is str:
            size += len(part)
        elif kind not in _SCALARS:
            return False
        size += len(str(name))
    return 6 * size + _SCALAR * len(value) <= bound


def _own(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of an encoded mapping is not in the storage already."""
    own = {name: part for name, part in parts.items() if stored_part(part) is None}
    return {name: _own(part["$rows"]) if isinstance(part, dict) and "$rows" in part else part for name, part in own.items()}


def _most_size(encoded: Any) -> float:
    """Return how long the text is at most, at a glance: of what holds others that hold others there is no telling."""
    if isinstance(encoded, str):
        return 6 * len(encoded) + 2
    if isinstance(encoded, dict):
        return sum(6 * len(name) + 4 + _glance(part) for name, part in encoded.items())
    return _glance(encoded)


def _glance(encoded: Any) -> float:
    return inf if isinstance(encoded, list | dict) else 6 * len(encoded) + 2 if isinstance(encoded, str) else _SCALAR
