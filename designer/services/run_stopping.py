"""The signal that a run is to stop, for the worker that may hold it in this process."""

from django.dispatch import Signal

#: Sent with ``run_id`` before the wish is written: what the run does may hold the lock that writing needs, as SQLite has one for all.
run_stopping = Signal()
