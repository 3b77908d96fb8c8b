"""Versions: publish, list, read, restore into the draft."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.drafts import answer
from designer.api.queries.versions import get_version, versions_of
from designer.api.queries.workflows import get_workflow
from designer.api.serializers.drafts import DraftSerializer
from designer.api.serializers.versions import PublishRequestSerializer, VersionDetailSerializer, VersionSerializer
from designer.api.view import ApiView, read_body
from designer.services.publish_version import publish_version
from designer.services.restore_version import restore_version


class PublishView(ApiView):
    """Publishing a draft."""

    @operation(
        "publishWorkflow",
        "Publish the draft as a version that schedules run",
        tag="versions",
        request=PublishRequestSerializer,
        answers={201: VersionSerializer},
        problems=[409],
    )
    def post(self, request: Request, workflow_id: int) -> Response:
        """Publish it; refuse, with the problems, a draft that cannot run."""
        values = read_body(request, PublishRequestSerializer)
        workflow = get_workflow(self.tenant, workflow_id)
        version = publish_version(workflow=workflow, actor=request.user, **values)
        return Response(VersionSerializer(get_version(get_workflow(self.tenant, workflow_id), version.number)).data, status=201)


class VersionListView(ApiView):
    """The versions of one workflow."""

    @operation("listVersions", "List versions, the newest first", tag="versions", answers={200: VersionSerializer(many=True)})
    def get(self, request: Request, workflow_id: int) -> Response:  # noqa: ARG002 - Django's own signature
        """Return them without their definitions."""
        return Response(VersionSerializer(versions_of(get_workflow(self.tenant, workflow_id)).defer("definition"), many=True).data)


class VersionView(ApiView):
    """One version."""

    @operation("getVersion", "Read a version with its definition", tag="versions", answers={200: VersionDetailSerializer})
    def get(self, request: Request, workflow_id: int, number: int) -> Response:  # noqa: ARG002 - Django's own signature
        """Return it."""
        return Response(VersionDetailSerializer(get_version(get_workflow(self.tenant, workflow_id), number)).data)


class RestoreVersionView(ApiView):
    """Going back to a version."""

    @operation("restoreVersion", "Make a version's definition the draft", tag="versions", answers={200: DraftSerializer}, problems=[409])
    def post(self, request: Request, workflow_id: int, number: int) -> Response:
        """Restore it and return the draft."""
        workflow = get_workflow(self.tenant, workflow_id)
        return answer(restore_version(version=get_version(workflow, number), actor=request.user))
