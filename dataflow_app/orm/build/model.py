"""A specification and its class as a Django model."""

from typing import Any, cast

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.base import ModelBase

from dataflow_app.errors import ModelError
from dataflow_app.orm.build.column import column
from dataflow_app.orm.build.home import Home
from dataflow_app.orm.build.meta import build_meta
from dataflow_app.orm.build.namespace import adopt_methods, copy_namespace
from dataflow_app.orm.build.relation import Relations
from dataflow_app.orm.build.rules import add_rules
from dataflow_app.orm.build.script_app import forget_models, open_app
from dataflow_app.orm.build.uniqueness import take_unique
from dataflow_app.orm.managers import LivingManager, OptionsManager, honouring
from dataflow_app.schema.spec import ModelSpec


def build_model(cls: type, spec: ModelSpec, home: Home) -> type[models.Model]:
    """Return the Django model of a class, made by Django's own metaclass from a copy of the class's namespace.

    Raises ``ModelError`` where Django refuses the class.
    """
    if home.label:
        open_app(home.label)
    namespace = copy_namespace(cls, spec.by_name)
    columns = _columns(spec, home)
    unique = take_unique(spec, columns)
    namespace |= columns | {"Meta": build_meta(cls, spec, home)}
    namespace |= _managers(spec, namespace) | _history(spec, namespace["Meta"], home)
    namespace.setdefault("__str__", _describe)
    try:
        model = cast("type[models.Model]", ModelBase(cls.__name__, _bases(cls, spec), namespace))
    except (TypeError, ValueError, FieldError) as error:
        raise ModelError(f"Django refuses {spec.name}: {error}") from error
    try:
        add_rules(model, spec, home, unique)
    except ModelError:
        forget_models(model)
        raise
    adopt_methods(cls, model)
    return model


def _describe(row: models.Model) -> str:
    from dataflow_app.orm.behaviour import describe_row  # noqa: PLC0415 - needs Django's registry of apps

    return describe_row(row)


def _bases(cls: type, spec: ModelSpec) -> tuple[type, ...]:
    from dataflow_app.orm.behaviour import behaviour_of  # noqa: PLC0415 - needs Django's registry of apps

    plain = tuple(base for base in cls.__bases__ if base is not object)
    return (*plain, *behaviour_of(spec), models.Model)


def _columns(spec: ModelSpec, home: Home) -> dict[str, Any]:
    relations = Relations(spec, home.label, home.database)
    key = {} if _has_key(spec) else {"id": models.BigAutoField("ID", primary_key=True)}
    own = {field.name: column(field, relations.field) for field in spec.fields}
    return {**key, **own, **_option_columns(spec)}


def _has_key(spec: ModelSpec) -> bool:
    return any(field.name == "id" or getattr(field.default, "primary_key", False) for field in spec.fields)


def _option_columns(spec: ModelSpec) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if spec.options.multi_tenant:
        columns["tenant_id"] = models.CharField("tenant", max_length=64, db_index=True, blank=True, default="")
    if spec.options.soft_delete:
        columns["deleted_at"] = models.DateTimeField(null=True, blank=True, editable=False)
        columns["deletion_reason"] = models.TextField(blank=True, default="", editable=False)
    if spec.options.versioned:
        columns["row_version"] = models.PositiveIntegerField("version", default=1, editable=False)
    return columns


def _managers(spec: ModelSpec, namespace: dict[str, Any]) -> dict[str, Any]:
    """Return ``objects``, and ``all_objects`` for deleted rows and for what Django itself writes, such as emptied foreign keys."""
    if not (spec.options.soft_delete or spec.options.keeps_history):
        return {}
    living = spec.options.soft_delete
    own = honouring(namespace["objects"], living=living) if "objects" in namespace else LivingManager() if living else OptionsManager()
    return {"objects": own, "all_objects": OptionsManager()}


def _history(spec: ModelSpec, meta: Any, home: Home) -> dict[str, Any]:
    if not spec.options.keeps_history:
        return {}
    from dataflow_app.orm.history.audit_log import AuditLog  # noqa: PLC0415 - imports the admin, which is not always there

    return {"history": AuditLog(home.history_table(getattr(meta, "db_table", None) if home.label else None))}
