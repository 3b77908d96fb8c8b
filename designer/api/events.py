"""The events of a run over HTTP, for who has no socket."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.queries.events import events_after
from designer.api.queries.runs import get_run
from designer.api.serializers.events import EventQuerySerializer, EventSerializer
from designer.api.view import ApiView, read_query


class EventListView(ApiView):
    """The events of one run."""

    @operation(
        "listEvents",
        "List a run's events after a seq, at most a thousand",
        tag="runs",
        answers={200: EventSerializer(many=True)},
        parameters=[EventQuerySerializer],
    )
    def get(self, request: Request, run_id: int) -> Response:
        """Return them in order."""
        after = read_query(request, EventQuerySerializer)["after"]
        return Response(EventSerializer(events_after(get_run(self.tenant, run_id).pk, after), many=True).data)
