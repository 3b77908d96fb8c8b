"""Functions around every SQL statement of a database, in whatever thread it is sent."""

from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created

Wrapper = Callable[..., Any]
_WRAPPERS: dict[str, list[Wrapper]] = {}


def wrap_statements(database: str, wrapper: Wrapper) -> None:
    """Call ``wrapper(execute, sql, params, many, context)`` instead of each statement, on this thread's connection and on new ones."""
    _WRAPPERS.setdefault(database, []).append(wrapper)
    connection_created.connect(_install, dispatch_uid="dataflow_app.orm.databases.wrapping")
    _install(connection=connections[database])


def unwrap_statements(database: str, wrapper: Wrapper) -> None:
    """Call it no more; connections of other threads may until they are closed."""
    if wrapper in _WRAPPERS.get(database, ()):
        _WRAPPERS[database].remove(wrapper)
    connection = connections[database]
    connection.execute_wrappers[:] = [each for each in connection.execute_wrappers if each != wrapper]


def _install(*, connection: Any, **_signal: Any) -> None:
    for wrapper in _WRAPPERS.get(connection.alias, ()):
        if wrapper not in connection.execute_wrappers:
            connection.execute_wrappers.append(wrapper)
