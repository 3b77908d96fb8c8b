import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from designer.models import Credential, Membership, Role, Run, Tenant, Workflow
from designer.services.create_credential import create_credential
from designer.services.publish_version import publish_version
from designer.services.start_run import start_run
from designer.tasks import execute_run
from tests.integration.designer.products import product

HISTORY = ("workflow", "version", "run", "noderun", "event", "trigger")


def signed_in(user: User, *, superuser: bool = False) -> Client:
    user.is_staff, user.is_superuser = True, superuser
    user.save()
    user.user_permissions.set(Permission.objects.all())
    client = Client()
    client.force_login(user)
    return client


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


def test_a_deleted_credential_is_an_owners_doing(owner: User, editor: User, stranger: User) -> None:
    made = create_credential(actor=owner, name="crm", values={"token": "s3cret"})
    address, everywhere = (
        f"/admin/designer/credential/{made.pk}/delete/",
        {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"},
    )
    assert signed_in(editor).post(address, {"post": "yes"}).status_code == 403
    for client in (signed_in(editor), signed_in(stranger), signed_in(stranger, superuser=True)):
        client.post("/admin/designer/credential/", everywhere)
        assert Credential.objects.count() == 1
    assert signed_in(owner).post(address, {"post": "yes"}).status_code == 302
    assert Credential.objects.count() == 0


@pytest.mark.parametrize("page", ["auth/user", "auth/group"])
def test_people_are_for_superusers_however_many_permissions_somebody_has(owner: User, editor: User, page: str) -> None:
    client = signed_in(owner)
    for path in ("", "add/", f"{editor.pk}/change/", f"{editor.pk}/password/", f"{editor.pk}/history/"):
        assert client.get(f"/admin/{page}/{path}").status_code in (302, 403, 404), path
    autocomplete = {"app_label": "designer", "model_name": "membership", "field_name": "user"}
    assert client.get("/admin/autocomplete/", autocomplete).status_code == 403
    assert signed_in(owner, superuser=True).get(f"/admin/{page}/").status_code == 200


def test_staff_see_who_works_in_their_tenant_and_change_nothing_of_it(owner: User, stranger: User) -> None:
    client = signed_in(stranger)
    own = Membership.objects.get(user=stranger)
    page = client.get("/admin/designer/membership/").content.decode()
    assert ("steve" in page, "otto" in page) == (True, False)
    assert client.post(f"/admin/designer/membership/{own.pk}/change/", {"role": "viewer"}).status_code == 403
    assert client.get("/admin/designer/membership/add/").status_code == 403
    assert client.post(f"/admin/designer/tenant/{own.tenant_id}/change/", {"name": "Mine"}).status_code == 403
    assert client.get("/admin/designer/tenant/add/").status_code == 403


@pytest.mark.parametrize("model", ["workflow", "run", "membership"])
def test_the_tenants_are_named_to_superusers_only(owner: User, stranger: User, model: str) -> None:
    assert "Acme" not in signed_in(stranger).get(f"/admin/designer/{model}/").content.decode()
    assert "Acme" in signed_in(stranger, superuser=True).get(f"/admin/designer/{model}/").content.decode()


def test_the_key_of_another_tenants_row_does_not_give_its_name_away(owner: User, stranger: User) -> None:
    theirs = product("acme", "THEIRS")
    client = signed_in(stranger)
    page = client.post("/admin/catalog/productvariant/add/", {"product": str(theirs.pk)})
    assert page.status_code == 200
    assert "Select a valid choice" in page.context["adminform"].form.errors["product"][0]
    assert "THEIRS" not in page.content.decode()
    assert "THEIRS" in signed_in(owner).post("/admin/catalog/productvariant/add/", {"product": str(theirs.pk)}).content.decode()


def test_a_superuser_makes_a_tenant_and_its_members(owner: User, editor: User) -> None:
    client = signed_in(owner, superuser=True)
    members = {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}
    person = {"memberships-0-user": str(editor.pk), "memberships-0-role": "viewer"}
    assert client.post("/admin/designer/tenant/add/", {"slug": "globex", "name": "Globex", **members, **person}).status_code == 302
    made = Tenant.objects.get(slug="globex")
    membership = made.memberships.get()
    assert (membership.user, membership.role) == (editor, Role.VIEWER)
    address = f"/admin/designer/membership/{membership.pk}/change/"
    assert client.post(address, {"role": "owner", "user": str(owner.pk)}).status_code == 302
    membership.refresh_from_db()
    assert (membership.user, membership.role) == (editor, Role.OWNER)
    kept = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": str(membership.pk),
        "memberships-0-DELETE": "on",
    }
    assert client.post(f"/admin/designer/tenant/{made.pk}/change/", {"name": "Globex Ltd", "slug": "x", **kept}).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.slug, made.memberships.count()) == ("Globex Ltd", "globex", 0)
    assert client.post(f"/admin/designer/tenant/{made.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_workflow_leads_to_its_runs_and_a_run_to_its_events(ran: Run, owner: User) -> None:
    client = signed_in(owner)
    page = client.get(f"/admin/designer/workflow/{ran.workflow_id}/change/")
    related = {each.name: (int(each.count), each.address) for each in page.context["related_lists"]}
    assert related["Runs"] == (1, f"/admin/designer/run/?workflow__exact={ran.workflow_id}")
    assert [run.pk for run in client.get(related["Runs"][1]).context["cl"].result_list] == [ran.pk]
    page = client.get(f"/admin/designer/run/{ran.pk}/change/")
    events = next(each for each in page.context["related_lists"] if each.name == "Events")
    assert int(events.count) == ran.events.count()
    assert client.get(f"{events.address}&type=run_started").context["cl"].result_count == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", HISTORY)
def test_lists_of_history_never_read_what_is_in_the_whole_table(ran: Run, owner: User, model: str) -> None:
    client = signed_in(owner, superuser=True)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/admin/designer/{model}/?q=a").status_code == 200
    own = [query["sql"] for query in queries if f'FROM "designer_{model}"' in query["sql"]]
    assert [sql for sql in own if "LIMIT" not in sql and "COUNT(" in sql] == []
    assert [sql for sql in own if "DISTINCT" in sql and model != "trigger"] == []


@pytest.mark.django_db(transaction=True)
def test_related_lists_count_only_what_belongs_to_the_tenant(ran: Run, owner: User, stranger: User) -> None:
    client = signed_in(stranger)
    for page in (f"run/?workflow__exact={ran.workflow_id}", f"event/?run__exact={ran.pk}", f"noderun/?run__exact={ran.pk}"):
        answer = client.get(f"/admin/designer/{page}")
        assert answer.context["cl"].result_count == 0
        assert "Make groups" not in answer.content.decode()
    for page in (f"run/{ran.pk}", f"version/{ran.version_id}", f"event/{ran.events.values_list('pk', flat=True)[0]}"):
        assert client.get(f"/admin/designer/{page}/change/").status_code == 302
