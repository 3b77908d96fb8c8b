"""Time zones by their IANA name."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dataflow_app.errors import suggest

#: Files beside the zones: what a machine is set to, or is set to when nobody chose. They mean another time elsewhere.
_NO_PLACES = {"localtime", "Factory", "posixrules"}
_SHOWN = 80


@cache
def read_time_zone(name: str) -> ZoneInfo:
    """Return the time zone of that name; raise ``ValueError`` with a suggestion where there is none."""
    if name not in _names():
        name = name[:_SHOWN]
        hint = suggest(name, _names()).strip() or "Use a name such as Europe/Berlin, America/New_York or UTC."
        raise ValueError(f"There is no time zone '{name}'. {hint}")
    return ZoneInfo(name)


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones() - _NO_PLACES)
