"""``celery -A designer beat``: the ticker under the name that people of Celery look for."""

from typing import Any

from celery.beat import Scheduler

from designer.services.tick import INTERVAL, tick_on


class TickingScheduler(Scheduler):
    """Ticks by itself: a message to a worker would wait behind runs, and for a broker that is gone."""

    def tick(self, *_: Any, **__: Any) -> float:
        """Tick, and return the seconds until the next time."""
        tick_on()
        return INTERVAL
