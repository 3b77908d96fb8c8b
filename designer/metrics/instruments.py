"""The instruments of one process: names, labels and buckets stand in ``docs/operating.md`` too."""

from dataclasses import dataclass
from functools import cache
from threading import Lock

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

#: Seconds. A trivial node takes well under a millisecond, a call of a model half a minute.
NODE_BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 30.0, 120.0, 600.0)
RUN_BUCKETS = (0.01, 0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)
WAIT_BUCKETS = (0.005, 0.015, 0.03, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0)

# Two threads that made them at once would register each of them twice, which the client library refuses.
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Instruments:
    """What a process counts. Labels are node types, statuses and error codes, of which there are few; never runs, tenants or workflows."""

    nodes: Histogram
    node_failures: Counter
    runs: Histogram
    waits: Histogram
    expired_leases: Counter
    schedule_delays: Histogram
    socket_clients: Gauge
    frames: Counter
    deliveries: Counter


def instruments() -> Instruments:
    """Return the process's instruments, registered once, whichever of its threads asks first."""
    with _LOCK:
        return _registered()


@cache
def _registered() -> Instruments:
    disable_created_metrics()  # type: ignore[no-untyped-call] # when each count began: a series more for each that there is
    return Instruments(
        nodes=Histogram(
            "dataflow_node_duration_seconds",
            "How long nodes took, by type and how they ended",
            ["node_type", "status"],
            buckets=NODE_BUCKETS,
        ),
        node_failures=Counter("dataflow_node_failures", "Nodes that failed, by type and error code", ["node_type", "code"]),
        runs=Histogram(
            "dataflow_run_duration_seconds", "How long runs took from their start to their end", ["status"], buckets=RUN_BUCKETS
        ),
        waits=Histogram("dataflow_run_wait_seconds", "How long runs were queued before their first start", buckets=WAIT_BUCKETS),
        expired_leases=Counter("dataflow_lease_expiries", "Runs taken back from workers that fell silent"),
        schedule_delays=Histogram("dataflow_schedule_delay_seconds", "From the due time to the queued run", buckets=WAIT_BUCKETS),
        socket_clients=Gauge("dataflow_socket_clients", "Open sockets", multiprocess_mode="livesum"),
        frames=Counter("dataflow_socket_frames", "Frames sent to sockets"),
        deliveries=Counter("dataflow_event_deliveries", "Events sent to sockets, one for each socket that gets it"),
    )
