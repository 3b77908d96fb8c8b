"""Runs: one execution of one definition each. Their rows are the queue's truth."""

from django.db import models

from dataflow_app.runtime.status import Status
from designer.models.tenant import Tenant
from designer.models.trigger import Trigger
from designer.models.version import Version
from designer.models.workflow import Workflow

STATUSES = [(status.value, status.value.capitalize()) for status in Status]
#: Which runs may be claimed, bounds and turns apart.
WAITING = models.Q(status="queued", paused_at__isnull=True)


class TriggerKind(models.TextChoices):
    """What started a run."""

    MANUAL = "manual", "Manual"
    SCHEDULE = "schedule", "Schedule"
    API = "api", "API"


class Run(models.Model):
    """One run, with the definition and the inputs as they were when it was queued.

    Whoever claims it raises ``lease_number``; a worker may write only while the number is still its own.
    Higher ``priority`` is claimed first. A run that is ``in_turn`` may be claimed only after the earlier runs of its trigger; ``turn``
    is that trigger's id then, else 0, so that a claim looks at the first of them only. ``sent_at`` is when workers were last woken
    for it. A queued run with ``paused_at`` is not claimed; ``paused_by`` says who paused it. ``crashes`` counts how often its worker
    fell silent. ``rerun_of`` is the run that this one repeats, from the node ``rerun_from`` on, or, where that is empty, whatever had not
    succeeded. ``version`` is None for a run of the draft. ``address`` and ``session`` say where whoever started it worked, for
    the audit log of what it changes; both are empty where a schedule did. ``request_key`` is the ``Idempotency-Key`` of the request
    that started it, ``request_digest`` what that request asked for. ``traceparent`` is the trace that it belongs to (W3C Trace Context).
    """

    # Without indexes of their own: those below begin with the same columns.
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="runs", db_index=False)
    workflow = models.ForeignKey(Workflow, on_delete=models.PROTECT, related_name="runs", db_index=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="runs")
    definition = models.JSONField()
    inputs = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=STATUSES, default=Status.QUEUED.value)
    trigger = models.ForeignKey(Trigger, on_delete=models.SET_NULL, null=True, blank=True, related_name="runs", db_index=False)
    trigger_kind = models.CharField(max_length=10, choices=TriggerKind.choices, default=TriggerKind.MANUAL)
    actor = models.CharField(max_length=150)
    address = models.CharField(max_length=45, blank=True, default="")
    session = models.CharField(max_length=12, blank=True, default="")
    request_key = models.CharField(max_length=255, null=True, blank=True)  # noqa: DJ001 - where there is none, none is the same
    request_digest = models.CharField(max_length=32, blank=True, default="")
    traceparent = models.CharField(max_length=55, blank=True, default="", db_default="")
    error = models.JSONField(null=True, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    priority = models.SmallIntegerField(default=0, db_default=0)
    in_turn = models.BooleanField(default=False)
    turn = models.BigIntegerField(default=0, db_default=0, editable=False)
    due_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.CharField(max_length=150, blank=True, default="", db_default="")
    rerun_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reruns", db_index=False)
    rerun_from = models.CharField(max_length=200, blank=True, default="", db_default="")
    crashes = models.PositiveSmallIntegerField(default=0, db_default=0)
    lease_number = models.PositiveIntegerField(default=0)
    lease_owner = models.CharField(max_length=200, blank=True, default="")
    lease_expires_at = models.DateTimeField(null=True, blank=True)

    #: Whether others waited when this one was claimed; known of a run that was claimed here.
    is_followed = False

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("trigger", "due_at"), name="run_trigger_due_at"),
            models.UniqueConstraint(
                fields=("tenant", "request_key"), condition=models.Q(request_key__isnull=False), name="run_request_key"
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "-id"), name="run_list"),
            models.Index(fields=("workflow", "-id"), name="run_of_workflow"),
            models.Index(fields=("rerun_of",), condition=models.Q(rerun_of__isnull=False), name="run_reruns"),
            # The queue: each index holds the runs that are not over, however many are.
            models.Index(fields=("trigger", "id"), condition=models.Q(status__in=("queued", "running")), name="run_open"),
            models.Index(fields=("priority", "tenant", "workflow", "turn", "id"), condition=WAITING, name="run_waiting"),
            models.Index(fields=("-priority", "id"), condition=WAITING, name="run_queue"),
            models.Index(fields=("tenant", "workflow"), condition=models.Q(status="running"), name="run_running"),
            # What operators look at: each holds few runs.
            models.Index(fields=("finished_at",), condition=models.Q(status="failed"), name="run_failed"),
            models.Index(fields=("-id",), condition=models.Q(crashes__gt=0), name="run_crashed"),
            # What goes next; those that failed may stay longer.
            models.Index(fields=("finished_at",), condition=models.Q(status__in=("succeeded", "cancelled")), name="run_ended"),
        )

    def __str__(self) -> str:
        """Return the number and the workflow's name."""
        return f"Run {self.pk} of {self.workflow}"

    @property
    def duration_ms(self) -> float | None:
        """How long the run took from its start to its end, in milliseconds; None before the end."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds() * 1000
