"""Answers that are kept until something is written."""
