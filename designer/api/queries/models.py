"""Models that workflows can work on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import connection
from django.urls import NoReverseMatch, reverse

from dataflow_app.dataflow import open_dataflows
from dataflow_app.errors import suggest
from dataflow_app.nodes.generated.column_ports import port_type
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import AnyField, columns
from dataflow_app.orm.filters import operators_for
from designer.models import Tenant
from designer.services.errors import NotFound

#: Which workflow uses which node type. Both databases take a definition apart themselves, so that no drawing is loaded.
USES = {
    "sqlite": ("json_extract(n.value, '$.type')", "json_each(w.draft, '$.nodes') AS n"),
    "postgresql": ("n.value ->> 'type'", "jsonb_array_elements(w.draft -> 'nodes') AS n(value)"),
}


def bound_models() -> dict[str, BoundModel]:
    """Return the models of all open DataFlows by label, the ones opened last first to be found."""
    return {bound.label: bound for dataflow in open_dataflows() for bound in dataflow.models}


def get_model(label: str) -> BoundModel:
    """Return the model of that label; raise ``NotFound`` with a suggestion where there is none."""
    known = bound_models()
    if label not in known:
        raise NotFound(f"There is no model '{label}'.{suggest(label, known)}", "Models are named by their label, such as catalog.Product.")
    return known[label]


def describe_models(tenant: Tenant) -> list[dict[str, Any]]:
    """Return every model with its columns, its nodes, and the tenant's workflows whose drafts use it."""
    users = workflows_by_node_type(tenant)
    node_types: dict[str, list[str]] = {}
    for node_type in REGISTRIES:
        node_types.setdefault(node_type.model or "", []).append(node_type.name)
    return [describe(bound, node_types.get(label, []), users) for label, bound in sorted(bound_models().items())]


def describe(bound: BoundModel, node_types: list[str], users: Mapping[str, Mapping[int, str]]) -> dict[str, Any]:
    """Return one model as the API sends it."""
    meta = bound.model._meta
    workflows = {key: name for node_type in node_types for key, name in users.get(node_type, {}).items()}
    return {
        "label": bound.label,
        "name": bound.name,
        "verbose_name": str(meta.verbose_name),
        "verbose_name_plural": str(meta.verbose_name_plural),
        "app": str(apps.app_configs[meta.app_label].verbose_name) if meta.app_label in apps.app_configs else meta.app_label,
        "admin_url": admin_url(bound),
        "row_admin_url": row_admin_url(bound),
        "fields": [describe_field(bound, field) for field in columns(bound)],
        "filters": list(bound.options.filters.values()),
        "node_types": node_types,
        "options": bound.options,
        "workflows": [{"id": key, "name": name} for key, name in sorted(workflows.items(), key=lambda item: item[1])],
    }


def describe_field(bound: BoundModel, field: AnyField) -> dict[str, Any]:
    """Return one column as the API sends it."""
    choices = [[value, str(label)] for value, label in field.flatchoices] if field.choices else None
    return {
        "name": field.attname,
        "type": port_type(bound, field),
        "nullable": field.null,
        "choices": choices,
        "operators": operators_for(field),
        "help_text": str(field.help_text),
    }


def admin_url(bound: BoundModel) -> str | None:
    """Return the address of the model's list in the admin, or None where it has none."""
    meta = bound.model._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    except NoReverseMatch:
        return None


def row_admin_url(bound: BoundModel) -> str | None:
    """Return the address of one row in the admin with ``{id}`` where its key goes, or None where it has none."""
    changelist = admin_url(bound)
    return f"{changelist}{{id}}/change/" if changelist else None


def workflows_by_node_type(tenant: Tenant) -> dict[str, dict[int, str]]:
    """Return, by node type, id and name of the tenant's living workflows whose drafts have such a node."""
    users: dict[str, dict[int, str]] = {}
    for workflow, name, node_type in _uses(tenant):
        users.setdefault(node_type, {})[workflow] = name
    return users


def _uses(tenant: Tenant) -> Iterator[tuple[int, str, str]]:
    node_type, nodes = USES[connection.vendor]
    sql = (
        f"SELECT DISTINCT w.id, w.name, {node_type} FROM designer_workflow w, {nodes} "  # noqa: S608 - constants
        "WHERE w.tenant_id = %s AND w.archived_at IS NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [tenant.pk])
        yield from cursor.fetchall()
