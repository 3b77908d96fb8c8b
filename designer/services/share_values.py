"""Let a run refer to the large values of another."""

from designer.models import ValueUse


def share_values(*, from_run: int, to_run: int) -> None:
    """Keep the values that one run refers to for another run too, which took over outputs of it."""
    shared = ValueUse.objects.filter(run=from_run).values_list("value_id", flat=True)
    ValueUse.objects.bulk_create([ValueUse(run_id=to_run, value_id=value) for value in shared], ignore_conflicts=True)
