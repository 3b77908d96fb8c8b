"""The channel-layer groups in which hints travel."""

#: Hints about any run, for live lists.
ALL_RUNS = "runs"


def group_of(run_id: int) -> str:
    """Return the group for hints about one run."""
    return f"run.{run_id}"


def hint_for(group: str) -> dict[str, str]:
    """Return the message that a group is sent: look now."""
    return {"type": "run.hint", "group": group}
