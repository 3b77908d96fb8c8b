"""Whether an error says that a database cannot be reached."""

import sys

#: What PostgreSQL says when it ends, when another process of it crashed, and before it is up again; when it has ended a session that
#: was silent for too long, in a transaction or not; and where another server has taken its place, so that it only reads.
_STATES = frozenset({"57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006"})
#: The class of errors of the connection itself.
_CLASS = "08"


def is_lost(error: BaseException | None) -> bool:
    """Whether the error, or what it came from, is that PostgreSQL was restarted, cut off, or not there at all.

    What was asked of it may be asked again then, for nothing that was not committed remains. SQLite is never lost.
    """
    psycopg = sys.modules.get("psycopg")
    while psycopg is not None and error is not None:
        if isinstance(error, psycopg.Error) and error.sqlstate is not None:
            return error.sqlstate in _STATES or error.sqlstate.startswith(_CLASS)
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
            return True
        error = error.__cause__ or error.__context__
    return False
