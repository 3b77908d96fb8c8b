"""The database connections of a thread, given back where Django is in use; a run without a database never touches it."""

import logging
import sys
from typing import Any

_log = logging.getLogger("dataflow")


def close_connections() -> None:
    """Close the connections of this thread, all of them."""
    for connection in _connections():
        _close(connection.close)


def return_connections() -> None:
    """Close those of this thread that are broken, or older than the project's settings allow."""
    for connection in _connections():
        _close(connection.close_if_unusable_or_obsolete)


def has_own_failed() -> bool:
    """Whether the connection of this thread to the project's own database met an error that was none of the data."""
    return any(connection.alias == "default" and connection.errors_occurred for connection in _connections())


def _connections() -> list[Any]:
    """Return the connections that this thread has opened; Django may be imported without being set up, and has none then."""
    database, conf = sys.modules.get("django.db"), sys.modules.get("django.conf")
    if database is None or conf is None or not conf.settings.configured:
        return []
    opened: list[Any] = database.connections.all(initialized_only=True)
    return opened


def _close(close: Any) -> None:
    try:
        close()
    except Exception as error:  # noqa: BLE001 - it is gone in either case, and what was done with it stands
        _log.warning("a database connection could not be closed: %s", error)
