"""Where a class stands, and so where its model lives."""

import re
import sys
from hashlib import blake2s
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS

from dataflow_app.orm.build.home import Home

LONGEST_PREFIX = 32


def find_home(module: str, database: str) -> Home:
    """Return the home of the models of a module: its installed app, or an app label of its own for each database."""
    if database == DEFAULT_DB_ALIAS and is_in_app(module):
        return Home(database)
    prefix = f"script_{_stem(module)}"
    return Home(database, prefix if database == DEFAULT_DB_ALIAS else f"{prefix}_{database}", prefix)


def is_in_app(module: str) -> bool:
    """Whether a module belongs to an installed app; while apps are still being found, whatever defines a model does."""
    if not apps.apps_ready:
        return True
    found = apps.get_containing_app_config(module)
    return found is not None and found.module is not None and not found.label.startswith("script_")


def _stem(module: str) -> str:
    """Return a module's name as a part of a table's; a script is known by its file, so that it finds its tables again."""
    name = _script_name(sys.modules.get("__main__")) if module == "__main__" else module
    plain = re.sub(r"\W+", "_", name).strip("_").lower() or "main"
    if len(plain) <= LONGEST_PREFIX:
        return plain
    return f"{plain[: LONGEST_PREFIX - 7]}_{blake2s(plain.encode(), digest_size=3).hexdigest()}"


def _script_name(main: ModuleType | None) -> str:
    file = getattr(main, "__file__", None)
    return Path(file).stem if file else "main"
