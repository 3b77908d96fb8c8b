"""Who acts, for which tenant, from where: what every read and write of rows is done under."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The bounds of one piece of work on rows.

    ``tenant`` of None means all tenants (a script's owner). Where ``enforced`` is true (any run in the designer) no
    parameter of a node may name another tenant; where it is false a node's ``tenant_id`` narrows the scope.
    For the audit log, ``actor`` is a user name, ``run`` and ``node`` say which node run acts, ``address`` is the network address
    that the actor works from, and ``session`` a short digest of their session's key, never the key.
    """

    tenant: str | None = None
    enforced: bool = False
    actor: str | None = None
    run: str | None = None
    node: str | None = None
    address: str | None = None
    session: str | None = None
