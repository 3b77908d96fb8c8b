"""OpenTelemetry traces, where they are wanted: a span a run, a span a node. Without an endpoint nothing of it is imported."""

from designer.tracing.parent import current_traceparent, traceparent_of
from designer.tracing.run_trace import RunTrace
from designer.tracing.tracer import flush_traces, tracer

__all__ = ["RunTrace", "current_traceparent", "flush_traces", "traceparent_of", "tracer"]
