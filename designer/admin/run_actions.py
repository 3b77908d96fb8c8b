"""What can be done about selected runs in the admin."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from designer.models import Role, Run
from designer.services.cancel_run import cancel_run
from designer.services.errors import ServiceError
from designer.services.membership_of import membership_of
from designer.services.pause_run import pause_run
from designer.services.resume_run import resume_run
from designer.services.retry_run import retry_run

#: How many refusals are told in full.
_SHOWN = 5


class RunActions:
    """The actions of the list of runs; each run is taken by itself, and those that are refused are told with the reason."""

    actions: Any = ("cancel_selected", "pause_selected", "resume_selected", "retry_selected")

    def has_control_permission(self, request: HttpRequest) -> bool:
        """Whether the person may do anything about the runs that they see."""
        membership = membership_of(request.user)
        return membership is not None and membership.role != Role.VIEWER

    @admin.action(description="Cancel selected runs", permissions=["control"])
    def cancel_selected(self, request: HttpRequest, runs: Iterable[Run]) -> None:
        """Cancel each."""
        _apply(request, runs, cancel_run, "cancelled")

    @admin.action(description="Pause selected runs", permissions=["control"])
    def pause_selected(self, request: HttpRequest, runs: Iterable[Run]) -> None:
        """Pause each."""
        _apply(request, runs, pause_run, "paused")

    @admin.action(description="Resume selected runs", permissions=["control"])
    def resume_selected(self, request: HttpRequest, runs: Iterable[Run]) -> None:
        """Resume each."""
        _apply(request, runs, resume_run, "resumed")

    @admin.action(description="Retry what failed in selected runs", permissions=["control"])
    def retry_selected(self, request: HttpRequest, runs: Iterable[Run]) -> None:
        """Queue a run for each that takes over what had succeeded."""
        _apply(request, runs, retry_run, "to be tried again")


def _apply(request: HttpRequest, runs: Iterable[Run], change: Callable[..., Any], word: str) -> None:
    refusals, done = [], 0
    for run in runs:
        try:
            change(actor=request.user, run=run)
        except ServiceError as error:
            refusals.append(str(error))
        else:
            done += 1
    if done:
        messages.success(request, f"{done} {'run is' if done == 1 else 'runs are'} {word}.")
    for refusal in refusals[:_SHOWN]:
        messages.error(request, refusal)
    if len(refusals) > _SHOWN:
        messages.error(request, f"{len(refusals) - _SHOWN} more were refused.")
