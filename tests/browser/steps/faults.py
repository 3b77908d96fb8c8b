"""What a page complains about in its console."""

from playwright.sync_api import ConsoleMessage, Page


class Faults:
    """Collects console errors and warnings, and uncaught exceptions."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._expected: list[str] = []

    def watch(self, page: Page) -> Page:
        """Listen to a page from now on, and return it."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._heard.append(str(error)))
        return page

    def expect(self, words: str) -> None:
        """Let complaints that contain these words pass: the browser itself reports an answer that is an error."""
        self._expected.append(words)

    def unexpected(self) -> list[str]:
        """Return what was heard and not expected."""
        return [words for words in self._heard if not any(part in words for part in self._expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._heard.append(message.text)
