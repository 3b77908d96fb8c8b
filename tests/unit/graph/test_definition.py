"""Canonical JSON: the same definition gives the same bytes, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dataflow_app.graph.definition import Connection, Definition, Input, Node

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
names = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
nodes = st.builds(Node, id=names, type=names, parameters=st.dictionaries(names, values, max_size=3))
connections = st.builds(Connection, source=names, output=names, target=names, input=names)
definitions = st.builds(
    Definition,
    nodes=st.lists(nodes, max_size=4).map(tuple),
    connections=st.lists(connections, max_size=4).map(tuple),
    inputs=st.lists(st.builds(Input, name=names, default=values), max_size=2).map(tuple),
)


@pytest.mark.slow
@given(definitions)
def test_a_definition_survives_json_and_its_json_is_canonical(definition: Definition) -> None:
    text = definition.to_json()
    again = Definition.from_json(text)
    assert again == definition
    assert again.to_json() == text


def test_the_order_of_keys_does_not_change_the_text() -> None:
    first = Definition.from_dict({"nodes": [{"id": "a", "type": "T", "parameters": {"x": 1, "y": 2}}], "connections": []})
    second = Definition.from_dict({"connections": [], "nodes": [{"parameters": {"y": 2, "x": 1}, "type": "T", "id": "a"}]})
    assert first.to_json() == second.to_json()


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "place", "message"),
    [
        ("a\x00", ("nodes", 0, "parameters", "x"), "Text must not contain the character NUL."),
        ("\ud800", ("nodes", 0, "parameters", "x"), "Text must not contain half a character (a lone surrogate)."),
        ({"\x00": 1}, ("nodes", 0, "parameters", "x"), "A name in it cannot be kept: Text must not contain the character NUL."),
        ([float("nan")], ("nodes", 0, "parameters", "x", 0), "A number must be finite."),
        (nested(5_000), ("nodes", 0, "parameters"), "It nests deeper than 64 levels."),
    ],
)
def test_what_no_database_keeps_is_refused_with_its_place(value: object, place: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Definition.from_dict({"nodes": [{"id": "a", "type": "T", "parameters": {"x": value}}]})
    assert [(error["loc"], error["msg"]) for error in caught.value.errors()] == [(place, message)]


def test_deep_but_not_too_deep_is_read() -> None:
    definition = Definition.from_dict({"nodes": [{"id": "a", "type": "T", "parameters": {"x": nested(60)}}]})
    assert Definition.from_json(definition.to_json()) == definition


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"nodes": 1}', "[" * 5_000])
def test_text_that_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Definition.from_json(text)


def test_what_nobody_set_is_the_plainest() -> None:
    definition = Definition.from_dict({"nodes": [{"id": "a", "type": "T"}]})
    assert definition.to_dict()["settings"] == {"description": "", "timeout": None, "max_parallel": None}
    assert definition.to_dict()["nodes"][0]["settings"] == {
        "enabled": True,
        "note": "",
        "retry": {"attempts": 1, "delay": 1.0, "backoff": 2.0, "max_delay": 60.0, "jitter": 0.1},
        "timeout": None,
        "on_error": "stop",
    }
