"""The pages that Django serves itself."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_vite.core.exceptions import DjangoViteAssetNotFoundError

PAGES = ["/workflows/", "/workflows/12/", "/runs/", "/runs/214/", "/schedules/", "/models/", "/operations/"]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that the front end is built, whatever stands in this checkout."""
    monkeypatch.setattr("django_vite.core.asset_loader.DjangoViteAppClient.generate_vite_asset", lambda *_, **__: "<script></script>")


def test_healthz_answers_to_anybody(client: Client, db: None) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_the_root_leads_to_workflows(client: Client) -> None:
    assert client.get("/")["Location"] == "/workflows/"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_a_stranger_to_sign_in_and_remembers_where_they_went(client: Client, db: None, page: str) -> None:
    assert client.get(page)["Location"] == f"/sign-in/?next={page}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_shell_with_its_csrf_cookie(api: Any, built: None, page: str) -> None:
    response = api.get(page)

    assert response.status_code == 200
    assert (
        b'<div id="root" data-base="/" data-sign-in="/sign-in/" data-csrf-cookie="csrftoken" data-csrf-header="X-CSRFTOKEN"'
        in response.content
    )
    assert response.cookies["csrftoken"].value


def test_a_front_end_that_is_not_built_says_how_to(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> str:
        raise DjangoViteAssetNotFoundError

    monkeypatch.setattr("django_vite.core.asset_loader.DjangoViteAppClient.generate_vite_asset", missing)

    response = api.get("/workflows/")

    assert response.status_code == 503
    assert b"make build" in response.content


def test_signing_in_leads_on(client: Client, ada: User) -> None:
    ada.set_password("secret")
    ada.save()

    page = client.get("/sign-in/?next=/runs/7/").content.decode()
    response = client.post("/sign-in/", {"username": "ada", "password": "secret", "next": "/runs/7/"})

    assert '<input type="hidden" name="next" value="/runs/7/">' in page
    assert (response.status_code, response["Location"]) == (302, "/runs/7/")


def test_signing_in_never_leads_elsewhere(client: Client, ada: User) -> None:
    ada.set_password("secret")
    ada.save()

    response = client.post("/sign-in/", {"username": "ada", "password": "secret", "next": "https://evil.example/"})

    assert response["Location"] == "/workflows/"


def test_a_wrong_password_is_told_and_the_name_kept(client: Client, ada: User) -> None:
    page = client.post("/sign-in/", {"username": "ada", "password": "guess"}).content.decode()

    assert "User name and password do not belong together." in page
    assert 'value="ada"' in page


def test_an_empty_form_is_told(client: Client, db: None) -> None:
    assert "Give your user name and your password." in client.post("/sign-in/", {}).content.decode()


def test_signing_out_leads_to_the_sign_in_page(api: Any) -> None:
    response = api.client.post("/sign-out/")

    assert (response.status_code, response["Location"]) == (302, "/sign-in/")
    assert api.get("/api/me/").status_code == 401


def test_a_page_that_is_none_is_friendly(client: Client, db: None) -> None:
    response = client.get("/elsewhere/")

    assert response.status_code == 404
    assert "There is nothing at /elsewhere/." in response.content.decode()


def test_a_form_without_its_token_is_friendly(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "ada", "password": "x"})

    assert response.status_code == 403
    assert "Load the page again" in response.content.decode()


@pytest.mark.parametrize(("path", "kind"), [("/api/me/", "application/problem+json"), ("/workflows/", "text/html; charset=utf-8")])
def test_an_error_that_nobody_foresaw_is_answered_in_kind(ada: User, monkeypatch: pytest.MonkeyPatch, path: str, kind: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(ada)
    for place in ("designer.api.me.MeSerializer", "designer.views.render"):
        monkeypatch.setattr(place, None)

    response = client.get(path)

    assert (response.status_code, response["Content-Type"]) == (500, kind)
    assert "nothing was half done" in response.content.decode()


def test_me_says_who_is_there(api: Any) -> None:
    assert api.get("/api/me/").json() == {
        "username": "ada",
        "full_name": "Ada",
        "tenant": {"slug": "acme", "name": "Acme"},
        "role": "owner",
        "is_staff": False,
        "is_operator": True,
        "admin_url": "/admin/",
        "sign_out_url": "/sign-out/",
    }
