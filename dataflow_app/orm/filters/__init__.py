"""Filters: ``{"category": "tools", "price_range": [10, None], "$or": [{"stock": {"$gt": 3}}, {"brand": {"$like": "Bo%"}}]}``.

- A plain value means equality, and None an empty column. A list is refused: ``$in`` finds any of some values.
- ``$eq $ne $gt $gte $lt $lte $in $nin $like $regex`` and ``$not`` (of other operators) stand under a field; ``$and $or $not`` around
  filters. An empty ``$and`` (and an empty filter) finds every row, an empty ``$or`` and an empty ``$in`` none.
- An empty column is a value like any other: ``$ne``, ``$nin`` and ``$not`` find it, comparisons and patterns never do.
- Text is compared by code point, with regard to case. In ``$like``, ``%`` is any text and ``_`` any character; a backslash takes the
  next character literally. ``$regex`` finds its pattern anywhere; ``.`` matches a line's end, ``$`` only the end of the text.
- A JSON column equals a whole JSON value; an object all of whose keys begin with ``$`` is read as operators.

The same filter finds the same rows on SQLite and on PostgreSQL.
"""

from dataflow_app.orm.filters.reading import filter_faults, read_filter

__all__ = ["filter_faults", "read_filter"]
