"""Accounts, between which money moves, and entries, which say which node of which run wrote them."""

from django.db import models

from dataflow_app import DataFlow
from dataflow_app.orm.acting import acting_node, acting_run

db = DataFlow()


@db.model
class Account:
    """What it holds; nothing keeps it from going below zero."""

    balance: int


@db.model
class Entry:
    """One effect. No rule keeps a second one out: it is the runtime's duty that there is none."""

    run: str = models.CharField(max_length=20, default=acting_run)  # type: ignore[assignment] # as in every such model
    node: str = models.CharField(max_length=40, default=acting_node)  # type: ignore[assignment] # likewise
    place: int = 0
