"""What the admin can do about selected runs."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from designer.models import Run, Workflow
from designer.services.start_run import start_run
from tests.integration.designer.test_admin import signed_in

LIST = "/admin/designer/run/"


def act(user: User, action: str, *runs: Run) -> list[str]:
    """Choose the action for the runs, and return what is told."""
    answer: Any = signed_in(user).post(LIST, {"action": action, "_selected_action": [run.pk for run in runs]}, follow=True)
    return [str(message) for message in answer.context["messages"]]


@pytest.fixture
def runs(workflow: Workflow, editor: User) -> list[Run]:
    return [start_run(actor=editor, workflow=workflow) for _ in range(2)]


def stand(runs: list[Run]) -> list[tuple[str, str]]:
    return list(Run.objects.filter(pk__in=[run.pk for run in runs]).order_by("pk").values_list("status", "paused_by"))


def test_selected_runs_are_paused_resumed_and_cancelled(runs: list[Run], owner: User) -> None:
    assert act(owner, "pause_selected", *runs) == ["2 runs are paused."]
    assert stand(runs) == [("queued", "otto")] * 2
    assert act(owner, "resume_selected", runs[0]) == ["1 run is resumed."]
    assert stand(runs) == [("queued", ""), ("queued", "otto")]
    assert act(owner, "cancel_selected", *runs) == ["2 runs are cancelled."]
    assert [status for status, _ in stand(runs)] == ["cancelled", "cancelled"]


def test_runs_that_are_refused_are_told_with_the_reason(runs: list[Run], owner: User) -> None:
    Run.objects.filter(pk=runs[0].pk).update(status="succeeded")
    Run.objects.filter(pk=runs[1].pk).update(status="cancelled")
    told = act(owner, "retry_selected", *runs)
    assert told[0] == "1 run is to be tried again."
    assert f"Run {runs[0].pk} succeeded: there is nothing to try again." in told[1]
    assert list(Run.objects.filter(rerun_of__isnull=False).values_list("rerun_of", flat=True)) == [runs[1].pk]


@pytest.mark.parametrize("action", ["cancel_selected", "pause_selected", "resume_selected", "retry_selected"])
def test_viewers_and_strangers_change_nothing(runs: list[Run], viewer: User, stranger: User, action: str) -> None:
    before = stand(runs)
    for user in (viewer, stranger):
        act(user, action, *runs)
    assert (stand(runs), Run.objects.count()) == (before, 2)
