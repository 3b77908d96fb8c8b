"""Node types made from a model: one file an operation."""
