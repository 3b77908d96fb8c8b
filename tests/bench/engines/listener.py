"""The process of the clients: sockets that listen to a run, and note when each event came (``python -m … ADDRESS COOKIE``)."""

import asyncio
import json
import sys
import threading
from collections.abc import Sequence
from functools import lru_cache
from time import time
from typing import Any

import websockets

from tests.bench.answering import answer

ADDRESS, (COOKIE, SESSION) = sys.argv[1], json.loads(sys.argv[2])
_PATIENCE = 60
LOOP = asyncio.new_event_loop()
_HEARD: "list[asyncio.Task[list[tuple[int, float]]]]" = []


@lru_cache(maxsize=64)
def seqs_of(frame: str) -> tuple[int, ...]:
    """Return the numbers of the events in a frame; all clients get the same text."""
    message = json.loads(frame)
    return tuple(event["seq"] for event in message.get("events", ()))


async def hear(run: int, count: int, subscribed: asyncio.Event) -> list[tuple[int, float]]:
    """Return the number of each event and when it came."""
    heard: list[tuple[int, float]] = []
    address = f"{ADDRESS.replace('http', 'ws')}/ws/runs/"
    headers = {"Cookie": f"{COOKIE}={SESSION}"}
    async with websockets.connect(address, origin=websockets.Origin(ADDRESS), additional_headers=headers, compression=None) as socket:
        await socket.send(json.dumps({"type": "subscribe", "run": run, "after": 0}))
        await socket.recv()
        subscribed.set()
        async with asyncio.timeout(_PATIENCE):
            while len(heard) < count:
                frame, now = await socket.recv(), time()
                heard += [(seq, now) for seq in seqs_of(str(frame))]
    return heard


async def begin(run: int, clients: int, count: int) -> None:
    """Open the sockets, and return when all of them listen."""
    ready = [asyncio.Event() for _ in range(clients)]
    _HEARD[:] = [asyncio.create_task(hear(run, count, subscribed)) for subscribed in ready]
    for subscribed in ready:
        await asyncio.wait_for(subscribed.wait(), _PATIENCE)


async def gathered() -> list[list[tuple[int, float]]]:
    """Return what each client heard; one that waited in vain heard nothing."""
    results = await asyncio.gather(*_HEARD, return_exceptions=True)
    return [result if isinstance(result, list) else [] for result in results]


def listen(run: int, clients: int, count: int) -> None:
    """Let so many clients listen until they have heard so many events."""
    asyncio.run_coroutine_threadsafe(begin(run, clients, count), LOOP).result(_PATIENCE)


def report(committed: Sequence[float]) -> dict[str, Any]:
    """Return the delays of all deliveries, how many there were, and how many came twice; ``committed`` says when each event was."""
    clients = asyncio.run_coroutine_threadsafe(gathered(), LOOP).result(2 * _PATIENCE)
    delays = [when - committed[seq - 1] for client in clients for seq, when in client]
    first, last = committed[0], max(when for client in clients for _, when in client)
    distinct = sum(len({seq for seq, _ in client}) for client in clients)
    # A hundredth of many delays tells as much as all of them.
    sample = delays if len(delays) < 10_000 else delays[::97]
    return {"delays": sample, "delivered": distinct, "doubled": len(delays) - distinct, "seconds": last - first}


if __name__ == "__main__":
    threading.Thread(target=LOOP.run_forever, daemon=True).start()
    answer("", {"listen": listen, "report": report})
