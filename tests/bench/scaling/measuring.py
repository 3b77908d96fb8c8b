"""The measurements in a row, and the service times that come of them."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.bench.engines.setting import Setting
from tests.bench.scaling.clients import Taken, at_once, clients
from tests.bench.scaling.disk import bytes_a_second, flush_seconds
from tests.bench.scaling.event_log import append_seconds
from tests.bench.scaling.service_times import ServiceTimes, Step
from tests.bench.scaling.web import web_process
from tests.bench.scaling.whole_runs import Cost, cost, start_by_service
from tests.bench.talking import Talking

#: Clients at once, seconds of each measurement, runs that are executed, and runs that are queued for the claims.
CLIENTS, SECONDS, RUNS, QUEUED = (1, 4, 16), 3.0, 500, 100_000
#: Tenants that the queued runs belong to, and how many of the queued end under an old snapshot.
TENANTS, DEAD = (1, 500), 50_000
#: There and back between two machines of one place, for each of the four messages of a transaction: assumed, not measured.
NETWORK = 4 * 0.00015
#: Processors of this machine.
PROCESSORS = os.cpu_count() or 1
_EFFECTS = 3


def facts() -> Iterator[str]:
    """Say what this is measured on."""
    cpu = next(line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    load = Path("/proc/loadavg").read_text().split()[0]
    cores = Path("/proc/cpuinfo").read_text().count("model name")
    yield f"{cores} × {cpu}, Linux {platform.release()}, Python {platform.python_version()}; load when this began: {load}"


def commits(setting: Setting) -> Iterator[str]:
    """Measure commits of effects: alone, with checkpoints, with events."""
    for count in CLIENTS:
        with clients(setting.ours, count) as asked:
            for what in ("effect", "checkpoint", "events"):
                yield f"commit, {what:<11}{_line(at_once(setting, asked, 'commit', SECONDS, what=what))}"


def claims(setting: Setting, found: dict[str, Taken]) -> Iterator[str]:
    """Measure claims from a long queue, of one tenant and of many, by one client and by many."""
    for tenants in TENANTS:
        with clients(setting.ours, max(CLIENTS)) as asked:
            asked[0].ask("queue", count=QUEUED, tenants=tenants)
            for count in CLIENTS:
                found[f"{tenants} {count}"] = taken = at_once(setting, asked[:count], "claim", SECONDS, name="bench")
                yield f"claim of {QUEUED:,}, tenants {tenants:<4}{_line(taken)}"
            if tenants == max(TENANTS):
                asked[0].ask("occupy")
                yield f"  all tenants at work                    {_line(at_once(setting, asked[:4], 'claim', SECONDS, name='bench'))}"
                yield from _dead_rows(setting, asked)
            asked[0].ask("end_all")


def _dead_rows(setting: Setting, asked: list[Talking]) -> Iterator[str]:
    """Measure claims behind many that have ended, while a snapshot from before keeps vacuum from removing them, and after it."""
    with psycopg.connect(setting.ours.database) as old:
        old.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        old.execute("SELECT count(*) FROM designer_tenant")
        asked[0].ask("end_oldest", count=DEAD)
        yield f"  behind {DEAD:,} that an old snapshot sees    {_line(at_once(setting, asked[:4], 'claim', SECONDS, name='bench'))}"
    with psycopg.connect(setting.ours.database, autocommit=True) as connection:
        connection.execute("VACUUM designer_run")
    yield f"  when it is gone, after a vacuum         {_line(at_once(setting, asked[:4], 'claim', SECONDS, name='bench'))}"


def whole(setting: Setting, found: dict[str, Cost]) -> Iterator[str]:
    """Measure whole runs, and their removal."""
    with web_process(setting) as web:
        found["run"] = taken = cost(setting, web, RUNS)
    for name, values in (("starting", taken.starting), ("executing", taken.executing)):
        times = ", ".join(f"{key} {values[key] * 1e3:.2f}" for key in ("web", "worker", "database", "broker"))
        sizes = ", ".join(f"{key} {size:,.0f}" for key, size in values.items() if key == "wal" or key.startswith("designer"))
        yield f"{name} a run of {_EFFECTS} effects: processor ms {times}; bytes {sizes}"
    share = sum(taken.executing[name] for name in ("worker", "database", "broker")) * taken.rate
    whole = taken.rate * PROCESSORS / share
    yield f"  {taken.rate:.0f} runs a second of wall time, by {share:.2f} processors: {whole:.0f} if all were ours"
    here, database = start_by_service(setting, RUNS)
    yield f"starting a run by the service, without HTTP: processor ms here {here * 1e3:.2f}, database {database * 1e3:.2f}"
    with clients(setting.ours, 1) as (asked,):
        gone = asked.ask("prune")
    yield f"removing a run with its rows: {gone['database'] / gone['count'] * 1e3:.2f} ms of the database ({gone['count']:,} runs)"


def log(setting: Setting) -> Iterator[str]:
    """Measure what an event costs in a log."""
    seconds, size = append_seconds(setting, SECONDS)
    yield f"an event in a Redis stream: {seconds * 1e6:.1f} µs of its processor, {size:.0f} bytes"


def service_times(run: Cost, claim: Taken, folder: Path) -> ServiceTimes:
    """Return the service times: what is not the claim is spread evenly over the commits of a run after it.

    The log of ``claim`` holds the ends of the claimed runs, too: half of it is taken for the claims'.
    """
    rest = _EFFECTS + 1
    claimed = Step(claim.here, claim.database, claim.wal / 2)
    step = Step(
        (run.executing["worker"] - claimed.here) / rest,
        (run.executing["database"] - claimed.database) / rest,
        (run.executing["wal"] - claimed.wal) / rest,
    )
    return ServiceTimes(
        start=Step(run.starting["web"], run.starting["database"], run.starting["wal"]),
        claim=claimed,
        effect=step,
        end=step,
        broker=run.starting["broker"] + run.executing["broker"],
        flush=flush_seconds(folder),
        network=NETWORK,
        disk=bytes_a_second(folder),
        effects=_EFFECTS,
    )


def _line(taken: Taken) -> str:
    cpu = f"processor ms: client {taken.here * 1e3:.2f}, session {taken.database * 1e3:.2f}, server {taken.server * 1e3:.2f}"
    rate = f"{taken.clients:>3} clients {taken.rate:>7,.0f}/s"
    return f"{rate}; {cpu}; log {taken.wal:,.0f} bytes, {taken.together:.1f} a flush"
