"""Databases that are opened while the process runs: aliases of Django's beside those of the settings."""

import atexit
import os
import sqlite3
import threading
from itertools import count
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, router

from dataflow_app.orm.databases.routing import BoundRouter
from dataflow_app.orm.databases.urls import memory_settings

_NUMBERS = count(1)
_LOCK = threading.Lock()
#: One connection to each database in memory, for it lives as long as one is open.
_KEPT_OPEN: dict[str, sqlite3.Connection] = {}


def open_database(entry: dict[str, Any]) -> str:
    """Register a database under an alias of its own and return the alias; nothing connects yet."""
    alias = f"dataflow_{next(_NUMBERS)}"
    if is_in_memory(entry):
        entry = memory_settings(f"{alias}_{os.getpid()}")
        _KEPT_OPEN[alias] = sqlite3.connect(entry["NAME"], uri=True, check_same_thread=False)
    register(alias, entry)
    _route()
    return alias


def register(alias: str, entry: dict[str, Any]) -> None:
    """Give an alias its settings, in one step for the threads that read them; its pool is closed when the process ends."""
    if entry.get("OPTIONS", {}).get("pool"):
        atexit.register(_close_pool, alias)
    present = next((each for each in connections.all(initialized_only=True) if each.alias == alias), None)
    if present is not None:
        present.close()
    with _LOCK:
        if present is not None:
            del connections[alias]
        complete = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: entry})[alias]
        connections.__dict__["settings"] = {**connections.settings, alias: complete}


def close_database(alias: str) -> None:
    """Close this thread's connection to the alias (and its pool) and forget it; one in memory ends with its last connection."""
    connection: Any = connections[alias]
    # Inside a coroutine Django would refuse to close even what was never opened there.
    if connection.connection is not None:
        connection.close()
    if getattr(connection, "pool", None) is not None:
        connection.close_pool()
    with _LOCK:
        connections.__dict__["settings"] = {name: each for name, each in connections.settings.items() if name != alias}
        del connections[alias]
    kept = _KEPT_OPEN.pop(alias, None)
    if kept:
        kept.close()


def _close_pool(alias: str) -> None:
    if alias in connections.settings:
        connection: Any = connections[alias]
        connection.close()
        connection.close_pool()


def is_in_memory(entry: dict[str, Any]) -> bool:
    """Whether settings are those of a database in memory."""
    return "vfs=memdb" in str(entry["NAME"])


def is_default(url: str, entry: dict[str, Any]) -> bool:
    """Whether a URL means the database that Django's settings call ``default``."""
    if is_in_memory(entry):
        return False
    if url == os.environ.get("DATABASE_URL"):
        return True
    default = settings.DATABASES.get(DEFAULT_DB_ALIAS, {})
    same_place = all(str(default.get(key) or "") == str(entry.get(key) or "") for key in ("ENGINE", "NAME", "HOST", "PORT", "USER"))
    return same_place and _asked(entry).items() <= default.get("OPTIONS", {}).items()


def _asked(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the options that a PostgreSQL URL names itself, such as another schema to work in."""
    return {name: value for name, value in entry["OPTIONS"].items() if name != "pool"} if "postgresql" in entry["ENGINE"] else {}


def _route() -> None:
    """Let Django ask for the database of a model wherever no database is named."""
    if not any(isinstance(each, BoundRouter) for each in router.routers):
        router.routers.insert(0, BoundRouter())
