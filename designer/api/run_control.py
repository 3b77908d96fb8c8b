"""What can be done about runs: cancel, pause, resume, try again, run again from a node."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.queries.runs import get_run, runs_of
from designer.api.runs import render
from designer.api.serializers.run_control import (
    CancelledRunsSerializer,
    CancelRunsRequestSerializer,
    RepetitionSerializer,
    RerunRequestSerializer,
    RetryRequestSerializer,
)
from designer.api.serializers.runs import RunSerializer
from designer.api.view import ApiView, read_body
from designer.services.cancel_run import cancel_run
from designer.services.cancel_runs import Refusal, cancel_runs
from designer.services.pause_run import pause_run
from designer.services.plan_repetition import plan_rerun, plan_retry
from designer.services.rerun_from import rerun_from
from designer.services.resume_run import resume_run
from designer.services.retry_run import retry_run

REPEATED = {200: RepetitionSerializer, 201: RunSerializer}


class CancelRunView(ApiView):
    """Stopping a run."""

    @operation("cancelRun", "Ask a run to stop", tag="runs", answers={200: RunSerializer}, problems=[409])
    def post(self, request: Request, run_id: int) -> Response:
        """Cancel it and return it; a run that is over stays as it is."""
        cancel_run(run=get_run(self.tenant, run_id), actor=request.user)
        return Response(render(self.tenant, run_id, request.user))


class CancelRunsView(ApiView):
    """Stopping several runs."""

    @operation(
        "cancelRuns",
        "Ask several runs to stop",
        tag="runs",
        request=CancelRunsRequestSerializer,
        answers={200: CancelledRunsSerializer},
    )
    def post(self, request: Request) -> Response:
        """Cancel each by itself, and tell which were not, and why."""
        ids = list(dict.fromkeys(read_body(request, CancelRunsRequestSerializer)["ids"]))
        runs = {run.pk: run for run in runs_of(self.tenant).filter(pk__in=ids)}
        cancelled, refused = cancel_runs(actor=request.user, runs=[runs[each] for each in ids if each in runs])
        unknown = [Refusal(each, f"You have no run {each}.") for each in ids if each not in runs]
        return Response(CancelledRunsSerializer({"cancelled": cancelled, "refused": [*refused, *unknown]}).data)


class PauseRunView(ApiView):
    """Pausing a run."""

    @operation("pauseRun", "Let a run rest, after the nodes that it is at", tag="runs", answers={200: RunSerializer}, problems=[409])
    def post(self, request: Request, run_id: int) -> Response:
        """Pause it and return it; a run that is over stays as it is."""
        pause_run(run=get_run(self.tenant, run_id), actor=request.user)
        return Response(render(self.tenant, run_id, request.user))


class ResumeRunView(ApiView):
    """Resuming a run."""

    @operation("resumeRun", "Let a paused run go on after what it did", tag="runs", answers={200: RunSerializer}, problems=[409])
    def post(self, request: Request, run_id: int) -> Response:
        """Resume it and return it; a run that is over stays as it is."""
        resume_run(run=get_run(self.tenant, run_id), actor=request.user)
        return Response(render(self.tenant, run_id, request.user))


class RetryRunView(ApiView):
    """Trying again what failed."""

    @operation(
        "retryRun",
        "Run again what failed, or was cancelled, and what was skipped because of it",
        tag="runs",
        request=RetryRequestSerializer,
        answers=REPEATED,
        problems=[409],
    )
    def post(self, request: Request, run_id: int) -> Response:
        """Queue a new run that takes over what had succeeded; with ``dry`` only tell which nodes would run."""
        run = get_run(self.tenant, run_id)
        if read_body(request, RetryRequestSerializer)["dry"]:
            return Response(RepetitionSerializer(plan_retry(run=run, actor=request.user)).data)
        again = retry_run(run=run, actor=request.user)
        return Response(render(self.tenant, again.pk, request.user), status=201)


class RerunView(ApiView):
    """Running again from a node."""

    @operation(
        "rerunRun",
        "Run a node again, and what depends on it",
        tag="runs",
        request=RerunRequestSerializer,
        answers=REPEATED,
        problems=[409],
    )
    def post(self, request: Request, run_id: int) -> Response:
        """Queue a new run that takes over the other nodes' outputs; with ``dry`` only tell which nodes would run."""
        wanted = read_body(request, RerunRequestSerializer)
        run = get_run(self.tenant, run_id)
        chosen = {"node": wanted["from"], "choice": wanted["definition"], "inputs": wanted.get("inputs")}
        if wanted["dry"]:
            return Response(RepetitionSerializer(plan_rerun(run=run, actor=request.user, **chosen)).data)
        again = rerun_from(run=run, actor=request.user, **chosen)
        return Response(render(self.tenant, again.pk, request.user), status=201)
