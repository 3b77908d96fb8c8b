"""What an embedded installation runs beside its web server."""

from designer.conf import options
from designer.embedded.ticker import Ticker
from designer.embedded.worker import Worker
from designer.operations.parts import PARTS
from designer.operations.presence import Presence


class EmbeddedServices:
    """The worker and the ticker of this process; the operators' page and ``/readyz`` show whether they live."""

    def __init__(self) -> None:
        self._worker, self._ticker = Worker(), Ticker()
        self._presence = Presence(options().worker_concurrency)

    def start(self) -> None:
        """Start both, and let them be seen."""
        self._worker.start()
        self._ticker.start()
        self._presence.start()
        PARTS.add("worker", self._worker.is_alive)
        PARTS.add("ticker", self._ticker.is_alive)

    def stop(self) -> None:
        """Stop both."""
        PARTS.remove("worker")
        PARTS.remove("ticker")
        self._ticker.stop()
        self._worker.stop()
        self._presence.stop()
