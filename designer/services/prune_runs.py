"""Remove runs whose time is up, with their node runs and events."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from dataflow_app.runtime.status import Status
from designer.conf import options
from designer.models import Event, NodeRun, Run

#: How many rows go in one transaction, so that nobody waits long for one of them.
ROWS = 1_000
#: How many runs are looked at together.
_RUNS = 200
FAILED = (Status.FAILED.value,)
#: In the words of the index.
OTHERS = (Status.SUCCEEDED.value, Status.CANCELLED.value)


def expired_runs(now: datetime | None = None) -> tuple[QuerySet[Run], ...]:
    """Return the runs that are over and were kept long enough: those that failed, and the others."""
    now, settings = now or timezone.now(), options()
    rules = ((settings.keep_failed_days, FAILED), (settings.keep_runs_days, OTHERS))
    return tuple(
        Run.objects.filter(status__in=statuses, finished_at__lt=now - timedelta(days=days)) for days, statuses in rules if days is not None
    )


def prune_runs(*, now: datetime | None = None, may_go_on: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Remove the expired runs, the oldest first, and return how many rows of which model went.

    No transaction removes more than ``ROWS`` rows, apart from the runs' own: of a run that has more the events go before it does.
    Between two of them ``may_go_on`` is asked. Several may do this at once: what one is about to remove, the others pass over.
    """
    gone: Counter[str] = Counter()
    for expired in expired_runs(now):
        rest = expired
        while may_go_on() and (found := _weighed(rest)):
            at, run = found[-1][2], found[-1][0]
            rest = expired.filter(Q(finished_at__gt=at) | Q(finished_at=at, pk__gt=run))
            for pack in _packs(found):
                if may_go_on():
                    gone += _remove(expired, pack, may_go_on)
    return gone


def _weighed(runs: QuerySet[Run]) -> list[tuple[int, int, datetime]]:
    """Return the first of the runs, each with about how many rows it has (the number of its last event, and of node runs), and its end."""
    last = Event.objects.filter(run=OuterRef("pk")).order_by("-seq").values("seq")[:1]
    nodes = NodeRun.objects.filter(run=OuterRef("pk")).order_by().values("run").annotate(n=Count("pk")).values("n")
    weight = Coalesce(Subquery(last), 0) + Coalesce(Subquery(nodes, output_field=IntegerField()), 0)
    weighed: Any = runs.order_by("finished_at", "pk").annotate(weight=weight).values_list("pk", "weight", "finished_at")
    return list(weighed[:_RUNS])


def _packs(weighed: Iterable[tuple[int, int, datetime]]) -> Iterator[list[int]]:
    """Yield ids of runs that go together; one that is too heavy goes alone."""
    pack: list[int] = []
    total = 0
    for run, weight, _ in weighed:
        if pack and total + weight > ROWS:
            yield pack
            pack, total = [], 0
        pack.append(run)
        total += weight
    if pack:
        yield pack


def _remove(expired: QuerySet[Run], pack: Sequence[int], may_go_on: Callable[[], bool]) -> Counter[str]:
    gone: Counter[str] = Counter()
    if len(pack) == 1:
        for model, count in _trimmed(pack[0]):
            gone[model] += count
            if not may_go_on():
                return gone
    with transaction.atomic():
        locked = list(expired.filter(pk__in=pack).select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
        removed = Run.objects.filter(pk__in=locked).delete()[1]
    return gone + Counter(removed)


def _trimmed(run: int) -> Iterator[tuple[str, int]]:
    """Remove the events and node runs of one run in parts, but for the last few of them; tell after each how many went."""
    seqs = Event.objects.filter(run=run).order_by("seq").values_list("seq", flat=True)
    first, last = seqs.first() or 1, seqs.last() or 0
    for start in range(first, last - ROWS // 2, ROWS):
        stop = min(start + ROWS, last - ROWS // 2)
        yield Event._meta.label, Event.objects.filter(run=run, seq__gte=start, seq__lt=stop).delete()[0]
    nodes = NodeRun.objects.filter(run=run).order_by("pk").values_list("pk", flat=True)
    while len(keys := list(nodes[:ROWS])) > ROWS // 2:
        yield NodeRun._meta.label, NodeRun.objects.filter(pk__in=keys).delete()[0]
