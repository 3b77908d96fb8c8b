"""The same flows through engines: ours submits, a Celery worker executes, and the submitter sees the end."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg

from tests.bench.engines.definitions import LONG
from tests.bench.engines.setting import Engine, Setting
from tests.bench.measuring import Line, Peer, Row, measure
from tests.bench.peers import n8n, starting

#: Each peer's name, how it is started, how many times faster ours is to be, and what is kept.
Contender = tuple[str, Callable[..., Iterator[Any]], float, str]
CHAIN: tuple[Contender, ...] = (
    ("DBOS steps", starting.dbos, 10, "each step's output in PostgreSQL"),
    ("Restate", starting.restate, 6, "each step's result in its own journal"),
    ("Kailash with checkpoints", starting.kailash, 6, "a checkpoint after each node in PostgreSQL"),
)
SLOW_CHAIN: tuple[Contender, ...] = (
    ("n8n, progress saved", n8n.n8n, 20, "the execution after each node in PostgreSQL"),
    ("Prefect", starting.prefect, 80, "states of flow and tasks in SQLite"),
    ("Dagster", starting.dagster, 80, "outputs in files, event log in SQLite"),
)
EFFECTS: tuple[Contender, ...] = (
    ("DBOS transactions", starting.dbos, 7, "row and output in one transaction"),
    ("Kailash DataFlow", starting.kailash, 1.8, "the rows only"),
)
OURS = "run, states and outputs of nodes, events in PostgreSQL; effect, output and events in one transaction"


def chain(setting: Setting) -> Iterator[str]:
    """Measure a chain of trivial nodes."""
    yield f"ours keeps: {OURS}"
    with setting.ours.workers(1):
        yield from _beside(setting, f"{LONG} trivial nodes", "chain", CHAIN, rounds=15)
        yield from _beside(setting, f"{LONG} trivial nodes", "chain", SLOW_CHAIN, rounds=3)


def effects(setting: Setting) -> Iterator[str]:
    """Measure a chain of inserts; every row must be there, once."""
    before = setting.ours.query("SELECT count(*) FROM notes_note")
    with setting.ours.workers(1):
        yield from _beside(setting, f"{LONG} inserts", "effects", EFFECTS, rounds=15, more=(Peer("a plain loop", _loop(setting), 3.0),))
    yield once(setting, before)


def once(setting: Setting, before: int) -> str:
    """Return a line that says whether each node of each run that succeeded since left one row."""
    rows = setting.ours.query("SELECT count(*) FROM notes_note")
    different = setting.ours.query("SELECT count(DISTINCT (run, node)) FROM notes_note")
    return f"{rows - before} rows were inserted, {rows - different} of them twice  ({'met' if rows == different else 'MISSED'}: none twice)"


def _beside(
    setting: Setting, work: str, flow: str, contenders: tuple[Contender, ...], *, rounds: int, more: tuple[Peer, ...] = ()
) -> Iterator[str]:
    peers, kept = list(more), {peer.name: "the rows only" for peer in more}
    for name, start, times, keeps in contenders:
        engine = setting.peer(start.__name__, start)
        if engine is None or (refusal := _refusal(engine, flow)):
            yield f"{name}: {setting.missing.get(start.__name__) or refusal}"
            continue
        peers.append(Peer(f"{name} {engine.version}", _work(engine, flow), 1 / times))
        kept[peers[-1].name] = keeps
    for line in measure(Row(work, lambda: setting.ours.submitter.time("run", flow=flow), tuple(peers), rounds)):
        yield f"{text_of(line)}  [{kept[line.peer.name]}]"


def _work(engine: Engine, flow: str) -> Callable[[], object]:
    return lambda: engine.time(flow)


def _refusal(engine: Engine, flow: str) -> str:
    """Return why a peer cannot do a flow; nothing where it can."""
    try:
        engine.time(flow)
    except Exception as error:  # noqa: BLE001 - what it says is the answer
        return str(error)
    return ""


def _loop(setting: Setting) -> Callable[[], object]:
    connection = setting.stack.enter_context(psycopg.connect(setting.postgresql.database("plain"), autocommit=True))
    connection.execute("CREATE TABLE note (id bigserial PRIMARY KEY, run text NOT NULL, node text NOT NULL, place int NOT NULL)")

    def insert() -> None:
        for place in range(LONG):
            connection.execute("INSERT INTO note (run, node, place) VALUES (%s, %s, %s)", ("1", f"n{place}", place))

    return insert


def text_of(line: Line) -> str:
    """Return a line of the table: how many times as fast ours is, and whether that was promised."""
    ours, theirs = f"{line.ours * 1e3:>9.2f} ms", f"{line.theirs * 1e3:>10.2f} ms"
    limit = line.peer.limit
    promise = "" if limit is None else f"≥ {1 / limit:.3g} ×" if limit < 1 else f"takes at most {limit:.3g} ×"
    verdict = "" if limit is None else "met" if line.ratio <= limit else "MISSED"
    return f"{line.work:<20}{ours}  {line.peer.name:<32}{theirs}{1 / line.ratio:>8.2f} × as fast  {verdict} {promise}"
