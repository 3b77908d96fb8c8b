"""Triggers: list, create, change, delete, preview."""

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.queries.triggers import get_trigger, times_of, triggers_of, with_times
from designer.api.queries.workflows import get_workflow
from designer.api.serializers.triggers import (
    CreateTriggerRequestSerializer,
    PreviewTriggerRequestSerializer,
    TriggerPreviewSerializer,
    TriggerQuerySerializer,
    TriggerSerializer,
    UpdateTriggerRequestSerializer,
)
from designer.api.view import ApiView, read_body, read_query
from designer.services.create_trigger import create_trigger
from designer.services.delete_trigger import delete_trigger
from designer.services.trigger_values import check_coming
from designer.services.update_trigger import update_trigger


class TriggerListView(ApiView):
    """The tenant's triggers."""

    @operation(
        "listTriggers",
        "List triggers with their next five times",
        tag="triggers",
        answers={200: TriggerSerializer(many=True)},
        parameters=[TriggerQuerySerializer],
    )
    def get(self, request: Request) -> Response:
        """Return them, of one workflow or of all."""
        wanted = read_query(request, TriggerQuerySerializer)
        triggers = triggers_of(self.tenant, wanted.get("workflow"))
        return Response(TriggerSerializer([with_times(trigger) for trigger in triggers], many=True).data)

    @operation(
        "createTrigger",
        "Give a workflow a trigger",
        tag="triggers",
        request=CreateTriggerRequestSerializer,
        answers={201: TriggerSerializer},
        problems=[409],
    )
    def post(self, request: Request) -> Response:
        """Create it; refuse, naming the parameter, one that would never start."""
        values = read_body(request, CreateTriggerRequestSerializer)
        values["workflow"] = get_workflow(self.tenant, values["workflow"])
        trigger = create_trigger(actor=request.user, **values)
        return Response(TriggerSerializer(with_times(trigger)).data, status=201)


class TriggerView(ApiView):
    """One trigger."""

    @operation(
        "updateTrigger",
        "Change a trigger, or switch it on or off",
        tag="triggers",
        request=UpdateTriggerRequestSerializer,
        answers={200: TriggerSerializer},
        problems=[409],
    )
    def patch(self, request: Request, trigger_id: int) -> Response:
        """Change what was given and return the trigger."""
        values = read_body(request, UpdateTriggerRequestSerializer)
        trigger = update_trigger(trigger=get_trigger(self.tenant, trigger_id), actor=request.user, **values)
        return Response(TriggerSerializer(with_times(trigger)).data)

    @operation("deleteTrigger", "Delete a trigger; its runs stay", tag="triggers", answers={204: None})
    def delete(self, request: Request, trigger_id: int) -> Response:
        """Delete it."""
        delete_trigger(trigger=get_trigger(self.tenant, trigger_id), actor=request.user)
        return Response(status=204)


class PreviewTriggerView(ApiView):
    """When a trigger would start, before there is one."""

    only_reads = True

    @operation(
        "previewTrigger",
        "Say when a trigger with these parameters would start",
        tag="triggers",
        request=PreviewTriggerRequestSerializer,
        answers={200: TriggerPreviewSerializer},
    )
    def post(self, request: Request) -> Response:
        """Return its next five times and how it reads; refuse, naming the parameter, what is no schedule or has passed."""
        values = read_body(request, PreviewTriggerRequestSerializer)
        times = times_of(values["type"], values["parameters"])
        check_coming(values["type"], values["parameters"], timezone.now())
        return Response(TriggerPreviewSerializer(times).data)
