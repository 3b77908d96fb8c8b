"""Django without a project: what a plain script needs, configured from the environment."""

import os
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings

from dataflow_app.orm.databases.urls import database_settings

DEFAULT_FILE = "dataflow.sqlite3"


def is_standalone() -> bool:
    """Whether this library configured Django, rather than a project."""
    return bool(settings.configured and getattr(settings, "DATAFLOW_STANDALONE", False))


def ensure_django() -> None:
    """Make Django usable: leave a project as it is, set up one that is named in the environment, configure Django where there is none."""
    if apps.ready or apps.loading:
        return
    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        # A notebook runs an event loop around every cell, in which Django would refuse to reach the database.
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        settings.configure(
            DATAFLOW_STANDALONE=True,
            DATABASES={"default": database_settings(default_url())},
            INSTALLED_APPS=[],
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            SECRET_KEY=os.urandom(32).hex(),
            USE_TZ=True,
            TIME_ZONE="UTC",
            USE_I18N=False,
            LOGGING_CONFIG=None,
        )
    django.setup()


def default_url() -> str:
    """Return ``DATABASE_URL``, or the URL of a SQLite file in the working directory."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{Path.cwd() / DEFAULT_FILE}"
