"""What a process does to itself at a step."""

import os
import signal
import socket
from datetime import UTC, datetime, timedelta

import psycopg
import time_machine
from django.db import OperationalError, connection

from tests.crash.tokens import Tokens

_TRAVELS: list[time_machine.travel] = []


def pass_step(tokens: Tokens, step: str) -> None:
    """Do what a token at the step asks for, if one waits there."""
    action = tokens.take(step)
    if action is not None:
        name, _, number = action.partition(" ")
        _ACTIONS[name](number)


def _kill(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _pause(_: str) -> None:
    """Stand still until somebody else sends SIGCONT."""
    os.kill(os.getpid(), signal.SIGSTOP)


def _cut(_: str) -> None:
    """Cut this thread's connection to PostgreSQL below the library, as a broken network does."""
    if connection.connection is not None:
        with socket.socket(fileno=os.dup(connection.connection.pgconn.socket)) as plug:
            plug.shutdown(socket.SHUT_RDWR)


def _lose(_: str) -> None:
    """Let the answer of the database be lost with the connection: what it did is done, and the caller does not know."""
    _cut("")
    raise OperationalError("the connection broke before the answer came") from psycopg.OperationalError("the connection is lost")


def _jump(seconds: str) -> None:
    """Set the clock of this process forward or back."""
    while _TRAVELS:
        _TRAVELS.pop().stop()
    travel = time_machine.travel(datetime.now(UTC) + timedelta(seconds=float(seconds)), tick=True)
    travel.start()
    _TRAVELS.append(travel)


_ACTIONS = {"kill": _kill, "pause": _pause, "cut": _cut, "lose": _lose, "jump": _jump}
