"""The designer inside a project with people, addresses and settings of its own: a name among its apps, a line among its addresses."""

import json
import re
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from websockets import Origin
from websockets.sync.client import connect

from designer.front_end import MANIFEST
from tests.integration.orm.build.scripts import finish, start_command
from tests.integration.scripts.shop import EMAIL, PASSWORD, environment, manage, served, sign_in
from tests.served import await_true, get, post

BOOK = {"isbn": "9780141439587", "title": "Emma", "price": "9.50"}
OWNER = f"from bookshop.models import Seller; Seller.objects.create_superuser({EMAIL!r}, {PASSWORD!r})"
SHELVES = "from bookshop.models import Book; print(list(Book.objects.values_list('isbn', 'title', 'price')))"

pytestmark = pytest.mark.slow


def test_a_project_gets_the_designer_beside_what_it_has(project: Path, own_url: str) -> None:
    assert manage(project, own_url, "check") == "System check identified no issues (0 silenced).\n"
    manage(project, own_url, "migrate", "-v0")
    assert manage(project, own_url, "makemigrations", "--check") == "No changes detected\n"
    manage(project, own_url, "shell", "-v0", "-c", OWNER)
    with served(project, own_url) as url, closing(sign_in(url)) as client:
        assert httpx.get(url).text == "Books!"
        see_that_the_admin_stays(client)
        become_a_member(client)
        see_the_front_end(client)
        sell(client)
    assert "Emma" in manage(project, own_url, "shell", "-v0", "-c", SHELVES)


def test_what_is_missing_is_named_with_the_line_that_brings_it(project: Path, own_url: str) -> None:
    urls = project / "urls.py"
    urls.write_text(urls.read_text(encoding="utf-8").partition("# What")[0], encoding="utf-8")
    _, error = finish(start_command(project, "manage.py", "check", **environment(own_url)))
    assert "(designer.E003) The project's urls have no 'designer:home'." in error
    assert 'HINT: Add path("designer/", include("designer.urls")) to the urlpatterns of ROOT_URLCONF.' in error


def see_that_the_admin_stays(client: httpx.Client) -> None:
    """The admin is the shop's, with the designer's models added."""
    index = client.get("/admin/").text
    assert "Bookshop" in index
    assert "/workflows/" not in index.replace("/admin/designer/workflow/", "")
    assert all(f"/admin/{model}/" in index for model in ("bookshop/customer", "bookshop/order", "designer/workflow", "designer/run"))
    assert "The shop looks for a customer" in client.get("/admin/bookshop/customer/").text


def become_a_member(client: httpx.Client) -> None:
    """Nobody works in the designer before an administrator has given them a place."""
    assert client.get("/designer/api/me/").json()["code"] == "no_tenant"
    page = client.get("/admin/designer/tenant/add/").text
    person = re.search(rf'<option value="(\d+)">{EMAIL}', page)
    assert person is not None
    inline = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0-user": person[1], "0-role": "owner"}
    form = {"slug": "shop", "name": "Shop", **{f"memberships-{key}": str(value) for key, value in inline.items()}}
    client.post("/admin/designer/tenant/add/", data=form | {"csrfmiddlewaretoken": client.headers["X-CSRFToken"]})
    me = get(client, "/designer/api/me/")
    assert (me["username"], me["tenant"]["slug"], me["role"], me["admin_url"]) == (EMAIL, "shop", "owner", "/admin/")
    assert me["sign_out_url"] == "/designer/sign-out/"


def see_the_front_end(client: httpx.Client) -> None:
    """The shell says where it is, and its script comes from the project's own STATIC_URL."""
    page = client.get("/designer/workflows/12/")
    if not MANIFEST.exists():
        assert (page.status_code, "make build" in page.text) == (503, True)
        return
    assert 'data-base="/designer/" data-sign-in="/designer/sign-in/" data-csrf-cookie="shop_csrf"' in page.text
    script = re.search(r'<script type="module" crossorigin="" src="(/files/designer/app/assets/[^"]+\.js)">', page.text)
    assert script is not None
    assert client.get(script[1]).headers["content-type"].startswith("text/javascript")


def sell(client: httpx.Client) -> None:
    """A workflow over the shop's models is saved, run by the process that serves, and followed on the socket."""
    names = {node_type["name"] for node_type in get(client, "/designer/api/node-types/")}
    assert {"BookCreateNode", "OrderListNode", "CustomerBulkUpsertNode"} <= names
    definition = {"nodes": [{"id": "book", "type": "BookCreateNode", "parameters": BOOK}], "connections": []}
    workflow = post(client, "/designer/api/workflows/", {"name": "Buy", "definition": definition})
    cookie = f"shop_session={client.cookies['shop_session']}"
    address = str(client.base_url).replace("http", "ws") + "/designer/ws/runs/"
    with connect(address, additional_headers={"Cookie": cookie}, origin=Origin(str(client.base_url))) as socket:
        run = post(client, f"/designer/api/workflows/{workflow['id']}/runs/", {})
        socket.send(json.dumps({"type": "subscribe", "run": run["id"]}))
        assert json.loads(socket.recv(timeout=10))["run"] == run["id"]
        await_true(lambda: get(client, f"/designer/api/runs/{run['id']}/")["status"] not in ("queued", "running"), seconds=20)
    ended = get(client, f"/designer/api/runs/{run['id']}/")
    assert (ended["status"], ended["error"]) == ("succeeded", None)
    (link,) = get(client, f"/designer/api/runs/{run['id']}/nodes/book/")["links"]
    assert client.get(link["url"]).is_success
