"""The feed of one tenant's runs: which of them changed, for live lists."""

import asyncio
from collections import OrderedDict

import structlog
from django.db.models import Q
from rest_framework.renderers import JSONRenderer

from dataflow_app.runtime.status import Status
from designer.api.queries.runs import runs_of
from designer.api.serializers.runs import RunSummarySerializer
from designer.models import Run, Tenant
from designer.realtime.bell import Bell, wait_for
from designer.realtime.reading import off_loop

#: How long the feed waits for a hint, and how long it rests between two reads, in seconds.
POLL = 1.0
REST = 0.1
#: How many of the newest runs are looked at besides the open ones, so that none passes unseen between two reads.
NEWEST = 50
#: How many changed runs are kept for listeners who are slow.
KEPT = 200
OPEN = (Status.QUEUED.value, Status.RUNNING.value)

_log = structlog.get_logger(__name__)


def read_states(tenant_id: int, known: frozenset[int]) -> dict[int, str]:
    """Return the status by id of the tenant's open runs, of the known ones, and of the newest."""
    runs = Run.objects.filter(tenant=tenant_id)
    newest = list(runs.order_by("-id").values_list("id", "status")[:NEWEST])
    rest = runs.filter(Q(status__in=OPEN) | Q(pk__in=known)).values_list("id", "status")
    return dict(sorted({*newest, *rest}))


def read_summaries(tenant_id: int, ids: list[int]) -> list[tuple[int, str]]:
    """Return id and frame of those runs, the oldest first."""
    runs = runs_of(Tenant(pk=tenant_id)).filter(pk__in=ids).order_by("id")
    texts = [JSONRenderer().render(RunSummarySerializer(run).data).decode() for run in runs]
    return [(run.pk, f'{{"type":"run_changed","run":{text}}}') for run, text in zip(runs, texts, strict=True)]


class RunFeed:
    """Compares the runs' statuses with what it saw last and keeps a frame for each that changed.

    Positions count changes. A listener begins at 0 and so first gets the newest runs as they are: what changed between the
    page's own request and the subscription is not lost. A run that changed twice since a listener looked is told once, as it is now.
    """

    is_over = False

    def __init__(self, tenant_id: int) -> None:
        self.hint = Bell()
        self.news = Bell()
        self._tenant = tenant_id
        self._states: dict[int, str] = {}
        self._changes: OrderedDict[int, tuple[int, str]] = OrderedDict()
        self._count = 0

    def frame_after(self, position: int) -> tuple[str, int] | None:
        """Return the next change after that position, with its own; None where the listener knows all."""
        found: tuple[str, int] | None = None
        for number, frame in reversed(self._changes.values()):
            if number <= position:
                break
            found = frame, number
        return found

    async def follow_runs(self) -> None:
        """Look until nobody listens any more."""
        while True:
            hint = self.hint.next_ring
            try:
                await self._read()
            except Exception:  # noqa: BLE001 - a read that failed once must not silence the list for good
                _log.exception("runs cannot be read, trying again", tenant=self._tenant)
            await wait_for(hint, POLL)
            await asyncio.sleep(REST)

    async def _read(self) -> None:
        """Take what changed since the last look."""
        still_open = frozenset(run for run, status in self._states.items() if status in OPEN)
        states = await off_loop(read_states)(self._tenant, still_open)
        changed = [run for run, status in states.items() if self._states.get(run) != status]
        self._states = states
        if changed:
            self._keep(await off_loop(read_summaries)(self._tenant, changed))

    def _keep(self, frames: list[tuple[int, str]]) -> None:
        for run, frame in frames:
            self._count += 1
            self._changes[run] = (self._count, frame)
            self._changes.move_to_end(run)
        while len(self._changes) > KEPT:
            self._changes.popitem(last=False)
        self.news.ring()
