"""Other starts: from rows that are selected in the admin, and from the command line."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client

from dataflow_app.graph.definition import Definition, Input, Node
from designer.models import Run, Tenant, Workflow
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version
from tests.integration.designer.products import product

LIST = "/admin/catalog/product/"


def signed_in(user: User) -> Client:
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename="view_product"))
    client = Client()
    client.force_login(user)
    return client


def taking(editor: User, name: str, *inputs: Input) -> Workflow:
    """Return a published workflow with these inputs."""
    definition = Definition(nodes=(Node(id="x", type="EchoNode", parameters={"name": "x"}),), inputs=inputs)
    workflow = create_workflow(actor=editor, name=name, definition=definition)
    publish_version(actor=editor, workflow=workflow)
    return workflow


def choose(client: Client, *rows: Any, **more: str) -> Any:
    body = {"action": "run_workflow", "_selected_action": [row.pk for row in rows], **more}
    return client.post(LIST, body, follow=True)


def test_selected_rows_become_the_input_of_one_run(editor: User) -> None:
    workflow = taking(editor, "Check", Input(name="rows", type="json", required=True))
    client, first, second = signed_in(editor), product("acme", "A"), product("acme", "B")

    asked = choose(client, first, second)
    assert (asked.status_code, [name for name, _ in asked.context["form"].fields["target"].choices]) == (200, ["Check"])
    assert b"Run a workflow on 2 products" in asked.content

    done = choose(client, first, second, confirmed="yes", target=f"{workflow.pk}:rows")
    run = Run.objects.get()
    assert f'<a href="/runs/{run.pk}/">Run {run.pk}</a> was started with the selected rows: 2.' in done.content.decode()
    assert (run.actor, run.version, run.status) == ("edda", workflow.published, "queued")
    assert sorted(row["product_code"] for row in run.inputs["rows"]) == ["A", "B"]
    assert {row["list_price"] for row in run.inputs["rows"]} <= {"1.00", "1"}


def test_rows_and_workflows_of_another_tenant_are_out_of_reach(editor: User, stranger: User) -> None:
    theirs = taking(stranger, "Theirs", Input(name="rows", type="json"))
    mine = taking(editor, "Mine", Input(name="rows", type="any"))
    client, foreign, own = signed_in(editor), product("other", "A"), product("acme", "B")

    choose(client, own, foreign, confirmed="yes", target=f"{mine.pk}:rows")
    assert [row["product_code"] for row in Run.objects.get().inputs["rows"]] == ["B"]
    refused = choose(client, own, confirmed="yes", target=f"{theirs.pk}:rows")
    assert "is not one of the available choices" in refused.content.decode()
    assert Run.objects.count() == 1


def test_viewers_are_not_offered_to_run_anything(viewer: User) -> None:
    client, row = signed_in(viewer), product("acme", "A")
    assert "Run workflow" not in client.get(LIST).content.decode()
    choose(client, row, confirmed="yes", target="1:rows")
    assert not Run.objects.exists()


def test_what_speaks_against_the_start_is_said_on_the_page(editor: User) -> None:
    workflow = taking(editor, "Needy", Input(name="rows", type="json"), Input(name="colour", type="text", required=True))
    answer = choose(signed_in(editor), product("acme", "A"), confirmed="yes", target=f"{workflow.pk}:rows")
    assert "Input &#x27;colour&#x27; is required." in answer.content.decode()
    assert not Run.objects.exists()


def test_without_a_workflow_that_takes_rows_the_page_says_what_to_do(editor: User) -> None:
    taking(editor, "Plain", Input(name="colour", type="text", required=False))
    assert b"No published workflow takes rows." in choose(signed_in(editor), product("acme", "A")).content


def run_command(*arguments: str) -> str:
    out = StringIO()
    call_command("run_workflow", *arguments, stdout=out)
    return out.getvalue()


def test_a_workflow_is_run_from_the_command_line_in_the_name_of_its_owner(editor: User) -> None:
    taking(editor, "Paint", Input(name="colour", type="text"), Input(name="coats", type="integer"))

    out = run_command("Paint", "--input", "colour=7", "--input", "coats=2")

    run = Run.objects.get()
    assert out == f"Run {run.pk} of 'Paint' is queued.\n"
    assert (run.actor, run.inputs, run.trigger_kind, run.version) == ("edda", {"colour": "7", "coats": 2}, "manual", run.workflow.published)


@pytest.mark.django_db(transaction=True)
def test_waiting_for_a_run_ends_with_it(editor: User) -> None:
    taking(editor, "Paint")
    out = run_command("Paint", "--wait")
    assert (Run.objects.get().status, out.splitlines()[-1]) == ("succeeded", f"Run {Run.objects.get().pk} has succeeded.")


@pytest.mark.django_db(transaction=True)
def test_waiting_for_a_run_that_fails_fails(editor: User) -> None:
    definition = Definition(nodes=(Node(id="x", type="GroupCreateNode", parameters={"name": "bad"}),))
    publish_version(actor=editor, workflow=create_workflow(actor=editor, name="Bad", definition=definition))
    with pytest.raises(CommandError, match=r"Run \d+ has failed\. .*bad is no name for a group"):
        run_command("Bad", "--wait")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Pant"], "There is no workflow 'Pant'. Did you mean 'Paint'?"),
        (["Paint", "--input", "colour"], "--input colour has no value. Write it as --input colour=VALUE."),
        (["Paint", "--input", "coats=2"], "The workflow has no input 'coats'."),
        (["Paint", "--user", "nobody"], "There is no user 'nobody'."),
        (["Paint", "--user", "vera"], "Your role is viewer"),
        (["Draft"], "'Draft' has no published version"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(editor: User, viewer: User, arguments: list[str], message: str) -> None:
    taking(editor, "Paint", Input(name="colour", type="text", required=False))
    create_workflow(actor=editor, name="Draft", definition=Definition())
    with pytest.raises(CommandError) as caught:
        run_command(*arguments)
    assert str(caught.value).startswith(message)
    assert not Run.objects.exists()


def test_one_name_in_two_tenants_is_told_apart_by_the_tenant(editor: User, stranger: User, tenant: Tenant) -> None:
    taking(editor, "Paint")
    taking(stranger, "Paint")
    with pytest.raises(CommandError, match=r"There are 2 workflows 'Paint': \d+ of acme, \d+ of other\. Give the number, or --tenant\."):
        run_command("Paint")
    run_command("Paint", "--tenant", "acme")
    assert Run.objects.get().tenant == tenant
