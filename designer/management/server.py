"""The web server of one process."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.utils.module_loading import import_string

from designer.hosting import Application, with_designer


class AnnouncingServer(uvicorn.Server):
    """A server that says when it can be reached, not when it was started."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._announce()


def served_application() -> Application:
    """Return the project's ASGI application, or one of its pages where it names none, with the designer, and in DEBUG its static files."""
    # Loads every edge, which other commands do without.
    own: Application = import_string(getattr(settings, "ASGI_APPLICATION", None) or "designer.asgi.application")
    application = with_designer(own)
    has_files = settings.DEBUG and apps.is_installed("django.contrib.staticfiles")
    if has_files:
        # As runserver does; the handler passes on what is no file, to whatever it was given.
        application = ASGIStaticFilesHandler(application)  # type: ignore[arg-type]
    return application


def serve(host: str, port: int, announce: Callable[[], None]) -> None:
    """Serve until the process is asked to stop; ``announce`` is called once requests are answered."""
    config = uvicorn.Config(
        served_application(),
        host=host,
        port=port,
        lifespan="on",
        log_level="warning",
        timeout_graceful_shutdown=3,
        # Uvicorn would believe whatever anybody on this machine writes into X-Forwarded-For; TRUSTED_PROXIES says how far it goes.
        proxy_headers=False,
    )
    # Uvicorn stops in order, and then hands Ctrl-C on.
    with suppress(KeyboardInterrupt):
        AnnouncingServer(config, announce).run()
