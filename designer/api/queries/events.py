"""Events as HTTP and sockets send them."""

from django.db.models import QuerySet

from designer.models import Event

#: How many events one answer or one frame carries at most; who wants more asks again with the last seq.
BATCH = 1000


def events_after(run_id: int, after: int) -> QuerySet[Event]:
    """Return the run's next events after that seq, in order, at most ``BATCH`` of them."""
    return Event.objects.filter(run=run_id, seq__gt=after).order_by("seq")[:BATCH]
