"""The designer's addresses, for a project to include where it likes: the API, the socket, sign-in, probes, and the front end's pages."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path, reverse_lazy
from django.views.generic import RedirectView

from designer import probes, views

app_name = "designer"
PAGES = "workflows|runs|schedules|models|operations"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="designer:workflows"), name="home"),
    path("api/", include("designer.api.urls")),
    path("ws/runs/", views.socket, name="socket"),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(next_page=reverse_lazy("designer:sign_in")), name="sign_out"),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("metrics", probes.metrics, name="metrics"),
    path("workflows/", views.app, name="workflows"),
    re_path(rf"^(?:{PAGES})/(?:[^/]+/)*$", views.app),
]
