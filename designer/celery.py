"""The Celery application: the wake-up of workers. What is to be done stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "designer.settings")

app = Celery("designer", include=["designer.tasks"])
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {"tick": {"task": "designer.tick", "schedule": 1.0, "options": {"expires": 1}}}
