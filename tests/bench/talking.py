"""Processes that are asked by a line of JSON, and answer by one: where work runs that needs a process, or an environment, of its own."""

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from tests.bench.measuring import Seconds


class Failed(Exception):  # noqa: N818 - it names what happened
    """The process could not do what it was asked, in its own words."""


class Talking:
    """A process that reads what to do from its standard input; use it as a context manager.

    Its first answer says which version it is. Each later one has ``seconds``, the time that the work took in there, or ``error``.
    """

    def __init__(self, command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path | None = None) -> None:
        self._log = tempfile.NamedTemporaryFile("w+", suffix=".log")  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, env=env, cwd=cwd, text=True, bufsize=1
        )

    def __enter__(self) -> Self:
        """Return when it is ready."""
        try:
            self.version = str(self._hear()["ready"])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def ask(self, do: str, **details: Any) -> Any:
        """Have something done, and return the answer's ``result``; raise ``Failed`` where it could not be."""
        return self._exchange(do, details).get("result")

    def time(self, do: str, **details: Any) -> Seconds:
        """Have something done, and return how long it took in there."""
        return Seconds(self._exchange(do, details)["seconds"])

    def _exchange(self, do: str, details: Mapping[str, Any]) -> dict[str, Any]:
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps({"do": do, **details}) + "\n")
        return self._hear()

    def _hear(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise Failed(f"it ended: {Path(self._log.name).read_text().strip()[-400:]}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise Failed(answer["error"])
        return answer
