"""Settings: tries, waits and bounds are such as can be kept to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite

from dataflow_app.graph.definition import Definition, Node, NodeSettings, Retry
from dataflow_app.graph.drawing import Drawing
from dataflow_app.graph.ports import ERROR_PORT
from dataflow_app.graph.problem import Problem

MOST_ATTEMPTS = 20
#: A day, in seconds.
LONGEST_DELAY = 86_400


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a setting must be: ``name`` is its place, ``words`` complete the sentence ``… must be``."""

    name: str
    fits: Callable[[float], bool]
    words: str


_TIMEOUT = _Bound("timeout", lambda value: isfinite(value) and value > 0, "a number of seconds above 0, or nothing for no bound")
_MAX_PARALLEL = _Bound("max_parallel", lambda value: value >= 1, "1 or more, or nothing for no bound of its own")
_DELAY = f"between 0 and {LONGEST_DELAY:,} seconds"
_RETRY = (
    _Bound("attempts", lambda value: 1 <= value <= MOST_ATTEMPTS, f"between 1 (one try, no second one) and {MOST_ATTEMPTS}"),
    _Bound("delay", lambda value: 0 <= value <= LONGEST_DELAY, _DELAY),
    _Bound("backoff", lambda value: 1 <= value <= 100, "between 1 (each wait as long as the first) and 100"),  # noqa: PLR2004 - told in the words
    _Bound("max_delay", lambda value: 0 <= value <= LONGEST_DELAY, _DELAY),
    _Bound("jitter", lambda value: 0 <= value <= 1, "between 0 (none) and 1 (the whole wait)"),
)


def check_settings(drawing: Drawing) -> Iterator[Problem]:
    """Find settings of nodes, and of the definition, that nobody could keep to."""
    yield from _definition_faults(drawing.definition)
    for node in drawing.definition.nodes:
        if not _is_plain(node.settings):
            yield from _node_faults(drawing, node)


def _is_plain(settings: NodeSettings) -> bool:
    """Whether they are what nobody changed, as those of most nodes are: compared by hand, for pydantic takes four times as long."""
    return settings.timeout is None and settings.on_error == "stop" and _values(settings.retry) == _PLAIN_RETRY


def _values(retry: Retry) -> tuple[float, ...]:
    return (retry.attempts, retry.delay, retry.backoff, retry.max_delay, retry.jitter)


_PLAIN_RETRY = _values(Retry())


def _definition_faults(definition: Definition) -> Iterator[Problem]:
    settings = definition.settings
    for bound, value in ((_TIMEOUT, settings.timeout), (_MAX_PARALLEL, settings.max_parallel)):
        if value is not None and not bound.fits(value):
            yield Problem(
                "invalid_setting", f"The run's {bound.name} is {value:g}.", f"It must be {bound.words}.", port=f"settings.{bound.name}"
            )


def _node_faults(drawing: Drawing, node: Node) -> Iterator[Problem]:
    settings = node.settings
    if settings.timeout is not None and not _TIMEOUT.fits(settings.timeout):
        yield _fault(node, _TIMEOUT, "timeout", settings.timeout)
    yield from _retry_faults(node, settings.retry)
    if settings.on_error == "output" and ERROR_PORT.name in drawing.outputs.get(node.type, ()):
        message = f"{node.type} has an output 'error' of its own, so that none can be added for its failure."
        yield Problem("invalid_setting", message, "Choose stop or continue.", node=node.id, port="settings.on_error")


def _retry_faults(node: Node, retry: Retry) -> Iterator[Problem]:
    wrong = [bound for bound in _RETRY if not bound.fits(getattr(retry, bound.name))]
    yield from (_fault(node, bound, f"retry.{bound.name}", getattr(retry, bound.name)) for bound in wrong)
    if not wrong and retry.max_delay < retry.delay:
        message = f"The longest wait of '{node.id}' ({retry.max_delay:g} s) is shorter than its first ({retry.delay:g} s)."
        yield Problem("invalid_setting", message, "Make max_delay longer, or delay shorter.", node=node.id, port="settings.retry.max_delay")


def _fault(node: Node, bound: _Bound, place: str, value: float) -> Problem:
    message = f"{place} of '{node.id}' is {value:g}."
    return Problem("invalid_setting", message, f"It must be {bound.words}.", node=node.id, port=f"settings.{place}")
