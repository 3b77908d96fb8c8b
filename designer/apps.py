"""The designer as a Django application."""

from django.apps import AppConfig


class DesignerConfig(AppConfig):
    """People, workflows, runs, and their edges: HTTP, websockets, Celery."""

    name = "designer"
    verbose_name = "Designer"
    default_auto_field = "django.db.models.BigAutoField"
