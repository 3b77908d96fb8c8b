"""Node types made from a model: one file an operation."""

from dataflow_app.nodes.generated.base import GeneratedNodeType
from dataflow_app.nodes.generated.bulk_create import BulkCreateNodeType
from dataflow_app.nodes.generated.bulk_delete import BulkDeleteNodeType
from dataflow_app.nodes.generated.bulk_update import BulkUpdateNodeType
from dataflow_app.nodes.generated.bulk_upsert import BulkUpsertNodeType
from dataflow_app.nodes.generated.count import CountNodeType
from dataflow_app.nodes.generated.create import CreateNodeType
from dataflow_app.nodes.generated.delete import DeleteNodeType
from dataflow_app.nodes.generated.list import ListNodeType
from dataflow_app.nodes.generated.read import ReadNodeType
from dataflow_app.nodes.generated.update import UpdateNodeType
from dataflow_app.nodes.generated.upsert import UpsertNodeType
from dataflow_app.nodes.node_type import NodeType
from dataflow_app.orm.bound_model import BoundModel

OPERATIONS: tuple[type[GeneratedNodeType], ...] = (
    CreateNodeType,
    ReadNodeType,
    UpdateNodeType,
    DeleteNodeType,
    UpsertNodeType,
    ListNodeType,
    CountNodeType,
    BulkCreateNodeType,
    BulkUpdateNodeType,
    BulkDeleteNodeType,
    BulkUpsertNodeType,
)


def generate_node_types(bound: BoundModel) -> tuple[NodeType, ...]:
    """Return the node types of a model, such as ``ProductCreateNode``; none of them asks the database before it runs."""
    return tuple(operation(bound) for operation in OPERATIONS)
