"""What was done to a row: the audit log as people read it."""

from collections.abc import Iterator, Sequence
from typing import Any

from dataflow_app.errors import NodeError
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import DELETED_AT, TENANT, columns, primary_key
from dataflow_app.orm.history.as_of import state_rows
from dataflow_app.orm.rows.output import readable
from dataflow_app.orm.tenancy import effective_tenant, rows_of
from dataflow_app.orm.values.checking import clean_value
from dataflow_app.scope import Scope

Change = dict[str, Any]


def changes_of(bound: BoundModel, scope: Scope, key: Any) -> list[Change]:
    """Return what was done to the row of that key, the last thing first; also of one that was removed for good.

    Each is a dict: ``history_id`` (of the state that it led to, for ``revert_row``), ``at``, ``actor``, ``run``, ``node``,
    ``address``, ``session``, ``reason``, ``change`` (``created``, ``changed``, ``deleted``, ``restored``, or ``removed`` for
    good) and ``fields``: ``{name: {"old": …, "new": …}}`` of every column that has another value than before. What another
    tenant did to the row while it was theirs is not told. Raises ``NodeError`` (``row_not_found``) where there never was such a row.
    """
    tenant = effective_tenant(bound, scope)
    key = clean_value(bound, primary_key(bound), key)
    states = list(state_rows(bound, None).filter(**{primary_key(bound).attname: key}))
    own = list(_own(bound, tenant, states))
    if not own and not rows_of(bound, tenant, include_deleted=True).filter(pk=key).exists():
        raise NodeError("row_not_found", f"There is no {bound.name} with id {key}, and never was.", "Check the value.", port="id")
    return own[::-1]


def _own(bound: BoundModel, tenant: str | None, states: Sequence[Any]) -> Iterator[Change]:
    """Yield the changes that led to a state of the tenant's."""
    before: Any = None
    for state in states:
        is_own = tenant is None or not bound.options.multi_tenant or getattr(state, TENANT) == tenant
        if is_own:
            yield _change(bound, before, state)
        before = state if is_own and state.history_type != "-" else None


def _change(bound: BoundModel, before: Any, state: Any) -> Change:
    old, new = _values(bound, before), {} if state.history_type == "-" else _values(bound, state)
    if state.history_type == "-" and before is None:
        old = _values(bound, state)
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {
        "history_id": state.history_id,
        "at": state.history_date,
        "actor": state.history_user_id,
        "run": state.history_run,
        "node": state.history_node,
        "address": state.history_address,
        "session": state.history_session,
        "change": change_word(bound, before, state),
        "fields": {name: {"old": old.get(name), "new": new.get(name)} for name in names},
        "reason": state.history_change_reason,
    }


def _values(bound: BoundModel, state: Any) -> dict[str, Any]:
    if state is None:
        return {}
    return {field.attname: readable(getattr(state, field.attname)) for field in columns(bound) if not field.primary_key}


def change_word(bound: BoundModel, before: Any, state: Any) -> str:
    """Return what led from one state to the next: created, changed, deleted, restored, or removed (for good)."""
    if state.history_type != "~":
        return "created" if state.history_type == "+" else "removed"
    if not bound.options.soft_delete or before is None:
        return "changed"
    was, is_now = (getattr(each, DELETED_AT) is not None for each in (before, state))
    return "changed" if was == is_now else "deleted" if is_now else "restored"
