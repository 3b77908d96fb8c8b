"""A process that is killed without warning loses no row and writes none twice."""

import os
import signal
from pathlib import Path
from typing import Any

import httpx

from dataflow_app import Definition, WorkflowBuilder
from tests.served import await_true, get, post, running_designer, sign_in
from tests.servers import free_port


def vendors_with_a_pause_between() -> Definition:
    """Write a vendor, wait, write another: the kill falls into the wait."""
    builder = WorkflowBuilder()
    builder.add_node("VendorCreateNode", "before", {"name": "Before the kill", "vendor_code": "KILL-1"})
    builder.add_node("DelayNode", "pause", {"seconds": 2})
    builder.add_node("VendorCreateNode", "after", {"name": "After the kill", "vendor_code": "KILL-2"})
    builder.add_connection("before", "id", "pause", "value")
    builder.add_node("TransformNode", "name", {"expression": "'after ' & $string(value)"})
    builder.add_connection("pause", "value", "name", "value")
    builder.add_connection("name", "result", "after", "city")
    return builder.build()


def test_a_run_goes_on_after_kill_9_without_repeating_what_was_committed(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    environment = {**os.environ, "DATAFLOW_DATA_DIR": str(tmp_path), "LEASE_SECONDS": "3"}
    with running_designer(port, environment, log) as process:
        client = sign_in(f"http://127.0.0.1:{port}")
        run = start(client)
        await_true(lambda: status_of(client, run, "before") == "succeeded", seconds=20)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with running_designer(port, environment, log):
        # The lease of the killed process runs out first: that is how the others know.
        await_true(lambda: get(client, f"/api/runs/{run}/")["status"] == "succeeded", seconds=40)
        events = get(client, f"/api/runs/{run}/events/?after=0")
        assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
        assert [event["node"] for event in events if event["type"] == "node_succeeded"] == ["before", "pause", "name", "after"]
        assert [count(client, code) for code in ("KILL-1", "KILL-2")] == [1, 1]


def start(client: httpx.Client) -> int:
    """Draw the workflow, run its draft and return the run's id."""
    workflow = post(client, "/api/workflows/", {"name": "Killed", "definition": vendors_with_a_pause_between().to_dict()})
    run_id: int = post(client, f"/api/workflows/{workflow['id']}/runs/", {"source": "draft", "inputs": {}})["id"]
    return run_id


def status_of(client: httpx.Client, run: int, node: str) -> Any:
    """Return how a node of the run stands, or None before it was reached."""
    nodes = get(client, f"/api/runs/{run}/")["nodes"]
    return next((entry["status"] for entry in nodes if entry["node"] == node), None)


def count(client: httpx.Client, vendor_code: str) -> Any:
    """Return how many vendors have the code."""
    return post(client, "/api/models/catalog.Vendor/count/", {"filter": {"vendor_code": vendor_code}})["count"]
