"""The admin of the designer's models, a file each. What services wrote is shown, not edited."""

from designer.admin import credential, event, membership, node_run, run, tenant, trigger, version, workflow

__all__ = ["credential", "event", "membership", "node_run", "run", "tenant", "trigger", "version", "workflow"]
