"""Databases by their URLs: connections, routing, and what every statement on them passes through."""
