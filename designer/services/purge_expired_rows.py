"""Remove the rows whose time is up."""

import structlog

from dataflow_app.dataflow import open_dataflows
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.rows.expire import purge_expired
from dataflow_app.scope import Scope

_log = structlog.get_logger(__name__)


def expiring_models() -> tuple[BoundModel, ...]:
    """Return the models of this process whose rows expire."""
    return tuple({bound.model: bound for db in open_dataflows() for bound in db.models if bound.options.ttl}.values())


def purge_expired_rows() -> int:
    """Remove them, of all tenants, and return how many went; a model that cannot be purged keeps no other from it."""
    return sum(_purge(bound) for bound in expiring_models())


def _purge(bound: BoundModel) -> int:
    try:
        return purge_expired(bound, Scope())
    except Exception:  # noqa: BLE001 - whatever is wrong with one model, the rows of the others have expired too
        _log.exception("expired rows could not be removed", model=bound.label)
        return 0
