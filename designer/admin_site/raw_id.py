"""The field for the key of another row."""

from typing import Any

from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.db.models import QuerySet


class OwnRowsRawIdWidget(ForeignKeyRawIdWidget):
    """Names the row beside its key where it is one of ``rows``; a key of somebody else's row stays a bare number."""

    def __init__(self, rows: QuerySet[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows

    def label_and_url_for_value(self, value: Any) -> tuple[str, str]:
        """Return the row's name and address, both empty where it is not there to be seen."""
        label, url = super().label_and_url_for_value(value)
        is_own = bool(label) and self._rows.filter(**{self.rel.get_related_field().name: value}).exists()
        return (label, url) if is_own else ("", "")
