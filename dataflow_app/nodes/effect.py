"""What a node changes outside its own memory, and so what a run can promise about it."""

from enum import StrEnum


class Effect(StrEnum):
    """The three promises: nothing to repeat, exactly once, at least once with an idempotency key."""

    NONE = "none"
    DATABASE = "database"
    EXTERNAL = "external"


class Guarantee(StrEnum):
    """How often the effect of a node happens in a saved run, whatever breaks."""

    NONE = "none"
    EXACTLY_ONCE = "exactly_once"
    AT_LEAST_ONCE = "at_least_once"
