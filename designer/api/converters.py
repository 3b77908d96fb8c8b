"""Path converters of the API."""

from django.urls.converters import StringConverter

MAX_ID = 2**63 - 1


class IdConverter:
    """A primary key: digits within 64 bits, so that a longer one is simply not found."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Return the number; raise ``ValueError`` (no match) for one that no column holds."""
        number = int(value)
        if number > MAX_ID:
            msg = f"{value} is beyond 64 bits"
            raise ValueError(msg)
        return number

    def to_url(self, value: int) -> str:
        """Return the number's digits."""
        return str(value)


class TextConverter(StringConverter):
    """Text without the character NUL, which no database finds anything by."""

    regex = r"[^/\x00]+"
