"""What ``echo`` means: every SQL statement in the log."""

import time
from typing import Any

from dataflow_app.orm.databases.asked_logs import asked_logger
from dataflow_app.orm.databases.wrapping import Wrapper, wrap_statements


def log_statements(database: str) -> Wrapper:
    """Log each statement on that database from now on, with its milliseconds, and without its values, which may be private.

    Returns the wrapper, for ``unwrap_statements``.
    """
    logger = asked_logger("dataflow.sql")

    def logged(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            logger.info("%.1f ms  %s", (time.perf_counter() - started) * 1000, sql)

    wrap_statements(database, logged)
    return logged
