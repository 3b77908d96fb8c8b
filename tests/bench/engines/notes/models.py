"""Notes: rows that say which node of which run wrote them."""

from django.db import models

from dataflow_app import DataFlow
from dataflow_app.orm.acting import acting_node, acting_run

db = DataFlow()


@db.model
class Note:
    """One effect. No rule keeps a second one out: it is the runtime's duty that there is none."""

    run: str = models.CharField(max_length=20, default=acting_run)  # type: ignore[assignment] # an annotation says what a row holds
    node: str = models.CharField(max_length=40, default=acting_node)  # type: ignore[assignment] # likewise
    place: int
