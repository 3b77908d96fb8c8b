"""The API keeps to its OpenAPI document, whatever it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.contrib.auth import get_user_model
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from dataflow_app.graph.definition import Definition
from designer.models import Role
from designer.services.add_member import add_member
from designer.services.create_tenant import create_tenant
from designer.services.create_trigger import create_trigger
from designer.services.create_workflow import create_workflow
from designer.services.publish_version import publish_version
from designer.services.start_run import start_run

pytestmark = pytest.mark.slow

DOCUMENT: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call] # drf-spectacular ships none
OPERATIONS = {
    *("listWorkflows", "createWorkflow", "getWorkflow", "updateWorkflow", "archiveWorkflow", "duplicateWorkflow"),
    *("getDraft", "saveDraft", "compileDefinition", "publishWorkflow", "listVersions", "getVersion", "restoreVersion"),
    *("startRun", "listRuns", "getRun", "getNodeRun", "listEvents", "readValue", "cancelRun", "cancelRuns", "pauseRun", "resumeRun"),
    *("retryRun", "rerunRun"),
    *("listTriggers", "createTrigger", "updateTrigger", "deleteTrigger", "previewTrigger"),
    *("listNodeTypes", "listModels", "countRows", "getMe", "listTemplates", "getOperations"),
}
SHAPES = {
    *("WorkflowSummary", "Workflow", "Draft", "Version", "VersionDetail", "RunSummary", "Run", "NodeRun", "NodeRunDetail", "Event"),
    *("Trigger", "NodeType", "Port", "PortType", "Problem", "ProblemDocument", "Model", "Me", "Template", "Definition"),
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

schema = schemathesis.openapi.from_dict(DOCUMENT)
schema.app = get_wsgi_application()
schema.config.phases.coverage.enabled = False
schema.config.generation.with_security_parameters = False


@dataclass(frozen=True)
class Caller:
    """Somebody who is signed in, and the ids of what is theirs."""

    cookies: dict[str, str]
    ids: dict[str, int | str]

    def aim(self, case: Any) -> None:
        """Let every other request meet something that is there; the rest go where they were made to go."""
        for name, value in case.path_parameters.items():
            if name in self.ids and sum(map(ord, str(value))) % 2:
                case.path_parameters[name] = self.ids[name]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep requests from closing the connection that the test's transaction lives on, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def caller(db: None, one_connection: None) -> Caller:
    user = get_user_model().objects.create_user("ada")
    add_member(tenant=create_tenant(slug="acme", name="Acme"), user=user, role=Role.OWNER)
    definition = Definition.from_dict({"nodes": [{"id": "wait", "type": "DelayNode", "parameters": {"seconds": 0}}]})
    workflow = create_workflow(actor=user, name="Tea", definition=definition)
    publish_version(actor=user, workflow=workflow)
    trigger = create_trigger(actor=user, workflow=workflow, type="schedule", parameters={"cron": "0 * * * *", "timezone": "UTC"})
    run = start_run(actor=user, workflow=workflow)
    client, token = Client(), _get_new_csrf_string()
    client.force_login(user)
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": token}
    ids: dict[str, int | str] = {"workflow_id": workflow.pk, "number": 1, "run_id": run.pk, "trigger_id": trigger.pk}
    ids |= {"node": "wait", "label": "catalog.Product"}
    return Caller(cookies, ids)


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_a_documented_one(case: Any, caller: Caller) -> None:
    caller.aim(case)

    response = case.call_and_validate(
        cookies=caller.cookies,
        headers={"X-CSRFToken": caller.cookies["csrftoken"], "If-Match": '"1"', "Accept-Encoding": "identity"},
        checks=CHECKS,
    )

    assert response.status_code not in (401, 403)


def test_operations_keep_their_ids() -> None:
    assert {operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()} == OPERATIONS


def test_shapes_keep_their_names() -> None:
    assert SHAPES - set(DOCUMENT["components"]["schemas"]) == set()


def test_every_operation_tells_how_it_refuses() -> None:
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            refusals = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
            assert {"400", "401", "403", "404"} <= set(refusals)
            assert all(list(answer["content"]) == ["application/problem+json"] for answer in refusals.values())
