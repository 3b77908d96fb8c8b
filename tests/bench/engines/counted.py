"""The designer's ASGI application, with a count of the events that it read and made into text (at ``/bench-counts``)."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from designer import asgi
from designer.realtime import frames, reading, tailer

COUNTS = {"read": 0, "made": 0}


def _counting_text(make: Callable[..., str]) -> Callable[..., str]:
    def made(*arguments: Any) -> str:
        COUNTS["made"] += 1
        return make(*arguments)

    return made


def _counting_reads(read: Callable[..., list[tuple[int, str]]]) -> Callable[..., list[tuple[int, str]]]:
    def counted(*arguments: Any) -> list[tuple[int, str]]:
        events = read(*arguments)
        COUNTS["read"] += len(events)
        return events

    return counted


vars(reading)["event_text"] = _counting_text(frames.event_text)
vars(tailer)["read_events"] = _counting_reads(reading.read_events)


async def application(scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    """Answer with the counts, or as the designer does."""
    if scope["type"] != "http" or scope["path"] != "/bench-counts":
        await asgi.application(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(COUNTS).encode()})
