"""System checks: what is missing on this machine or in the project's settings, with what brings it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.urls import NoReverseMatch, reverse

from designer.conf import options
from designer.front_end import MANIFEST

NEEDED = (
    "dataflow_app",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
)
ADDRESSES = {
    "designer:home": 'path("designer/", include("designer.urls"))',
    "admin:index": 'path("admin/", admin.site.urls)',
}


@register(Tags.staticfiles)
def check_front_end(**_: Any) -> list[CheckMessage]:
    """Warn where the front end is not built and not served by Vite either."""
    return [] if options().vite_dev else missing_build(MANIFEST)


def missing_build(manifest: Path) -> list[CheckMessage]:
    """Return the warning where Vite has not written its manifest."""
    if manifest.exists():
        return []
    return [CheckWarning("The front end is not built.", hint="Run 'make build', or set VITE_DEV=1 and run Vite.", id="designer.W001")]


@register()
def check_project(**_: Any) -> list[CheckMessage]:
    """Name what the designer needs and the project's settings lack."""
    return list(lacks())


def lacks() -> Iterator[CheckMessage]:
    """Yield an error for each app that is not installed, and for naive times."""
    for app in NEEDED:
        if not apps.is_installed(app):
            yield Error(f"The designer needs the app '{app}'.", hint=f"Add '{app}' to INSTALLED_APPS.", id="designer.E001")
    if not settings.USE_TZ:
        yield Error("The designer's times have zones.", hint="Set USE_TZ = True.", id="designer.E002")


@register(Tags.urls)
def check_addresses(**_: Any) -> list[CheckMessage]:
    """Name what the project's addresses lack."""
    return [
        Error(f"The project's urls have no '{name}'.", hint=f"Add {line} to the urlpatterns of ROOT_URLCONF.", id="designer.E003")
        for name, line in ADDRESSES.items()
        if not is_address(name)
    ]


def is_address(name: str) -> bool:
    """Whether there is an address of that name."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
