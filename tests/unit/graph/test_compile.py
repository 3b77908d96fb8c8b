"""Compile: a plan, or every problem at once."""

import pytest

from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.compile import compile_definition
from dataflow_app.graph.definition import Connection, Definition, Input, Node
from dataflow_app.graph.problem import Problem
from dataflow_app.testing import FakeDataFlow


def problems_of(
    node_types: FakeDataFlow, nodes: list[Node], *connections: tuple[str, str, str, str], inputs: tuple[Input, ...] = ()
) -> list[Problem]:
    wired = tuple(Connection(source=a, output=b, target=c, input=d) for a, b, c, d in connections)
    compiled = compile_definition(Definition(nodes=tuple(nodes), connections=wired, inputs=inputs), node_types)
    assert (compiled.plan is None) == bool(compiled.problems)
    return list(compiled.problems)


def create(node_id: str = "create", **parameters: object) -> Node:
    return Node(id=node_id, type="ProductCreateNode", parameters={"name": "Drill", **parameters})


def queue(node_id: str = "queue", **parameters: object) -> Node:
    return Node(id=node_id, type="QueueCreateNode", parameters=parameters)


def test_the_plan_is_in_topological_order_and_free_nodes_keep_theirs(node_types: FakeDataFlow) -> None:
    builder = WorkflowBuilder()
    for node_id in ("last", "b", "a", "first"):
        builder.add_node("AnyNode", node_id, {"value": 1, "other": 2})
    builder.add_connection("first", "value", "last", "value").add_connection("a", "value", "last", "other")
    plan = compile_definition(builder.build(), node_types).plan
    assert plan is not None
    assert [node.id for node in plan.nodes] == ["b", "a", "first", "last"]
    assert plan.nodes[-1].depends_on == ("first", "a")


def test_all_problems_are_told_at_once_and_an_unknown_type_hides_none(node_types: FakeDataFlow) -> None:
    nodes = [Node(id="x", type="ProductCreatNode"), queue("q", confg=1), queue("q"), create("c d")]
    found = problems_of(node_types, nodes, ("x", "id", "q", "entity_idd"), ("zz", "id", "q", "entity_id"))
    assert [(each.code, each.node, each.port, each.connection) for each in found] == [
        ("unknown_node_type", "x", None, None),
        ("invalid_node_id", "c d", None, None),
        ("duplicate_node_id", "q", None, None),
        ("unknown_parameter", "q", "confg", None),
        ("unknown_port", "q", "entity_idd", 0),
        ("missing_node", None, "id", 1),
    ]
    assert found[0].remedy == "Did you mean 'ProductCreateNode'?"
    assert found[3].remedy == "Did you mean 'config'?"
    assert found[4].remedy == "Did you mean 'entity_id'?"


def test_a_required_parameter_may_be_given_connected_or_an_expression(node_types: FakeDataFlow) -> None:
    bare = Node(id="c", type="ProductCreateNode")
    assert [each.code for each in problems_of(node_types, [bare])] == ["missing_parameter"]
    assert problems_of(node_types, [create(), bare], ("create", "name", "c", "name")) == []
    computed = Node(id="c", type="ProductCreateNode", parameters={"name": {"$expression": "nodes.create.name & '!'"}})
    assert problems_of(node_types, [create(), computed]) == []


@pytest.mark.parametrize("size", [1, 2, 30])
def test_a_cycle_is_named_whole(node_types: FakeDataFlow, size: int) -> None:
    ids = [f"n{index}" for index in range(size)]
    loop = [(each, "value", ids[(index + 1) % size], "value") for index, each in enumerate(ids)]
    found = problems_of(node_types, [Node(id=each, type="AnyNode", parameters={"other": 1}) for each in ids], *loop)
    assert [each.code for each in found] == ["cycle"]
    shown = ids if size <= 12 else [*ids[:10], "…", ids[-1]]
    assert found[0].message == f"These nodes wait for one another: {' → '.join([*shown, ids[0]])}."


