"""What ``echo`` means: every SQL statement in the log."""

import logging
import time
from typing import Any

from dataflow_app.orm.wrapping import wrap_statements

LOG = logging.getLogger("dataflow.sql")


def log_statements(database: str) -> None:
    """Log each statement on that database from now on, with its milliseconds; without its values, which may be private."""
    if not LOG.isEnabledFor(logging.INFO):
        LOG.setLevel(logging.INFO)
    if not LOG.hasHandlers():
        LOG.addHandler(logging.StreamHandler())
    wrap_statements(database, _log)


def _log(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        LOG.info("%.1f ms  %s", (time.perf_counter() - started) * 1000, sql)
