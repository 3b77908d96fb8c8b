import pytest

from dataflow_app.catalog.workflows import TEMPLATES, Template
from dataflow_app.catalog.workflows.layout import lay_out
from dataflow_app.graph.builder import WorkflowBuilder
from dataflow_app.graph.compile import compile_definition
from dataflow_app.graph.definition import Definition, Position
from dataflow_app.graph.run_inputs import read_inputs
from dataflow_app.nodes.registry import REGISTRIES

all_templates = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.slug)


@all_templates
def test_a_template_compiles_without_problems(template: Template) -> None:
    assert compile_definition(template.definition, REGISTRIES).problems == ()


@all_templates
def test_a_template_runs_without_an_answer_to_any_of_its_inputs(template: Template) -> None:
    assert read_inputs(template.definition, {})[1] == []


@all_templates
def test_a_template_survives_json(template: Template) -> None:
    assert Definition.from_json(template.definition.to_json()) == template.definition


@all_templates
def test_no_two_nodes_of_a_template_overlap(template: Template) -> None:
    places = [node.position for node in template.definition.nodes]
    close = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :] if abs(a.x - b.x) < 320 and abs(a.y - b.y) < 240]

    assert close == []


@all_templates
def test_work_goes_from_left_to_right(template: Template) -> None:
    x = {node.id: node.position.x for node in template.definition.nodes}

    assert [each for each in template.definition.connections if x[each.source] >= x[each.target]] == []


def test_templates_are_the_guides_three_workflows() -> None:
    assert [(each.slug, each.name, each.node_count) for each in TEMPLATES] == [
        ("product-onboarding", "Product onboarding", 5),
        ("find-candidates", "Find candidates", 4),
        ("bulk-import", "Bulk import", 4),
    ]


def test_a_short_column_is_centred_beside_a_tall_one() -> None:
    builder = WorkflowBuilder().add_node("A", "a").add_node("B", "b").add_node("C", "c").add_node("D", "d")

    laid_out = lay_out(builder.build(), [["a"], ["b", "c", "d"]])

    assert [node.position for node in laid_out.nodes] == [
        Position(x=0, y=240),
        Position(x=320, y=0),
        Position(x=320, y=240),
        Position(x=320, y=480),
    ]


def test_an_empty_id_leaves_its_place_free() -> None:
    builder = WorkflowBuilder().add_node("A", "a").add_node("B", "b")

    laid_out = lay_out(builder.build(), [["", "a"], ["b", ""]])

    assert [node.position for node in laid_out.nodes] == [Position(x=0, y=240), Position(x=320, y=0)]
