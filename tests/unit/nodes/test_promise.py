"""What a saved run promises of the effect of a node."""

import pytest

from dataflow_app.nodes.effect import Effect, Guarantee
from dataflow_app.testing import FakeNodeType


@pytest.mark.parametrize(
    ("effect", "database", "promise"),
    [
        (Effect.NONE, None, Guarantee.NONE),
        (Effect.NONE, "elsewhere", Guarantee.NONE),
        (Effect.DATABASE, None, Guarantee.EXACTLY_ONCE),
        (Effect.DATABASE, "default", Guarantee.EXACTLY_ONCE),
        (Effect.DATABASE, "elsewhere", Guarantee.AT_LEAST_ONCE),
        (Effect.EXTERNAL, None, Guarantee.AT_LEAST_ONCE),
    ],
)
def test_exactly_once_is_promised_on_the_own_database_alone(effect: Effect, database: str | None, promise: Guarantee) -> None:
    assert FakeNodeType("Any", effect=effect, database=database).promise is promise
