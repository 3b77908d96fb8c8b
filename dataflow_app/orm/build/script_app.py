"""A Django app for models that stand in no app: those of scripts, notebooks and tests."""

from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models


class ScriptApp(AppConfig):
    """An app without a module of its own; Django finds the relations between its models by it."""

    def __init__(self, label: str) -> None:
        self.path = ""
        self.label = label
        self.verbose_name = label.removeprefix("script_").replace("_", " ").capitalize()
        super().__init__(label, ModuleType(label))
        self.apps = apps
        self.models: Any = apps.all_models[label]


def open_app(label: str) -> None:
    """Make a label known to Django, where it is not."""
    if label not in apps.app_configs:
        apps.app_configs = {**apps.app_configs, label: ScriptApp(label)}
        # Without this Django's ``migrate`` looks for a module of that name.
        settings.MIGRATION_MODULES = {**settings.MIGRATION_MODULES, label: None}
        apps.clear_cache()


def forget_models(model: type[models.Model]) -> None:
    """Forget a model and its history, so that another one of its name can take their place."""
    history = getattr(model, "history", None)
    for each in (model, *([history.model] if history else [])):
        apps.all_models[each._meta.app_label].pop(each.__name__.lower(), None)
    apps.clear_cache()
