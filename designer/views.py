"""The pages that Django serves itself: the shell of the front end, sign-in, and what to say when something is missing."""

import sys

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from django_vite.core.exceptions import DjangoViteAssetNotFoundError

from dataflow_app.orm.databases.lost import is_lost
from designer.api.problems import DATABASE_AWAY, plain_response

API = "/api/"


@require_safe
@ensure_csrf_cookie
def app(request: HttpRequest) -> HttpResponse:
    """Serve the shell in which the front end draws every page; say how to build it where it was not built."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), sign_in_address())
    words = {
        "sign_in": sign_in_address(),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "csrf_header": settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-"),
    }
    try:
        return render(request, "designer/app.html", words)
    except DjangoViteAssetNotFoundError:
        text = "The front end has not been built yet. Run this, then start the server again:"
        return notice("Nothing to show yet", text, status=503, command="make build")


def sign_in_address() -> str:
    """Return where people sign in: the project's LOGIN_URL where it has set one, else our own page."""
    is_set: bool = settings.is_overridden("LOGIN_URL")  # type: ignore[misc] # the plugin knows settings only, not their object
    return resolve_url(settings.LOGIN_URL) if is_set else reverse("designer:sign_in")


class SignInForm(AuthenticationForm):
    """User name and password, refused in our words."""

    error_messages = {
        "invalid_login": "User name and password do not belong together. Check both; capitals count.",
        "inactive": "This account is switched off. Ask an administrator to switch it on.",
    }


class SignIn(LoginView):
    """The page to sign in on; it leads on to ``next``."""

    template_name = "designer/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Lead to the workflows where the person came from nowhere."""
        return reverse("designer:workflows")


def socket(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Answer a plain request at the socket's address."""
    text = "Only websockets are answered here. A server that speaks ASGI serves them: manage.py serve, or uvicorn."
    return HttpResponse(text, status=426, content_type="text/plain", headers={"Upgrade": "websocket"})


def notice(heading: str, text: str, *, status: int, command: str = "") -> HttpResponse:
    """Return a page that says one thing, with a way back; it asks the database nothing."""
    words = {
        "heading": heading,
        "text": text,
        "command": command,
        "link": "" if command else reverse("designer:workflows"),
        "link_text": "Go to workflows",
    }
    return HttpResponse(render_to_string("designer/notice.html", words), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Answer a request that Django could not read."""
    text = "The server could not read this request. Go back and try again."
    return _refuse(request, 400, "invalid_request", "That did not arrive", text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Answer for an address that is none."""
    return _refuse(request, 404, "not_found", "Page not found", f"There is nothing at {request.path}.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an error that nobody foresaw, which the log has, and for a database that is away."""
    if is_lost(sys.exception()):
        return _refuse(request, 503, "database_away", "Not now", DATABASE_AWAY)
    text = "Something went wrong on our side, and nothing was half done. Try again; if it stays, tell whoever runs this server."
    return _refuse(request, 500, "unexpected", "Something went wrong", text)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent without its CSRF token."""
    text = "The form was too old, or cookies are switched off. Load the page again and repeat what you did."
    return _refuse(request, 403, "csrf_failed", "Please try again", f"{text} {reason}".strip() if request.path.startswith(API) else text)


def _refuse(request: HttpRequest, status: int, code: str, heading: str, text: str) -> HttpResponse:
    """Return a problem document under ``/api/``, a page elsewhere."""
    if request.path.startswith(API):
        return plain_response(status, code, text)
    return notice(heading, text, status=status)
