"""Start a run."""

from collections.abc import Mapping
from typing import Any, Literal

from designer.models import Run, TriggerKind, Workflow
from designer.services.access import Person, require_editor_of
from designer.services.errors import Conflict
from designer.services.queue_run import queue_run


def start_run(
    *,
    actor: Person,
    workflow: Workflow,
    inputs: Mapping[str, Any] | None = None,
    source: Literal["draft", "published"] = "draft",
    kind: TriggerKind = TriggerKind.MANUAL,
) -> Run:
    """Return a queued run of the draft or of the published version; raise ``Invalid`` where it cannot run or the inputs do not fit."""
    require_editor_of(actor, workflow.tenant_id)
    if workflow.archived_at is not None:
        raise Conflict(f"'{workflow.name}' is archived.", "Restore the workflow, then run it.")
    if source == "published" and workflow.published is None:
        raise Conflict(f"'{workflow.name}' has no published version.", "Publish it, or run the draft.")
    version = workflow.published if source == "published" else None
    return queue_run(workflow=workflow, version=version, inputs=inputs or {}, actor=actor.get_username(), kind=kind)
