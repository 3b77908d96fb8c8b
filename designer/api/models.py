"""Models: what rows there are, and how many match a filter."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.documentation import operation
from designer.api.queries.models import describe_models, get_model
from designer.api.queries.rows import count_rows
from designer.api.serializers.models import CountRowsRequestSerializer, ModelSerializer, RowCountSerializer
from designer.api.view import ApiView, read_body


class ModelListView(ApiView):
    """All models that workflows can work on."""

    @operation("listModels", "List models with their columns, nodes and users", tag="models", answers={200: ModelSerializer(many=True)})
    def get(self, request: Request) -> Response:  # noqa: ARG002 - Django's own signature
        """Return them."""
        return Response(ModelSerializer(describe_models(self.tenant), many=True).data)


class CountRowsView(ApiView):
    """The live count of a filter."""

    only_reads = True

    @operation(
        "countRows",
        "Count the tenant's rows that match a filter, and show the first five",
        tag="models",
        request=CountRowsRequestSerializer,
        answers={200: RowCountSerializer},
    )
    def post(self, request: Request, label: str) -> Response:
        """Return count and sample; refuse, with a suggestion, a filter that names what is not there."""
        values = read_body(request, CountRowsRequestSerializer)
        return Response(RowCountSerializer(count_rows(get_model(label), self.membership, values["filter"])).data)
