"""ManualTrigger: a person starts the run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dataflow_app.triggers.trigger_type import TriggerType


class ManualTrigger(TriggerType):
    """Start a run when somebody presses Run or asks for one over the API."""

    name = "manual"
    title = "By hand"

    def next_times(self, parameters: Mapping[str, Any], after: datetime, count: int) -> list[datetime]:  # noqa: ARG002 - it knows no times
        """Return nothing: nobody knows when."""
        return []

    def describe(self, parameters: Mapping[str, Any]) -> str:  # noqa: ARG002 - it has none
        """Say so."""
        return "When somebody presses Run"
