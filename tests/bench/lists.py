"""Many rows read, to JSON, against Django."""

import json
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder

from dataflow_app.runtime.plain_text import plain_json
from tests.bench import raw
from tests.bench.measuring import Peer, Row
from tests.bench.peers import kailash
from tests.bench.readings import Place

LISTED = 10_000


def rows(place: Place) -> Iterator[Row]:
    """Give the rows of the table."""
    raw.fill(place, place.plain, LISTED)
    manager = place.rows(place.plain)
    peers = (
        Peer("list(values()) to JSON", lambda: json.dumps(list(manager.order_by("pk").values()), cls=DjangoJSONEncoder)),
        Peer("list(values())", lambda: list(manager.order_by("pk").values()), 1.3),
        *kailash.peer(place, "list", LISTED),
    )
    yield Row(f"List {LISTED:,} rows to JSON", lambda: plain_json(place.run("ReadingListNode")), peers)
