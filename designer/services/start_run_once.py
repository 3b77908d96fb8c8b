"""Start a run once, however often it is asked for."""

import json
import re
from collections.abc import Mapping
from hashlib import blake2s
from typing import Any, Literal

from django.db import IntegrityError, transaction

from dataflow_app.graph.problem import Problem
from designer.models import Run, TriggerKind, Workflow
from designer.services.access import Person, require_editor_of
from designer.services.errors import Conflict, Invalid
from designer.services.start_run import start_run

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[!-~]([ -~]{0,253}[!-~])?")


def start_run_once(
    *,
    actor: Person,
    workflow: Workflow,
    key: str,
    inputs: Mapping[str, Any] | None = None,
    source: Literal["draft", "published"] = "draft",
) -> tuple[Run, bool]:
    """Return the run that was started with the key, and whether this call started it; a key is good for one run of its tenant.

    Raise ``Invalid`` for what is no key, and ``Conflict`` where the key has started something else: another workflow, another
    source, or other inputs. Two calls at the same moment start one run.
    """
    require_editor_of(actor, workflow.tenant_id)
    digest = _digest(workflow, source, inputs or {})
    _check_key(key)
    earlier = _started(workflow, key, digest)
    if earlier is not None:
        return earlier, False
    try:
        with transaction.atomic():
            run = start_run(actor=actor, workflow=workflow, inputs=inputs, source=source, kind=TriggerKind.API)
            Run.objects.filter(pk=run.pk).update(request_key=key, request_digest=digest)
            return run, True
    except IntegrityError:
        earlier = _started(workflow, key, digest)
        if earlier is None:
            raise
        return earlier, False


def _started(workflow: Workflow, key: str, digest: str) -> Run | None:
    run = Run.objects.filter(tenant=workflow.tenant_id, request_key=key).first()
    if run is not None and run.request_digest != digest:
        remedy = "Send the same request again, or choose another key."
        raise Conflict(f"The {HEADER} '{key[:40]}' started run {run.pk}, with another workflow or other values.", remedy)
    return run


def _digest(workflow: Workflow, source: str, inputs: Mapping[str, Any]) -> str:
    asked = json.dumps([workflow.pk, source, inputs], sort_keys=True, separators=(",", ":"))
    return blake2s(asked.encode(), digest_size=16).hexdigest()


def _check_key(key: str) -> None:
    if not _KEY.fullmatch(key):
        message = f"The {HEADER} must be 1 to 255 printable ASCII characters."
        raise Invalid([Problem("invalid_input", message, "A UUID is a good one.", port=HEADER)])
