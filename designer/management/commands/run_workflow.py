"""``manage.py run_workflow NAME``: start a published workflow from a shell or a script."""

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition
from dataflow_app.runtime.status import Status
from designer.conf import options as designer_options
from designer.models import Run, TriggerKind, Version, Workflow
from designer.services.access import Person
from designer.services.errors import ServiceError
from designer.services.leave_to_ticker import leave_to_ticker
from designer.services.start_run import start_run
from designer.services.trigger_values import published_version
from designer.services.wait_for_run import wait_for_run
from designer.tasks import execute_this

SLICE = 60.0
#: How long this process waits for a run whose turn it is not yet before it tries again to execute it, in seconds.
TURN = 1.0


class Command(BaseCommand):
    """Start a run."""

    help = "Run the published version of a workflow. Ends with 0 where it was queued, or with --wait where it succeeded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the workflow's name, its inputs, and whether to wait."""
        parser.add_argument("name", help="the workflow's name, or its number")
        parser.add_argument("--input", action="append", default=[], metavar="NAME=VALUE", help="an input: JSON, or text where it is none")
        parser.add_argument("--wait", action="store_true", help="wait for the end, and fail where the run does")
        parser.add_argument("--tenant", help="the tenant's short name, where several have a workflow of that name")
        parser.add_argument("--user", help="who runs it (default: the workflow's owner)")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Start the run; refuse, in words, what cannot be run."""
        workflow = find_workflow(options["name"], options["tenant"])
        actor = find_person(options["user"]) if options["user"] else workflow.owner
        try:
            inputs = read_arguments(published_version(workflow), options["input"])
            run = start_run(actor=actor, workflow=workflow, inputs=inputs, source="published", kind=TriggerKind.MANUAL)
        except ServiceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Run {run.pk} of '{workflow.name}' is queued.")
        if options["wait"]:
            self.tell(ended(run))
        elif designer_options().is_embedded:
            leave_to_ticker(run)

    def tell(self, run: Run) -> None:
        """Say how the run ended; raise ``CommandError`` where it did not succeed."""
        error = run.error or {}
        if run.status != Status.SUCCEEDED:
            raise CommandError(f"Run {run.pk} has {run.status}. {error.get('message', '')} {error.get('remedy', '')}".strip())
        self.stdout.write(self.style.SUCCESS(f"Run {run.pk} has succeeded."))


def ended(run: Run) -> Run:
    """Return the run when it is over. Where workers live in the web process, which may not be up, this process does the work."""
    is_ours = designer_options().is_embedded
    while not (is_ours and execute_this(run.pk)) and not wait_for_run(run.pk, TURN if is_ours else SLICE):
        pass
    run.refresh_from_db()
    return run


def find_workflow(name: str, tenant: str | None) -> Workflow:
    """Return the workflow of that name or number; raise ``CommandError`` where there is none, or more than one."""
    known = Workflow.objects.filter(archived_at=None).select_related("published", "owner", "tenant")
    known = known.filter(tenant__slug=tenant) if tenant else known
    found = list(known.filter(name=name)) or (list(known.filter(pk=int(name))) if name.isdecimal() and len(name) < 19 else [])  # noqa: PLR2004 - what a key holds
    if not found:
        hint = suggest(name, known.values_list("name", flat=True)).strip()
        raise CommandError(f"There is no workflow '{name}'. {hint}".strip())
    if len(found) > 1:
        raise CommandError(
            f"There are {len(found)} workflows '{name}': {', '.join(f'{each.pk} of {each.tenant.slug}' for each in found)}. "
            "Give the number, or --tenant."
        )
    return found[0]


def find_person(name: str) -> Person:
    """Return the person of that user name; raise ``CommandError`` where there is none."""
    users = get_user_model()
    person = users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()
    if person is None:
        raise CommandError(f"There is no user '{name}'.")
    return person


def read_arguments(version: Version, arguments: list[str]) -> dict[str, Any]:
    """Return the inputs by name: text where the workflow asks for text or dates, and JSON otherwise."""
    types = {each.name: each.type for each in Definition.from_dict(version.definition).inputs}
    inputs: dict[str, Any] = {}
    for argument in arguments:
        name, sign, text = argument.partition("=")
        if not sign:
            raise CommandError(f"--input {argument} has no value. Write it as --input {argument}=VALUE.")
        inputs[name] = text if types.get(name) in ("text", "date", "datetime") else read_json(text)
    return inputs


def read_json(text: str) -> Any:
    """Return the JSON value that a text is, or the text itself where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return text