def test_two_separate_cycles_are_two_problems_and_what_hangs_on_them_is_none(node_types: FakeDataFlow) -> None:
    nodes = [Node(id=each, type="AnyNode", parameters={"value": 0, "other": 1}) for each in "abcde"]
    wires = [("a", "value", "b", "value"), ("b", "value", "a", "value"), ("c", "value", "d", "value"), ("d", "value", "c", "value")]
    found = problems_of(node_types, nodes, *wires, ("d", "value", "e", "value"))
    assert [each.message for each in found] == [
        "These nodes wait for one another: a → b → a.",
        "These nodes wait for one another: c → d → c.",
    ]


def test_an_expression_makes_a_dependency_and_so_a_cycle(node_types: FakeDataFlow) -> None:
    nodes = [
        Node(id="a", type="AnyNode", parameters={"value": {"$expression": "nodes.b.value"}}),
        Node(id="b", type="AnyNode", parameters={"value": {"$expression": "nodes.a.value"}}),
    ]
    assert "cycle" in [each.code for each in problems_of(node_types, nodes)]


@pytest.mark.parametrize(
    ("output", "target_input", "message"),
    [
        ("name", "entity_id", "create.name (Product.name) cannot feed 'entity_id' (Queue.entity_id): Text is not a whole number."),
        ("record", "entity_id", "create.record (Row[Product]) cannot feed 'entity_id' (Queue.entity_id): A row is not a whole number."),
        (
            "record.name",
            "entity_id",
            "create.record.name (Product.name) cannot feed 'entity_id' (Queue.entity_id): Text is not a whole number.",
        ),
    ],
)
def test_types_that_do_not_fit_are_refused_with_the_reason(node_types: FakeDataFlow, output: str, target_input: str, message: str) -> None:
    found = problems_of(node_types, [create(), queue()], ("create", output, "queue", target_input))
    assert [(each.code, each.node, each.message) for each in found] == [("type_mismatch", "queue", message)]


@pytest.mark.parametrize(
    ("output", "target_input"),
    [("id", "entity_id"), ("record.id", "entity_id"), ("record", "config"), ("name", "config.deep.er"), ("vendor_id", "entity_id")],
)
def test_types_that_fit_are_accepted(node_types: FakeDataFlow, output: str, target_input: str) -> None:
    assert problems_of(node_types, [create(), queue()], ("create", output, "queue", target_input)) == []


def test_a_foreign_key_takes_only_the_id_of_its_model(node_types: FakeDataFlow) -> None:
    other = create("other")
    assert problems_of(node_types, [create(), other], ("create", "vendor_id", "other", "vendor")) == []
    found = problems_of(node_types, [create(), other], ("create", "id", "other", "vendor"))
    assert found[0].message.endswith("Product.id is not Vendor.id: one is of Product, the other of Vendor.")


@pytest.mark.parametrize(
    ("output", "message", "remedy"),
    [
        ("idd", "ProductCreateNode has no output 'idd'.", "Did you mean 'id'?"),
        ("record.nmae", "Row[Product] has no column 'nmae'.", "Did you mean 'name'?"),
        ("name.first", "'name' is Product.name, which has no part 'first'.", "Use 'name'."),
        ("zzzzzzz", "ProductCreateNode has no output 'zzzzzzz'.", "There are: id, list_price, name, record, vendor_id."),
    ],
)
def test_paths_to_nothing_are_told_with_what_there_is(node_types: FakeDataFlow, output: str, message: str, remedy: str) -> None:
    found = problems_of(node_types, [create(), queue()], ("create", output, "queue", "config"))
    assert [(each.code, each.node, each.port, each.message, each.remedy) for each in found] == [
        ("unknown_port", "create", output, message, remedy)
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("config", "config"), ("config.a", "config"), ("config", "config.a"), ("config.a.b", "config.a")]
)
def test_a_port_or_a_part_of_it_is_fed_once(node_types: FakeDataFlow, first: str, second: str) -> None:
    found = problems_of(node_types, [create(), queue()], ("create", "name", "queue", first), ("create", "id", "queue", second))
    assert [each.code for each in found] == ["port_taken"]


