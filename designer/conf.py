"""What the designer reads from a project's settings: the dictionary ``DESIGNER``, whose keys may all be left out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Options:
    """Each key of ``DESIGNER``, in small letters, with what holds without it."""

    #: The Redis server of the Celery workers and of the sockets' hints. Without one, runs stay in the web process.
    redis_url: str = ""
    #: Whether the web process brings its own worker and ticker; None: where there is no ``REDIS_URL``.
    embedded: bool | None = None
    #: How many runs one worker executes at once.
    worker_concurrency: int = 4
    #: How long a worker that fell silent keeps its run before another one may take it, in seconds.
    lease_seconds: int = 15
    #: How many proxies stand in front, each of which appends to X-Forwarded-For the address that it was called from.
    trusted_proxies: int = 0
    #: Whether the front end comes from Vite's development server.
    vite_dev: bool = False

    @property
    def is_embedded(self) -> bool:
        """Whether the web process brings its own worker and ticker."""
        return not self.redis_url if self.embedded is None else self.embedded


DEFAULTS = Options()


def options() -> Options:
    """Return what the project's ``DESIGNER`` says; raise ``ImproperlyConfigured`` where it has a key that is none."""
    given: Mapping[str, Any] = getattr(settings, "DESIGNER", {})
    known = [field.name.upper() for field in fields(Options)]
    for key in given:
        if key not in known:
            raise ImproperlyConfigured(f"DESIGNER has the key '{key}', which means nothing. {_suggestion(key, known)}")
    return Options(**{key.lower(): value for key, value in given.items()})


def _suggestion(key: str, known: list[str]) -> str:
    close = get_close_matches(key.upper(), known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Its keys are {', '.join(known)}."
