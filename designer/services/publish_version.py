"""Publish a draft."""

from django.db import transaction
from django.db.models import Max

from dataflow_app.graph.definition import Definition
from designer.models import Version, Workflow
from designer.services.access import Person, require_editor_of
from designer.services.compile_plan import compile_plan


@transaction.atomic
def publish_version(*, actor: Person, workflow: Workflow, message: str = "") -> Version:
    """Return the draft as a new version, which is the published one from now on; raise ``Invalid`` where it cannot run."""
    require_editor_of(actor, workflow.tenant_id)
    # The lock gives every version a number of its own, however many people publish at once.
    locked = Workflow.objects.select_for_update().get(pk=workflow.pk)
    compile_plan(Definition.from_dict(locked.draft))
    newest = locked.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = Version.objects.create(
        workflow=locked, number=newest + 1, definition=locked.draft, message=message.strip(), created_by=actor.get_username()
    )
    Workflow.objects.filter(pk=workflow.pk).update(published=version)
    workflow.refresh_from_db()
    return version
