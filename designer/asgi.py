"""The ASGI application: pages and API, websockets, and what runs beside them."""

import os
import warnings

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

from designer.hosting import with_designer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "designer.settings")
http = get_asgi_application()

# WhiteNoise hands files over piece by piece, which Django gathers under ASGI; ours are small enough for that.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

# Only now are the apps ready for what uses their models.
from designer.realtime.routing import no_socket  # noqa: E402

application = with_designer(ProtocolTypeRouter({"http": http, "websocket": no_socket}))
