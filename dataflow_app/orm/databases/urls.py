"""Database URLs as entries of Django's ``DATABASES``; importable before Django is configured."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from dataflow_app.errors import DatabaseError
from dataflow_app.orm.databases.unusable_urls import masked, unusable

#: Seconds that a writer waits for another one before it gives up.
BUSY_TIMEOUT = 20
SQLITE_OPTIONS: dict[str, Any] = {
    # A transaction that will write says so at its beginning, so that two never wait for each other for good.
    "transaction_mode": "IMMEDIATE",
    "timeout": BUSY_TIMEOUT,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database_settings(
    url: str, *, pool_size: int | None = None, pool_max_overflow: int | None = None, pool_recycle: int | None = None
) -> dict[str, Any]:
    """Return the Django settings of the database at ``url``.

    ``sqlite:///relative.db``, ``sqlite:////absolute.db``, ``:memory:`` (or ``sqlite:///:memory:``) and
    ``postgresql://user:password@host:5432/name?sslmode=require`` are understood; ``postgres`` and SQLAlchemy's ``+driver`` too.
    ``pool_size`` connections stay open (``pool_max_overflow`` more at need), each at most ``pool_recycle`` seconds; SQLite opens a
    file a thread and has nothing to pool. Raises ``DatabaseError`` for what is no URL of a database that this library works with.
    """
    pool = _pool(pool_size, pool_max_overflow, pool_recycle)
    if url in (":memory:", "sqlite://:memory:", "sqlite://", "sqlite:///:memory:"):
        return memory_settings("shared")
    scheme = url.partition("://")[0].partition("+")[0].lower() if "://" in url else ""
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in ("postgres", "postgresql", "pgsql"):
        return _postgresql(url, pool)
    raise unusable(url, scheme)


def memory_settings(name: str) -> dict[str, Any]:
    """Return the settings of the database called ``name`` in this process's memory.

    SQLite's ``memdb`` is one database for all threads, with locks that wait, where its shared cache refuses at once. It lives
    as long as a connection to it does.
    """
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"file:/{name}?vfs=memdb", "OPTIONS": {**SQLITE_OPTIONS}}


def _sqlite(url: str) -> dict[str, Any]:
    parts = _split(url)
    path = unquote(parts.netloc + parts.path if parts.netloc else parts.path.removeprefix("/"))
    options = dict(parse_qsl(parts.query))
    if options:
        raise DatabaseError(
            f"The database URL '{masked(url)}' has options ({', '.join(options)}) that SQLite does not take.", "Leave them out."
        )
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(path).expanduser()), "OPTIONS": {**SQLITE_OPTIONS}}


def _postgresql(url: str, pool: dict[str, Any]) -> dict[str, Any]:
    parts = _split(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    _check_options(url, options)
    host = options.pop("host", None) or unquote(parts.hostname or "")
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise DatabaseError(
            f"The database URL '{masked(url)}' names no database.", "Add its name: postgresql://user:password@host:5432/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(_port(url) or options.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, **({"pool": pool} if pool else {})},
    }


def _split(url: str) -> SplitResult:
    """Take a URL apart; what Python says of a bad one may hold its password, and so is left out."""
    try:
        return urlsplit(url)
    except ValueError:
        remedy = "Write signs like [ ] @ / in a password as %5B %5D %40 %2F."
        raise DatabaseError(f"The database URL '{masked(url)}' cannot be read.", remedy) from None


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        remedy = "PostgreSQL's usual one is 5432; signs like @ : / in a password are written as %40 %3A %2F."
        raise DatabaseError(f"The port in the database URL '{masked(url)}' is no number.", remedy) from None


def _check_options(url: str, options: dict[str, Any]) -> None:
    """Refuse what stands after the question mark and means nothing to PostgreSQL's own library."""
    if not options:
        return
    from psycopg import ProgrammingError  # noqa: PLC0415 - only PostgreSQL needs it
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    for name, value in options.items():
        try:
            make_conninfo(**{name: value})
        except ProgrammingError:
            remedy = "It may hold what libpq knows, such as sslmode=require or connect_timeout=5."
            raise DatabaseError(f"The database URL '{masked(url)}' has the unknown option '{name}'.", remedy) from None


def _pool(size: int | None, overflow: int | None, recycle: int | None) -> dict[str, Any]:
    for name, value in (("pool_size", size), ("pool_max_overflow", overflow), ("pool_recycle", recycle)):
        if value is not None and not _is_count(value):
            raise DatabaseError(f"{name} is {value!r}.", "It is a whole number, 0 or more.")
    if recycle == 0:
        raise DatabaseError("pool_recycle is 0.", "It is the number of seconds that a connection is used for; leave it out for an hour.")
    if size is None and overflow is None and recycle is None:
        return {}
    kept = 4 if size is None else size
    pool: dict[str, Any] = {"min_size": kept, "max_size": max(1, kept + (overflow or 0))}
    return {**pool, **({"max_lifetime": recycle} if recycle else {})}


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
