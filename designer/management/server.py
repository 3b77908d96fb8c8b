"""The web server of one process."""

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn


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


def serve(host: str, port: int, announce: Callable[[], None]) -> None:
    """Serve until the process is asked to stop; ``announce`` is called once requests are answered."""
    from designer.asgi import application  # noqa: PLC0415 - loads every edge, which other commands do without

    config = uvicorn.Config(
        application,
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
