"""How a node says that it stopped because the run was cancelled."""


class NodeCancelled(Exception):  # noqa: N818 - it names what happened, as StopIteration does
    """Raise it from ``NodeType.run`` when ``context.is_cancelled()`` is true: the node run is then cancelled, not failed."""
