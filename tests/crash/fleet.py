"""A supervisor whose processes start in a blink: it loads the product once, forks, and starts again what has died.

It reads commands as lines of JSON (``{"start": {...}}``, ``{"stop": name}``) and writes what happens to its processes, likewise.
"""

import ctypes
import json
import os
import random
import select
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

#: How often the supervisor looks for processes that have died, in seconds.
LOOK_EVERY = 0.02
_PR_SET_PDEATHSIG = 1


class Fleet:
    """The processes by name, each in a group of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._wanted: dict[str, dict[str, Any]] = {}
        self._running: dict[int, str] = {}

    def serve(self) -> None:
        """Do what is asked, until nobody asks any more."""
        pending = b""
        while True:
            ready, _, _ = select.select([0], [], [], LOOK_EVERY)
            if ready:
                received = os.read(0, 65536)
                if not received:
                    break
                *lines, pending = (pending + received).split(b"\n")
                for line in lines:
                    self._obey(json.loads(line))
            self._reap()
        for pid in self._running:
            os.killpg(pid, signal.SIGKILL)

    def _obey(self, command: dict[str, Any]) -> None:
        if "start" in command:
            options = command["start"]
            if options.get("again", True):
                self._wanted[options["name"]] = options
            self._start(options)
        else:
            self._wanted.pop(command["stop"], None)

    def _start(self, options: dict[str, Any]) -> None:
        pid = os.fork()
        if not pid:
            _become(options, self._folder)
        self._running[pid] = options["name"]
        _tell({"started": options["name"], "pid": pid})

    def _reap(self) -> None:
        while self._running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            name = self._running.pop(pid)
            # Like an operating system's supervisor: what a process leaves behind goes with it.
            _kill_group(pid)
            _tell({"ended": name, "pid": pid, "code": os.waitstatus_to_exitcode(status)})
            if name in self._wanted:
                self._start(self._wanted[name])


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _become(options: dict[str, Any], folder: Path) -> None:
    """Be the process that the options describe, and never return."""
    from tests.crash.roles import play  # noqa: PLC0415 - it is loaded already, and this module must be importable before

    try:
        os.setpgid(0, 0)
        _die_with_parent()
        log = os.open(folder / f"{options['name']}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        random.seed()
        sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
        play({"folder": str(folder), **options})
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as a supervisor
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    os._exit(code)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _tell(fact: dict[str, Any]) -> None:
    os.write(1, json.dumps(fact).encode() + b"\n")


def _hurry() -> None:
    """Let what waits for seconds wait less, so that a campaign comes to more; it is set before anybody has read it."""
    from designer.services import wake_workers  # noqa: PLC0415

    wake_workers.LIFETIME = 2
    import django  # noqa: PLC0415

    django.setup()
    from designer.services import tick  # noqa: PLC0415

    tick.INTERVAL = 0.25


def main() -> None:
    """Load the product, watch its steps, and serve."""
    _die_with_parent()
    folder = Path(sys.argv[1])
    _hurry()
    from functools import partial  # noqa: PLC0415

    from tests.crash.actions import pass_step  # noqa: PLC0415
    from tests.crash.roles import load  # noqa: PLC0415
    from tests.crash.steps import StepWatch  # noqa: PLC0415
    from tests.crash.tokens import Tokens  # noqa: PLC0415

    load()
    StepWatch(partial(pass_step, Tokens(folder))).install()
    _tell({"ready": os.getpid()})
    Fleet(folder).serve()


if __name__ == "__main__":
    main()
