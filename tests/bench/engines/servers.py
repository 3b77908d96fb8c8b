"""The servers: a PostgreSQL that waits for the disk, with a database for each engine, and the Redis of ours."""

import subprocess
from typing import ClassVar

import psycopg
import redis

from tests.servers import PostgresqlServer, RedisServer


class _Watched:
    """A server whose processor time can be looked up."""

    _process: "subprocess.Popen[bytes] | None"

    @property
    def pid(self) -> int:
        """The process; all others that it has are its children."""
        if self._process is None:
            raise RuntimeError("It is not running.")
        return self._process.pid


class DurablePostgresql(_Watched, PostgresqlServer):
    """A server whose commits are on the disk when they are answered, as in an installation that people rely on."""

    OPTIONS: ClassVar = {
        "fsync": "on",
        "synchronous_commit": "on",
        "max_connections": "200",
        "shared_buffers": "512MB",
        "jit": "off",
        "max_wal_size": "4GB",
        "log_min_messages": "warning",
    }

    @property
    def version(self) -> str:
        """Which PostgreSQL it is."""
        with psycopg.connect(self.url) as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]) if row else ""

    def database(self, name: str) -> str:
        """Make a database, and return its address."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"


class WatchedRedis(_Watched, RedisServer):
    """A Redis server whose processor time can be looked up."""

    @property
    def version(self) -> str:
        """Which Redis it is."""
        return str(redis.Redis(port=self.port).info("server")["redis_version"])  # type: ignore[index, misc, unused-ignore] # redis types it for both its clients
