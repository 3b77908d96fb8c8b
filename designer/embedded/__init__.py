"""A Celery worker and the ticker as threads of the web process, for an installation without any server."""
