"""A TCP proxy in front of a server, whose connections can be dropped, or held up as by a network that is gone."""

import socket
import threading
from contextlib import suppress
from typing import Self

_CHUNK = 65536


class Proxy:
    """Forwards a loopback port to another one, a thread a direction; use it as a context manager."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._flows = threading.Event()
        self._flows.set()
        self._open: set[socket.socket] = set()

    def __enter__(self) -> Self:
        """Begin to take connections."""
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take no more, and drop those that are open."""
        self._server.close()
        self.flow()
        self.drop()

    def drop(self) -> int:
        """Close all connections without a word; return how many there were."""
        dropped = list(self._open)
        for each in dropped:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        return len(dropped) // 2

    def hold(self) -> None:
        """Let nothing through from now on, while all connections stay open."""
        self._flows.clear()

    def flow(self) -> None:
        """Let everything through again, what was held up too."""
        self._flows.set()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self._target))
                except OSError:
                    client.close()
                    continue
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(target=self._forward, args=(source, sink), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        self._open.add(source)
        with suppress(OSError):
            while piece := source.recv(_CHUNK):
                self._flows.wait()
                sink.sendall(piece)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        self._open.discard(source)
        source.close()
