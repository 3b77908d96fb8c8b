"""What a run keeps, as people look at it."""

import json
from typing import Any

from dataflow_app.runtime.encoding import decode
from dataflow_app.runtime.plain import Preview, plain, preview

#: The most that is sent whole, in characters of JSON.
LIMIT = 256 * 1024


def shown(encoded: Any) -> Preview:
    """Return a kept value as plain JSON, cut where it is more than 256 kB."""
    value = decode(encoded)
    whole = plain(value)
    return Preview(whole, truncated=False) if len(json.dumps(whole)) <= LIMIT else preview(value, LIMIT)
