"""Registering the admin of bound models."""

from django.apps import apps
from django.contrib import admin

from dataflow_app.admin.options import admin_class
from dataflow_app.orm.bound_model import BoundModel


def register(bound: BoundModel) -> None:
    """Register an admin for a model of an installed app on the default site, where it has none."""
    label = bound.model._meta.app_label
    is_installed = label in apps.app_configs and apps.app_configs[label].path
    if is_installed and bound.database == "default" and not admin.site.is_registered(bound.model):
        admin.site.register(bound.model, admin_class(bound))
