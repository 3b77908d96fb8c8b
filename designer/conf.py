"""What the designer reads from a project's settings: the dictionary ``DESIGNER``, whose keys may all be left out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Options:
    """Each key of ``DESIGNER``, in small letters, with what holds without it."""

    #: The Redis server of the Celery workers and of the sockets' hints. Without one, runs stay in the web process.
    redis_url: str = ""
    #: The broker of the Celery workers where it is not the Redis server, such as ``amqp://…`` for RabbitMQ.
    broker_url: str = ""
    #: Whether the web process brings its own worker and ticker; None: where there is no ``REDIS_URL``.
    embedded: bool | None = None
    #: How many runs one worker executes at once.
    worker_concurrency: int = 4
    #: How long a worker that fell silent keeps its run before another one may take it, in seconds.
    lease_seconds: int = 15
    #: How long a worker that is told to stop lets the nodes under way go on before it hands their runs over, in seconds.
    grace_seconds: float = 10.0
    #: How many workers a run may cost before it has failed: each that fell silent while it executed the run is one.
    max_crashes: int = 3
    #: The bytes of JSON that a parameter or an output may have to stay in the database: what has more goes to ``STORAGES["values"]``.
    value_bound: int = 64 * 1024
    #: How many days a run is kept after its end, with its events and values; None: for ever.
    keep_runs_days: float | None = 90
    #: How many days a run that failed is kept; None: for ever.
    keep_failed_days: float | None = 180
    #: How many proxies stand in front, each of which appends to X-Forwarded-For the address that it was called from.
    trusted_proxies: int = 0
    #: What callers of ``/metrics`` send as a bearer token. Without one, only this machine is answered, and nobody through a proxy.
    metrics_token: str = ""
    #: The port at which a worker serves its own counts; 0: at none.
    metrics_port: int = 0
    #: The address at which it does.
    metrics_host: str = "127.0.0.1"
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
    return _read(tuple(given.items()))


# They are asked for at each commit of a run, and change in tests only.
@lru_cache(maxsize=8)
def _read(given: tuple[tuple[str, Any], ...]) -> Options:
    known = [field.name.upper() for field in fields(Options)]
    for key, _ in given:
        if key not in known:
            raise ImproperlyConfigured(f"DESIGNER has the key '{key}', which means nothing. {_suggestion(key, known)}")
    return Options(**{key.lower(): value for key, value in given})


def days(text: str) -> float | None:
    """Return the number of days that a variable says; None for ``never`` or nothing."""
    return None if text.lower() in ("", "never", "none") else float(text)


def _suggestion(key: str, known: list[str]) -> str:
    close = get_close_matches(key.upper(), known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Its keys are {', '.join(known)}."
