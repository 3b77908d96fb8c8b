"""A process that does one thing over and over on the database (``python -m tests.bench.scaling.client``)."""

from datetime import timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django first
from django.utils import timezone  # noqa: E402

from dataflow_app.runtime.events import EventType  # noqa: E402
from dataflow_app.runtime.status import Status  # noqa: E402
from designer.database_session import planned, planning_cursor, settle_session  # noqa: E402
from designer.journal.node_entry import NodeEntry  # noqa: E402
from designer.journal.page import Ending, Fact, Page  # noqa: E402
from designer.journal.statements import write  # noqa: E402
from designer.models import Run, Workflow  # noqa: E402
from designer.services.claim_next import claim_next  # noqa: E402
from designer.services.prune_runs import prune_runs  # noqa: E402
from tests.bench.answering import answer  # noqa: E402
from tests.bench.scaling.costs import processor_time, repeat, session_process  # noqa: E402

_EFFECT = "INSERT INTO notes_note (run, node, place) VALUES (%s, %s, %s)"
_FACTS: tuple[EventType, ...] = ("node_queued", "node_started", "node_succeeded")
#: Nodes of one run, so that a run has as many rows as runs have.
_NODES = 40


def commit(seconds: float, what: str) -> dict[str, float]:
    """Commit effects for so many seconds: alone (``effect``), with their checkpoint (``checkpoint``), or with events, too (``events``)."""
    settle_session()
    run = _running()

    def renew(number: int) -> None:
        nonlocal run
        run = run if number % _NODES else _running()

    def work(number: int) -> None:
        with transaction.atomic():
            _insert(run, number)
            if what != "effect":
                write(_page(run, number % _NODES, has_facts=what == "events"))

    return repeat(work, seconds, before_each=renew)


def claim(seconds: float, name: str) -> dict[str, float]:
    """Claim runs for so many seconds; each is ended by the statement that ends runs, which is not counted."""
    held: list[Run] = []

    def end(_number: int) -> None:
        while held:
            run = held.pop()
            write(Page(run.pk, run.lease_number, [], [Fact("run_succeeded")], 2, Ending(Status.SUCCEEDED, None)))

    def work(_number: int) -> None:
        run = claim_next(name)
        if run is not None:
            held.append(run)

    return repeat(work, seconds, before_each=end)


def queue(count: int, tenants: int) -> None:
    """Queue so many runs, of a workflow each of so many tenants in turn."""
    model = Workflow.objects.select_related("tenant").get(name="short")
    workflows = [_workflow(model, number) for number in range(tenants)]
    now = timezone.now()
    for start in range(0, count, 5_000):
        Run.objects.bulk_create(
            Run(tenant_id=each.tenant_id, workflow=each, definition={}, actor="bench", queued_at=now, sent_at=now)
            for each in (workflows[number % tenants] for number in range(start, min(start + 5_000, count)))
        )
    with planning_cursor() as cursor:
        cursor.execute("ANALYZE designer_run")


def end_all() -> None:
    """Take back what waits and what runs."""
    Run.objects.filter(status__in=("queued", "running")).update(status="cancelled", finished_at=timezone.now())


def end_oldest(count: int) -> None:
    """End so many of the runs that are next, as if they had been executed."""
    oldest = Run.objects.filter(status="queued").order_by("-priority", "pk").values("pk")[:count]
    Run.objects.filter(pk__in=oldest).update(status="cancelled", finished_at=timezone.now())


def occupy() -> None:
    """Let each tenant have a running run, so that none is at the head of the queue because it has none."""
    first = Run.objects.filter(status="queued").order_by("tenant_id", "pk").distinct("tenant_id").values_list("pk", flat=True)
    Run.objects.filter(pk__in=list(first)).update(status="running", started_at=timezone.now())


def prune() -> dict[str, float]:
    """Remove all that has ended, as the product does, and return how many runs that were, and what they took of the database."""
    server, runs = session_process(), Run.objects.exclude(status__in=("queued", "running")).count()
    before = processor_time(server)
    prune_runs(now=timezone.now() + timedelta(days=1000))
    return {"count": runs, "database": processor_time(server) - before}


def _running() -> Run:
    workflow = Workflow.objects.get(name="short")
    common = {"tenant_id": workflow.tenant_id, "workflow": workflow, "definition": {}, "actor": "bench"}
    return Run.objects.create(status="running", lease_number=1, queued_at=timezone.now(), **common)


def _insert(run: Run, number: int) -> None:
    with planning_cursor() as cursor:
        cursor.execute(planned(_EFFECT), (str(run.pk), f"n{number % _NODES}", number))


def _page(run: Run, number: int, *, has_facts: bool) -> Page:
    node = f"n{number}"
    entry = NodeEntry(node).started({"place": number}).succeeded({"id": number, "place": number}, 1)
    facts = [Fact(type_, node, {"duration_ms": 0.5, "rows": 1}) for type_ in _FACTS] if has_facts else []
    return Page(run.pk, 1, [entry], facts, 1 + number * len(_FACTS))


def _workflow(model: Workflow, number: int) -> Workflow:
    tenant = type(model.tenant).objects.get_or_create(slug=f"t{number}", defaults={"name": f"t{number}"})[0]
    values = {"owner_id": model.owner_id, "draft_saved_at": timezone.now(), "draft_saved_by": "bench"}
    return Workflow.objects.get_or_create(tenant=tenant, name="queued", defaults=values)[0]


_WORKS = (commit, claim, queue, occupy, end_all, end_oldest, prune)

if __name__ == "__main__":
    answer("", {work.__name__: work for work in _WORKS})
