import psycopg
import pytest
from django.db import InterfaceError, InternalError, OperationalError

from dataflow_app.errors import NodeError
from dataflow_app.orm.databases.lost import is_lost


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("server closed the connection unexpectedly"),
        caused(OperationalError(), psycopg.errors.AdminShutdown()),
        caused(OperationalError(), psycopg.errors.CannotConnectNow()),
        caused(InterfaceError(), psycopg.InterfaceError("the connection is closed")),
        caused(InternalError(), psycopg.errors.IdleInTransactionSessionTimeout()),
        caused(InternalError(), psycopg.errors.ReadOnlySqlTransaction()),
        caused(NodeError("unexpected", "x"), caused(OperationalError(), psycopg.errors.ConnectionFailure())),
    ],
)
def test_a_server_that_is_gone_is_lost_whatever_was_raised_for_it(error: Exception) -> None:
    assert is_lost(error)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        OperationalError("database is locked"),
        caused(OperationalError(), psycopg.errors.DeadlockDetected()),
        caused(OperationalError(), psycopg.errors.QueryCanceled()),
        caused(OperationalError(), psycopg.errors.DiskFull()),
        caused(InternalError(), psycopg.errors.InFailedSqlTransaction()),
        None,
    ],
)
def test_what_a_server_refuses_is_not_lost(error: Exception | None) -> None:
    assert not is_lost(error)
