"""The process that submits: it starts runs as a view or a command does, and waits for them."""

from functools import cache
from time import time
from typing import Any

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402 - Django first
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from dataflow_app import LocalRuntime  # noqa: E402
from designer.embedded.services import EmbeddedServices  # noqa: E402
from designer.models import Event, Role, Run, Workflow  # noqa: E402
from designer.services.add_member import add_member  # noqa: E402
from designer.services.create_tenant import create_tenant  # noqa: E402
from designer.services.create_workflow import create_workflow  # noqa: E402
from designer.services.publish_version import publish_version  # noqa: E402
from designer.services.start_run import start_run  # noqa: E402
from designer.services.wait_for_run import wait_for_run  # noqa: E402
from tests.bench.answering import answer  # noqa: E402
from tests.bench.engines import definitions  # noqa: E402
from tests.bench.engines.fibonacci import fibonacci  # noqa: E402
from tests.bench.engines.producing import open_run, produce, sign_in  # noqa: E402

FLOWS = {
    "chain": definitions.chain,
    "effects": definitions.effects,
    "busy": definitions.busy,
    "short": lambda: definitions.effects(definitions.SHORT),
    "one": lambda: definitions.chain(1),
    "many": lambda: definitions.chain(definitions.MANY),
    "pause": definitions.pause,
}


def prepare() -> None:
    """Make the tables, a person and the workflows."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    person = User.objects.create_superuser("bench", password="bench")
    add_member(tenant=create_tenant(slug="bench", name="Bench"), user=person, role=Role.OWNER)
    for name, make in FLOWS.items():
        publish_version(actor=person, workflow=create_workflow(actor=person, name=name, definition=make()))


def run(flow: str) -> int:
    """Run a workflow, and return its run's id when it has ended as it should."""
    started = _start(flow)
    if not wait_for_run(started.pk, 60):
        raise TimeoutError(f"Run {started.pk} of {flow} does not end.")
    started.refresh_from_db(fields=["status", "error"])
    if started.status != "succeeded":
        raise RuntimeError(f"Run {started.pk} of {flow} {started.status}: {started.error}")
    return started.pk


def first_node(flow: str) -> float:
    """Run a workflow, and return the seconds from before it was submitted until its first node ran."""
    before = time()
    number = run(flow)
    started = Event.objects.filter(run=number, type="node_started").earliest("seq")
    return started.at.timestamp() - before


def submit(flow: str, count: int) -> list[int]:
    """Submit so many runs; return the ids of the first and the last."""
    numbers = [_start(flow).pk for _ in range(count)]
    return [numbers[0], numbers[-1]]


def cancel_all() -> None:
    """Take back what waits, and ask for the end of what runs."""
    now = timezone.now()
    Run.objects.filter(status="queued").update(status="cancelled", finished_at=now)
    Run.objects.filter(status="running").update(cancel_requested_at=now)


def embed() -> None:
    """Have worker and ticker in this process, as a web process without a Redis has."""
    EmbeddedServices().start()


def local(flow: str) -> None:
    """Run a workflow in this process, without a database."""
    LocalRuntime().execute(_built(flow))


def loop() -> None:
    """Do what the busy workflow does, in a plain loop."""
    for _ in range(definitions.BUSY):
        fibonacci(definitions.FIBONACCI)


def _start(flow: str) -> Run:
    person, workflow = _chosen(flow)
    return start_run(actor=person, workflow=workflow, source="published")


@cache
def _chosen(flow: str) -> tuple[User, Workflow]:
    return User.objects.get(), Workflow.objects.select_related("published").get(name=flow)


@cache
def _built(flow: str) -> Any:
    return FLOWS[flow]()


_WORKS = (prepare, run, first_node, submit, cancel_all, embed, local, loop, sign_in, open_run, produce)

if __name__ == "__main__":
    answer("", {work.__name__: work for work in _WORKS})
