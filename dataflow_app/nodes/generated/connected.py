"""Parameters with a placeholder wherever a connection or an expression will give the value."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dataflow_app.orm.values.pending import PENDING, with_pending

#: Values of these types hold no others, and so no expression.
_WHOLE = frozenset({str, int, float, bool, type(None)})


def with_connected(parameters: Mapping[str, Any], connected: AbstractSet[str]) -> dict[str, Any]:
    """Return the parameters with ``PENDING`` at every expression and every connected place, such as ``filter.category``."""
    # An expression gives one parameter, never all of them: a node's parameters are not looked at as one.
    given = {name: value if type(value) in _WHOLE else with_pending(value, depth=1) for name, value in parameters.items()}
    for path in sorted(connected):
        _place(given, path)
    return given


def _place(given: dict[str, Any], path: str) -> None:
    """Put ``PENDING`` at a dotted path; where the path leads through something else than objects, the whole parameter is pending."""
    top, *names = path.split(".")
    if not names:
        given[top] = PENDING
        return
    inner: Any = given.setdefault(top, {})
    for name in names[:-1]:
        inner = inner.setdefault(name, {}) if isinstance(inner, dict) else None
    if isinstance(inner, dict):
        inner[names[-1]] = PENDING
    elif inner is not PENDING:
        given[top] = PENDING
