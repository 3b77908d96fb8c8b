"""Runs under way, as tests look at them."""

from threading import Thread
from time import sleep

from django.db import connections

from designer.models import NodeRun, Run
from designer.tasks import execute_run


def statuses(run: Run) -> dict[str, str]:
    """Return how the run's nodes stand, by id."""
    return dict(NodeRun.objects.filter(run=run).values_list("node", "status"))


def in_thread(run: Run) -> Thread:
    """Execute the run in a thread, as an embedded worker does."""

    def work() -> None:
        execute_run(run.pk)
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    return thread


def until(run: Run, node: str, **wanted: object) -> None:
    """Wait until the node's row says so; a test that waits for ever is ended by pytest-timeout."""
    while not NodeRun.objects.filter(run=run, node=node, **wanted).exists():
        sleep(0.01)
