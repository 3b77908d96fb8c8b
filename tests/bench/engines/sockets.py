"""Events on their way into browsers: from the commit to the message, and to many at once."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any

import httpx

from tests.bench.engines.installation import ROOT
from tests.bench.engines.limits import at_least, at_most, is_so, percentile
from tests.bench.engines.setting import Setting
from tests.bench.peers.starting import await_answer, running
from tests.bench.talking import Talking
from tests.servers import free_port

#: Sockets on one run, events a second, and for how many seconds.
CLIENTS, RATE, SECONDS = 100, 500, 10


def latencies(setting: Setting) -> Iterator[str]:
    """Measure one idle client, then many with many events."""
    with _web(setting) as address, _listening(setting, address) as listener:
        alone = _heard(setting, listener, clients=1, rate=20, count=200)
        delays = [delay * 1e3 for delay in alone["delays"]]
        yield at_most(f"commit → message in one client, p50 {median(delays):.1f} ms, p95", percentile(delays, 0.95), 25, "ms")
        before = httpx.get(f"{address}/bench-counts").json()
        many = _heard(setting, listener, clients=CLIENTS, rate=RATE, count=RATE * SECONDS)
        counts = {name: value - before[name] for name, value in httpx.get(f"{address}/bench-counts").json().items()}
        yield from _many(many, counts)


def _many(heard: Mapping[str, Any], counts: Mapping[str, int]) -> Iterator[str]:
    events, delays = RATE * SECONDS, [delay * 1e3 for delay in heard["delays"]]
    what = f"{CLIENTS} clients on one run, commit → message, p50 {median(delays):.1f} ms, p95"
    yield at_most(what, percentile(delays, 0.95), 25, "ms")
    yield at_least(f"  events committed in {heard['producing']:.1f} s", events / heard["producing"], RATE * 0.98, "a second")
    yield at_least("  deliveries", heard["delivered"] / heard["seconds"], RATE * CLIENTS * 0.95, "a second")
    yield is_so(
        f"  missing or doubled deliveries: {CLIENTS * events - heard['delivered']}, {heard['doubled']}",
        heard["delivered"] == CLIENTS * events and not heard["doubled"],
    )
    yield is_so(
        f"  {events:,} events were read {counts['read']:,} times and made into text {counts['made']:,} times",
        counts["read"] <= events + 1 and counts["made"] <= events + 1,
    )


def _heard(setting: Setting, listener: Talking, *, clients: int, rate: int, count: int) -> dict[str, Any]:
    """Let so many clients listen to a run while another process commits events to it."""
    submitter = setting.ours.submitter
    run = submitter.ask("open_run")
    listener.ask("listen", run=run, clients=clients, count=count)
    start = time.time()
    committed = submitter.ask("produce", run=run, rate=rate, count=count)
    heard: dict[str, Any] = listener.ask("report", committed=committed)
    return {**heard, "producing": committed[-1] - start}


@contextmanager
def _web(setting: Setting) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.bench.engines.counted:application", "--port", str(port), "--log-level", "warning"]
    with running([*command, "--app-dir", str(ROOT)], setting.ours.environment, setting.folder / "web.log"):
        await_answer(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _listening(setting: Setting, address: str) -> Iterator[Talking]:
    session = setting.ours.submitter.ask("sign_in")
    command = [sys.executable, "-m", "tests.bench.engines.listener", address, json.dumps(session)]
    with Talking(command, env=setting.ours.environment, cwd=ROOT) as listener:
        yield listener
