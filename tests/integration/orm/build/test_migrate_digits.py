"""Decimals that get more digits or fewer, which SQLite does not keep by itself."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import models

from dataflow_app import DataFlow
from dataflow_app.errors import ModelError
from tests.integration.orm.build.shapes import shape


def price(digits: int, places: int, **options: Any) -> Any:
    """Return a decimal of so many digits, some of them after the point."""
    return models.DecimalField(max_digits=digits, decimal_places=places, **options)


@pytest.mark.parametrize(
    ("value", "fewer", "cut"),
    [("1.2345", price(15, 2), "1.23"), ("12345.5", price(5, 2, default=Decimal(7)), "7.00")],
)
def test_fewer_digits_are_refused_where_a_value_would_lose_some(dataflow: DataFlow, value: str, fewer: Any, cut: str) -> None:
    shape(dataflow, {"price": Decimal}).objects.create(price=Decimal(value))
    model = shape(dataflow, {}, price=fewer)
    with pytest.raises(ModelError, match=r"Shape\.price is now .* has data that does not fit \(1 row\)\..*--allow-data-loss"):
        dataflow.migrate()
    dataflow.migrate(allow_data_loss=True)
    assert str(model.objects.get().price) == cut
    assert list(dataflow.plan()) == []


def test_fewer_digits_are_fine_where_no_value_has_more(dataflow: DataFlow) -> None:
    shape(dataflow, {"price": Decimal}, __dataflow__={"audit_log": True}).objects.create(price=Decimal("1.2300"))
    model = shape(dataflow, {}, price=price(6, 2), __dataflow__={"audit_log": True})
    assert [step.text.partition(":")[0] for step in dataflow.migrate()] == ["column price"] * 2
    assert (model.objects.get().price, model.history.get().price) == (Decimal("1.23"), Decimal("1.23"))
    assert list(dataflow.plan()) == []


def test_more_digits_are_kept(dataflow: DataFlow) -> None:
    shape(dataflow, {}, price=price(6, 2)).objects.create(price=Decimal("1.23"))
    model = shape(dataflow, {"price": Decimal, "note": str}, note="")
    dataflow.migrate()
    model.objects.create(price=Decimal("1.2345"))
    assert list(model.objects.order_by("id").values_list("price", flat=True)) == [Decimal("1.23"), Decimal("1.2345")]
    assert list(dataflow.plan()) == []


def test_a_column_that_has_another_name_now_keeps_its_digits(dataflow: DataFlow) -> None:
    shape(dataflow, {"price": Decimal}).objects.create(price=Decimal("1.2345"))
    shape(dataflow, {}, cost=price(15, 2), __dataflow__={"renamed": {"price": "cost"}})
    with pytest.raises(ModelError, match=r"Shape\.cost is now .* has data that does not fit \(1 row\)"):
        dataflow.migrate()
