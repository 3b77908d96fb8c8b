"""Tokens: one arms a step with a fault, and whichever process comes to the step first takes it; no two can."""

import json
import os
from pathlib import Path
from threading import get_native_id
from typing import Any


class Tokens:
    """A folder that all processes of a cluster know: tokens that wait at steps, and a record of those that were taken."""

    def __init__(self, folder: Path) -> None:
        self._armed, self._taken, self._record = folder / "armed", folder / "taken", folder / "taken.jsonl"
        for each in (self._armed, self._taken):
            each.mkdir(exist_ok=True)
        self._record.touch()
        self._read = 0

    def arm(self, step: str, action: str) -> bool:
        """Let the next process that comes to the step do so; return False where a token waits there already."""
        if (self._armed / step).exists():
            return False
        draft = self._taken / f"draft-{step}"
        draft.write_text(action)
        draft.rename(self._armed / step)
        return True

    def take(self, step: str) -> str | None:
        """Return what this process is to do at the step, and record that it took the token; None where no token waits."""
        taken = self._taken / f"{step}-{os.getpid()}-{get_native_id()}"
        try:
            os.rename(self._armed / step, taken)  # noqa: PTH104 - every statement of a worker passes here
        except FileNotFoundError:
            return None
        action = taken.read_text()
        with self._record.open("a") as record:
            record.write(json.dumps({"step": step, "action": action, "pid": os.getpid()}) + "\n")
        return action

    def disarm(self) -> None:
        """Take all tokens away that still wait."""
        for token in self._armed.iterdir():
            token.unlink(missing_ok=True)

    @property
    def waiting(self) -> list[str]:
        """The steps at which a token waits."""
        return sorted(token.name for token in self._armed.iterdir())

    def news(self) -> list[dict[str, Any]]:
        """Return what was taken since the last call: ``step``, ``action`` and ``pid``."""
        with self._record.open() as record:
            record.seek(self._read)
            lines = record.readlines()
            whole = [line for line in lines if line.endswith("\n")]
            self._read += sum(map(len, whole))
        return [json.loads(line) for line in whole]
