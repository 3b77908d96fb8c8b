"""Runs in Restate's own environment: ``python restate_flows.py INGRESS ADMIN PORT ANSWERING``. Every step is in the server's journal."""

import asyncio
import sys
import threading
import time
from importlib.metadata import version

import httpx
import hypercorn.asyncio
import restate
from hypercorn.config import Config

INGRESS, ADMIN, PORT = sys.argv[1:4]
sys.path.append(sys.argv[4])
from answering import answer

LENGTH = 40
bench = restate.Service("Bench")


def add_one(value):
    """Do next to nothing."""
    return value + 1


@bench.handler()
async def chain(ctx: restate.Context, value: int) -> int:
    """Hand a value through steps."""
    for index in range(LENGTH):
        value = await ctx.run_typed(f"n{index}", add_one, value=value)
    return value


def serve():
    """Serve the steps to the server, on a connection that it keeps."""
    config = Config()
    config.bind = [f"127.0.0.1:{PORT}"]
    config.loglevel = "ERROR"
    asyncio.run(hypercorn.asyncio.serve(restate.app([bench]), config, shutdown_trigger=asyncio.Event().wait))


def register():
    """Tell the server where the steps are, as soon as both answer."""
    deadline = time.monotonic() + 60
    while True:
        try:
            httpx.post(f"{ADMIN}/deployments", json={"uri": f"http://127.0.0.1:{PORT}", "force": True}, timeout=10).raise_for_status()
        except httpx.HTTPError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


client = httpx.Client(base_url=INGRESS, timeout=60)


def run_chain():
    """Submit the chain, and wait for it."""
    assert client.post("/Bench/chain", json=0).raise_for_status().json() == LENGTH


threading.Thread(target=serve, daemon=True).start()
register()
answer(version("restate-sdk"), {"chain": run_chain})
