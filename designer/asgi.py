"""The ASGI application: pages and API, websockets, and what runs beside them."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "designer.settings")
http = get_asgi_application()

# Only now are the apps ready for what uses their models.
from designer.lifespan import lifespan  # noqa: E402
from designer.realtime.routing import websocket  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": websocket, "lifespan": lifespan})
