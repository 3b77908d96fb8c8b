"""The shop's pages: its window and its admin."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def window(request: HttpRequest) -> HttpResponse:
    """Show what passers-by see."""
    return HttpResponse("Books!")


admin.site.site_header = "Bookshop"
urlpatterns = [path("", window), path("admin/", admin.site.urls)]

# What DataFlow adds.
urlpatterns += [path("designer/", include("designer.urls"))]
