"""Workflow engines side by side: the same flows on one PostgreSQL that waits for the disk, in processes as people run them."""
