"""This process's connections to a Redis server, for what is asked of it beside Celery and the channel layer."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis import Redis

#: How long a Redis may take to answer, in seconds.
PATIENCE = 2.0


@cache
def redis_client(url: str) -> "Redis":
    """Return the client of that address; any thread may use it, and so may a forked process."""
    from redis import Redis  # noqa: PLC0415 - only where there is Redis

    return Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, socket_keepalive=True)
