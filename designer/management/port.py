"""Whether a port is free, and who holds it where it is not."""

import socket
from contextlib import suppress
from pathlib import Path

from django.core.management import CommandError

LISTENING = "0A"


def require_free_port(host: str, port: int) -> None:
    """Raise ``CommandError``, in one line, where nothing can listen there: what holds the port and how to choose another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(_refusal(host, port, error)) from error


def _refusal(host: str, port: int, error: OSError) -> str:
    another = f"Choose another one: --port {port + 1} (or make demo PORT={port + 1})."
    if error.errno is not None and "in use" in (error.strerror or ""):
        return f"Port {port} is taken{_by(port)}. {another}"
    return f"Nothing can listen on {host}:{port}: {error.strerror or error}. {another}"


def _by(port: int) -> str:
    """Return `` by python3 (process 4711)`` where that can be found out, else nothing."""
    holders = {f"socket:[{inode}]" for inode in _inodes(port)}
    for place in Path("/proc").glob("[0-9]*") if holders else ():
        with suppress(OSError):
            if any(str(link.readlink()) in holders for link in (place / "fd").iterdir()):
                return f" by {(place / 'comm').read_text().strip()} (process {place.name})"
    return ""


def _inodes(port: int) -> set[str]:
    """Return the inodes of the sockets that listen on the port, on systems that have ``/proc/net``."""
    found: set[str] = set()
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            rows = [line.split() for line in Path("/proc/net", table).read_text().splitlines()[1:]]
            found.update(row[9] for row in rows if row[3] == LISTENING and int(row[1].rpartition(":")[2], 16) == port)
    return found
