"""The operations that every model has: one file each, imported when the first node type of its operation is asked for."""

from importlib import import_module

from dataflow_app.nodes.node_type import NodeType
from dataflow_app.orm.bound_model import BoundModel

#: The module of each operation. Together they are slow to import, and a script needs few of them.
OPERATIONS = {
    "Create": "create",
    "Read": "read",
    "Update": "update",
    "Delete": "delete",
    "Upsert": "upsert",
    "List": "list",
    "Count": "count",
    "BulkCreate": "bulk_create",
    "BulkUpdate": "bulk_update",
    "BulkDelete": "bulk_delete",
    "BulkUpsert": "bulk_upsert",
}


def node_type_name(bound: BoundModel, operation: str) -> str:
    """Return the name of a model's node type, such as ``ProductCreateNode``."""
    return f"{bound.name}{operation}Node"


def make_node_type(bound: BoundModel, operation: str) -> NodeType:
    """Return a model's node type; it does not ask the database before it runs."""
    module = import_module(f"dataflow_app.nodes.generated.{OPERATIONS[operation]}")
    node_type: NodeType = getattr(module, f"{operation}NodeType")(bound)
    return node_type
