"""Another writer who comes in between a look-up and an insert, played by a look-up that sees nothing the first time."""

from collections.abc import Callable
from typing import Any

import pytest

from dataflow_app.orm.rows import upsert
from tests.integration.orm.tables import Gadget


def blind_once(look: Callable[..., Any], nothing: Any) -> Callable[..., Any]:
    seen: list[bool] = []

    def look_later(*args: Any) -> Any:
        seen.append(True)
        return nothing if len(seen) == 1 else look(*args)

    return look_later


def test_an_upsert_updates_the_row_that_somebody_else_has_just_created(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run("GadgetCreateNode", {"code": "1", "name": "theirs"})
    monkeypatch.setattr(upsert, "_present", blind_once(upsert._present, None))
    row = run("GadgetUpsertNode", {"code": "1", "name": "ours"})
    assert (row["created"], row["name"], Gadget.objects.count()) == (False, "ours", 1)
    assert Gadget.history.count() == 2


def test_what_goes_wrong_half_way_leaves_nothing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the history cannot be written")

    monkeypatch.setattr("dataflow_app.orm.bulk.history.record_states", fail)
    with pytest.raises(RuntimeError):
        run("GadgetBulkCreateNode", {"data": [{"code": "0", "name": "n"}]})
    assert Gadget.objects.count() == 0
