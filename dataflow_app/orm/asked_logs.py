"""Loggers for what somebody asked to see: heard whatever the level of the rest is."""

import logging


def asked_logger(name: str) -> logging.Logger:
    """Return a logger that lets INFO through, to the project's handlers or, where there are none, to standard error."""
    logger = logging.getLogger(name)
    if not logger.isEnabledFor(logging.INFO):
        logger.setLevel(logging.INFO)
    if not logger.hasHandlers():
        logger.addHandler(logging.StreamHandler())
    return logger
