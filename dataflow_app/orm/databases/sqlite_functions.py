"""Functions of ours that SQLite calls: registered once for each connection, for one in use cannot be replaced."""

from collections.abc import Callable
from typing import Any

from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler

#: What each is called in SQL, with how many arguments (-1: any number), and what it does.
_FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {}


def sqlite_function(name: str, arguments: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make the decorated function, which must always give the same for the same, known to SQLite by that name."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _FUNCTIONS[name] = (arguments, function)
        return function

    return register


class OnSqlite(Func):
    """An expression that is, on SQLite, a call of the registered ``function``."""

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Give the connection our functions where it has them not yet, then call this one."""
        provide(connection)
        return super().as_sql(compiler, connection, template="%(function)s(%(expressions)s)", arg_joiner=", ", **extra)


def provide(connection: Any) -> None:
    """Make the functions known to the connection, unless they are."""
    connection.ensure_connection()
    known: set[str] = connection.__dict__.setdefault("_dataflow_functions", (connection.connection, set()))[1]
    if connection.__dict__["_dataflow_functions"][0] is not connection.connection:
        known = set()
        connection.__dict__["_dataflow_functions"] = (connection.connection, known)
    for name in _FUNCTIONS.keys() - known:
        arguments, function = _FUNCTIONS[name]
        connection.connection.create_function(name, arguments, function, deterministic=True)
        known.add(name)
