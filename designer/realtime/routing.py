"""Addresses of sockets, behind origin check and session."""

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path, re_path

from designer.realtime.consumer import RunConsumer, UnknownAddress

websocket = AllowedHostsOriginValidator(
    AuthMiddlewareStack(URLRouter([path("ws/runs/", RunConsumer.as_asgi()), re_path("", UnknownAddress.as_asgi())]))
)
