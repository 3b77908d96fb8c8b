"""What can go wrong from outside, by name; what goes wrong at a step inside a process is in ``actions``."""

import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import psycopg
import redis

from tests.crash.cluster import LEASE, Cluster, wait_until

#: Longer than a lease, and than PostgreSQL lets a worker be silent within a transaction.
PAUSE = LEASE * 2.4
#: How long the database takes no writes, in seconds.
REFUSAL = 0.4
#: What a process may write into one file when its disk is full, in bytes.
QUOTA = 4096


@dataclass(frozen=True)
class Fault:
    """Something that can be done to a cluster, and how often compared with others.

    ``do`` returns whether it could be done; ``needs`` names what not every installation has.
    """

    weight: float
    do: Callable[[Cluster, random.Random], bool]
    needs: str | None = None


def kill(cluster: Cluster, chance: random.Random) -> bool:
    """Kill -9 any process."""
    return _send(cluster, chance, signal.SIGKILL)


def stop_gently(cluster: Cluster, chance: random.Random) -> bool:
    """Tell any process to stop, as a restart does."""
    return _send(cluster, chance, signal.SIGTERM)


def pause(cluster: Cluster, chance: random.Random) -> bool:
    """Stop any process and its children for longer than a lease."""
    name = _any_process(cluster, chance)
    pid = cluster.pids.get(name) if name else None
    if pid is None or not cluster.send(name or "", signal.SIGSTOP, group=True):
        return False
    cluster.later(PAUSE, wake, pid, os.killpg)
    return True


def wake(pid: int, send: Callable[[int, int], None] = os.kill) -> None:
    """Let a paused process go on."""
    with suppress(ProcessLookupError):
        send(pid, signal.SIGCONT)


def restart_postgresql(cluster: Cluster, chance: random.Random) -> bool:
    """Roll back, cut all clients, start again."""
    return _restart(cluster, signal.SIGINT)


def crash_postgresql(cluster: Cluster, chance: random.Random) -> bool:
    """Let the database die at once, and recover."""
    return _restart(cluster, signal.SIGQUIT)


def _restart(cluster: Cluster, how: signal.Signals) -> bool:
    if cluster.postgresql is None:
        return False
    cluster.postgresql.stop(how)
    cluster.postgresql.start()
    return True


def refuse_writes(cluster: Cluster, chance: random.Random) -> bool:
    """Let the database answer each write with an error for a while."""
    if cluster.postgresql is None:
        return False
    _set_read_only(cluster.postgresql.url, "on")
    cluster.later(REFUSAL, allow_writes, cluster.postgresql.url)
    return True


def allow_writes(url: str) -> None:
    """Let the database take writes again, as soon as it can be reached."""
    wait_until(lambda: _set_read_only(url, "off"), seconds=60, what="PostgreSQL takes writes again")


def _set_read_only(url: str, value: str) -> bool:
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}".encode())
            connection.execute("SELECT pg_reload_conf()")
    except psycopg.OperationalError:
        return False
    return True


def cut_connections(cluster: Cluster, chance: random.Random) -> bool:
    """Cut some of the connections to the database, on its side."""
    if cluster.postgresql is None:
        return False
    sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    with psycopg.connect(cluster.postgresql.url, autocommit=True) as connection:
        cut = connection.execute(f"{sql} AND pid % 3 = {chance.randrange(3)}".encode()).fetchall()
    return bool(cut)


def fill_disk(cluster: Cluster, chance: random.Random) -> bool:
    """Let files grow no more: those of one connection's server process, or of one web process with a database in a file."""
    if cluster.postgresql is None:
        return _limit_file(cluster, chance)
    sql = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    pids = [pid for (pid,) in cluster.query(sql)]
    if pids:
        # One that has just gone needs no limit any more.
        with suppress(subprocess.SubprocessError):
            cluster.postgresql.limit_files(chance.choice(pids), QUOTA)
    return bool(pids)


def _limit_file(cluster: Cluster, chance: random.Random) -> bool:
    name = _any_process(cluster, chance)
    pid = cluster.pids.get(name or "")
    if pid is None:
        return False
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (QUOTA, hard))
    cluster.later(REFUSAL, _lift_limit, pid, hard)
    return True


def _lift_limit(pid: int, hard: int) -> None:
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def drop_network(cluster: Cluster, chance: random.Random) -> bool:
    """Drop the connections of one worker to the database."""
    return cluster.proxy is not None and cluster.proxy.drop() > 0


def hold_network(cluster: Cluster, chance: random.Random) -> bool:
    """Let nothing through between one worker and the database until its leases are over."""
    if cluster.proxy is None:
        return False
    cluster.proxy.hold()
    cluster.later(PAUSE, cluster.proxy.flow)
    return True


def flush_redis(cluster: Cluster, chance: random.Random) -> bool:
    """Lose all messages."""
    if cluster.redis is None:
        return False
    redis.Redis(port=cluster.redis.port).flushall()
    return True


def cut_redis(cluster: Cluster, chance: random.Random) -> bool:
    """Cut all connections to the broker."""
    if cluster.redis is None:
        return False
    redis.Redis(port=cluster.redis.port).client_kill_filter(_type="normal", skipme=True)
    return True


def crash_redis(cluster: Cluster, chance: random.Random) -> bool:
    """Kill -9 the broker, and start it again, empty, after a moment."""
    if cluster.redis is None:
        return False
    cluster.redis.kill()
    time.sleep(chance.random() * 0.3)
    cluster.redis.start()
    return True


def _any_process(cluster: Cluster, chance: random.Random) -> str | None:
    names = sorted(cluster.pids)
    return chance.choice(names) if names else None


def _send(cluster: Cluster, chance: random.Random, signum: signal.Signals) -> bool:
    name = _any_process(cluster, chance)
    return name is not None and cluster.send(name, signum)


FAULTS: Mapping[str, Fault] = {
    "kill": Fault(8, kill),
    "stop_gently": Fault(1, stop_gently),
    "pause": Fault(3, pause),
    "restart_postgresql": Fault(1, restart_postgresql, "postgresql"),
    "crash_postgresql": Fault(1, crash_postgresql, "postgresql"),
    "refuse_writes": Fault(1, refuse_writes, "postgresql"),
    "cut_connections": Fault(4, cut_connections, "postgresql"),
    "fill_disk": Fault(1, fill_disk),
    "drop_network": Fault(3, drop_network, "proxy"),
    "hold_network": Fault(1, hold_network, "proxy"),
    "flush_redis": Fault(3, flush_redis, "redis"),
    "cut_redis": Fault(2, cut_redis, "redis"),
    "crash_redis": Fault(1, crash_redis, "redis"),
}


def possible(cluster: Cluster) -> dict[str, Fault]:
    """Return the faults that the installation can have."""
    return {name: fault for name, fault in FAULTS.items() if fault.needs is None or getattr(cluster, fault.needs) is not None}
