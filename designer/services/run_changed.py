"""The signal that a run has new events, for whoever shows runs live."""

from django.dispatch import Signal

#: Sent with ``run_id`` after the commit of events of that run.
run_changed = Signal()
