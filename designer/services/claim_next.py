"""Claim the run that is next."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction

from designer.database_session import is_postgresql
from designer.models import Run
from designer.services.claim_run import LEASE, hold_room
from designer.services.next_run import next_run
from designer.services.take_next import Bounded, take_next
from designer.services.take_run import take_run


def claim_next(owner: str, *, by_age: bool = False, lease: timedelta = LEASE) -> Run | None:
    """Return the fairest of the runs that may be claimed, the worker named ``owner`` its holder; None where none may be.

    How it is chosen says ``next_run``, for which ``by_age`` is meant, too. Where another worker took the last room of a tenant or a
    workflow in between, the choice is made again.
    """
    if is_postgresql():
        with suppress(Bounded):
            return take_next(owner, by_age=by_age, lease=lease)
    while True:
        with transaction.atomic():
            chosen = next_run(by_age=by_age)
            if chosen is None:
                return None
            if not chosen.is_bounded or hold_room(chosen.id):
                return take_run(chosen.id, owner, lease)
