"""Lines of figures that stand for themselves, beside a bound instead of a peer."""

from collections.abc import Sequence
from math import ceil


def at_most(what: str, value: float, limit: float, unit: str) -> str:
    """Return a line on a figure that must not be larger."""
    return f"{what}: {value:.1f} {unit}  {'met' if value <= limit else 'MISSED'} ≤ {limit:g} {unit}"


def at_least(what: str, value: float, limit: float, unit: str) -> str:
    """Return a line on a figure that must not be smaller."""
    return f"{what}: {value:,.0f} {unit}  {'met' if value >= limit else 'MISSED'} ≥ {limit:,g} {unit}"


def is_so(what: str, is_met: bool) -> str:  # noqa: FBT001 - what a line is about
    """Return a line on something that must be so."""
    return f"{what}  {'met' if is_met else 'MISSED'}"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so large a share of them does not exceed."""
    return sorted(values)[ceil(len(values) * share) - 1]
