"""The Django app of the product catalogue."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Registers the catalogue's models under the label ``catalog``."""

    name = "dataflow_app.catalog"
    label = "catalog"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"
