"""The trace that a request belongs to, in the words of W3C Trace Context."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from designer.tracing.tracer import tracer

_FORM = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_CURRENT: ContextVar[str] = ContextVar("traceparent", default="")


@contextmanager
def traceparent_of(header: str) -> Iterator[None]:
    """Let what the block starts belong to the trace that a request's ``traceparent`` header names; one that is none is passed over."""
    token = _CURRENT.set(header if _FORM.fullmatch(header) else "")
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_traceparent() -> str:
    """Return the trace that acts now: the span of a server that traces its requests, else the request's header; "" where there is none."""
    if tracer() is None:
        return _CURRENT.get()
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 - only where it is installed

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent", _CURRENT.get())
