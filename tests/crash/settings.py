"""The designer's settings, with the ledger among its applications."""

from designer.settings import *  # noqa: F403 - they are those settings
from designer.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.crash.ledger"]
# A person signs in after every fault of the web process: what keeps passwords safe would keep the tests waiting.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
