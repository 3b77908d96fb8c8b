"""Operations: what those who run the installation look at."""

from dataclasses import asdict

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.permissions import InTenant, Operates, sees_all_tenants
from designer.api.serializers.operations import OperationsSerializer
from designer.api.view import ApiView
from designer.operations.queue import oldest_of, read_queue
from designer.operations.schedules import read_schedule_lag
from designer.operations.troubles import read_expiries, read_failing_workflows
from designer.operations.workers import read_workers


class OperationsView(ApiView):
    """Workers, queue, schedules and troubles, in one document that a page asks for every few seconds."""

    permission_classes = (InTenant, Operates)

    @operation(
        "getOperations",
        "Say how workers, queue and schedules stand, and what failed; of all tenants for superusers, of their own for owners and staff",
        tag="operations",
        answers={200: OperationsSerializer},
    )
    def get(self, request: Request) -> Response:
        """Return it as it is now."""
        everywhere = sees_all_tenants(request.user)
        tenant = None if everywhere else self.tenant.pk
        queue = read_queue(tenant)
        values = {
            "at": timezone.now(),
            "of_all_tenants": everywhere,
            "workers": [asdict(row) for row in read_workers(tenant)],
            "queue": [asdict(row) for row in queue],
            "oldest_queued_at": oldest_of(queue),
            "schedules": asdict(read_schedule_lag(tenant)),
            "failing": [asdict(row) for row in read_failing_workflows(tenant)],
            "expiries": [asdict(row) for row in read_expiries(tenant)],
        }
        return Response(OperationsSerializer(values).data)
