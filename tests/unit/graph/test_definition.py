"""Canonical JSON: the same definition gives the same bytes, both ways."""

from hypothesis import given
from hypothesis import strategies as st

from dataflow_app.graph.definition import Connection, Definition, Input, Node

names = st.text(min_size=1, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
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
