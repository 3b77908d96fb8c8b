"""Who acts now: the scope that the audit log reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

from dataflow_app.scope import Scope

_SCOPE: ContextVar[Scope] = ContextVar("dataflow_scope", default=Scope())  # noqa: B039 - a scope is frozen


def current_scope() -> Scope:
    """Return the scope that rows are changed under now; a scope of nobody where none was set."""
    return _SCOPE.get()


@contextmanager
def acting(scope: Scope) -> Iterator[Scope]:
    """Let what happens inside the ``with`` block happen under ``scope``; blocks may be nested, threads do not mix."""
    token = begin_acting(scope)
    try:
        yield scope
    finally:
        end_acting(token)


def begin_acting(scope: Scope) -> Token[Scope]:
    """Let what follows happen under ``scope``, until ``end_acting``: for those whom a ``with`` block costs too much time."""
    return _SCOPE.set(scope)


def end_acting(token: Token[Scope]) -> None:
    """Let what follows happen under the scope that held before ``begin_acting``, which returned the token."""
    _SCOPE.reset(token)


def acting_actor() -> str | None:
    """Return the user name of who acts now; named, not a lambda, because migrations refer to it."""
    return current_scope().actor


def acting_run() -> str | None:
    """Return the id of the run that acts now."""
    return current_scope().run


def acting_node() -> str | None:
    """Return the id of the node that acts now."""
    return current_scope().node


def acting_address() -> str | None:
    """Return the network address that the actor works from."""
    return current_scope().address


def acting_session() -> str | None:
    """Return the digest of the session that the actor works in."""
    return current_scope().session
