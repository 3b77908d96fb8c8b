"""Another writer who comes in between a look-up and an insert, played by a look-up that sees nothing the first time."""

from collections.abc import Callable
from typing import Any

import pytest

from dataflow_app.orm.bulk.keys import present_rows
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


def test_a_bulk_upsert_tries_again(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run("GadgetCreateNode", {"code": "1", "name": "theirs"})
    monkeypatch.setattr("dataflow_app.orm.bulk.upsert.present_rows", blind_once(present_rows, {}))
    output = run("GadgetBulkUpsertNode", {"data": [{"code": "0", "name": "ours"}, {"code": "1", "name": "ours"}]})
    assert output == {"created": 1, "updated": 1, "skipped": 0, "count": 2}
    assert list(Gadget.objects.order_by("code").values_list("code", "name")) == [("0", "ours"), ("1", "ours")]


def test_a_bulk_create_that_skips_tries_again(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run("GadgetCreateNode", {"code": "1", "name": "theirs"})
    monkeypatch.setattr("dataflow_app.orm.bulk.create.present_rows", blind_once(present_rows, {}))
    data = [{"code": "0", "name": "ours"}, {"code": "1", "name": "ours"}]
    assert run("GadgetBulkCreateNode", {"data": data, "conflict_resolution": "skip"})["skipped"] == 1
    assert list(Gadget.objects.order_by("code").values_list("code", "name")) == [("0", "ours"), ("1", "theirs")]


def test_what_goes_wrong_half_way_leaves_nothing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the history cannot be written")

    monkeypatch.setattr("dataflow_app.orm.bulk.writes._audit", fail)
    with pytest.raises(RuntimeError):
        run("GadgetBulkCreateNode", {"data": [{"code": "0", "name": "n"}]})
    assert Gadget.objects.count() == 0
