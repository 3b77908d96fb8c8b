"""The configuration of the designer's Celery application; a project's own CELERY settings are for its own application."""

from typing import Any

from designer.conf import options

_broker_url = options().broker_url or options().redis_url

broker_url = _broker_url or "memory://localhost"
# Celery's in-memory broker looks for work once a second as it comes; 5 ms keeps a run's start under a blink.
broker_transport_options: dict[str, Any] = {} if _broker_url else {"polling_interval": 0.005}
broker_connection_retry_on_startup = True
# A queue of its own: a project's workers on the same Redis server leave it alone, and ours leave theirs.
task_default_queue = "designer"
task_ignore_result = True
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
worker_concurrency = options().worker_concurrency
beat_schedule = {"tick": {"task": "designer.tick", "schedule": 1.0, "options": {"expires": 1}}}
