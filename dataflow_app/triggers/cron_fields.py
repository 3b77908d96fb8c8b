"""What people write in the fields of a cron expression, as cronsim reads it."""

import re

FIELDS = ("minute", "hour", "day of the month", "month", "day of the week")
SECONDS = ("second", *FIELDS)
SHORTHANDS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * SUN",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_DAYS = {name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"))}
_LAST_DAY = re.compile(rf"({'|'.join(_DAYS)})L")
_RANGE = re.compile(rf"({'|'.join(_DAYS)}|[0-7])-({'|'.join(_DAYS)}|[0-7])")


def split_fields(text: str) -> list[str]:
    """Return the fields as they are written, five or, with seconds, six; raise ``ValueError`` for any other number."""
    fields = SHORTHANDS.get(text.strip().lower(), text).split()
    if len(fields) not in (len(FIELDS), len(SECONDS)):
        names = ", ".join(FIELDS)
        raise ValueError(f"A cron expression has 5 fields ({names}), or 6 with the second first, and {text!r} has {len(fields)}.")
    return fields


def names_of(fields: list[str]) -> tuple[str, ...]:
    """Return what each of the fields is called."""
    return FIELDS if len(fields) == len(FIELDS) else SECONDS


def plain_weekdays(field: str) -> str:
    """Return a day of the week in numbers where cronsim takes no names (``FRIL``) and no ranges past Saturday (``FRI-MON``)."""
    return ",".join(_plain_weekday(term) for term in field.upper().split(","))


def _plain_weekday(term: str) -> str:
    if last := _LAST_DAY.fullmatch(term):
        return f"{_DAYS[last[1]]}L"
    if between := _RANGE.fullmatch(term):
        first, last_day = (_DAYS.get(end, end) for end in between.groups())
        return _over_sunday(int(first), int(last_day))
    return term


def _over_sunday(first: int, last: int) -> str:
    """Return a range of days; one that ends before it begins goes on past Saturday."""
    if last >= first:
        return f"{first}-{last}"
    return f"{first}-7" if last == 0 else f"{first}-7,1-{last}"
