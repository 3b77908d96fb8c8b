"""How rows are deleted: the switches ``soft_delete`` and ``hard_delete``, and the reason."""

from collections.abc import Mapping
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.rows.delete import deletion_reason, is_soft
from dataflow_app.orm.values.pending import PENDING

_NAMES = ("soft_delete", "hard_delete", "deletion_reason")


def deletion(bound: BoundModel, given: Mapping[str, Any]) -> tuple[bool, str]:
    """Return whether the rows are kept, and the reason to keep with them; raise ``NodeError`` where the switches contradict."""
    softly = is_soft(bound, given.get("soft_delete"), given.get("hard_delete"))
    return softly, deletion_reason(bound, given.get("deletion_reason"), softly=softly)


def deletion_faults(bound: BoundModel, given: Mapping[str, Any]) -> list[NodeError]:
    """Return what is wrong with the switches, as far as their values are known."""
    if any(given.get(name) is PENDING for name in _NAMES):
        return []
    try:
        deletion(bound, given)
    except NodeError as fault:
        return [fault]
    return []
