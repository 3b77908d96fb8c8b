"""Append events to a run that no worker holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from dataflow_app.runtime.events import EventType
from designer.models import Event
from designer.services.run_changed import run_changed


@dataclass(frozen=True, slots=True)
class Happening:
    """What an event tells, before it has a number; ``node`` is None for what is said of the whole run."""

    type: EventType
    payload: dict[str, Any] | None = None
    node: str | None = None


def record_event(
    *,
    run_id: int,
    type: EventType,  # noqa: A002 - its word
    at: datetime,
    payload: dict[str, Any] | None = None,
    is_first: bool = False,
) -> Event:
    """Store the run's next event. Call it in the transaction that changes the run's row, whose lock keeps the numbers without gaps.

    ``is_first`` says that the run is new, so that nobody has to look for its last event.
    """
    (event,) = record_events(run_id, [Happening(type, payload)], at=at, is_first=is_first)
    return event


def record_events(run_id: int, happenings: Sequence[Happening], *, at: datetime, is_first: bool = False) -> list[Event]:
    """Store the run's next events, likewise, by one statement."""
    newest = 0 if is_first else Event.objects.filter(run_id=run_id).aggregate(newest=Max("seq"))["newest"] or 0
    events = Event.objects.bulk_create(
        Event(run_id=run_id, seq=seq, type=each.type, node=each.node, at=at, payload=each.payload)
        for seq, each in enumerate(happenings, newest + 1)
    )
    transaction.on_commit(lambda: run_changed.send(sender=Event, run_id=run_id))
    return events
