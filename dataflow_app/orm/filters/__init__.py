"""Filters: ``{"category": "tools", "list_price": {"$between": [10, 50]}, "$or": [{"stock": {"$gt": 3}}, {"vendor.name": "Acme"}]}``.

- A plain value means equality, and None an empty column. Under a field stand operators (``OPERATORS``), around filters ``$and $or
  $nor $not``; ``$text`` searches the model's words. An empty ``$and`` finds every row, an empty ``$or`` and an empty ``$in`` none.
- An empty column is a value like any other: ``$ne``, ``$nin`` and ``$not`` find it, comparisons and patterns never do.
- A dotted path leads into JSON (``specifications.power``, ``images.0.url``) and across foreign keys (``vendor.name``).
- Text is compared by code point; operators with an ``i`` in front disregard case, by Unicode's rules on every database.

The same filter finds the same rows on SQLite and on PostgreSQL. ``docs/reference/filters.md`` tells all of it, with examples.
"""

from dataflow_app.orm.filters.operators import operators_for
from dataflow_app.orm.filters.reading import filter_faults, read_filter
from dataflow_app.orm.filters.text import text_rank

__all__ = ["filter_faults", "operators_for", "read_filter", "text_rank"]
