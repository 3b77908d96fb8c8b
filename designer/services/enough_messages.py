"""Whether so many messages wait that no more are needed."""

from designer.celery_options import broker_url, task_default_queue
from designer.redis_client import redis_client

#: How many messages are enough. A worker that comes to one looks at the whole queue of runs, goes on until nothing is left, and sees
#: to it that another message waits meanwhile.
ENOUGH = 16


def are_messages_counted() -> bool:
    """Whether the broker is one that tells in no time how many messages wait: a Redis."""
    return broker_url.startswith(("redis://", "rediss://"))


def are_enough() -> bool:
    """Whether so many messages wait; whoever takes one of them looks at the runs after this, and so finds what was queued before it.

    Not known, and so not the case, where messages are not counted, and where the broker does not answer.
    """
    if not are_messages_counted():
        return False
    try:
        waiting = redis_client(broker_url).llen(task_default_queue)
    except Exception:  # noqa: BLE001 - who sends a message then learns what is wrong
        return False
    return waiting >= ENOUGH
