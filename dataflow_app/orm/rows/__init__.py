"""Single rows and lists of rows: found, created, changed and deleted within a scope."""
