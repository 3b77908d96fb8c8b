"""The library as a Django app: it gives every bound model an admin."""

from typing import Any

from django.apps import AppConfig, apps
from django.core import checks


class DataFlowConfig(AppConfig):
    """Registers the admin of bound models once those that are written by hand are registered."""

    name = "dataflow_app"
    verbose_name = "DataFlow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give an admin to the models that are bound, and to those that will be."""
        checks.register(_left_out, checks.Tags.models)
        if not apps.is_installed("django.contrib.admin"):
            return
        from django.contrib import admin  # noqa: PLC0415 - imports models, so not before the apps are there

        from dataflow_app.admin.registration import register  # noqa: PLC0415
        from dataflow_app.dataflow import open_dataflows  # noqa: PLC0415
        from dataflow_app.orm.binding import model_bound  # noqa: PLC0415

        admin.autodiscover()
        for dataflow in open_dataflows():
            for bound in dataflow.models:
                register(bound)
        model_bound.connect(_register, dispatch_uid="dataflow_app.admin")


def _left_out(**_: Any) -> list[checks.CheckMessage]:
    """Say what models of apps ask for that their database has no counterpart of; those of scripts say so when they are made."""
    from dataflow_app.dataflow import open_dataflows  # noqa: PLC0415 - imports models, so not before the apps are there
    from dataflow_app.orm.left_out import left_out  # noqa: PLC0415

    bounds = [bound for dataflow in open_dataflows() for bound in dataflow.models if not bound.label.startswith("script_")]
    return [
        checks.Info(f"{phrase[0].upper()}{phrase[1:]}.", obj=bound.model, id="dataflow.I001")
        for bound in bounds
        for phrase in left_out(bound)
    ]


def _register(*, bound: Any, **_signal: Any) -> None:
    from dataflow_app.admin.registration import register  # noqa: PLC0415 - imports models, so not before the apps are there

    register(bound)
