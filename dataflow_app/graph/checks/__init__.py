"""The checks that a definition must pass; each finds every problem of its sort."""
