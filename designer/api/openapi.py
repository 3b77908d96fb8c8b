"""What the OpenAPI document says beyond its endpoints."""

from typing import Any

from designer.api.converters import MAX_ID


def only_ours(endpoints: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Leave out what the project's own API has: (path, path as a pattern, method, view) each."""
    return [endpoint for endpoint in endpoints if endpoint[3].cls.__module__.startswith("designer.")]


SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "DataFlow Designer",
    "DESCRIPTION": (
        "Workflows, runs and rows of one tenant. Sign in by session; send the cookie csrftoken back as X-CSRFToken with every change. "
        "Every refusal is a problem document (RFC 9457) that says what to do."
    ),
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["designer.api.openapi.only_ours"],
    "SCHEMA_PATH_PREFIX": "/api/",
    # Requests have shapes of their own here, so nothing needs splitting.
    "COMPONENT_SPLIT_REQUEST": False,
    "COMPONENT_SPLIT_PATCH": False,
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "integer", "minimum": 0, "maximum": MAX_ID}, "text": {"type": "string"}},
    "SORT_OPERATIONS": False,
    "ENUM_NAME_OVERRIDES": {
        "Status": "designer.api.serializers.runs.STATUSES",
        "TriggerKind": "designer.api.serializers.runs.TRIGGER_KINDS",
        "RunSource": "designer.api.serializers.runs.SOURCES",
        "WorkflowState": "designer.api.serializers.workflows.STATES",
        "Role": "designer.api.serializers.me.ROLES",
        "EventType": "designer.api.serializers.events.EVENT_TYPES",
        "PortKind": "designer.api.serializers.ports.PORT_KINDS",
        "InputType": "designer.api.serializers.definitions.INPUT_TYPES",
        "NodeKind": "designer.api.serializers.node_types.NODE_KINDS",
        "Effect": "designer.api.serializers.node_types.EFFECTS",
    },
}
