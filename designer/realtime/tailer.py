"""The tailer of one run: reads each event once, whoever listens, and is done when the run is."""

import asyncio
from bisect import bisect_right

import structlog

from designer.realtime.bell import Bell, wait_for
from designer.realtime.frames import events_frame
from designer.realtime.reading import BATCH, off_loop, read_events, read_progress

#: How long the tailer waits for a hint before it looks by itself, in seconds.
POLL = 0.15
#: How long it waits after the database refused an answer, in seconds.
RETRY = 1.0

_log = structlog.get_logger(__name__)


class Tailer:
    """Holds the run's events after the lowest seq that anybody asked for, as text, and hands out frames of them.

    ``hint`` is rung from outside when there may be news; ``news`` rings for listeners when there is.
    """

    def __init__(self, run_id: int, after: int) -> None:
        self.run_id = run_id
        self.hint = Bell()
        self.news = Bell()
        self.is_over = False
        self._start = self._head = after
        self._seqs: list[int] = []
        self._texts: list[str] = []
        self._frame: tuple[int, int, str] | None = None
        self._reaching_back = asyncio.Lock()

    async def reach_back(self, after: int) -> None:
        """Fetch what lies between an earlier seq and the tailer's beginning, for a listener who joins late."""
        async with self._reaching_back:
            earlier: list[tuple[int, str]] = []
            position = after
            while position < self._start:
                events = await off_loop(read_events)(self.run_id, position, self._start)
                earlier.extend(events)
                position = events[-1][0] if len(events) == BATCH else self._start
            if after < self._start:
                self._seqs[:0] = [seq for seq, _ in earlier]
                self._texts[:0] = [text for _, text in earlier]
                self._start = after

    def frame_after(self, position: int) -> tuple[str, int] | None:
        """Return the frame for a listener who has everything up to ``position``, and the seq it has then; None where it has all.

        Listeners at the same place get the same text, made once.
        """
        first = bisect_right(self._seqs, position)
        last = min(first + BATCH, len(self._seqs))
        if first == last:
            return None
        if self._frame is None or self._frame[:2] != (position, self._seqs[last - 1]):
            self._frame = (position, self._seqs[last - 1], events_frame(self.run_id, self._texts[first:last]))
        return self._frame[2], self._frame[1]

    async def follow_run(self) -> None:
        """Read until the run is final and everything is read."""
        while not self.is_over:
            hint = self.hint.next_ring
            try:
                await self._read()
            except Exception:  # noqa: BLE001 - a read that failed once must not silence the run for good
                _log.exception("events cannot be read, trying again", run=self.run_id)
                await asyncio.sleep(RETRY)
            if not self.is_over:
                await wait_for(hint, POLL)

    async def _read(self) -> None:
        """Take all events that are there now."""
        progress = await off_loop(read_progress)(self.run_id)
        while self._head < progress.last_seq:
            events = await off_loop(read_events)(self.run_id, self._head, progress.last_seq)
            self._seqs.extend(seq for seq, _ in events)
            self._texts.extend(text for _, text in events)
            self._head = events[-1][0] if events else progress.last_seq
            self.news.ring()
        if progress.is_final:
            self.is_over = True
            self.news.ring()
