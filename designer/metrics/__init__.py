"""What this process counts of its own work, for Prometheus. Nothing of the client library is loaded before something is counted."""

from designer.metrics.observing import (
    count_delivery,
    count_expired_leases,
    observe_node,
    observe_run,
    observe_schedule_start,
    observe_wait,
    socket_closed,
    socket_opened,
)

__all__ = [
    "count_delivery",
    "count_expired_leases",
    "observe_node",
    "observe_run",
    "observe_schedule_start",
    "observe_wait",
    "socket_closed",
    "socket_opened",
]
