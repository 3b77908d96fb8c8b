"""Kailash DataFlow, in a virtual environment and a process of its own, on the same work."""

import json
import subprocess
from functools import cache
from pathlib import Path

from tests.bench.measuring import Peer
from tests.bench.peers.environment import SCRIPTS, Missing, bare, python_of
from tests.bench.peers.forwarding import forwarded
from tests.bench.readings import Place

#: It writes so slowly that a part is measured, and the time of more rows is in proportion.
SAMPLE = 5_000
_SCRIPT = SCRIPTS / "kailash_work.py"
_NAME = "Kailash DataFlow 2.20"


def peer(place: Place, work: str, count: int, limit: float | None = None) -> tuple[Peer, ...]:
    """Return Kailash DataFlow as a peer in work on so many rows; nothing where it is not installed or cannot do it."""
    answer = _measured(place).get(work)
    if not isinstance(answer, float):
        return ()
    return (Peer(_NAME, answer * max(1.0, count / SAMPLE), limit),)


def failures(place: Place) -> list[str]:
    """Return a line for each piece of work that it could not do, in its own words."""
    return [f"{_NAME} on {place.name}, {work}: {answer}" for work, answer in _measured(place).items() if isinstance(answer, str)]


@cache
def _measured(place: Place) -> dict[str, float | str]:
    """Return the seconds of each piece of work, or why it could not be done."""
    try:
        python = python_of("kailash")
    except Missing as error:
        return {"all": str(error)}
    with forwarded(place) as url:
        command: list[str | Path] = [python, "-P", _SCRIPT, url, str(SAMPLE)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False, env=bare("kailash"))
    lines = done.stdout.splitlines()
    answers: dict[str, float | str] = json.loads(lines[-1]) if lines else {"all": done.stderr[-300:]}
    return answers
