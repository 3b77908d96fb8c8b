"""``manage.py serve``: the web server, and in embedded mode the worker and the ticker with it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from designer.management.port import require_free_port
from designer.management.server import serve


class Command(BaseCommand):
    """Serve the designer."""

    #: ``manage.py check`` has the time; a server is to be there at once.
    requires_system_checks = ()
    help = "Serve the designer, with its worker and ticker where no REDIS_URL is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take host and port."""
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Look whether the port is free, then serve until stopped."""
        host, port = options["host"], options["port"]
        require_free_port(host, port)
        serve(host, port, lambda: self.stdout.write(f"DataFlow Designer is at {url_of(host, port)} · Ctrl-C stops it"))


def url_of(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}"
