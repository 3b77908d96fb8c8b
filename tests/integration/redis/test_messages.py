"""Messages that wake workers, in a real Redis: a few stand for any number of runs, and none of them is ever too old."""

import json
from collections.abc import Iterator

import pytest
from celery import Celery
from redis import Redis

from designer.services import enough_messages
from designer.services.enough_messages import ENOUGH
from designer.services.wake_workers import wake_others, wake_workers
from tests.servers import RedisServer

QUEUE = "designer"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    """Run a Redis that is the broker of this process."""
    server = RedisServer()
    server.start()
    sender = Celery("sender", broker=server.url, set_as_current=False)
    sender.conf.task_default_queue = QUEUE
    monkeypatch.setattr("designer.celery.app", sender)
    monkeypatch.setattr(enough_messages, "broker_url", server.url)
    yield server
    server.kill()


def test_no_more_messages_wait_than_wake_all_workers(server: RedisServer) -> None:
    queue = Redis(port=server.port)
    for run in range(1, ENOUGH + 5):
        wake_workers(run)
    assert queue.llen(QUEUE) == ENOUGH
    wake_others(1)
    assert queue.llen(QUEUE) == ENOUGH
    queue.rpop(QUEUE)
    wake_others(1)
    assert queue.llen(QUEUE) == ENOUGH
    messages = [json.loads(text) for text in queue.lrange(QUEUE, 0, -1)]  # type: ignore[union-attr, unused-ignore] # both clients
    assert {message["headers"]["expires"] for message in messages} == {None}


def test_a_redis_that_is_away_is_not_taken_for_one_with_enough_messages(server: RedisServer) -> None:
    server.kill()
    assert not enough_messages.are_enough()
