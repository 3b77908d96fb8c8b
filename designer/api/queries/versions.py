"""Versions as lists and pages show them."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from designer.models import Version, Workflow
from designer.services.errors import NotFound

#: The highest version number that the column holds.
MAX_NUMBER = 2**31 - 1


def versions_of(workflow: Workflow) -> QuerySet[Version]:
    """Return the workflow's versions, the newest first, each with whether it is the published one."""
    is_published = ExpressionWrapper(Q(pk=workflow.published_id or 0), output_field=BooleanField())
    return workflow.versions.select_related("workflow").annotate(is_published=is_published).order_by("-number")


def get_version(workflow: Workflow, number: int) -> Version:
    """Return the version of that number; raise ``NotFound`` where there is none."""
    version = versions_of(workflow).filter(number=number).first() if number <= MAX_NUMBER else None
    if version is None:
        msg = f"'{workflow.name}' has no version {number}."
        raise NotFound(msg)
    return version
