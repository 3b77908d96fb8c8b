"""Drafts: read, and save against the number that the editor started from."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from designer.api.definitions import problems_of, read_definition
from designer.api.documentation import operation
from designer.api.problems import Refused
from designer.api.queries.workflows import get_workflow
from designer.api.serializers.definitions import DefinitionRequestSerializer
from designer.api.serializers.drafts import DraftSerializer
from designer.api.view import ApiView, read_body
from designer.models import Workflow
from designer.services.errors import Conflict
from designer.services.save_draft import save_draft

ETAG = re.compile(r'(?:W/)?"(\d{1,9})"', re.ASCII)
HEADER = OpenApiParameter(
    "ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200], description='The draft\'s number in quotes: `"7"`.'
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description='The ETag of the draft that was edited: `"7"`. Without it the answer is 428.',
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the API sends it."""

    number: int
    definition: dict[str, Any]
    problems: tuple[Problem, ...]
    saved_at: datetime
    saved_by: str


def draft_of(workflow: Workflow) -> Draft:
    """Return the workflow's draft with all that keeps it from running."""
    problems = problems_of(Definition.from_dict(workflow.draft))
    return Draft(workflow.draft_number, workflow.draft, problems, workflow.draft_saved_at, workflow.draft_saved_by)


def answer(workflow: Workflow) -> Response:
    """Return the draft with its ETag."""
    return Response(DraftSerializer(draft_of(workflow)).data, headers={"ETag": f'"{workflow.draft_number}"'})


def expected_number(request: Request) -> int:
    """Return the number in ``If-Match``; raise ``Refused`` where it is absent (428) or is none (400)."""
    header = request.headers.get("If-Match")
    if header is None:
        detail = "Say which draft you edited: send its ETag in the header If-Match, so that nobody's work is overwritten."
        raise Refused(428, "if_match_required", detail)
    if (match := ETAG.fullmatch(header.strip())) is None:
        raise Refused(
            400, "invalid_if_match", 'The header If-Match holds no ETag of a draft. Send it as the draft gave it, for instance "7".'
        )
    return int(match[1])


class DraftView(ApiView):
    """The draft of one workflow."""

    @operation("getDraft", "Read the draft and its problems", tag="drafts", answers={200: DraftSerializer}, parameters=[HEADER])
    def get(self, request: Request, workflow_id: int) -> Response:  # noqa: ARG002 - Django's own signature
        """Return it with its ETag."""
        return answer(get_workflow(self.tenant, workflow_id))

    @operation(
        "saveDraft",
        "Save the draft, unless somebody else saved it meanwhile",
        tag="drafts",
        request=DefinitionRequestSerializer,
        answers={200: DraftSerializer},
        problems=[409, 428],
        parameters=[HEADER, IF_MATCH],
    )
    def put(self, request: Request, workflow_id: int) -> Response:
        """Save it whole or not at all; a draft with problems is saved, and they are told."""
        workflow = get_workflow(self.tenant, workflow_id)
        expected = expected_number(request)
        definition = read_definition(read_body(request, DefinitionRequestSerializer)["definition"])
        try:
            return answer(save_draft(workflow=workflow, definition=definition, expected=expected, actor=request.user))
        except Conflict as conflict:
            raise refusal(conflict) from conflict


def refusal(conflict: Conflict) -> Refused:
    """Return the refusal of a save, with the draft as it stands now: who saved it, and when."""
    workflow = conflict.current
    if workflow is None or workflow.archived_at is not None:
        return Refused(409, "archived", str(conflict))
    return Refused(409, "stale_draft", str(conflict), current=dict(DraftSerializer(draft_of(workflow)).data))
