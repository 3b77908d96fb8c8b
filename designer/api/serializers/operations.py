"""What operators look at."""

from rest_framework import serializers

from designer.api.serializers.runs import STATUSES


class WorkerSerializer(serializers.Serializer[object]):
    """A process that executes runs; one that holds runs but never said that it is there has no threads and no times."""

    name = serializers.CharField()
    running = serializers.IntegerField()
    threads = serializers.IntegerField(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    is_silent = serializers.BooleanField()


class QueueRowSerializer(serializers.Serializer[object]):
    """The open runs of one tenant and priority."""

    tenant = serializers.CharField()
    priority = serializers.IntegerField()
    queued = serializers.IntegerField()
    paused = serializers.IntegerField()
    running = serializers.IntegerField()
    oldest_queued_at = serializers.DateTimeField(allow_null=True)


class ScheduleLagSerializer(serializers.Serializer[object]):
    """How many schedules are due and not started yet, and how late the latest of them is."""

    due = serializers.IntegerField()
    oldest_due_at = serializers.DateTimeField(allow_null=True)
    seconds = serializers.FloatField()


class FailingWorkflowSerializer(serializers.Serializer[object]):
    """A workflow with its failed runs of the last 24 hours."""

    workflow_id = serializers.IntegerField()
    name = serializers.CharField()
    tenant = serializers.CharField()
    failures = serializers.IntegerField()
    last_run = serializers.IntegerField()
    last_failed_at = serializers.DateTimeField(allow_null=True)
    message = serializers.CharField(allow_blank=True)


class ExpirySerializer(serializers.Serializer[object]):
    """A run whose worker fell silent."""

    run = serializers.IntegerField()
    workflow = serializers.CharField()
    tenant = serializers.CharField()
    crashes = serializers.IntegerField()
    at = serializers.DateTimeField(allow_null=True)
    status = serializers.ChoiceField(choices=STATUSES)


class OperationsSerializer(serializers.Serializer[object]):
    """How the installation stands."""

    at = serializers.DateTimeField()
    of_all_tenants = serializers.BooleanField()
    workers = WorkerSerializer(many=True)
    queue = QueueRowSerializer(many=True)
    oldest_queued_at = serializers.DateTimeField(allow_null=True)
    schedules = ScheduleLagSerializer()
    failing = FailingWorkflowSerializer(many=True)
    expiries = ExpirySerializer(many=True)
