"""What the realtime room reads from the database."""

from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Max
from django.http import HttpRequest

from dataflow_app.runtime.status import Status
from designer.models import Event, Run
from designer.realtime.frames import event_text
from designer.services.membership_of import membership_of

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

#: Events in one read, and so at most in one frame.
BATCH = 500
# Threads of their own: the one that pages share may be busy with a long request, and live progress must not wait for it.
_THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="realtime")


def off_loop(read: Callable[Arguments, Result]) -> Callable[Arguments, Coroutine[Any, Any, Result]]:
    """Return the read as something to await from the event loop."""
    return database_sync_to_async(read, thread_sensitive=False, executor=_THREADS)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: the seq of its newest event, and whether more can follow."""

    last_seq: int
    is_final: bool


def read_progress(run_id: int) -> Progress:
    """Return how far the run has come, in one statement, so that the two belong together; a deleted run is final."""
    row = Run.objects.filter(pk=run_id).annotate(newest=Max("events__seq")).values_list("status", "newest").first()
    return Progress(row[1] or 0, Status(row[0]).is_final) if row else Progress(0, is_final=True)


def read_events(run_id: int, after: int, up_to: int) -> list[tuple[int, str]]:
    """Return seq and JSON text of the next events after one seq, up to another, at most ``BATCH`` of them."""
    events = Event.objects.filter(run=run_id, seq__gt=after, seq__lte=up_to).order_by("seq")[:BATCH]
    return [(event.seq, event_text(event)) for event in events]


def user_of(session_key: str | None) -> AbstractBaseUser | AnonymousUser:
    """Return the person of a session as it stands now: nobody where it ended, or where the password was changed since."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return get_user(request)


def tenant_id_of(user: AbstractBaseUser | AnonymousUser) -> int | None:
    """Return the tenant that the person works in, or None for a stranger."""
    membership = membership_of(user)
    return membership.tenant_id if membership else None


def can_see(user: AbstractBaseUser | AnonymousUser, run_id: int) -> bool:
    """Whether the run belongs to the person's tenant."""
    tenant = tenant_id_of(user)
    return tenant is not None and Run.objects.filter(pk=run_id, tenant=tenant).exists()
