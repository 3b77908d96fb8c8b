"""A database's address as Kailash DataFlow can read it: it knows no PostgreSQL on a socket in the file system."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.bench.readings import Place

_CHUNK = 1 << 16


@contextmanager
def forwarded(place: Place) -> Iterator[str]:
    """Give a URL of the same PostgreSQL server on a loopback port, or of a new SQLite file."""
    if not place.is_postgresql:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'kailash.db'}"
        return
    folder = parse_qs(urlsplit(place.url).query)["host"][0]
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, f"{folder}/.s.PGSQL.5432"), daemon=True).start()
        yield f"postgresql://postgres@127.0.0.1:{server.getsockname()[1]}/postgres"


def _accept(server: socket.socket, path: str) -> None:
    while True:
        try:
            near, _ = server.accept()
        except OSError:
            return
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        far = socket.socket(socket.AF_UNIX)
        far.connect(path)
        for source, target in ((near, far), (far, near)):
            threading.Thread(target=_pump, args=(source, target), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(_CHUNK):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
