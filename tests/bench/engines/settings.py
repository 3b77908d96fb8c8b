"""The designer's settings, with the bench's notes among its applications."""

from designer.settings import *  # noqa: F403 - they are those settings
from designer.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.engines.notes"]
