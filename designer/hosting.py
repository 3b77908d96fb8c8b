"""What the server of a project that has the designer in it takes: one line in its ``asgi.py``."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.urls import reverse

#: An ASGI application; each library has types of its own for what it is called with.
Application = Callable[[Any, Any, Any], Awaitable[None]]


def with_designer(application: Application) -> Application:
    """Return the project's ASGI application with the designer's socket, worker and ticker.

    The designer answers its own socket and the server's lifespan, which starts and stops what is embedded; the rest is the project's.
    """
    # Their models need the apps to be ready, which they are once the project has made its application.
    from designer.lifespan import lifespan  # noqa: PLC0415
    from designer.realtime.routing import run_socket  # noqa: PLC0415

    async def hosted(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await lifespan(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] == reverse("designer:socket"):
            await run_socket(scope, receive, send)
        else:
            await application(scope, receive, send)

    return hosted
