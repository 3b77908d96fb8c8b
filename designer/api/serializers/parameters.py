"""Query parameters: read strictly, so that a misspelt filter never lists everything."""

from typing import Any

from rest_framework import serializers

from dataflow_app.errors import suggest

PAGING = ("page", "page_size")


class QuerySerializer(serializers.Serializer[object]):
    """Query parameters of a list; an unknown one is refused with a suggestion."""

    def to_internal_value(self, data: Any) -> Any:
        """Read the parameters, refusing names that are none."""
        known = [*self.fields, *PAGING]
        unknown = {name: [f"There is no query parameter '{name}'.{suggest(name, known)}"] for name in data if name not in known}
        if unknown:
            raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)
