"""Django's admin, with our site as the default one."""

from django.contrib.admin.apps import AdminConfig


class DesignerAdminConfig(AdminConfig):
    """Registers everything on our site."""

    default_site = "designer.admin_site.site.DesignerAdminSite"
