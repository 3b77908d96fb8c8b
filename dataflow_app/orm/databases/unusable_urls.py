"""Database URLs that cannot be used, and what to say about them; a password is never among it."""

import re

from dataflow_app.errors import DatabaseError, suggest

KNOWN = ("sqlite", "postgresql", "postgres")
#: MySQL, what grew out of it, what speaks its protocol, and the drivers that people put in front of their URLs.
MYSQL = (
    "mysql", "mysql2", "mysqls", "mysqlx", "mariadb", "tidb", "percona", "aurora", "singlestore", "memsql", "vitess", "planetscale", "ndb",
    "pymysql", "aiomysql", "asyncmy", "mysqldb", "mysqlclient",
)  # fmt: skip
OTHERS = {
    "oracle": "an Oracle database", "mssql": "a SQL Server database", "sqlserver": "a SQL Server database", "mongodb": "a MongoDB database",
    "cockroachdb": "a CockroachDB database", "cockroach": "a CockroachDB database", "redshift": "a Redshift database",
    "redis": "a Redis server", "rediss": "a Redis server", "duckdb": "a DuckDB database", "snowflake": "a Snowflake database",
}  # fmt: skip
REMEDY = "URLs that work are sqlite:///file.db, :memory: and postgresql://user:password@host:5432/name."


def masked(url: str) -> str:
    """Return the URL without its password, wherever in it that stands, and however badly it is written."""
    without = re.sub(r"(?P<before>//[^:/@?]*|^[^:/@?]*):(?!//).*@", r"\g<before>:…@", url)
    return re.sub(r"(?i)((?:ssl)?password=)[^&\s]*", r"\1…", without)


def unusable(url: str, scheme: str) -> DatabaseError:
    """Return the error of a URL whose scheme is of no database that this library works with."""
    shown = masked(url)
    if scheme in MYSQL:
        return DatabaseError(f"'{shown}' is a MySQL database, or one of its family. MySQL is not supported.", REMEDY)
    if scheme in OTHERS:
        return DatabaseError(f"'{shown}' is {OTHERS[scheme]}, which is not supported.", REMEDY)
    if not scheme:
        return DatabaseError(f"'{shown}' is no database URL.", REMEDY)
    return DatabaseError(f"'{shown}' is a database of the unknown kind '{scheme}'.{suggest(scheme, KNOWN)}", REMEDY)
