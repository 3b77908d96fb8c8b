"""The addresses of a project that is the designer and nothing else: the designer at the root, and the admin."""

from django.contrib import admin
from django.urls import include, path

from designer import views

urlpatterns = [path("admin/", admin.site.urls), path("", include("designer.urls"))]

handler400 = views.bad_request
handler404 = views.not_found
handler500 = views.server_error
