"""The audit log: django-simple-history, told who acts by the scope and not by a request."""

from typing import Any

from django.db import models
from django.db.models import signals
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from dataflow_app.orm.acting import acting_actor, acting_address, acting_node, acting_run, acting_session
from dataflow_app.orm.bound_model import bound_to
from dataflow_app.orm.history.removal import is_recorded
from dataflow_app.orm.history.states import Change, record_state


def _actor_of(record: Any) -> str | None:
    actor: str | None = record.history_user_id
    return actor


def _set_actor(record: Any, actor: Any) -> None:
    """Take a user name; anything else with a user name (a Django user) is taken at its word."""
    record.history_user_id = actor.get_username() if hasattr(actor, "get_username") else actor


class States(HistoryManager):  # type: ignore[misc]
    """The states of rows."""

    def bulk_history_create(self, *_: Any, **__: Any) -> list[Any]:
        """Add nothing: what simple-history's own functions for many rows have just written stands here already."""
        return []


class AuditLog(HistoricalRecords):  # type: ignore[misc]
    """Keeps every state of a row with who made it, when, from where, and in which run and node.

    The actor is a user name and no foreign key: a script has no users, and history must outlive the people in it.
    """

    def __init__(self, table: str | None = None) -> None:
        super().__init__(
            table_name=table,
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.TextField(null=True),
            history_user_id_field=models.TextField("changed by", null=True, default=acting_actor),
            history_user_getter=_actor_of,
            history_user_setter=_set_actor,
            history_manager=States,
            use_base_model_db=True,
        )
        self._proxies: list[type[models.Model]] = []

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        """Create the historical model beside the model, importable by its name, so that its rows can be pickled.

        What is saved and deleted by way of a proxy is kept there too.
        """
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            sender.history.model.__module__ = self.module
        elif sender._meta.concrete_model is self.cls:
            # Django knows a sender by its place in memory, which another class would have once this one is gone.
            self._proxies.append(sender)
            signals.post_save.connect(self.post_save, sender=sender, weak=False)
            signals.post_delete.connect(self.post_delete, sender=sender, weak=False)

    def get_extra_fields(self, model: Any, fields: Any) -> dict[str, Any]:
        """Add the run and the node that made the change, and the address and the session that it was made from."""
        own = {
            "history_run": models.TextField("run", null=True, default=acting_run),
            "history_node": models.TextField("node", null=True, default=acting_node),
            "history_address": models.TextField("address", null=True, default=acting_address),
            "history_session": models.TextField("session", null=True, default=acting_session),
        }
        return {**super().get_extra_fields(model, fields), **own}

    def get_history_user(self, instance: Any) -> Any:
        """Return who acts: whoever the row names itself, else the scope's actor."""
        return getattr(instance, "_history_user", None) or acting_actor()

    def post_save(self, instance: Any, created: bool, using: str | None = None, **kwargs: Any) -> None:  # noqa: FBT001 - Django's signature
        """Keep the state that the database has now: the row itself may hold what was not saved, or saved as something else."""
        own = hasattr(instance, "_history_user") or hasattr(instance, "_history_date")
        bound = bound_to(type(instance))
        if own or bound is None or kwargs.get("raw") or hasattr(instance, "skip_history_when_saving"):
            super().post_save(instance, created, using=using, **kwargs)
            return
        change: Change = "+" if created else "~"
        reason = self.get_change_reason_for_object(instance, change, using or bound.database)
        record_state(bound, using or bound.database, instance.pk, change, reason)

    def post_delete(self, instance: Any, using: str | None = None, **kwargs: Any) -> None:
        """Keep the last state of a row that something else took away; those of our own removals stand there already."""
        if not is_recorded(instance):
            super().post_delete(instance, using=using, **kwargs)

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: Any) -> str | None:
        """Return the reason that was given for the change; that of a deletion is kept with the row."""
        reason: str | None = super().get_change_reason_for_object(instance, history_type, using)
        return reason or (getattr(instance, "deletion_reason", "") or None)
