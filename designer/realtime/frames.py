"""What the server says on the socket, as text that is made once and sent to many."""

import json
from collections.abc import Iterable
from typing import Any

from designer.models import Event


def event_text(event: Event) -> str:
    """Return an event as JSON text, the same that the API gives."""
    return dumps(
        {
            "run": event.run_id,
            "seq": event.seq,
            "type": event.type,
            "node": event.node,
            "iteration": event.iteration,
            "payload": event.payload,
            "at": event.at.isoformat().replace("+00:00", "Z"),
        }
    )


def events_frame(run_id: int, events: Iterable[str]) -> str:
    """Return the frame that carries these events."""
    return f'{{"type":"events","run":{run_id},"events":[{",".join(events)}]}}'


def subscribed_frame(run_id: int, last_seq: int) -> str:
    """Return the answer to a subscription."""
    return dumps({"type": "subscribed", "run": run_id, "last_seq": last_seq})


def problem_frame(code: str, detail: str, run_id: int | None = None) -> str:
    """Return what refuses a message; the socket stays open."""
    return dumps({"type": "problem", "code": code, "detail": detail, **({} if run_id is None else {"run": run_id})})


def pong_frame() -> str:
    """Return the answer to a ping."""
    return '{"type":"pong"}'


def dumps(value: dict[str, Any]) -> str:
    """Return compact JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
