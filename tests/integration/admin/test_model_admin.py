"""The automatic admin of bound models."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from dataflow_app.admin.deleted import DeletedFilter
from dataflow_app.admin.options import admin_class
from dataflow_app.catalog.database import db as catalog
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.scope import Scope

pytestmark = pytest.mark.django_db
PRODUCT = {"product_code": "P1", "name": " Drill ", "description": "", "category": "tools", "brand": "Acme", "list_price": "9.90"}


@pytest.fixture
def product() -> BoundModel:
    """Give the catalogue's product."""
    return next(bound for bound in catalog.models if bound.name == "Product")


@pytest.fixture
def row(product: BoundModel) -> Any:
    """Give one product."""
    return product.model._default_manager.create(**PRODUCT)


@pytest.fixture
def automatic(product: BoundModel) -> Any:
    """Put the automatic admin in the place of whatever is registered."""
    written = admin.site._registry.pop(product.model)
    admin.site.register(product.model, admin_class(product))
    yield admin.site._registry[product.model]
    admin.site._registry[product.model] = written


def form_of(client: Client, url: str) -> dict[str, Any]:
    """Return what a browser would send for the form as it is shown."""
    form = client.get(url).context["adminform"].form
    return {name: ("" if (value := form[name].value()) is None else value) for name in form.fields}


def test_every_model_of_an_app_has_an_admin() -> None:
    assert all(admin.site.is_registered(bound.model) for bound in catalog.models)


def test_it_reads_columns_filters_and_search_off_the_fields(automatic: Any) -> None:
    assert automatic.list_display[0].short_description == "product"
    assert automatic.list_display[1:5] == ["tenant_id", "product_code", "category", "brand"]
    assert automatic.list_filter[0] is DeletedFilter
    assert {"tenant_id", "is_available", "embedding_status"} <= {
        each[0] if isinstance(each, tuple) else each for each in automatic.list_filter
    }
    assert {"name", "product_code"} <= set(automatic.search_fields)
    assert {"row_version", "deleted_at", "deletion_reason"} <= set(automatic.readonly_fields)


@pytest.mark.usefixtures("automatic")
def test_pages_open(admin_client: Client, row: Any) -> None:
    for path in ("", "?q=drill&deleted=no", f"{row.pk}/change/", f"{row.pk}/history/", "add/"):
        assert admin_client.get(f"/admin/catalog/product/{path}").status_code == 200


@pytest.mark.usefixtures("automatic")
def test_a_change_is_saved_as_it_was_typed_and_its_history_names_the_person(admin_client: Client, row: Any, product: BoundModel) -> None:
    url = f"/admin/catalog/product/{row.pk}/change/"
    response = admin_client.post(url, {**form_of(admin_client, url), "name": "  Saw  "})
    assert response.status_code == 302, response.context["adminform"].form.errors
    row.refresh_from_db()
    assert (row.name, row.row_version, row.knowledge_graph_id) == ("  Saw  ", 2, None)
    assert row.history.latest().history_user == "admin"
    page = admin_client.get(f"/admin/catalog/product/{row.pk}/history/").content.decode()
    assert "admin" in page
    assert "/admin/auth/user/admin/" not in page


@pytest.mark.usefixtures("automatic")
def test_a_form_that_grew_stale_saves_nothing(admin_client: Client, row: Any) -> None:
    url = f"/admin/catalog/product/{row.pk}/change/"
    filled = {**form_of(admin_client, url), "name": "mine"}
    row.name = "theirs"
    row.save()
    response = admin_client.post(url, filled)
    assert "Somebody else saved this row since you opened it" in response.content.decode()
    row.refresh_from_db()
    assert row.name == "theirs"


@pytest.mark.usefixtures("automatic")
def test_deleted_rows_are_seen_told_apart_and_restored(admin_client: Client, row: Any, product: BoundModel) -> None:
    row.delete(reason="old")
    seen = [
        len(admin_client.get(f"/admin/catalog/product/{query}").context["cl"].result_list) for query in ("", "?deleted=yes", "?deleted=no")
    ]
    assert seen == [1, 1, 0]
    admin_client.post("/admin/catalog/product/", {"action": "restore_rows", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.deleted_at is None


@pytest.mark.usefixtures("automatic")
def test_deleting_is_soft(admin_client: Client, row: Any, product: BoundModel) -> None:
    admin_client.post(f"/admin/catalog/product/{row.pk}/delete/", {"post": "yes"})
    model: Any = product.model
    assert (model.objects.count(), model.all_objects.count()) == (0, 1)


@pytest.mark.usefixtures("automatic")
def test_a_state_made_by_a_run_leads_to_the_run_and_names_the_node(admin_client: Client, product: BoundModel) -> None:
    with acting(Scope(tenant="", actor="ada", run="214", node="create")):
        made = product.model._default_manager.create(**PRODUCT)
    page = admin_client.get(f"/admin/catalog/product/{made.pk}/history/").content.decode()
    assert '<a href="/runs/214/">run #214</a>, node create' in page


def test_the_history_of_another_tenants_row_is_not_there(client: Client, row: Any, django_user_model: Any) -> None:
    from django.contrib.auth.models import Permission  # noqa: PLC0415

    person = django_user_model.objects.create_user("staff", is_staff=True)
    person.user_permissions.set(Permission.objects.all())
    client.force_login(person)
    record = row.history.latest().pk
    paths = (f"{row.pk}/history/", f"{row.pk}/history/{record}/")
    assert [client.get(f"/admin/catalog/product/{path}").status_code for path in paths] == [404, 404]
