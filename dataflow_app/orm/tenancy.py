"""Whose rows a piece of work may see and touch."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from django.db import models
from django.db.models import QuerySet

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel, bound_to
from dataflow_app.orm.columns import DELETED_AT, TENANT, column
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.scope import Scope

AnyRows: TypeAlias = "QuerySet[models.Model, models.Model]"


def effective_tenant(bound: BoundModel, scope: Scope, tenant_id: Any = None) -> str | None:
    """Return the tenant whose rows the work is limited to; None means every tenant's.

    A ``tenant_id`` narrows a scope without a tenant; where the scope has one, another is refused (``not_permitted``). A model
    without tenants has a limit as well, for its rows may point at those of a model with tenants.
    """
    if not bound.options.multi_tenant:
        return "" if scope.tenant is None and scope.enforced else scope.tenant
    if scope.tenant is None and scope.enforced:
        raise NodeError("not_permitted", f"This run belongs to no tenant, so it may not work on rows of {bound.name}.")
    if tenant_id is None:
        return scope.tenant
    wanted: str = clean_value(bound, column(bound, TENANT), tenant_id)
    return within(scope.tenant, wanted, bound)


def within(tenant: str | None, wanted: str, bound: BoundModel) -> str:
    """Return the wanted tenant where the work may touch its rows; raise ``NodeError`` (``not_permitted``) where not."""
    if tenant is None or wanted == tenant:
        return wanted
    raise NodeError(
        "not_permitted",
        f"{bound.name} rows of tenant '{wanted}' are out of reach: this work is limited to tenant '{tenant}'.",
        "Leave tenant_id out.",
        port=TENANT,
    )


def new_owner(bound: BoundModel, tenant: str | None, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the ``tenant_id`` column of a new row: the one it names where that is allowed, else the work's own, else empty."""
    if not bound.options.multi_tenant:
        return {}
    wanted = values.get(TENANT)
    return {TENANT: (tenant or "") if wanted is None else within(tenant, wanted, bound)}


def rows_of(bound: BoundModel, tenant: str | None, *, include_deleted: bool = False) -> AnyRows:
    """Return the tenant's rows (None: all tenants'), living ones only unless told otherwise."""
    rows: AnyRows = every_row(bound)
    if tenant is not None and bound.options.multi_tenant:
        rows = rows.filter(**{TENANT: tenant})
    if bound.options.soft_delete and not include_deleted:
        rows = rows.filter(**{f"{DELETED_AT}__isnull": True})
    return rows


def every_row(bound: BoundModel) -> AnyRows:
    """Return all rows, deleted ones too; a model that brings a default manager of its own keeps what that hides hidden.

    They have Django's own methods: what writes through them keeps history, versions and deleted rows itself.
    """
    if bound.options.soft_delete:
        return QuerySet(bound.model, using=bound.database)
    return QuerySet(bound.model, query=bound.model._default_manager.all().query, using=bound.database)


def referable_rows(model: type[models.Model], database: str, tenant: str | None) -> AnyRows:
    """Return the rows of another model that a row of this tenant may point at."""
    bound = bound_to(model)
    return model._base_manager.using(database).all() if bound is None else rows_of(bound, tenant)
