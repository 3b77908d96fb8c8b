"""How long it takes from a submission until the first node runs, on a machine that has nothing else to do."""

import time
from collections.abc import Iterator
from statistics import median

from tests.bench.engines.installation import Installation
from tests.bench.engines.limits import at_most, percentile
from tests.bench.engines.setting import Setting

_RUNS = 200
#: Seconds between two runs, so that everything has come to rest.
_REST = 0.02


def starts(setting: Setting) -> Iterator[str]:
    """Measure an installation that is scaled out, and one that is embedded; both on PostgreSQL."""
    with setting.ours.workers(1):
        yield _start("submit → first node running, scaled out", setting.ours, 15)
    setting.embedded.submitter.ask("embed")
    yield _start("submit → first node running, embedded", setting.embedded, 30)


def _start(what: str, installation: Installation, limit: float) -> str:
    taken = []
    for _ in range(_RUNS):
        taken.append(installation.submitter.ask("first_node", flow="one") * 1e3)
        time.sleep(_REST)
    return at_most(f"{what}, p50 {median(taken):.1f} ms, p95", percentile(taken, 0.95), limit, "ms")
