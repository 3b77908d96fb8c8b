from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.test import Client

from designer.models import Credential, Run, Tenant, Workflow
from designer.services.publish_version import publish_version
from designer.services.start_run import start_run
from designer.tasks import execute_run

HISTORY = ("workflow", "version", "run", "noderun", "event", "trigger")


def signed_in(user: User, *, superuser: bool = False) -> Client:
    user.is_staff, user.is_superuser = True, superuser
    user.save()
    user.user_permissions.set(Permission.objects.all())
    client = Client()
    client.force_login(user)
    return client


def product(tenant: str, code: str) -> Any:
    """Store a product with the least that it needs."""
    model: Any = apps.get_model("catalog", "Product")
    values = {"name": f"Product {code}", "description": "x", "category": "x", "brand": "x", "list_price": 1}
    return model.objects.create(tenant_id=tenant, product_code=code, **values)


@pytest.fixture
def ran(workflow: Workflow, editor: User) -> Run:
    publish_version(actor=editor, workflow=workflow)
    run = start_run(actor=editor, workflow=workflow)
    execute_run(run.pk)
    return run


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", HISTORY)
def test_history_is_shown_and_not_edited(ran: Run, owner: User, model: str) -> None:
    client = signed_in(owner, superuser=True)
    assert client.get(f"/admin/designer/{model}/").status_code == 200
    assert client.get(f"/admin/designer/{model}/add/").status_code == 403
    row = apps.get_model("designer", model).objects.first()
    if row is not None:
        assert client.get(f"/admin/designer/{model}/{row.pk}/change/").status_code == 200
        assert client.post(f"/admin/designer/{model}/{row.pk}/change/", {}).status_code == 403
        assert client.post(f"/admin/designer/{model}/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_admin_carries_the_designers_name_and_leads_back(owner: User) -> None:
    page = signed_in(owner, superuser=True).get("/admin/").content.decode()
    assert '<a href="/workflows/">DataFlow Designer</a>' in page
    assert "Back to the designer" in page
    assert "designer/admin.css" in page


def test_strangers_are_sent_to_the_designers_own_sign_in(db: None) -> None:
    answer = Client().get("/admin/catalog/product/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/login/?next=/admin/catalog/product/")
    answer = Client().get(answer.headers["Location"])
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/admin/catalog/product/")


def test_people_see_the_rows_of_their_tenant_and_superusers_all(owner: User, stranger: User) -> None:
    ours, theirs = product("acme", "OURS"), product("other", "THEIRS")
    client = signed_in(owner)
    page = client.get("/admin/catalog/product/").content.decode()
    assert ("OURS" in page, "THEIRS" in page) == (True, False)
    assert client.get(f"/admin/catalog/product/{ours.pk}/change/").status_code == 200
    assert client.get(f"/admin/catalog/product/{theirs.pk}/change/").status_code == 302
    page = signed_in(stranger, superuser=True).get("/admin/catalog/product/").content.decode()
    assert ("OURS" in page, "THEIRS" in page) == (True, True)


def test_workflows_of_other_tenants_are_not_shown(workflow: Workflow, stranger: User) -> None:
    client = signed_in(stranger)
    assert "Make groups" not in client.get("/admin/designer/workflow/").content.decode()
    assert client.get(f"/admin/designer/workflow/{workflow.pk}/change/").status_code == 302


def test_a_change_names_its_author(owner: User) -> None:
    row = product("acme", "OURS")
    client = signed_in(owner)
    form = client.get(f"/admin/catalog/product/{row.pk}/change/").context["adminform"].form
    values = {name: "" if form.initial.get(name) is None else form.initial[name] for name in form.fields}
    sent = {name: value for name, value in values.items() if value is not False} | {"name": "Renamed"}
    answer = client.post(f"/admin/catalog/product/{row.pk}/change/", sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    newest = row.history.first()
    assert (newest.name, newest.history_user_id) == ("Renamed", "otto")


def test_an_owner_keeps_a_credential_that_nobody_can_read(owner: User, editor: User, tenant: Tenant) -> None:
    client = signed_in(owner)
    answer = client.post("/admin/designer/credential/add/", {"name": "crm", "values": '{"token": "s3cret"}'})
    assert answer.status_code == 302
    made = Credential.objects.get()
    assert (made.tenant, made.created_by) == (tenant, "otto")
    assert "s3cret" not in client.get(f"/admin/designer/credential/{made.pk}/change/").content.decode()
    again = client.post("/admin/designer/credential/add/", {"name": "crm", "values": '{"token": 5}'})
    assert again.context["adminform"].form.errors == {
        "name": ["There is a credential 'crm' already. Choose another name, or delete that one first."],
        "values": ["Enter a JSON object whose values are texts."],
    }
    assert signed_in(editor).get("/admin/designer/credential/add/").status_code == 403


def test_pages_may_load_only_what_this_server_serves(owner: User) -> None:
    answer = signed_in(owner, superuser=True).get("/admin/")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert (answer.headers["X-Frame-Options"], answer.headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
