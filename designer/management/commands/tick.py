"""``manage.py tick``: the ticker as a process of its own, for an installation without Celery beat."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from designer.metrics.port import open_port
from designer.services.tick import INTERVAL, tick, tick_on


class Command(BaseCommand):
    """Tick."""

    help = "Start due runs and take back those of silent workers, every second until stopped. Several tickers do no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--once``."""
        parser.add_argument("--once", action="store_true", help="tick once and end")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own signature
        """Tick until the process is asked to stop."""
        stopped = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        if options["once"]:
            tick()
            return
        open_port()
        tick_on()
        while not stopped.wait(INTERVAL):
            tick_on()
