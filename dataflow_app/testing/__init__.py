"""For people who test their own node types and workflows: doubles, and a pytest plugin (``plugin.py``)."""

from dataflow_app.testing.doubles import ANY, FailingNode, FakeDataFlow, FakeNodeType, RecordingNode, run_node

__all__ = ["ANY", "FailingNode", "FakeDataFlow", "FakeNodeType", "RecordingNode", "run_node"]
