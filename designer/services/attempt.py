"""Do what is done again and again, whatever becomes of it this time."""

from collections.abc import Callable

import structlog
from django.db import DatabaseError, close_old_connections

_log = structlog.get_logger(__name__)


def attempt(work: Callable[[], object]) -> None:
    """Do the work, on a fresh connection where the old one is dead; log why it failed, for the next time is a second away."""
    close_old_connections()
    try:
        work()
    except DatabaseError as error:
        _log.warning("the tick failed, trying again in a second", error=str(error))
    except Exception:  # noqa: BLE001 - a ticker that died of one bad row would stop every schedule
        _log.exception("the tick failed, trying again in a second")
