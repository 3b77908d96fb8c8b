"""Hints reach the web's loop from any thread, and never trouble who sends them."""

import asyncio
import threading
from typing import Any

import pytest

from designer.realtime import hints as module
from designer.realtime.groups import ALL_RUNS, group_of
from designer.realtime.hints import Hints


class Layer:
    """A channel layer that notes what was sent, or refuses it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.sent: list[tuple[str, str]] = []
        self.threads: set[int] = set()
        self.asked: asyncio.Queue[str] = asyncio.Queue()
        self._error = error

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        self.threads.add(threading.get_ident())
        self.asked.put_nowait(group)
        if self._error:
            raise self._error
        self.sent.append((group, message["group"]))


def use(monkeypatch: pytest.MonkeyPatch, layer: object) -> None:
    monkeypatch.setattr(module, "get_channel_layer", lambda: layer)


async def test_a_hint_from_another_thread_is_sent_by_the_loop_that_was_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, hints = Layer(), Hints()
    use(monkeypatch, layer)
    hints.bind_loop(asyncio.get_running_loop())

    await asyncio.to_thread(hints.publish, 7)
    assert [await layer.asked.get(), await layer.asked.get()] == [group_of(7), ALL_RUNS]

    assert layer.sent == [(group_of(7), group_of(7)), (ALL_RUNS, ALL_RUNS)]
    assert layer.threads == {threading.get_ident()}


async def test_hints_that_wait_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, hints = Layer(), Hints()
    use(monkeypatch, layer)
    hints.bind_loop(asyncio.get_running_loop())

    for _ in range(100):
        hints.publish(7)
    assert [await layer.asked.get(), await layer.asked.get()] == [group_of(7), ALL_RUNS]
    hints.publish(7)
    assert [await layer.asked.get(), await layer.asked.get()] == [group_of(7), ALL_RUNS]

    assert layer.asked.empty()


async def test_a_layer_that_is_away_troubles_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, hints = Layer(ConnectionError("away")), Hints()
    use(monkeypatch, layer)
    hints.bind_loop(asyncio.get_running_loop())

    for _ in range(2):
        hints.publish(7)
        assert await layer.asked.get() == group_of(7)

    assert layer.asked.empty()
    assert layer.sent == []


def test_without_a_web_loop_the_in_memory_layer_hears_nothing_and_nothing_is_started() -> None:
    threads, hints = threading.active_count(), Hints()

    hints.publish(7)

    assert threading.active_count() == threads


def test_a_loop_that_ended_troubles_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = Hints()
    loop = asyncio.new_event_loop()
    hints.bind_loop(loop)
    loop.close()

    hints.publish(7)
