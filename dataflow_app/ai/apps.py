"""The Django app of the AI service layer's records."""

from django.apps import AppConfig


class AIConfig(AppConfig):
    """Registers the AI models under the label ``ai``."""

    name = "dataflow_app.ai"
    label = "ai"
    verbose_name = "AI services"
    default_auto_field = "django.db.models.BigAutoField"
