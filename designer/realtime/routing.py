"""Addresses of sockets, behind origin check and session."""

from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path, re_path

from designer.realtime.consumer import RunConsumer, UnknownAddress

# Channels routes ASGI applications by Django's own path objects, whose types know views only.
addresses: list[Any] = [
    path("ws/runs/", RunConsumer.as_asgi()),  # type: ignore[arg-type]
    re_path("", UnknownAddress.as_asgi()),  # type: ignore[arg-type]
]
websocket = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(addresses)))
