"""What the processes of a cluster do, each forked from one that has loaded everything: the commands that people start by hand."""

import signal
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import uvicorn
from django.core.management import call_command
from django.db import connections

import designer.asgi
import designer.tasks  # noqa: F401 - these are what takes long to load
from designer import celery
from tests.crash.prepare import prepare

Options = Mapping[str, Any]
#: What those commands load when they run, which takes most of the time of their start.
_LOADED_LATE = (
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.backends.base",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.concurrency.solo",
    "celery.concurrency.thread",
    "celery.worker.autoscale",
    "celery.worker.components",
    "celery.worker.consumer",
    "designer.beat",
    "kombu.transport.redis",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)


def worker(options: Options) -> None:
    """``celery -A designer worker``."""
    size = ["--pool", options["pool"], "-c", str(options.get("concurrency", 2))]
    quick = ["--without-mingle", "--without-gossip", "--without-heartbeat", "--loglevel", "WARNING"]
    celery.app.worker_main(["worker", "-n", options["name"], *size, *quick])


def beat(options: Options) -> None:
    """``celery -A designer beat``."""
    schedule = Path(options["folder"]) / options["name"]
    celery.app.start(["beat", "--loglevel", "WARNING", "--schedule", str(schedule)])


def tick(options: Options) -> None:
    """``manage.py tick``."""
    call_command("tick")


def web(options: Options) -> None:
    """``uvicorn designer.asgi:application``."""
    uvicorn.run("designer.asgi:application", host="127.0.0.1", port=options["port"], log_level="warning")


ROLES: Mapping[str, Callable[[Options], object]] = {"worker": worker, "beat": beat, "tick": tick, "web": web, "prepare": prepare}


def load() -> None:
    """Load what any of the processes loads, once for all of them."""
    for name in (*_LOADED_LATE, *celery.app.conf.include):
        import_module(name)


def play(options: Options) -> None:
    """Be the process that the options describe: ``role``, ``name``, and what else the role takes."""
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(signum, signal.SIG_DFL)
    if "database_port" in options:
        connections.databases["default"]["PORT"] = str(options["database_port"])
    ROLES[options["role"]](options)
