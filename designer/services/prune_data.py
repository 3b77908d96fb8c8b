"""Remove everything that was kept long enough."""

from collections import Counter
from datetime import datetime
from time import monotonic

from django.utils import timezone

from designer.services.prune_runs import prune_runs
from designer.services.prune_values import PREFIXES, prune_values

#: How long a worker does this at a time, in seconds.
TURN = 20.0


def prune_data(*, now: datetime | None = None) -> Counter[str]:
    """Remove all of it, and return how many rows of which model went, and how many files without one."""
    return prune_runs(now=now) + prune_values(now=now)


def prune_some(*, now: datetime | None = None, seconds: float = TURN) -> Counter[str]:
    """Remove for so many seconds; who is called every minute comes by everything.

    Of the values those are looked at that this minute's turn falls on, so that each is every four hours.
    """
    now, end = now or timezone.now(), monotonic() + seconds
    gone = prune_runs(now=now, may_go_on=lambda: monotonic() < end)
    turn = int(now.timestamp() // 60) % len(PREFIXES)
    return gone + prune_values(PREFIXES[turn], now=now)
