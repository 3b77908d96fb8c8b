"""The HTTP API under ``/api/``: parse, authorise, call a service or a query, render."""
