"""Stopping a statement that another thread waits for."""

import logging
from typing import Any

#: How long to wait for the database to hear of it, in seconds.
_PATIENCE = 5.0

_log = logging.getLogger("dataflow")


def interrupt(connection: Any) -> None:
    """Stop the statement that runs on a Django connection, if one does, from whatever thread; its own thread gets an ``OperationalError``.

    PostgreSQL is told over a connection made for that, SQLite directly. Where that fails, the statement goes on, and the log says so.
    """
    raw = connection.connection
    if raw is None:
        return
    try:
        if connection.vendor == "postgresql":
            raw.cancel_safe(timeout=_PATIENCE)
        else:
            raw.interrupt()
    except Exception as error:  # noqa: BLE001 - closed meanwhile, or the server is away: the statement ends by that, or by itself
        _log.warning("a statement could not be stopped: %s", error)
