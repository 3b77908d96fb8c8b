"""A bell: wakes everybody who waits, once, from within the event loop."""

import asyncio
from contextlib import suppress


class Bell:
    """Something that tasks wait for together; a ring wakes all who waited then, and leaves nothing behind."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake who waits."""
        rung, self._event = self._event, asyncio.Event()
        rung.set()

    @property
    def next_ring(self) -> asyncio.Event:
        """What the next ring will set; take it before looking, wait on it after, and no ring is missed in between."""
        return self._event


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event is set, at most that long."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
