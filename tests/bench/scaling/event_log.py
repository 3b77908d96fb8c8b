"""Events in a log beside the database: what an append to a Redis stream takes, as the least that a server of logs does."""

import json
import time

import redis

from tests.bench.engines.processor import processor_seconds
from tests.bench.engines.setting import Setting

#: Events of one commit of a node.
TOGETHER = 3


def append_seconds(setting: Setting, seconds: float) -> tuple[float, float]:
    """Append the events of commits for so many seconds; return the processor seconds of the server an event, and bytes in memory."""
    client = redis.Redis.from_url(setting.redis.url)
    payload = json.dumps({"duration_ms": 0.5, "rows": 1})
    before, size = processor_seconds(setting.redis.pid), _memory(client)
    count, enough = 0, time.perf_counter() + seconds
    while time.perf_counter() < enough:
        with client.pipeline(transaction=True) as pipeline:
            for seq in range(TOGETHER):
                pipeline.xadd(f"run:{count // 120}", {"seq": count + seq, "type": "node_succeeded", "node": "n1", "payload": payload})
            pipeline.execute()
        count += TOGETHER
    taken = processor_seconds(setting.redis.pid) - before
    found = taken / count, (_memory(client) - size) / count
    client.flushdb()
    return found


def _memory(client: redis.Redis) -> float:
    return float(client.info("memory")["used_memory"])  # type: ignore[index, misc, unused-ignore] # redis types it for both its clients
