"""The lifespan of a web process: what starts before its first request and stops after its last."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from designer.conf import options
from designer.realtime.hints import bind_loop

if TYPE_CHECKING:
    from designer.embedded.services import EmbeddedServices

Message = MutableMapping[str, Any]


async def lifespan(
    scope: Message,  # noqa: ARG001 - ASGI's own signature
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    """Serve ASGI's lifespan: start the embedded services where this process is to have them, and stop them at its end.

    Pages are served before the services are up: what is queued in between waits for them.
    """
    await receive()
    bind_loop(asyncio.get_running_loop())
    starting = asyncio.create_task(asyncio.to_thread(_start))
    await send({"type": "lifespan.startup.complete"})
    await receive()
    services = await starting
    if services is not None:
        await asyncio.to_thread(services.stop)
    bind_loop(None)
    await send({"type": "lifespan.shutdown.complete"})


def _start() -> "EmbeddedServices | None":
    if not options().is_embedded:
        return None
    from designer.embedded.services import EmbeddedServices  # noqa: PLC0415 - Celery's worker is large, and only this mode needs it

    services = EmbeddedServices()
    services.start()
    return services
