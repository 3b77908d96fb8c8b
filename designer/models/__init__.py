"""What the designer keeps: people's places, workflows, runs. Only ``designer.services`` and the journal write these."""

from designer.models.credential import Credential
from designer.models.event import Event
from designer.models.membership import Membership, Role
from designer.models.node_run import NodeRun
from designer.models.run import Run, TriggerKind
from designer.models.tenant import Tenant
from designer.models.trigger import Trigger
from designer.models.value import Value, ValueUse
from designer.models.version import Version
from designer.models.worker import Worker
from designer.models.workflow import Workflow

__all__ = [
    "Credential",
    "Event",
    "Membership",
    "NodeRun",
    "Role",
    "Run",
    "Tenant",
    "Trigger",
    "TriggerKind",
    "Value",
    "ValueUse",
    "Version",
    "Worker",
    "Workflow",
]
