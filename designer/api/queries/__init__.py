"""Reads, a file a resource: each takes the tenant, and a list costs the same number of queries whatever its length."""
