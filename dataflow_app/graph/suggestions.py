"""Suggestions for names that do not exist, with a bound on the time that looking for them takes."""

from collections.abc import Collection
from dataclasses import dataclass

from dataflow_app.errors import suggest

#: How many names one compile compares at most; a comparison takes some 10 µs.
COMPARISONS = 20_000


@dataclass
class Suggestions:
    """Finds near names until ``left`` comparisons are used up; after that it has no suggestion."""

    left: int = COMPARISONS

    def near(self, name: str, known: Collection[str]) -> str:
        """Return ``Did you mean 'x'?`` for the nearest name, or nothing."""
        if len(known) > self.left:
            return ""
        self.left -= len(known)
        return suggest(name, known).strip()

    def near_or_listed(self, name: str, known: Collection[str], most: int = 12) -> str:
        """Return ``Did you mean 'x'?``, or what names there are."""
        names = sorted(known)
        listed = ", ".join(names[:most]) + ("…" if len(names) > most else "")
        return self.near(name, names) or (f"There are: {listed}." if names else "There is none.")
