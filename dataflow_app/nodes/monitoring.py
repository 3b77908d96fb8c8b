"""What ``monitoring`` means: a log line for each node that ran on the model, with its rows and its time."""

import time
from collections.abc import Mapping, Sized
from typing import Any

from dataflow_app.nodes.node_type import NodeContext, NodeType
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.databases.asked_logs import asked_logger

RAN = "%(node_type)s of %(model)s ran: node %(node)s, run %(run)s, %(rows)d rows, %(duration_ms).1f ms"
FAILED = "%(node_type)s of %(model)s failed: node %(node)s, run %(run)s, %(duration_ms).1f ms, %(error)s"


def monitor(node_type: NodeType, bound: BoundModel) -> NodeType:
    """Return the node type, whose every run is logged from now on: model, node, rows, milliseconds, and the error where there is one."""
    run, logger = node_type.run, asked_logger("dataflow.nodes")

    def observed(context: NodeContext, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        started = time.perf_counter()
        facts = {"model": bound.label, "node_type": node_type.name, "node": context.node, "run": context.run}
        try:
            output = run(context, parameters)
        except Exception as error:
            logger.warning(FAILED, facts | {"duration_ms": _since(started), "error": error})
            raise
        logger.info(RAN, facts | {"duration_ms": _since(started), "rows": _rows(output)})
        return output

    vars(node_type)["run"] = observed
    return node_type


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _rows(output: Mapping[str, Any]) -> int:
    """Return how many rows an output tells of: its count, else its records, else one."""
    count = output.get("count")
    records = output.get("records")
    return count if isinstance(count, int) else len(records) if isinstance(records, Sized) else 1
