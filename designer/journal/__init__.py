"""The durable journal: checkpoints and events of runs in the database, each in the transaction of the effect that it tells of."""

from designer.journal.database_journal import DatabaseJournal

__all__ = ["DatabaseJournal"]
