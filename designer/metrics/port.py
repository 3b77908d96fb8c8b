"""A port at which a process without a web server serves its counts."""

from collections.abc import Iterable
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from designer.metrics.exposition import counted


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own signature
        """Keep the log for what matters."""


def serve_counts(host: str, port: int) -> None:
    """Answer every request at that port with the counts, in a thread; raise ``OSError`` where nothing can listen there."""
    server = make_server(host, port, _answer, handler_class=_Silent)
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()


def _answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ARG001 - WSGI's own signature
    start_response("200 OK", [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")])
    return [counted()]
