"""The trace of one run: its span, and those of its nodes beneath."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

Attributes = Mapping[str, str | int | float | bool]


class RunTrace:
    """A span that is the current one inside the ``with`` block, so that what nodes trace themselves lies beneath it.

    ``parent`` is the ``traceparent`` of the request that started the run, or "".
    """

    def __init__(self, tracer: "Tracer", name: str, attributes: Attributes, parent: str) -> None:
        from opentelemetry.trace import set_span_in_context  # noqa: PLC0415 - only where runs are traced
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 - likewise

        self._tracer = tracer
        above = TraceContextTextMapPropagator().extract({"traceparent": parent}) if parent else None
        self._span: Span = tracer.start_span(name, context=above, attributes=dict(attributes))
        self._context = set_span_in_context(self._span, above)
        self._token: Any = None

    def __enter__(self) -> Self:
        """Make the run's span the current one of this thread."""
        from opentelemetry.context import attach  # noqa: PLC0415 - likewise

        self._token = attach(self._context)
        return self

    def __exit__(self, *_: object) -> None:
        """End the span, whatever became of the run."""
        from opentelemetry.context import detach  # noqa: PLC0415 - likewise

        detach(self._token)
        self._span.end()

    def add_node(self, name: str, started_at: datetime, finished_at: datetime, attributes: Attributes, failure: str = "") -> None:
        """Add the span of a node that is over; may be called from any thread."""
        span = self._tracer.start_span(name, context=self._context, start_time=_nanoseconds(started_at), attributes=dict(attributes))
        _blame(span, failure)
        span.end(_nanoseconds(finished_at))

    def tell_end(self, status: str, failure: str = "") -> None:
        """Say how the run ended."""
        self._span.set_attribute("dataflow.status", status)
        _blame(self._span, failure)


def _blame(span: "Span", failure: str) -> None:
    if failure:
        from opentelemetry.trace import Status, StatusCode  # noqa: PLC0415 - likewise

        span.set_status(Status(StatusCode.ERROR, failure))


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000) * 1000
