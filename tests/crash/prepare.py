"""What a cluster starts with: tables, a person, accounts, workflows and schedules."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command

from dataflow_app import Definition
from designer.models import Role, Workflow
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_trigger import create_trigger
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version
from tests.crash.definitions import scheduled, transfer
from tests.crash.figures import ACCOUNTS, BALANCE, EVERY


def prepare(options: Mapping[str, Any]) -> None:
    """Fill an empty database, and write down the ids that a client has to know."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    person = User.objects.create_superuser("demo", password="demo")
    add_member(tenant=create_tenant(slug="demo", name="Demo"), user=person, role=Role.OWNER)
    account = apps.get_app_config("ledger").get_model("Account")
    accounts = [account._default_manager.create(balance=BALANCE).pk for _ in range(ACCOUNTS)]
    transfers = _publish(person, "Transfer", transfer())
    for overlap in ("allow", "queue"):
        parameters = {"cron": f"*/{EVERY} * * * * *", "timezone": "UTC", "catch_up": "all", "catch_up_limit": 1000, "overlap": overlap}
        create_trigger(actor=person, workflow=_publish(person, overlap, scheduled()), type="schedule", parameters=parameters)
    Path(options["answer"]).write_text(json.dumps({"workflow": transfers.pk, "accounts": accounts}))


def _publish(person: User, name: str, definition: Definition) -> Workflow:
    workflow = create_workflow(actor=person, name=name, definition=definition)
    publish_version(actor=person, workflow=workflow)
    return workflow
