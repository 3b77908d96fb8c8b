"""Templates: the definitions that come with the catalogue, one JSON file each."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dataflow_app.errors import suggest
from dataflow_app.graph.definition import Definition
from designer.services.errors import NotFound

PLACE = "dataflow_app.catalog.workflows"


@dataclass(frozen=True, slots=True)
class Template:
    """A workflow to start from."""

    slug: str
    name: str
    description: str
    definition: Definition

    @property
    def node_count(self) -> int:
        """How many nodes it starts with."""
        return len(self.definition.nodes)


@cache
def templates() -> tuple[Template, ...]:
    """Return all templates, in the order of their slugs."""
    places = sorted(files(PLACE).iterdir(), key=lambda place: place.name)
    return tuple(read(place.name.removesuffix(".json"), place.read_text("utf-8")) for place in places if place.name.endswith(".json"))


def read(slug: str, text: str) -> Template:
    """Return the template that a file holds."""
    value = json.loads(text)
    definition = Definition.from_dict(value.get("definition", value))
    name = value.get("name") or slug.replace("_", " ").capitalize()
    return Template(slug, name, value.get("description") or definition.settings.description, definition)


def definition_of_template(slug: str) -> Definition:
    """Return the template's definition; raise ``NotFound`` where there is no such template."""
    known = {template.slug: template for template in templates()}
    if slug not in known:
        raise NotFound(f"There is no template '{slug}'.{suggest(slug, known)}", f"There are: {', '.join(known)}.")
    return known[slug].definition
