"""Append an event to a run that no worker holds."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from dataflow_app.runtime.events import EventType
from designer.models import Event
from designer.services.run_changed import run_changed


def record_event(*, run_id: int, type: EventType, at: datetime, payload: dict[str, Any] | None = None) -> Event:  # noqa: A002 - its word
    """Store the run's next event. Call it in the transaction that changes the run's row, whose lock keeps the numbers without gaps."""
    newest = Event.objects.filter(run_id=run_id).aggregate(newest=Max("seq"))["newest"] or 0
    event = Event.objects.create(run_id=run_id, seq=newest + 1, type=type, at=at, payload=payload)
    transaction.on_commit(lambda: run_changed.send(sender=Event, run_id=run_id))
    return event
