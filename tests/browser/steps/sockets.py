"""The websocket of a page: what comes over it, and how it is lost."""

import json
from typing import Any

from playwright.sync_api import Page, WebSocketRoute


class Sockets:
    """Stands between a page and the server's socket: notes the events that pass, and can cut the line and, with ``refuse``, keep it cut."""

    def __init__(self, page: Page) -> None:
        self.events: list[dict[str, Any]] = []
        self.opened = 0
        self.refuse = False
        self._routes: list[WebSocketRoute] = []
        page.route_web_socket("**/ws/runs/", self._pass_through)

    def cut(self) -> None:
        """Close the page's socket as a lost connection does."""
        self._routes[-1].close(code=1012, reason="cut by the test")

    def _pass_through(self, route: WebSocketRoute) -> None:
        if self.refuse:
            route.close(code=1012, reason="refused by the test")
            return
        self.opened += 1
        self._routes.append(route)
        server = route.connect_to_server()
        server.on_message(lambda message: self._tell(route, message))

    def _tell(self, route: WebSocketRoute, message: str | bytes) -> None:
        self.events += json.loads(message).get("events", [])
        route.send(message)
