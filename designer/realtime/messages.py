"""What a client may say on the socket."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dataflow_app.errors import suggest

MAX_CHARACTERS = 4096
RunId = Annotated[int, Field(ge=1, le=2**63 - 1)]


class _Message(BaseModel):
    """A message: exactly these keys, exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Subscribe(_Message):
    """Send the run's events after that seq, and all that follow."""

    type: Literal["subscribe"]
    run: RunId
    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class Unsubscribe(_Message):
    """Send no more of that run."""

    type: Literal["unsubscribe"]
    run: RunId


class SubscribeRuns(_Message):
    """Send every run of the tenant that changes."""

    type: Literal["subscribe_runs"]


class Ping(_Message):
    """Say that the socket is alive."""

    type: Literal["ping"]


Message = Subscribe | Unsubscribe | SubscribeRuns | Ping
TYPES = ("subscribe", "unsubscribe", "subscribe_runs", "ping")
EXAMPLE = '{"type": "subscribe", "run": 214, "after": 0}'
_READER: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="type")])


class InvalidMessage(Exception):  # noqa: N818 - it names what arrived
    """A frame that is no message; its text says why, and what one looks like."""


def read_message(text: str | None) -> Message:
    """Return the message that a text frame holds (None stands for a binary frame); raise ``InvalidMessage`` where it is none."""
    if text is None:
        raise InvalidMessage(f"Binary frames are not understood. Send text such as {EXAMPLE}.")
    if len(text) > MAX_CHARACTERS:
        raise InvalidMessage(
            f"The message has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read. Send something like {EXAMPLE}."
        )
    try:
        return _READER.validate_json(text)
    except ValidationError as error:
        raise InvalidMessage(explain(error)) from error


def explain(error: ValidationError) -> str:
    """Return in one sentence or two what is wrong with a message."""
    first = error.errors(include_url=False)[0]
    match first["type"]:
        case "json_invalid":
            return f"The message is not JSON. Send something like {EXAMPLE}."
        case "union_tag_invalid":
            given = first["ctx"]["tag"]
            return f"There is no message of the type '{given[:50]}'.{suggest(given, TYPES)} Types are: {', '.join(TYPES)}."
        case "union_tag_not_found" | "model_attributes_type" | "dict_type":
            return f"The message names no type. Send something like {EXAMPLE}."
        case _:
            return f"In the message, '{'.'.join(map(str, first['loc'][1:]))[:50]}' cannot be used: {first['msg']}. An example: {EXAMPLE}."
