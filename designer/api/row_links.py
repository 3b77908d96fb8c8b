"""Links from runs to the admin: to the run itself, and to the rows that a node worked on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from dataflow_app.errors import DataFlowError
from dataflow_app.graph.definition import Definition
from dataflow_app.graph.problem import Problem
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.tenancy import rows_of
from designer.api.queries.models import bound_models, row_admin_url
from designer.models import Run
from designer.values import head

MAX_LINKS = 20


def links_of_run(run: Run) -> list[dict[str, str]]:
    """Return the links of a run's page, for staff."""
    return [
        {"label": f"Run {run.pk} in the admin", "url": reverse("admin:designer_run_change", args=[run.pk])},
        {"label": f"{run.workflow.name} in the admin", "url": reverse("admin:designer_workflow_change", args=[run.workflow_id])},
    ]


def links_to_rows(run: Run, node: str, encoded: Any) -> list[dict[str, str]]:
    """Return links to the rows in a node's output that are still there and the tenant's own, at most twenty."""
    bound = model_of(run, node)
    address = row_admin_url(bound) if bound else None
    if bound is None or address is None:
        return []
    try:
        output = head(encoded, MAX_LINKS)
    except DataFlowError:  # a file of it is gone; the rest of the node run can be looked at all the same
        return []
    keys = list(dict.fromkeys(keys_in(output, bound.model._meta.pk.attname)))[:MAX_LINKS]
    present = set(rows_of(bound, run.tenant.slug, include_deleted=True).filter(pk__in=keys).values_list("pk", flat=True))
    return [{"label": f"{bound.name} {key}", "url": address.replace("{id}", str(key))} for key in keys if key in present]


def model_of(run: Run, node_id: str) -> BoundModel | None:
    """Return the model whose rows the node works on, or None for a node of another kind."""
    node = Definition.from_dict(run.definition).node(node_id)
    node_type = REGISTRIES.resolve(node.type) if node else None
    if node_type is None or isinstance(node_type, Problem) or node_type.model is None:
        return None
    return bound_models().get(node_type.model)


def keys_in(output: Any, key: str) -> Iterator[Any]:
    """Yield the primary keys in an output: of the row itself, of ``records``, of ``ids``."""
    if not isinstance(output, Mapping):
        return
    if key in output:
        yield output[key]
    yield from (row[key] for row in output.get("records") or () if isinstance(row, Mapping) and key in row)
    yield from output.get("ids") or ()
