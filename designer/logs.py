"""Structured logs: one line a fact, JSON where a machine reads them, quiet where nothing is wrong."""

import logging
from typing import Any

import structlog

from dataflow_app.orm.acting import current_scope


def add_scope(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Let a line name the tenant, the run and the node that acts now, code of nodes and the libraries that it calls included."""
    scope = current_scope()
    for key, value in (("tenant", scope.tenant), ("run", scope.run), ("node", scope.node)):
        if value:
            line.setdefault(key, value)
    return line


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    add_scope,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_structlog(*, as_text: bool = False) -> None:
    """Send what structlog is told through the standard library's handlers, so that there is one stream.

    ``as_text`` suits whatever formatters these have; ``logging_settings`` has one that makes the text itself.
    """
    text: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        add_scope,
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(key_order=["event"]),
    ]
    structlog.configure(
        processors=text if as_text else [*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logging_settings(level: str, *, as_json: bool) -> dict[str, Any]:
    """Return Django's ``LOGGING``: everything to standard error, from ``level`` on."""
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    tracebacks: list[structlog.typing.Processor] = [structlog.processors.format_exc_info] if as_json else []
    processors = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *tracebacks, renderer]
    formatter = {"()": structlog.stdlib.ProcessorFormatter, "processors": processors, "foreign_pre_chain": _SHARED}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": logging.getLevelName(level.upper())},
        "loggers": {"django": {"handlers": [], "propagate": True}, "django.request": {"level": "ERROR"}},
    }
