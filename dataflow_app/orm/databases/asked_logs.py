"""Loggers for what somebody asked to see: heard whatever the level of the rest is; and for what has no effect."""

import logging
from collections.abc import Sequence

_SAID: set[str] = set()


def asked_logger(name: str) -> logging.Logger:
    """Return a logger that lets INFO through, to the project's handlers or, where there are none, to standard error."""
    logger = logging.getLogger(name)
    if not logger.isEnabledFor(logging.INFO):
        logger.setLevel(logging.INFO)
    if not logger.hasHandlers():
        logger.addHandler(logging.StreamHandler())
    return logger


def say_once(sentence: str) -> None:
    """Warn of something in the log, the first time in this process."""
    if sentence not in _SAID:
        _SAID.add(sentence)
        logging.getLogger("dataflow").warning("%s", sentence)


def listed(names: Sequence[str]) -> str:
    """Return names as the beginning of a sentence: ``pool_size and pool_recycle have``.

    >>> listed(["pool_size"])
    'pool_size has'
    """
    return f"{' and '.join(names)} ha{'s' if len(names) == 1 else 've'}"
