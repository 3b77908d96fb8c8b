"""The schedule's clock, put forward."""

import sqlite3
from contextlib import closing
from pathlib import Path


def make_due(folder: Path, trigger: int) -> None:
    """Let a schedule be due now, as if its minute had come: the server's own ticker, which looks every second, starts the run."""
    with closing(sqlite3.connect(folder / "db.sqlite3", timeout=20, isolation_level=None)) as database:
        now = database.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')").fetchone()[0]
        database.execute("UPDATE designer_trigger SET next_due_at = ? WHERE id = ?", (now, trigger))
