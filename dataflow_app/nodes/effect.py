"""What a node changes outside its own memory, and so what a run can promise about it."""

from enum import StrEnum


class Effect(StrEnum):
    """The three promises: nothing to repeat, exactly once, at least once with an idempotency key."""

    NONE = "none"
    DATABASE = "database"
    EXTERNAL = "external"
