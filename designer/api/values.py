"""What a run keeps, as people look at it: whole, as a preview, or in pages."""

import json
from dataclasses import asdict
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from dataflow_app.errors import DataFlowError
from dataflow_app.runtime.plain import Preview, plain, preview
from designer.api.documentation import operation
from designer.api.problems import Refused
from designer.api.queries.runs import get_node_run, get_run
from designer.api.serializers.values import ValuePageSerializer, ValueQuerySerializer
from designer.api.view import ApiView, read_query
from designer.models import NodeRun
from designer.services.errors import NotFound
from designer.values import StorageError, page, preview_of, stored_parts

#: The most that is sent whole, in characters of JSON.
LIMIT = 256 * 1024
PARTS = ("output", "parameters")


def shown(encoded: Any) -> Preview:
    """Return a kept value as plain JSON, cut where it is more than 256 kB, with previews of what is in the storage."""
    value = preview_of(encoded)
    whole = plain(value)
    if len(json.dumps(whole)) > LIMIT:
        return preview(value, LIMIT)
    return Preview(whole, truncated=bool(stored_parts(encoded)))


def stored_in(node_run: NodeRun) -> list[dict[str, Any]]:
    """Return what of a node run is in the storage, for who wants to read it in pages."""
    return [{"part": part, **asdict(each)} for part in PARTS for each in stored_parts(getattr(node_run, part))]


class ValuePageView(ApiView):
    """A part of what went into a node, or came out of it."""

    @operation(
        "readValue",
        "Read a list in a node's output or parameters in pages, at most a thousand items each",
        tag="runs",
        answers={200: ValuePageSerializer},
        parameters=[ValueQuerySerializer],
    )
    def get(self, request: Request, run_id: int, node: str, part: str) -> Response:
        """Return items from a place on, as plain JSON; a value that is no list is one item."""
        if part not in PARTS:
            raise NotFound(f"A node has output and parameters, and no '{part}'.")
        wanted = read_query(request, ValueQuerySerializer)
        path = [name for name in wanted["path"].split(".") if name]
        encoded = getattr(get_node_run(get_run(self.tenant, run_id), node), part)
        try:
            found = page(encoded, path, wanted["offset"], wanted["limit"])
        except StorageError as error:
            raise Refused(503, "storage_away", str(error)) from error
        except DataFlowError as error:
            raise Refused(404, "not_found", str(error)) from error
        return Response(ValuePageSerializer({**wanted, "total": found.total, "items": found.items}).data)
