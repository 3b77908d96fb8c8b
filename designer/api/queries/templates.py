"""Templates: the workflows that come with the catalogue."""

from typing import Any

from dataflow_app.catalog.workflows import TEMPLATES
from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition
from designer.services.errors import NotFound


def describe_templates() -> list[dict[str, Any]]:
    """Return all templates, in the order in which a person should meet them."""
    return [
        {"slug": each.slug, "name": each.name, "description": each.description, "node_count": len(each.definition.nodes)}
        for each in TEMPLATES
    ]


def definition_of_template(slug: str) -> Definition:
    """Return the template's definition; raise ``NotFound`` where there is no such template."""
    known = {template.slug: template for template in TEMPLATES}
    if slug not in known:
        raise NotFound(f"There is no template '{slug}'.{suggest(slug, known)}", f"There are: {', '.join(known)}.")
    return known[slug].definition
