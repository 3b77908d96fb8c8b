import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

PAGE = Path(__file__).parents[3] / "docs" / "models.md"
OURS = [
    model for label in ("catalog", "ai") for model in apps.get_app_config(label).get_models() if not model.__name__.startswith("Historical")
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_of_a_model_is_described_on_the_page_of_models(model: type[models.Model]) -> None:
    page = PAGE.read_text("utf-8")
    section = re.search(rf"^### {model.__name__}$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/models.md does not describe {model.__name__}."
    described = set(re.findall(r"`(\w+)`", section[1] + page.partition("### ")[0]))

    assert {field.name for field in model._meta.concrete_fields} - described == set()
