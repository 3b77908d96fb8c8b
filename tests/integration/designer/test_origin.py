"""Where people work from stands in the history of what they change, by hand and by runs."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dataflow_app.catalog.models.vendor import Vendor
from dataflow_app.graph.definition import Definition, Node
from designer.models import Run
from designer.services.create_workflow import create_workflow
from designer.services.origin_of import session_of
from designer.services.queue_run import queue_run
from designer.tasks import execute_run

pytestmark = pytest.mark.django_db(transaction=True)
VENDORS: Any = Vendor
NEW_VENDOR = Definition(nodes=(Node(id="v", type="VendorCreateNode", parameters={"vendor_code": "V1", "name": "Voltera"}),))


def digest(client: Client) -> str | None:
    return session_of(type("Request", (), {"session": client.session})())


@pytest.fixture
def client(editor: User) -> Client:
    client = Client(REMOTE_ADDR="203.0.113.7")
    client.force_login(editor)
    return client


def test_a_run_carries_address_and_session_of_whoever_started_it_to_what_its_nodes_write(client: Client, editor: User) -> None:
    workflow = create_workflow(actor=editor, name="New vendor", definition=NEW_VENDOR)
    answer = client.post(f"/api/workflows/{workflow.pk}/runs/", data="{}", content_type="application/json")
    assert answer.status_code == 201
    run = Run.objects.get()
    assert (run.address, run.session) == ("203.0.113.7", digest(client))
    execute_run(run.pk)
    state = VENDORS.history.get()
    told = (state.history_user_id, state.history_run, state.history_node, state.history_address, state.history_session)
    assert told == ("edda", str(run.pk), "v", "203.0.113.7", digest(client))
    assert str(client.session.session_key) not in str(vars(state))


def test_a_run_that_nobody_started_by_a_request_names_no_address(editor: User) -> None:
    workflow = create_workflow(actor=editor, name="New vendor", definition=NEW_VENDOR)
    run = queue_run(workflow=workflow, version=None, inputs={}, actor="edda", kind="schedule")  # type: ignore[arg-type] # its stored text
    execute_run(run.pk)
    state = VENDORS.history.get()
    assert (run.address, run.session, state.history_address, state.history_session) == ("", "", None, None)


def test_a_change_in_the_admin_names_address_and_session(client: Client, editor: User) -> None:
    editor.is_staff = editor.is_superuser = True
    editor.save()
    vendor = VENDORS.objects.create(tenant_id="acme", vendor_code="V1", name="Voltera")
    answer = client.post(f"/admin/catalog/vendor/{vendor.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
    state = VENDORS.history.latest()
    assert (state.history_user_id, state.history_address, state.history_session) == ("edda", "203.0.113.7", digest(client))
    assert (state.deleted_at is None, state.history_type) == (False, "~")
