"""Runs: start, list, read, look into a node."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.pagination import Pages
from designer.api.queries.runs import find_runs, get_node_run, get_run, last_seq, node_runs_of
from designer.api.queries.workflows import get_workflow
from designer.api.row_links import links_of_run, links_to_rows
from designer.api.serializers.runs import (
    NodeRunDetailSerializer,
    RunQuerySerializer,
    RunSerializer,
    RunSummarySerializer,
    StartRunQuerySerializer,
    StartRunRequestSerializer,
)
from designer.api.values import shown, stored_in
from designer.api.view import ApiView, read_body, read_query
from designer.models import Tenant
from designer.services.access import Person
from designer.services.start_run import start_run
from designer.services.start_run_once import HEADER, start_run_once
from designer.services.wait_for_run import wait_for_run

IDEMPOTENCY_KEY = OpenApiParameter(
    HEADER,
    location=OpenApiParameter.HEADER,
    description="A text of your choice: the same key starts no second run, and is refused with other values.",
)


def render(tenant: Tenant, run_id: int, user: Person) -> dict[str, object]:
    """Return a run with its nodes as the API sends it; links lead into the admin, so only staff get them.

    The seq is read first: whatever happens while the rest is read comes again on the socket, and nothing falls between the two.
    """
    seq = last_seq(run_id)
    run = get_run(tenant, run_id)
    run.last_seq = seq  # type: ignore[attr-defined] # these four are read by RunSerializer
    run.rerun_ids = list(run.reruns.order_by("pk").values_list("pk", flat=True))  # type: ignore[attr-defined]
    run.nodes = list(node_runs_of(run))  # type: ignore[attr-defined]
    run.links = links_of_run(run) if getattr(user, "is_staff", False) else []  # type: ignore[attr-defined]
    return dict(RunSerializer(run).data)


class StartRunView(ApiView):
    """Starting a workflow."""

    @operation(
        "startRun",
        "Run the draft or the published version, once for an Idempotency-Key, and wait for its end if wanted",
        tag="runs",
        request=StartRunRequestSerializer,
        answers={200: RunSerializer, 201: RunSerializer},
        problems=[409],
        parameters=[StartRunQuerySerializer, IDEMPOTENCY_KEY],
    )
    def post(self, request: Request, workflow_id: int) -> Response:
        """Queue a run; refuse, with the problems, what cannot run or inputs that do not fit.

        The answer is 201, and 200 with the run that there is where the key has started it before. With ``wait`` it comes when the
        run is over, or, with the run as it is then, after so many seconds.
        """
        wait = read_query(request, StartRunQuerySerializer).get("wait", 0)
        values = read_body(request, StartRunRequestSerializer)
        workflow, key = get_workflow(self.tenant, workflow_id), request.headers.get(HEADER)
        if key is None:
            run, is_new = start_run(workflow=workflow, actor=request.user, **values), True
        else:
            run, is_new = start_run_once(workflow=workflow, actor=request.user, key=key, **values)
        if wait:
            wait_for_run(run.pk, wait)
        return Response(render(self.tenant, run.pk, request.user), status=201 if is_new else 200)


class RunListView(ApiView):
    """The tenant's runs."""

    pagination_class = Pages

    @operation(
        "listRuns",
        "List runs, the newest first",
        tag="runs",
        answers={200: RunSummarySerializer(many=True)},
        parameters=[RunQuerySerializer],
    )
    def get(self, request: Request) -> Response:
        """Return one page."""
        page = self.paginate_queryset(find_runs(self.tenant, read_query(request, RunQuerySerializer)))
        return self.get_paginated_response(RunSummarySerializer(page, many=True).data)


class RunView(ApiView):
    """One run."""

    @operation("getRun", "Read a run with its nodes", tag="runs", answers={200: RunSerializer})
    def get(self, request: Request, run_id: int) -> Response:
        """Return it with what it ran; subscribe to its socket from ``last_seq``."""
        return Response(render(self.tenant, run_id, request.user))


class NodeRunView(ApiView):
    """One node of one run."""

    @operation("getNodeRun", "Read what went into a node and what came out", tag="runs", answers={200: NodeRunDetailSerializer})
    def get(self, request: Request, run_id: int, node: str) -> Response:
        """Return both as plain JSON, cut where they are too much to show."""
        run = get_run(self.tenant, run_id)
        node_run = get_node_run(run, node)
        parameters, output, stored = shown(node_run.parameters), shown(node_run.output), stored_in(node_run)
        links = links_to_rows(run, node, node_run.output) if request.user.is_staff else []
        node_run.parameters, node_run.output = parameters.value, output.value
        node_run.stored = stored  # type: ignore[attr-defined] # read by NodeRunDetailSerializer
        node_run.truncated = parameters.truncated or output.truncated  # type: ignore[attr-defined] # read by NodeRunDetailSerializer
        node_run.links = links  # type: ignore[attr-defined] # likewise
        return Response(NodeRunDetailSerializer(node_run).data)
