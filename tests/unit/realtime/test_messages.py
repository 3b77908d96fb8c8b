"""What a frame says, or why it says nothing."""

import pytest

from designer.realtime.messages import InvalidMessage, Ping, Subscribe, SubscribeRuns, Unsubscribe, read_message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "subscribe", "run": 214, "after": 17}', Subscribe(type="subscribe", run=214, after=17)),
        ('{"type": "subscribe", "run": 214}', Subscribe(type="subscribe", run=214, after=0)),
        ('{"type": "unsubscribe", "run": 214}', Unsubscribe(type="unsubscribe", run=214)),
        ('{"type": "subscribe_runs"}', SubscribeRuns(type="subscribe_runs")),
        ('{"type": "ping"}', Ping(type="ping")),
    ],
)
def test_messages_are_read(text: str, message: object) -> None:
    assert read_message(text) == message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "Binary frames"),
        ("", "not JSON"),
        ("hello", "not JSON"),
        ("[" * 4000, "not JSON"),
        ("[]", "names no type"),
        ("{}", "names no type"),
        ("12", "names no type"),
        ('{"type": "subscribee", "run": 1}', "Did you mean 'subscribe'?"),
        ('{"type": null}', "no message of the type"),
        ('{"type": "subscribe"}', "'run' cannot be used: Field required"),
        ('{"type": "subscribe", "run": "214"}', "'run' cannot be used"),
        ('{"type": "subscribe", "run": true}', "'run' cannot be used"),
        ('{"type": "subscribe", "run": 0}', "'run' cannot be used"),
        ('{"type": "subscribe", "run": 9223372036854775808}', "'run' cannot be used"),
        ('{"type": "subscribe", "run": 1.5}', "'run' cannot be used"),
        ('{"type": "subscribe", "run": 1, "after": -1}', "'after' cannot be used"),
        ('{"type": "subscribe", "run": 1, "afer": 1}', "'afer' cannot be used"),
        ('{"type": "ping", "x": "' + "y" * 5000 + '"}', "characters"),
    ],
)
def test_what_is_no_message_is_refused_with_a_reason(text: str | None, words: str) -> None:
    with pytest.raises(InvalidMessage) as refusal:
        read_message(text)

    assert words in str(refusal.value)
