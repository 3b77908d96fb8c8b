"""The errors that this library raises; each is a sentence for the person who reads it."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Literal

NodeErrorCode = Literal[
    "invalid_parameter",
    "unknown_field",
    "unknown_operator",
    "row_not_found",
    "integrity",
    "conflict",
    "not_permitted",
    "external",
    "timeout",
    "unexpected",
]


def one(name: str) -> str:
    """Return the name with the article that it is spoken with: ``a Product``, ``an Item``."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def suggest(name: object, known: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` for the known name that is nearest to ``name``, or an empty text where none is near."""
    names = {each.lower(): each for each in known}
    near = get_close_matches(str(name).lower(), names, n=1, cutoff=0.6)
    return f" Did you mean '{names[near[0]]}'?" if near else ""


class DataFlowError(Exception):
    """The base of them all: ``message`` says what is wrong and where, ``remedy`` what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return message and remedy as one text."""
        return f"{self.message} {self.remedy}".strip()


class ModelError(DataFlowError):
    """A class cannot become a model, or its table cannot be brought to its shape without losing data."""


class DatabaseError(DataFlowError):
    """A database URL, or an argument of ``DataFlow``, cannot be used."""


class DefinitionError(DataFlowError):
    """A definition cannot run; ``problems`` holds every reason."""

    def __init__(self, problems: Sequence[Any]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"The definition has {len(self.problems)} problem{'s' * (len(self.problems) != 1)}:\n{lines}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the problems, not by the text that was made of them."""
        return type(self), (self.problems,)


class NodeError(DataFlowError):
    """A node cannot do its work; ``code`` is a stable word, ``port`` the input port at fault where one is."""

    def __init__(self, code: NodeErrorCode, message: str, remedy: str = "", port: str | None = None) -> None:
        super().__init__(message, remedy)
        self.code: NodeErrorCode = code
        self.port = port

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the four arguments."""
        return type(self), (self.code, self.message, self.remedy, self.port)


class StaleRow(NodeError):  # noqa: N818 - it names what the row is
    """Somebody else saved (or removed) the row since it was read, so saving it now would undo their work."""

    def __init__(self, message: str, remedy: str = "Read the row again, apply the change to it and save.") -> None:
        super().__init__("conflict", message, remedy)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by message and remedy; the code is always the same."""
        return type(self), (self.message, self.remedy)


class RunFailed(DataFlowError):  # noqa: N818 - it names what happened to the run
    """A run failed: which node, of which type, by what cause; ``results`` holds what had succeeded.

    ``node`` and ``node_type`` are empty where the run as a whole took too long.
    """

    def __init__(self, node: str, node_type: str, cause: BaseException, results: Mapping[str, Any], run_id: str) -> None:
        super().__init__(f"Node '{node}' ({node_type}) failed: {cause}" if node else str(cause))
        self.node = node
        self.node_type = node_type
        self.cause = cause
        self.results = results
        self.run_id = run_id

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the five arguments."""
        return type(self), (self.node, self.node_type, self.cause, self.results, self.run_id)
