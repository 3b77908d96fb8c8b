"""Refuse to take over outputs that are gone."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from dataflow_app.runtime.status import Status
from designer.models import Event, NodeRun, Run, Value
from designer.models.value import value_storage
from designer.services.errors import Conflict

REMEDY = "Run from an earlier node, or start the workflow from its beginning."
_SHOWN = 5


def refuse_lost_outputs(run: Run, reused: Sequence[NodeRun]) -> None:
    """Raise ``Conflict`` where what the run did is being removed, and where outputs of these nodes are not to be had any more."""
    if not Event.objects.filter(run=run, seq=1).exists():
        message = f"What run {run.pk} did is being removed: it was kept as long as it was to be."
        raise Conflict(message, "Start the workflow from its beginning.")
    gone = sorted({*_without_output(run, reused), *_without_file(run, reused)})
    if gone:
        names = ", ".join(f"'{node}'" for node in gone[:_SHOWN]) + (f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else "")
        raise Conflict(f"The stored output of {names} in run {run.pk} is gone, so it cannot be used again.", REMEDY)


def _without_output(run: Run, reused: Sequence[NodeRun]) -> Iterator[str]:
    names = {done.node for done in reused if done.status == Status.SUCCEEDED}
    without = run.node_runs.filter(status=Status.SUCCEEDED, output__isnull=True).values_list("node", flat=True)
    return (node for node in without if node in names)


def _without_file(run: Run, reused: Sequence[NodeRun]) -> Iterator[str]:
    """Yield the nodes whose output refers to a value that is not in the storage."""
    names, storage = {done.node for done in reused}, value_storage()
    told = run.node_runs.annotate(text=Cast("output", TextField())).filter(text__contains='"$stored"').only("node", "output")
    digests = {done.node: set(_digests(done.output)) for done in told if done.node in names}
    kept = dict(Value.objects.filter(digest__in=set().union(*digests.values())).values_list("digest", "name"))
    there = {digest for digest, name in kept.items() if storage is not None and storage.exists(name)}
    return (node for node, wanted in digests.items() if not wanted <= there)


def _digests(encoded: Any) -> Iterator[str]:
    """Yield the digests of the values that an encoded one refers to."""
    waiting = [encoded]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict) and isinstance(told := each.get("$stored"), dict):
            yield told["digest"]
        elif isinstance(each, dict | list):
            waiting.extend(each.values() if isinstance(each, dict) else each)
