"""The configuration of the designer's Celery application; a project's own CELERY settings are for its own application."""

import re
import sys
from typing import Any

from designer.conf import options

#: How people ask for processes on the command line of a worker.
_PREFORK = re.compile(r" (?:--pool[= ]|-P ?)prefork ")

_broker_url = options().broker_url or options().redis_url

broker_url = _broker_url or "memory://localhost"
broker_transport_options: dict[str, Any] = {}
if not _broker_url:
    # Celery's in-memory broker looks for work once a second as it comes; 5 ms keeps a run's start under a blink.
    broker_transport_options = {"polling_interval": 0.005}
elif _broker_url.startswith("redis"):
    # A server that does not answer must not keep a request waiting: the ticker wakes workers later.
    broker_transport_options = {"socket_connect_timeout": 2, "socket_keepalive": True}
broker_connection_retry_on_startup = True
# A worker waits for its broker as long as it takes.
broker_connection_max_retries = None
# A queue of its own: a project's workers on the same Redis server leave it alone, and ours leave theirs.
task_default_queue = "designer"
task_ignore_result = True
# A message is kept until its work is done, so that a worker takes no more of them than it has threads: another one may be idle.
# One that is delivered twice does no harm.
task_acks_late = True
worker_cancel_long_running_tasks_on_connection_loss = False
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
worker_concurrency = options().worker_concurrency
# Runs wait for the database most of the time: threads of one process need a fraction of the memory of processes. Celery cannot tell who
# asks for "prefork" from who asks for nothing, and would give both of them threads.
worker_pool = "prefork" if _PREFORK.search(f"{' '.join(sys.argv)} ") else "threads"
worker_consumer = "designer.celery_consumer:Consumer"
beat_scheduler = "designer.beat:TickingScheduler"
