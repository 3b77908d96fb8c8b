"""The schedule's clock, put forward."""

import sqlite3
from contextlib import closing
from pathlib import Path


def make_due(folder: Path, trigger: int) -> None:
    """Let a schedule of every minute be due since this minute began; the server's own ticker fires it within a second."""
    with closing(sqlite3.connect(folder / "db.sqlite3", timeout=20, isolation_level=None)) as database:
        database.execute("UPDATE designer_trigger SET next_due_at = strftime('%Y-%m-%d %H:%M:00', 'now') WHERE id = ?", (trigger,))
