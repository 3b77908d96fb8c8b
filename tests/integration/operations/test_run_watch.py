"""A run that is executed is counted and traced."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from django.contrib.auth.models import User
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import REGISTRY

from dataflow_app.graph.definition import Definition
from designer.models import Run
from designer.services.create_workflow import create_workflow
from designer.services.start_run import start_run
from designer.tasks import execute_run
from designer.tracing import traceparent_of
from designer.tracing.tracer import ENDPOINTS, TRACING, Tracing

pytestmark = pytest.mark.django_db(transaction=True)
TRACE = "0af7651916cd43dd8448eb211c80319c"
NODES = [
    {"id": "wait", "type": "DelayNode", "parameters": {"seconds": 0}},
    {"id": "read", "type": "ProductReadNode", "parameters": {"id": 999_999_999}},
]


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """What is traced, in memory."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    TRACING.use(provider)
    yield exporter
    TRACING.use(None)


def run_to_end(owner: User) -> Run:
    workflow = create_workflow(actor=owner, name="Tea", definition=Definition.from_dict({"nodes": NODES}))
    run = start_run(actor=owner, workflow=workflow)
    execute_run(run.pk)
    run.refresh_from_db()
    assert run.status == "failed"
    return run


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_each_node_and_the_run_are_counted_once(owner: User) -> None:
    names: list[tuple[str, dict[str, str]]] = [
        ("dataflow_node_duration_seconds_count", {"node_type": "DelayNode", "status": "succeeded"}),
        ("dataflow_node_duration_seconds_count", {"node_type": "ProductReadNode", "status": "failed"}),
        ("dataflow_node_failures_total", {"node_type": "ProductReadNode", "code": "row_not_found"}),
        ("dataflow_run_duration_seconds_count", {"status": "failed"}),
        ("dataflow_run_wait_seconds_count", {}),
    ]
    before = [count(name, **labels) for name, labels in names]

    run_to_end(owner)

    assert [count(name, **labels) - earlier for (name, labels), earlier in zip(names, before, strict=True)] == [1, 1, 1, 1, 1]


def test_a_run_is_a_span_beneath_the_request_that_started_it_with_a_span_a_node(owner: User, spans: InMemorySpanExporter) -> None:
    with traceparent_of(f"00-{TRACE}-b7ad6b7169203331-01"):
        run = run_to_end(owner)

    told: dict[str, ReadableSpan] = {span.name: span for span in spans.get_finished_spans()}
    above = told.pop(f"run of workflow {run.workflow_id}")
    assert above.parent is not None
    assert (f"{above.context.trace_id:032x}", f"{above.parent.span_id:016x}") == (TRACE, "b7ad6b7169203331")
    assert attributes(above) == {"run": run.pk, "workflow": run.workflow_id, "tenant": "acme", "lease": 1, "status": "failed"}
    assert {name: span.parent and span.parent.span_id for name, span in told.items()} == dict.fromkeys(
        ("wait", "read"), above.context.span_id
    )
    assert attributes(told["read"]) == {
        "run": run.pk,
        "node": "read",
        "node_type": "ProductReadNode",
        "status": "failed",
        "iteration": 0,
    }
    assert [span.status.is_ok for span in (above, told["read"])] == [False, False]


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return {key.removeprefix("dataflow."): value for key, value in (span.attributes or {}).items()}


@pytest.mark.parametrize("variable", ENDPOINTS)
def test_an_endpoint_without_the_extra_is_told_in_the_log(
    variable: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if find_spec("opentelemetry.exporter"):
        pytest.skip("the extra is installed")
    monkeypatch.setenv(variable, "http://127.0.0.1:1")
    assert Tracing().tracer() is None
    (message,) = caplog.messages
    assert f"{variable} is set, but OpenTelemetry is not installed; install the extra 'otel'" in message