def test_two_parts_of_a_port_may_be_fed(node_types: FakeDataFlow) -> None:
    assert problems_of(node_types, [create(), queue()], ("create", "id", "queue", "config.a"), ("create", "id", "queue", "config.ab")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(1 +", "The expression cannot be read: Expected ) before end of expression. In: (1 +"),
        ("nodes.crate.id", "The expression reads the node 'crate', which is not there."),
        ("nodes.create.idd", "The expression reads 'create.idd': ProductCreateNode has no output 'idd'."),
        ("inputs.nmae", "The expression reads the input 'nmae', which the workflow does not ask for."),
        ("$keys(nodes)", "The expression reads 'nodes' without naming a node."),
        ("", "The expression is empty."),
        (7, "Unknown operator: 7"),
    ],
)
def test_invalid_expressions_are_told_where_they_stand(node_types: FakeDataFlow, text: object, message: str) -> None:
    nodes = [create(), queue(config={"deep": {"$expression": text}})]
    found = problems_of(node_types, nodes, inputs=(Input(name="name"),))
    if isinstance(text, int):
        assert found == []
        return
    assert [(each.code, each.node, each.port, each.message) for each in found] == [("invalid_expression", "queue", "config.deep", message)]


def test_inputs_need_names_of_their_own_and_defaults_of_their_type(node_types: FakeDataFlow) -> None:
    inputs = (Input(name="a"), Input(name="a"), Input(name=""), Input(name="n", type="integer", default="many"))
    assert [each.message for each in problems_of(node_types, [], inputs=inputs)] == [
        "2 inputs are called 'a'.",
        "'' cannot be the name of an input.",
        "The default of input 'n' does not fit: Input 'n' must be a whole number, not 'many'.",
    ]


def test_an_ambiguous_type_is_a_problem_of_each_node_that_uses_it() -> None:
    class Ambiguous(FakeDataFlow):
        def resolve(self, name: str) -> Problem:  # type: ignore[override] # as the registries do
            return Problem("ambiguous_node_type", f"{name} is the name of several node types.")

    found = problems_of(Ambiguous(), [Node(id="a", type="T"), Node(id="b", type="T")])
    assert [(each.code, each.node) for each in found] == [("ambiguous_node_type", "a"), ("ambiguous_node_type", "b")]


def wide_and_deep(count: int, type_name: str = "AnyNode") -> Definition:
    builder = WorkflowBuilder()
    for index in range(count):
        builder.add_node(type_name, f"n{index}", {"value": 1, "other": {"$expression": f"nodes.n{index - 1}.value"} if index else 0})
    for index in range(1, count):
        builder.add_connection(f"n{index // 2}", "value", f"n{index}", "value")
    return builder.build()


@pytest.mark.slow
def test_five_thousand_nodes_compile_and_more_are_refused(node_types: FakeDataFlow) -> None:
    definition = wide_and_deep(5_000)
    compiled = compile_definition(definition, node_types)
    assert compiled.problems == ()
    assert [each.code for each in compile_definition(wide_and_deep(5_001), node_types).problems] == ["too_large"]
    assert compile_definition(wide_and_deep(5_001), node_types, node_limit=None).plan is not None


@pytest.mark.slow
def test_each_of_thousands_of_unknown_names_is_a_problem(node_types: FakeDataFlow) -> None:
    nodes = tuple(Node(id=f"n{index}", type=f"Unknown{index}Node") for index in range(2_000))
    wires = tuple(Connection(source=f"x{index}", output="a", target=f"y{index}", input="b") for index in range(20_000))
    compiled = compile_definition(Definition(nodes=nodes, connections=wires), node_types)
    assert len(compiled.problems) == 42_000


def test_a_definition_with_too_many_connections_is_refused(node_types: FakeDataFlow) -> None:
    wires = (Connection(source="a", output="a", target="a", input="b"),) * 100_001
    assert [each.code for each in compile_definition(Definition(connections=wires), node_types).problems] == ["too_large"]
