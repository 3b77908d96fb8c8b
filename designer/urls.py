"""All addresses: the API, the admin, signing in and out, and the pages of the front end."""

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from designer import views

PAGES = "workflows|runs|schedules|models"

urlpatterns = [
    path("", RedirectView.as_view(url="/workflows/")),
    path("api/", include("designer.api.urls")),
    path("admin/", admin.site.urls),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("healthz", views.healthz, name="healthz"),
    re_path(rf"^(?:{PAGES})/(?:[^/]+/)*$", views.app, name="app"),
]

handler400 = views.bad_request
handler404 = views.not_found
handler500 = views.server_error
