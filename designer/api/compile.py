"""Compiling a definition without saving it."""

from rest_framework.request import Request
from rest_framework.response import Response

from designer.api.definitions import problems_of, read_definition
from designer.api.documentation import operation
from designer.api.serializers.definitions import CompileResultSerializer, DefinitionRequestSerializer
from designer.api.view import ApiView, read_body


class CompileView(ApiView):
    """The same compile that runs, drafts and versions pass."""

    only_reads = True

    @operation(
        "compileDefinition",
        "Say what keeps a definition from running",
        tag="drafts",
        request=DefinitionRequestSerializer,
        answers={200: CompileResultSerializer},
    )
    def post(self, request: Request) -> Response:
        """Return the problems, all of them at once."""
        definition = read_definition(read_body(request, DefinitionRequestSerializer)["definition"])
        return Response(CompileResultSerializer({"problems": problems_of(definition)}).data)
