"""One function a fact: called where the fact happens, a microsecond or two each."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Histogram

    from designer.metrics.instruments import Instruments


def observe_node(node_type: str, status: str, seconds: float, code: str = "") -> None:
    """Count a node that ended after so many seconds; ``code`` says why it failed."""
    _node_durations(node_type, status).observe(seconds)
    if code:
        _instruments().node_failures.labels(node_type, code).inc()


@cache
def _node_durations(node_type: str, status: str) -> "Histogram":
    """Return the histogram of one type and status; looking it up by its labels takes longer than counting."""
    return _instruments().nodes.labels(node_type, status)


def observe_run(status: str, seconds: float) -> None:
    """Count a run that ended so many seconds after its first start."""
    _instruments().runs.labels(status).observe(seconds)


def observe_wait(waited: timedelta) -> None:
    """Count a run that starts now, having been queued for that long."""
    _instruments().waits.observe(waited.total_seconds())


def count_expired_leases(runs: Sequence[object]) -> None:
    """Count runs that were taken back from workers that fell silent."""
    if runs:
        _instruments().expired_leases.inc(len(runs))


def observe_schedule_start(delay: timedelta) -> None:
    """Count a run that a schedule starts that long after its due time."""
    _instruments().schedule_delays.observe(delay.total_seconds())


def socket_opened() -> None:
    """Count a socket in."""
    _instruments().socket_clients.inc()


def socket_closed() -> None:
    """Count it out."""
    _instruments().socket_clients.dec()


def count_delivery(events: int) -> None:
    """Count a frame, and the events in it, that a socket was sent."""
    known = _instruments()
    known.frames.inc()
    known.deliveries.inc(events)


def _instruments() -> "Instruments":
    from designer.metrics.instruments import instruments  # noqa: PLC0415 - a web process that counts nothing does without the client

    return instruments()
