from typing import Any

import pytest

from tests.integration.orm.tables import Gadget


@pytest.fixture
def gadget(run: Any) -> Any:
    return run("GadgetCreateNode", {"code": "G1", "name": "Gadget"})


def test_a_deleted_row_is_kept_with_its_reason_and_seen_only_on_request(run: Any, refused: Any, gadget: Any) -> None:
    row = run("GadgetDeleteNode", {"id": gadget["id"], "deletion_reason": "recalled"})
    stored = Gadget.all_objects.get()
    assert (row["deleted"], row["deleted_at"], row["deletion_reason"]) == (True, stored.deleted_at, "recalled")
    assert stored.row_version == 2
    assert refused("GadgetReadNode", {"id": gadget["id"]}).code == "row_not_found"
    assert refused("GadgetUpdateNode", {"id": gadget["id"], "size": 1}).code == "row_not_found"
    assert refused("GadgetDeleteNode", {"id": gadget["id"]}).code == "row_not_found"
    assert run("GadgetCountNode", {}) == {"count": 0}
    assert run("GadgetListNode", {"include_deleted": True}).records == [{k: v for k, v in row.items() if k != "deleted"}]
    assert run("GadgetReadNode", {"id": gadget["id"], "include_deleted": True})["code"] == "G1"


@pytest.mark.parametrize("how", [{"hard_delete": True}, {"soft_delete": False}])
def test_a_row_is_removed_for_good_where_that_is_asked(run: Any, gadget: Any, how: Any) -> None:
    run("GadgetDeleteNode", {"id": gadget["id"], **how})
    assert Gadget.all_objects.count() == 0


@pytest.mark.parametrize(
    ("node", "how", "sentence"),
    [
        ("Gadget", {"soft_delete": True, "hard_delete": True}, "soft_delete and hard_delete are both true."),
        ("Gadget", {"soft_delete": False, "hard_delete": False}, "soft_delete and hard_delete are both false."),
        ("Gadget", {"hard_delete": True, "deletion_reason": "x"}, "A removed Gadget keeps no deletion_reason."),
        ("Gadget", {"hard_delete": "yes"}, "hard_delete wants true or false"),
        ("Maker", {"soft_delete": True}, "Maker keeps no deleted rows, so soft_delete cannot be true."),
        ("Maker", {"deletion_reason": "x"}, "MakerDeleteNode has no parameter 'deletion_reason'."),
        ("Maker", {"include_deleted": True}, "MakerDeleteNode has no parameter 'include_deleted'."),
    ],
)
def test_a_way_of_deleting_that_cannot_be_met_is_refused_and_nothing_is_deleted(
    run: Any, refused: Any, node: str, how: Any, sentence: str
) -> None:
    row = run(f"{node}CreateNode", {"name": "n", **({"code": "1"} if node == "Gadget" else {})})
    assert sentence in str(refused(f"{node}DeleteNode", {"id": row["id"], **how}))
    assert run(f"{node}CountNode", {}) == {"count": 1}


def test_many_rows_are_deleted_softly_or_for_good(run: Any) -> None:
    run("GadgetBulkCreateNode", {"data": [{"code": str(n), "name": "n", "size": n} for n in range(4)]})
    assert run("GadgetBulkDeleteNode", {"filter": {"size": {"$gte": 2}}, "deletion_reason": "large"}) == {"deleted": 2, "count": 2}
    assert run("GadgetBulkDeleteNode", {"all": True, "hard_delete": True, "limit": 1}) == {"deleted": 1, "count": 1}
    rows = Gadget.all_objects.order_by("code").values_list("code", "deletion_reason", "row_version")
    assert list(rows) == [("1", "", 1), ("2", "large", 2), ("3", "large", 2)]
