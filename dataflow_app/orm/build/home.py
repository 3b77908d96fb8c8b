"""Where a model lives: its app label, its tables and the names of its indexes."""

from dataclasses import dataclass
from hashlib import blake2s

#: Django's own limit, which is Oracle's; PostgreSQL takes 63.
LONGEST_INDEX_NAME = 30


@dataclass(frozen=True, slots=True)
class Home:
    """The app label of a model and, outside an installed app, the prefix of its tables.

    ``label`` is None for a model of an installed app: Django finds the label by the module and names the table as it always does.
    ``prefix`` is the same in each run of a script, whatever the label is, so that the script finds its tables again.
    """

    database: str
    label: str | None = None
    prefix: str = ""

    def table(self, name: str) -> str | None:
        """Return the table of the model called ``name``, or None where Django names it."""
        return f"{self.prefix}_{name.lower()}" if self.label else None

    def history_table(self, table: str | None) -> str | None:
        """Return the table of the history of the model with that table, or None where Django names it."""
        return f"{table}_history" if table else None

    def index_name(self, name: str, model: str) -> str:
        """Return the name of an index in the database: the one that was given where it is short and cannot meet its like."""
        if self.label is None and len(name) <= LONGEST_INDEX_NAME and not name.startswith("_"):
            return name
        digest = blake2s(f"{self.prefix}.{model}.{name}".encode(), digest_size=4).hexdigest()
        return f"{name.lstrip('_')[: LONGEST_INDEX_NAME - 9]}_{digest}"
