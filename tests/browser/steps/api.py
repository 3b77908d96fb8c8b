"""The HTTP API, asked beside the screen: it says what the server really has."""

from typing import Any

from playwright.sync_api import BrowserContext

from dataflow_app.graph.definition import Definition


class Api:
    """Sends JSON with the session and the CSRF token of a browser window."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context

    def get(self, path: str) -> Any:
        """Return the JSON at a path below ``/api/``."""
        return self._send("GET", path, None)

    def post(self, path: str, body: object) -> Any:
        """Send JSON and return what is answered."""
        return self._send("POST", path, body)

    def put_draft(self, workflow: int, definition: dict[str, Any]) -> Any:
        """Save a draft over the newest one, as somebody else would, and return it."""
        number = self.draft(workflow)["number"]
        return self._send("PUT", f"workflows/{workflow}/draft/", {"definition": definition}, {"If-Match": f'"{number}"'})

    def create_workflow(self, name: str, definition: Definition) -> int:
        """Create a workflow and return its id."""
        workflow: int = self.post("workflows/", {"name": name, "definition": definition.to_dict()})["id"]
        return workflow

    def workflow_named(self, name: str) -> int:
        """Return the id of the workflow of that name."""
        number: int = next(each["id"] for each in self.get("workflows/")["results"] if each["name"] == name)
        return number

    def draft(self, workflow: int) -> Any:
        """Return the draft of a workflow."""
        return self.get(f"workflows/{workflow}/draft/")

    def parameters(self, workflow: int, node: str) -> Any:
        """Return the parameters of a node as the draft has them."""
        return next(each["parameters"] for each in self.draft(workflow)["definition"]["nodes"] if each["id"] == node)

    def _send(self, method: str, path: str, body: object, headers: dict[str, str] | None = None) -> Any:
        token = next((cookie["value"] for cookie in self._context.cookies() if cookie["name"] == "csrftoken"), "")
        answer = self._context.request.fetch(f"/api/{path}", method=method, data=body, headers={"X-CSRFToken": token, **(headers or {})})
        assert answer.ok, f"{method} {path} answered {answer.status}: {answer.text()}"
        return answer.json()
