"""The designer as a Django application."""

from typing import Any

import structlog
from django.apps import AppConfig


class DesignerConfig(AppConfig):
    """People, workflows, runs, and their edges: HTTP, websockets, Celery."""

    name = "designer"
    verbose_name = "Designer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, log where the project logs, and let sockets hear of what services do to runs."""
        import designer.checks  # noqa: F401, PLC0415 - registers itself
        from designer.logs import configure_structlog  # noqa: PLC0415 - settings may have done so already

        if not structlog.is_configured():
            configure_structlog(as_text=True)
        from designer.services.run_changed import run_changed  # noqa: PLC0415 - needs the models

        run_changed.connect(_publish, dispatch_uid="designer.realtime")


def _publish(run_id: int, **_: Any) -> None:
    from designer.realtime.hints import publish  # noqa: PLC0415 - channels is needed only when a run changes

    publish(run_id)
