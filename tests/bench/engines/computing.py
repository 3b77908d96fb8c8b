"""Nodes that compute, without a database: what the runtime takes beside them."""

from collections.abc import Iterator

from tests.bench.engines.definitions import BUSY, FIBONACCI, MANY
from tests.bench.engines.flows import text_of
from tests.bench.engines.limits import at_most
from tests.bench.engines.setting import Setting
from tests.bench.measuring import Peer, Row, measure
from tests.bench.peers import starting


def local(setting: Setting) -> Iterator[str]:
    """Measure a chain of nodes that do next to nothing in LocalRuntime; nothing is persisted on either side."""
    submitter = setting.ours.submitter
    kailash = setting.peer("kailash", starting.kailash)
    if kailash is None:
        yield f"Kailash: {setting.missing['kailash']}"
    peers = (Peer(f"Kailash {kailash.version}", lambda: kailash.time("local"), 1 / 10),) if kailash else (Peer("nothing", 1.0),)
    lines = measure(Row(f"{MANY} local nodes", lambda: submitter.time("local", flow="many"), peers, 15))
    yield at_most(f"LocalRuntime, {MANY} trivial nodes, a node", lines[0].ours / MANY * 1e6, 20, "µs")
    if kailash:
        yield f"{text_of(lines[0])}  [nothing]"


def busy(setting: Setting) -> Iterator[str]:
    """Measure nodes that keep a processor busy, here and through a worker, beside a plain loop."""
    submitter, work = setting.ours.submitter, f"{BUSY} × fibonacci({FIBONACCI})"
    for line in measure(
        Row(work, lambda: submitter.time("local", flow="busy"), (Peer("a plain loop", lambda: submitter.time("loop"), 1.02),), 5)
    ):
        yield f"{text_of(line)}  [nothing]"
    with setting.ours.workers(1):
        row = Row(f"{work}, worker", lambda: submitter.time("run", flow="busy"), (Peer("a plain loop", lambda: submitter.time("loop")),), 3)
        for line in measure(row):
            yield f"{text_of(line)}  [run, nodes, events]"
