"""The tracer of this process: none unless an endpoint is named and the extra ``otel`` is installed."""

import os
from threading import Lock
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

#: The variables of OpenTelemetry that say where spans go: with everything else, or by themselves.
ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
NAME = "dataflow-designer"

_log = structlog.get_logger(__name__)


class Tracing:
    """Makes the tracer when it is first asked for, in each process of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_known = False
        self._tracer: Tracer | None = None
        self._provider: TracerProvider | None = None

    def tracer(self) -> "Tracer | None":
        """Return the tracer, or None where runs are not traced."""
        if not self._is_known:
            with self._lock:
                if not self._is_known:
                    self.use(_configured())
        return self._tracer

    def use(self, provider: "TracerProvider | None") -> None:
        """Trace with that provider from now on, or not at all."""
        self._provider = provider
        self._tracer = provider.get_tracer(NAME) if provider else None
        self._is_known = True

    def flush(self) -> None:
        """Send what waits, before the process ends."""
        if self._provider is not None:
            self._provider.force_flush(2000)


TRACING = Tracing()
tracer = TRACING.tracer
flush_traces = TRACING.flush


def _configured() -> "TracerProvider | None":
    """Return the provider that the environment asks for, or None."""
    named = next(filter(os.environ.get, ENDPOINTS), None)
    if named is None:
        return None
    try:
        return _made()
    except ImportError:
        _log.warning(f"runs are not traced: {named} is set, but OpenTelemetry is not installed; install the extra 'otel'")
        return None


def _made() -> "TracerProvider":
    """Return the host project's provider where it has made one, else our own."""
    from opentelemetry import trace  # noqa: PLC0415 - only where it is wanted
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - likewise
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415 - likewise
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - likewise
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - likewise

    present = trace.get_tracer_provider()
    if isinstance(present, TracerProvider):
        return present
    name = os.environ.get("OTEL_SERVICE_NAME", NAME)
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: name}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return provider
