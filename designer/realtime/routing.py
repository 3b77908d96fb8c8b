"""The designer's socket behind origin check and session, and what closes sockets at other addresses."""

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import AllowedHostsOriginValidator

from designer.realtime.consumer import RunConsumer, UnknownAddress

run_socket = AllowedHostsOriginValidator(AuthMiddlewareStack(RunConsumer.as_asgi()))
no_socket = AllowedHostsOriginValidator(UnknownAddress.as_asgi())
