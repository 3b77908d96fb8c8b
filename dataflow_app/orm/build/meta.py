"""The ``Meta`` of a model: the class's own, and its place."""

from typing import Any

from django.db import models

from dataflow_app.errors import ModelError, suggest
from dataflow_app.orm.build.home import Home
from dataflow_app.schema.reader import added_fields
from dataflow_app.schema.spec import ModelSpec


def build_meta(cls: type, spec: ModelSpec, home: Home) -> type:
    """Return the inner ``Meta`` of a class with the app label and the table of its model added."""
    own = vars(cls).get("Meta", getattr(cls, "Meta", None))
    _check(spec.name, own)
    _check_ordering(spec, own)
    added: dict[str, Any] = {}
    if home.label:
        added |= {"app_label": home.label, "db_table": getattr(own, "db_table", home.table(spec.name))}
    if spec.options.soft_delete or spec.options.keeps_history:
        # What Django writes by itself, such as a foreign key that it empties, goes through this one, and so to the history.
        added["base_manager_name"] = getattr(own, "base_manager_name", None) or "all_objects"
    return type("Meta", (own,) if own else (), added)


def _check(name: str, own: Any) -> None:
    """Refuse what Django would refuse with less to go by, and what would make the class no table at all."""
    known = models.options.DEFAULT_NAMES
    for key in vars(own or object):
        if not key.startswith("_") and key not in known:
            raise ModelError(f"{name}.Meta has the unknown option '{key}'.{suggest(key, known)}")
    for key in ("abstract", "proxy"):
        if getattr(own, key, False):
            remedy = "Leave the decorator off a base class; decorate what inherits from it."
            raise ModelError(f"{name}.Meta says {key}, so it has no table.", remedy)


def _check_ordering(spec: ModelSpec, own: Any) -> None:
    """Refuse an order by a field that is not there, which Django would notice only when rows are asked for."""
    known = {*spec.by_name, *(f"{name}_id" for name in spec.by_name), *added_fields(spec.options), "pk", "?"}
    for each in getattr(own, "ordering", None) or ():
        name = each.removeprefix("-") if isinstance(each, str) else "?"
        if name not in known and "__" not in name:
            raise ModelError(f"{spec.name}.Meta orders by the unknown field '{name}'.{suggest(name, spec.by_name)}")
