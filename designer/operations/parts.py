"""What runs inside this process beside its web server, and whether it still does."""

from collections.abc import Callable


class Parts:
    """The parts of this process by name, each with the question whether it lives."""

    def __init__(self) -> None:
        self._alive: dict[str, Callable[[], bool]] = {}

    def add(self, name: str, is_alive: Callable[[], bool]) -> None:
        """Watch a part from now on."""
        self._alive[name] = is_alive

    def remove(self, name: str) -> None:
        """Watch it no more."""
        self._alive.pop(name, None)

    def is_alive(self, name: str) -> bool:
        """Whether the part was started here and lives."""
        known = self._alive.get(name)
        return known is not None and known()


PARTS = Parts()
