"""The memory of a List of a million rows that feeds a BulkCreate: in a script, and in a durable run, whose checkpoint it is."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.bench.readings import Place

MILLION = 1_000_000
_LIMIT = 150.0

_START = """
import json, os, re, sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from dataflow_app import DataFlow, LocalRuntime, WorkflowBuilder
from tests.bench import raw
from tests.bench.readings import COLUMNS, open_place, readings
place = open_place("memory", "", fresh=False)
"""

_FILL = f"""{_START}
call_command("migrate", verbosity=0)
place.empty()
place.run("ReadingBulkCreateNode", data=readings(int(sys.argv[1])))
"""

_COPY = f"""{_START}
from django.contrib.auth.models import User
from django.utils import timezone
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.graph.compile import compile_definition
from dataflow_app.runtime.executor import Executor
from dataflow_app.scope import Scope
from designer.journal import DatabaseJournal
from designer.models import Run, Tenant, Workflow
from designer.services.claim_run import claim_run

most = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

def definition(limit):
    builder = WorkflowBuilder()
    builder.add_node("ReadingListNode", "list", {{"fields": list(COLUMNS), **({{"limit": limit}} if limit else {{}})}})
    return builder.add_node("CodedReadingBulkCreateNode", "create").add_connection("list", "records", "create", "data").build()

def local(wanted):
    results, _ = LocalRuntime(dataflow=place.db).execute(wanted)
    return len(results["list"]["records"])

def durable(wanted):
    tenant, _ = Tenant.objects.get_or_create(slug="bench", name="Bench")
    owner, _ = User.objects.get_or_create(username="bench")
    known = {{"tenant": tenant, "owner": owner, "draft_saved_at": timezone.now(), "draft_saved_by": "bench"}}
    workflow = Workflow.objects.create(name="Bench", **known)
    run = Run.objects.create(tenant=tenant, workflow=workflow, definition=wanted.to_dict(), actor="bench", queued_at=timezone.now())
    with DatabaseJournal(claim_run(run_id=run.pk, owner="bench"), notify=lambda _: None) as journal:
        plan = compile_definition(wanted, REGISTRIES).plan
        how = {{"run": str(run.pk), "scope": Scope(), "inputs": {{}}, "secret": {{}}.__getitem__, "keeps_results": False}}
        outcome = Executor(plan, journal, **how).execute()
    assert outcome.status == "succeeded", outcome
    return run.node_runs.get(node="list").rows

work = local if sys.argv[1] == "local" else durable
work(definition(20_000))
place.clear(place.coded)
before, start = most(), time.perf_counter()
count = work(definition(None))
print(json.dumps([(most() - before) / 1024, count, place.rows(place.coded).count(), time.perf_counter() - start]))
place.clear(place.coded)
"""


def memory(place: Place) -> Iterator[str]:
    """Give a line on each; the rows are made by another process, whose memory is not looked at."""
    with tempfile.TemporaryDirectory() as folder:
        url = place.url if place.is_postgresql else f"sqlite:///{folder}/stream.sqlite3"
        _python(_FILL, folder, url, str(MILLION))
        for kind, words in (("local", "LocalRuntime"), ("durable", "a durable run")):
            taken, listed, written, seconds = json.loads(_python(_COPY, folder, url, kind))
            verdict = "ok" if taken <= _LIMIT and listed == written == MILLION else "MISSED"
            work = f"memory of List → BulkCreate of {written:,} rows in {words}"
            yield f"{work}: {taken:.0f} MB above the start in {seconds:.0f} s  ({verdict} ≤ {_LIMIT:.0f} MB)"


def _python(program: str, folder: str, url: str, argument: str) -> str:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "designer.settings", "DATABASE_URL": url, "DATAFLOW_DATA_DIR": folder}
    done = subprocess.run([sys.executable, "-c", program, argument], check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return done.stdout.splitlines()[-1] if done.stdout else ""
