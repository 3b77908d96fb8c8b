"""Annotated classes, read into plain values."""
