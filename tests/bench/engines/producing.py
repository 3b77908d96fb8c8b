"""Events of a run that is under way, committed at a steady pace, and who may watch them."""

from time import sleep, time

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from designer.models import Run, Workflow
from designer.realtime.hints import publish

#: Events in one commit.
_TOGETHER = 4
_INSERT = """
INSERT INTO designer_event (run_id, seq, type, node, iteration, at)
SELECT %s, seq, 'node_started', 'n' || seq, 0, now() FROM generate_series(%s, %s) AS seq
"""


def sign_in() -> tuple[str, str]:
    """Return the name and the value of the cookie of a person who has signed in."""
    client = Client()
    client.force_login(User.objects.get())
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value


def open_run() -> int:
    """Return a run that nobody executes, but that is under way."""
    workflow = Workflow.objects.get(name="one")
    run = Run.objects.create(
        tenant=workflow.tenant, workflow=workflow, definition={}, status="running", actor="bench", queued_at=timezone.now()
    )
    return run.pk


def produce(run: int, rate: int, count: int) -> list[float]:
    """Commit so many events, so many a second, and send a hint after each commit as the journal does; return when each was committed.

    A commit has as many events as a node with an effect makes.
    """
    committed: list[float] = []
    start = time()
    with connection.cursor() as cursor:
        for first in range(1, count + 1, _TOGETHER):
            seqs = range(first, min(first + _TOGETHER, count + 1))
            sleep(max(0.0, start + first / rate - time()))
            cursor.execute(_INSERT, [run, seqs[0], seqs[-1]])
            committed += [time()] * len(seqs)
            publish(run)
    return committed
