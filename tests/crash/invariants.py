"""What must hold when all is over, read from the tables by statements of their own; each check tells what is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from tests.crash.figures import BALANCE, ENTRIES, EVERY, SCHEDULED, TRANSFER
from tests.crash.story import NodeState, RunState, Story

_FINAL = {"succeeded", "failed", "cancelled"}
_NODE_EVENTS = {"node_succeeded": "succeeded", "node_failed": "failed", "node_skipped": "skipped", "node_cancelled": "cancelled"}

#: What PostgreSQL and SQLite say when a file cannot grow.
_NO_ROOM = ("File too large", "could not extend file", "disk is full", "disk I/O error")


def violations(story: Story, accepted: Iterable[tuple[str, int]]) -> list[str]:
    """Return everything that is wrong; ``accepted`` are Idempotency-Keys, each with the run that was promised for it."""
    found = [line for run in story.runs for line in _run(run, story)]
    return [*found, *_effects(story), *_ledger(story), *_promises(story, accepted), *_schedules(story)]


def _run(run: RunState, story: Story) -> Iterator[str]:
    """Each run has ended well, nobody holds it, and its events tell what its rows say."""
    if run.status != "succeeded" and not _was_refused(run):
        yield f"run {run.id} is {run.status}: {run.error or story.events[run.id][-3:]}"
    if run.lease_owner or run.lease_expires_at is not None:
        yield f"run {run.id} is {run.status} and held by {run.lease_owner!r}"
    nodes = story.nodes[run.id]
    if run.status == "succeeded" and sorted(nodes) != sorted(TRANSFER if run.inputs else SCHEDULED):
        yield f"run {run.id} succeeded with the nodes {sorted(nodes)}"
    yield from _events(run, nodes, story.events[run.id])


def _was_refused(run: RunState) -> bool:
    """Whether the database had no room for what a node wrote: that is a failure of the node, which has left nothing."""
    return run.status == "failed" and any(words in str(run.error) for words in _NO_ROOM)


def _events(run: RunState, nodes: Mapping[str, NodeState], events: list[tuple[int, str, str | None]]) -> Iterator[str]:
    if [seq for seq, _, _ in events] != list(range(1, len(events) + 1)):
        yield f"run {run.id} has events {[seq for seq, _, _ in events]}"
    ends = [name for _, name, node in events if node is None and name.removeprefix("run_") in _FINAL]
    if run.status in _FINAL and (ends != [f"run_{run.status}"] or events[-1][1] != ends[0]):
        yield f"run {run.id} is {run.status}, and its events end with {ends} in {events[-3:]}"
    told = [(node, _NODE_EVENTS[name]) for _, name, node in events if name in _NODE_EVENTS]
    for node, count in Counter(node for node, _ in told).items():
        if count > 1:
            yield f"node {node} of run {run.id} ended {count} times: {[status for name, status in told if name == node]}"
    if dict(told) != {name: node.status for name, node in nodes.items() if node.status in _NODE_EVENTS.values()}:
        yield f"run {run.id} tells of {dict(told)} and keeps {nodes}"


def _effects(story: Story) -> Iterator[str]:
    """Each effect happened as often as its node succeeded: once."""
    expected = {
        (str(run), name): ENTRIES[name]
        for run, nodes in story.nodes.items()
        for name, node in nodes.items()
        if node.status == "succeeded" and name in ENTRIES
    }
    for place in expected.keys() | story.entries.keys():
        if expected.get(place, 0) != story.entries.get(place, 0):
            yield f"node {place[1]} of run {place[0]} left {story.entries.get(place, 0)} rows in place of {expected.get(place, 0)}"


def _ledger(story: Story) -> Iterator[str]:
    """What an account holds is what the nodes that succeeded moved; and what all hold together has not changed."""
    moved = Counter[int]()
    for run in story.runs:
        if run.inputs:
            done = {name for name, node in story.nodes[run.id].items() if node.status == "succeeded"}
            moved[run.inputs["source"]] -= run.inputs["amount"] * ("take" in done)
            moved[run.inputs["target"]] += run.inputs["amount"] * ("give" in done)
            for account in (1, 2):
                moved[account] += ("lend" in done) - ("repay" in done)
    for account, balance in story.balances.items():
        if balance != BALANCE + moved[account]:
            yield f"account {account} holds {balance} in place of {BALANCE + moved[account]}"
    if all(run.status == "succeeded" for run in story.runs) and sum(story.balances.values()) != BALANCE * len(story.balances):
        yield f"the accounts hold {sum(story.balances.values())} together"


def _promises(story: Story, accepted: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Each accepted request has one run, the one that was promised."""
    runs: dict[str, list[int]] = {}
    for run in story.runs:
        runs.setdefault(run.request_key or "", []).append(run.id)
    for key, promised in accepted:
        if runs.get(key) != [promised]:
            yield f"run {promised} was promised for the key {key}, and there are {runs.get(key)}"


def _schedules(story: Story) -> Iterator[str]:
    """Each due time of each trigger has one run: none is missing between the first and the last, and none is there twice."""
    due: dict[int, list[Any]] = {}
    for run in story.runs:
        if run.trigger is not None:
            due.setdefault(run.trigger, []).append(run.due_at)
    for trigger, times in due.items():
        times.sort()
        for earlier, later in pairwise(times):
            if later - earlier != timedelta(seconds=EVERY):
                yield f"trigger {trigger} has a run for {earlier} and the next one for {later}"
