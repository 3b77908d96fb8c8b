"""A port at which a process without a web server serves its counts."""

from collections.abc import Iterable
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import structlog

from designer.conf import options

_log = structlog.get_logger(__name__)


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own signature
        """Keep the log for what matters."""


def open_port() -> None:
    """Serve the counts where ``METRICS_PORT`` says; a port that is taken is logged, and the process does its work without."""
    port, host = options().metrics_port, options().metrics_host
    if port:
        try:
            serve_counts(host, port)
        except OSError as error:
            _log.error("metrics are not served", host=host, port=port, error=str(error))


def serve_counts(host: str, port: int) -> None:
    """Answer every request at that port with the counts, in a thread; raise ``OSError`` where nothing can listen there."""
    server = make_server(host, port, _answer, handler_class=_Silent)
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()


def _answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ARG001 - WSGI's own signature
    # The client library is loaded where somebody asks only.
    from designer.metrics.exposition import counted  # noqa: PLC0415

    start_response("200 OK", [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")])
    return [counted()]
