"""Database URLs, read as Django's settings."""

import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from dataflow_app.errors import DatabaseError
from dataflow_app.orm.databases.urls import database_settings

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///shop.db", "shop.db"),
        ("sqlite:////var/lib/shop.db", "/var/lib/shop.db"),
        ("sqlite:///with%20space.db", "with space.db"),
        ("sqlite+pysqlite:///shop.db", "shop.db"),
        ("sqlite:///~/shop.db", str(Path.home() / "shop.db")),
    ],
)
def test_a_sqlite_file(url: str, name: str) -> None:
    assert database_settings(url) == {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": SQLITE}


@pytest.mark.parametrize("url", [":memory:", "sqlite://", "sqlite:///:memory:", "sqlite://:memory:"])
def test_memory(url: str) -> None:
    assert database_settings(url)["NAME"] == "file:/shared?vfs=memdb"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "pgsql"])
def test_postgresql(scheme: str) -> None:
    assert database_settings(f"{scheme}://us%40er:p%2Fss@db.example:5433/shop?sslmode=require&connect_timeout=3") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "us@er",
        "PASSWORD": "p/ss",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "require", "connect_timeout": "3"},
    }


def test_postgresql_by_a_socket() -> None:
    found = database_settings("postgresql://postgres:@/postgres?host=/tmp/run")
    assert (found["HOST"], found["NAME"], found["USER"], found["PORT"]) == ("/tmp/run", "postgres", "postgres", "")  # noqa: S108


@pytest.mark.parametrize(
    ("arguments", "pool"),
    [
        ({"pool_size": 20, "pool_max_overflow": 30}, {"min_size": 20, "max_size": 50}),
        ({"pool_size": 5, "pool_recycle": 600}, {"min_size": 5, "max_size": 5, "max_lifetime": 600}),
        ({"pool_max_overflow": 6}, {"min_size": 4, "max_size": 10}),
        ({"pool_size": 0}, {"min_size": 0, "max_size": 1}),
    ],
)
def test_a_pool(arguments: dict[str, int], pool: dict[str, int]) -> None:
    assert database_settings("postgresql://h/d", **arguments)["OPTIONS"] == {"pool": pool}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://root@localhost/shop", "MySQL is not supported"),
        ("mysql+pymysql://root:secret@localhost/shop", "'mysql+pymysql://root:…@localhost/shop' is a MySQL database"),
        ("mysql2://root:secret@localhost/shop", "MySQL is not supported. URLs that work are sqlite:///file.db, :memory: and postgresql://"),
        ("mariadb://localhost/shop", "MySQL is not supported"),
        ("TiDB://localhost/shop", "MySQL is not supported"),
        ("mongodb://u:secret@h/d", "'mongodb://u:…@h/d' is a MongoDB database, which is not supported"),
        ("postgrsql://h/d", "unknown kind 'postgrsql'. Did you mean 'postgresql'?"),
        ("oracle://h/d", "is an Oracle database"),
        ("shop.db", "'shop.db' is no database URL"),
        ("postgresql://u:secret@h", "names no database"),
        ("postgresql://u:secret@h:port/d", "The port in the database URL 'postgresql://u:…@h:port/d' is no number"),
        ("postgresql://u:se/secret@h/d", "The port in the database URL 'postgresql://u:…@h/d' is no number"),
        ("postgresql://u:[secret@h/d", "The database URL 'postgresql://u:…@h/d' cannot be read"),
        ("postgresql://h/d?password=secret&pool_size=3", "'postgresql://h/d?password=…&pool_size=3' has the unknown option 'pool_size'"),
        ("u:secret@h/d", "'u:…@h/d' is no database URL"),
        ("bolt://u:se@secret@h/d", "'bolt://u:…@h/d' is a database of the unknown kind 'bolt'"),
        ("sqlite:///a.db?mode=ro", "has options (mode) that SQLite does not take"),
    ],
)
def test_what_cannot_be_used_is_refused(url: str, message: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        database_settings(url)
    assert message in str(caught.value)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("url", ["postgresql://h/d", "sqlite:///d.db", ":memory:"])
@pytest.mark.parametrize("value", [-1, "5", True])
def test_a_pool_that_is_none_is_refused(url: str, value: object) -> None:
    with pytest.raises(DatabaseError, match=r"pool_size is .*It is a whole number"):
        database_settings(url, pool_size=value)  # type: ignore[arg-type]


def test_a_connection_that_is_never_used_is_refused() -> None:
    with pytest.raises(DatabaseError, match=r"pool_recycle is 0\. It is the number of seconds"):
        database_settings("postgresql://h/d", pool_recycle=0)


def test_it_needs_no_configured_django() -> None:
    code = "import sys; from dataflow_app.orm.databases import urls; urls.database_settings(':memory:'); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
