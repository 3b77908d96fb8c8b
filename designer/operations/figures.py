"""What the database knows, for Prometheus: every web process says the same, so take the maximum of them."""

from collections import Counter
from collections.abc import Iterator
from threading import Lock
from time import monotonic

from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from designer.operations.queue import QueueRow, oldest_of, read_queue
from designer.operations.schedules import read_schedule_lag
from designer.operations.workers import count_live_workers

#: How long an answer is given again, in seconds, however many ask: a scrape costs the database next to nothing.
KEPT = 2.0


class Figures(Collector):
    """Reads queue, lag and workers when it is asked."""

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        rows = read_queue()
        yield _open_runs(rows)
        yield GaugeMetricFamily("dataflow_queue_oldest_seconds", "How long the run waits that waits longest", _oldest(rows))
        lag = read_schedule_lag()
        yield GaugeMetricFamily("dataflow_schedule_lag_seconds", "How late the latest schedule is that has not started", lag.seconds)
        yield GaugeMetricFamily("dataflow_schedules_due", "Schedules that are due and not started", lag.due)
        yield GaugeMetricFamily("dataflow_workers", "Workers that said lately that they are there", count_live_workers())


class KeptFigures:
    """The figures as text, read at most every two seconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._text, self._until = b"", 0.0
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(Figures())

    def read(self) -> bytes:
        """Return them; raise ``DatabaseError`` where the database does not answer."""
        with self._lock:
            if monotonic() >= self._until:
                self._text, self._until = generate_latest(self._registry), monotonic() + KEPT
            return self._text


FIGURES = KeptFigures()


def _open_runs(rows: list[QueueRow]) -> Metric:
    counts: Counter[tuple[str, int]] = Counter()
    for row in rows:
        counts += Counter(
            {("queued", row.priority): row.queued, ("paused", row.priority): row.paused, ("running", row.priority): row.running}
        )
    gauge = GaugeMetricFamily("dataflow_runs_open", "Runs that are not over, by state and priority", labels=["state", "priority"])
    for (state, priority), count in sorted({("queued", 0): 0, ("running", 0): 0, **counts}.items()):
        gauge.add_metric([state, str(priority)], count)
    return gauge


def _oldest(rows: list[QueueRow]) -> float:
    oldest = oldest_of(rows)
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0
