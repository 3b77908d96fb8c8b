"""Node types for the graph's tests."""

import pytest

from dataflow_app.graph.ports import Port, PortType
from dataflow_app.testing import FakeDataFlow, FakeNodeType

PRODUCT, VENDOR = "catalog.Product", "catalog.Vendor"
COLUMNS = (
    Port("id", PortType("integer", PRODUCT, "id")),
    Port("name", PortType("text", PRODUCT, "name")),
    Port("list_price", PortType("number", PRODUCT, "list_price")),
    Port("vendor_id", PortType("integer", VENDOR, "id")),
)


@pytest.fixture
def node_types() -> FakeDataFlow:
    """Return a few node types like those of a product catalogue."""
    create = FakeNodeType(
        "ProductCreateNode",
        inputs=(Port("name", PortType("text", PRODUCT, "name"), required=True), Port("vendor", PortType("integer", VENDOR, "id"))),
        outputs=(*COLUMNS, Port("record", PortType("row", PRODUCT))),
    )
    queue = FakeNodeType(
        "QueueCreateNode",
        inputs=(Port("entity_id", PortType("integer", "ai.Queue", "entity_id")), Port("config", PortType("json"))),
        outputs=(Port("id", PortType("integer", "ai.Queue", "id")),),
    )
    return FakeDataFlow((create, queue, FakeNodeType("AnyNode", inputs=("value", "other"))))
