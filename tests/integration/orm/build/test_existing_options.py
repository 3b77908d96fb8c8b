"""What a Django model that exists may say in ``__dataflow__``."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError


@pytest.fixture
def book() -> Iterator[Any]:
    """Make Django models as an app does, and forget them."""

    def make(**options: Any) -> Any:
        meta = type("Meta", (), {"app_label": "auth"})
        body = {"__module__": __name__, "Meta": meta, "title": models.TextField(), "price": models.FloatField(), "__dataflow__": options}
        return type("Book", (models.Model,), body)

    yield make
    apps.all_models["auth"].pop("book", None)
    apps.clear_cache()


def test_options_without_columns_are_honoured(dataflow: DataFlow, book: Any) -> None:
    model = book(filters={"costs": {"field": "price", "kind": "range"}}, search_fields=["title"], cache_ttl=60, monitoring=True)
    assert dataflow.model(model) is model
    (bound,) = dataflow.models
    assert (bound.options.filters["costs"].field, bound.options.search_fields, bound.options.cache_ttl) == ("price", ("title",), 60)
    assert bound.options.monitoring


@pytest.mark.parametrize("name", ["multi_tenant", "soft_delete", "audit_log", "versioned"])
def test_options_that_would_change_the_table_are_refused_by_name(dataflow: DataFlow, book: Any, name: str) -> None:
    with pytest.raises(ModelError, match=rf"Book\.__dataflow__ has '{name}', which would change the table of a Django model"):
        dataflow.model(book(**{name: True}))


@pytest.mark.parametrize("options", [{"search_fields": ["titel"]}, {"filters": {"by": {"field": "titel"}}}])
def test_a_field_that_is_not_there_is_refused(dataflow: DataFlow, book: Any, options: Any) -> None:
    with pytest.raises(ModelError, match=r"Book\.__dataflow__ names the unknown field 'titel'\. Did you mean 'title'\?"):
        dataflow.model(book(**options))
