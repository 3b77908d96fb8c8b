"""Whether this process can do its work: its database, the broker, and in embedded mode its worker and ticker."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from designer import celery
from designer.conf import options
from designer.operations.parts import PARTS
from designer.redis_client import redis_client

#: How long a server may take to answer, in seconds: a probe is to end before its caller gives up.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that this process needs and has not: what, and what to do about it."""

    code: str
    message: str
    remedy: str


def find_missing() -> list[Missing]:
    """Return what keeps this process from its work, each with its remedy; nothing where it is ready."""
    return [*_database(), *_redis(), *_broker(), *_embedded()]


def _database() -> Iterator[Missing]:
    try:
        is_migrated = _answers() and _MIGRATED.look()
    except DatabaseError:
        yield Missing("database_away", "The database does not answer.", "Look whether it runs, and whether DATABASE_URL is right.")
        return
    if not is_migrated:
        yield Missing("not_migrated", "The database's tables are older than this program.", "Run manage.py migrate.")


def _answers() -> bool:
    """Ask past the pool, which would have the probe wait where the database is away or all connections are in use."""
    if getattr(connection, "pool", None) is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    else:
        with connection.wrap_database_errors:
            psycopg.connect(**connection.get_connection_params(), connect_timeout=int(PATIENCE)).close()
    return True


class Migrated:
    """Whether all migrations are applied; once they are, nobody takes them back under a running process, so it is asked no more."""

    def __init__(self) -> None:
        self._is_known = False

    def look(self) -> bool:
        """Read it from the database, until it is so."""
        if not self._is_known:
            executor = MigrationExecutor(connection)
            self._is_known = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self._is_known


_MIGRATED = Migrated()


def _redis() -> Iterator[Missing]:
    url = options().redis_url
    try:
        if url:
            redis_client(url).ping()
    except RedisError:
        yield Missing("redis_away", "Redis does not answer.", "Look whether it runs, and whether REDIS_URL is right.")


def _broker() -> Iterator[Missing]:
    """Ask a broker that is not the Redis server, which was asked already."""
    if not options().broker_url:
        return
    try:
        with celery.app.connection_for_write(options().broker_url, connect_timeout=PATIENCE) as broker:
            broker.connect()
    except (OperationalError, OSError):
        yield Missing("broker_away", "The broker of the workers does not answer.", "Look whether it runs, and whether BROKER_URL is right.")


def _embedded() -> Iterator[Missing]:
    if not options().is_embedded:
        return
    for part in ("worker", "ticker"):
        if not PARTS.is_alive(part):
            remedy = "It is being started, or it ended: the log says why. Only an ASGI server with a lifespan starts it: manage.py serve."
            yield Missing(f"{part}_away", f"The {part} of this process does not run.", remedy)
