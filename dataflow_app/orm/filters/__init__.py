"""Filters: ``{"category": "tools", "price_range": [10, None], "$or": [{"stock": {"$gt": 3}}, {"brand": {"$like": "Bo%"}}]}``.

An empty column is a value like any other: ``$ne``, ``$nin`` and ``$not`` find it, comparisons never do. The same filter
finds the same rows on SQLite and on PostgreSQL.
"""

from dataflow_app.orm.filters.reading import filter_faults, read_filter

__all__ = ["filter_faults", "read_filter"]
