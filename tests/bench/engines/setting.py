"""What the rows are measured on: servers, our installation and the peers, each started when the first row wants it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from tests.bench.engines.installation import Installation, installed
from tests.bench.engines.servers import DurablePostgresql, WatchedRedis
from tests.bench.measuring import Seconds


class Engine(Protocol):
    """A peer that was started."""

    version: str

    def time(self, do: str) -> Seconds:
        """Do one of its flows, and return how long it took."""


@dataclass
class Setting:
    """Servers, installation and peers; they end when the ``stack`` does."""

    folder: Path
    stack: ExitStack
    #: Why a peer is not there, by its name.
    missing: dict[str, str] = field(default_factory=dict)
    _peers: dict[str, Engine | None] = field(default_factory=dict)

    @cached_property
    def postgresql(self) -> DurablePostgresql:
        """The PostgreSQL of all."""
        server = DurablePostgresql()
        server.start()
        self.stack.callback(server.stop)
        return server

    @cached_property
    def redis(self) -> WatchedRedis:
        """The Redis of ours."""
        server = WatchedRedis()
        server.start()
        self.stack.callback(server.kill)
        return server

    @cached_property
    def ours(self) -> Installation:
        """Our installation, scaled out."""
        return self.stack.enter_context(installed(self.postgresql.database("ours"), self.redis.url, self._new_folder("ours")))

    @cached_property
    def embedded(self) -> Installation:
        """Our installation, in one process."""
        return self.stack.enter_context(installed(self.postgresql.database("embedded"), "", self._new_folder("embedded")))

    def peer(self, name: str, start: Callable[..., Iterator[Any]]) -> Engine | None:
        """Return a peer that runs until the end; None, and the reason in ``missing``, where it does not."""
        if name not in self._peers:
            try:
                self._peers[name] = self.stack.enter_context(contextmanager(start)(self.postgresql, self.folder))
            except Exception as error:  # noqa: BLE001 - whatever keeps it from running is the answer
                self.missing[name] = f"{error}"
                self._peers[name] = None
        return self._peers[name]

    def _new_folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir()
        return folder
