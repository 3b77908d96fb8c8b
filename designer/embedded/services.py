"""What an embedded installation runs beside its web server."""

from designer.embedded.ticker import Ticker
from designer.embedded.worker import Worker


class EmbeddedServices:
    """The worker and the ticker of this process."""

    def __init__(self) -> None:
        self._worker, self._ticker = Worker(), Ticker()

    def start(self) -> None:
        """Start both."""
        self._worker.start()
        self._ticker.start()

    def stop(self) -> None:
        """Stop both."""
        self._ticker.stop()
        self._worker.stop()
