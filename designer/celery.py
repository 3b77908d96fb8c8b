"""The Celery application: the wake-up of workers. What is to be done stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "designer.settings")

# Not the current one: a project's shared tasks belong to the project's own application.
app = Celery(
    "designer",
    include=["designer.tasks", "designer.worker_process", "designer.handing_over", "designer.memory"],
    fixups=["designer.celery_fixup:fixup"],
    set_as_current=False,
)
app.config_from_object("designer.celery_options")
