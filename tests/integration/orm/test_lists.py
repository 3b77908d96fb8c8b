"""What a list gives: columns and paths, order, distinct values, pages."""

from decimal import Decimal
from typing import Any

import pytest

from dataflow_app.scope import Scope
from tests.integration.orm.tables import Everything, Gadget, Maker

BEN = Scope(tenant="b", enforced=True)
OWNER = Scope()


@pytest.fixture
def makers(run: Any) -> dict[str, int]:
    """Three gadgets of two makers and one of nobody."""
    keys = {name: run("MakerCreateNode", {"name": name})["id"] for name in ("Bolt", "Arc")}
    for code, maker, size in (("1", "Bolt", 5), ("2", "Arc", 5), ("3", "Bolt", 7), ("4", None, 9)):
        run("GadgetCreateNode", {"code": code, "name": f"n{code}", "size": size, "maker": keys.get(maker or "")})
    return keys


@pytest.fixture
def documents(db: None) -> None:
    """A row for each kind of JSON value under ``v``, and one without it."""
    for text, value in (
        ("no", ...),
        ("ten", 10),
        ("two", 2.5),
        ("b", "b"),
        ("B", "B"),
        ("yes", True),
        ("not", False),
        ("null", None),
        ("list", [1]),
    ):
        Everything.objects.create(text=text, document={} if value is ... else {"v": value, "deep": {"at": [value, "x"]}})


def listed(run: Any, node: str, name: str, **parameters: Any) -> list[Any]:
    return [row[name] for row in run(node, {"fields": [name], **parameters})]


def test_fields_reach_across_foreign_keys_and_into_json(run: Any, makers: Any, documents: None) -> None:
    found = run("GadgetListNode", {"fields": ["code", "maker.name", "maker"], "order_by": ["code"]})
    assert found["records"] == [
        {"code": "1", "maker.name": "Bolt", "maker_id": makers["Bolt"]},
        {"code": "2", "maker.name": "Arc", "maker_id": makers["Arc"]},
        {"code": "3", "maker.name": "Bolt", "maker_id": makers["Bolt"]},
        {"code": "4", "maker.name": None, "maker_id": None},
    ]
    assert listed(run, "EverythingListNode", "document.v", order_by="id") == [None, 10, 2.5, "b", "B", True, False, None, [1]]
    assert listed(run, "EverythingListNode", "document.deep.at.0", order_by="id") == [None, 10, 2.5, "b", "B", True, False, None, [1]]
    assert listed(run, "EverythingListNode", "document.deep.at.-1", order_by="id", limit=2) == [None, "x"]
    assert listed(run, "EverythingListNode", "document.deep", order_by="id", limit=2) == [None, {"at": [10, "x"]}]


def test_a_path_through_two_foreign_keys(run: Any, makers: Any) -> None:
    gadget = run("GadgetListNode", {"filter": {"code": "2"}})[0]
    run("PartCreateNode", {"gadget": gadget["id"], "label": "screw"})
    assert run("PartListNode", {"fields": ["gadget.maker.name", "gadget.price"], "order_by": ["gadget.maker.name"]})["records"] == [
        {"gadget.maker.name": "Arc", "gadget.price": Decimal("1.00")}
    ]


def test_a_row_of_another_tenant_is_not_seen_through_a_foreign_key(run: Any) -> None:
    foreign = Maker.objects.create(name="secret", tenant_id="b")
    Gadget.objects.create(code="1", name="n", tenant_id="a", maker=foreign)
    assert listed(run, "GadgetListNode", "maker.name") == [None]
    assert listed(run, "GadgetListNode", "code", distinct=["maker.name"]) == ["1"]
    groups = run("GadgetListNode", {"aggregate": {"group_by": ["maker.name"], "metrics": {"n": {"$max": "maker.name"}}}})
    assert groups["records"] == [{"maker.name": None, "n": None}]
    assert run("GadgetListNode", {"fields": ["maker.name"]}, OWNER)["records"] == [{"maker.name": "secret"}]
    assert run("GadgetListNode", {"fields": ["maker.name"], "tenant_id": "a"}, OWNER)["records"] == [{"maker.name": None}]


def test_a_deleted_row_is_not_seen_through_a_foreign_key(run: Any) -> None:
    gadget = run("GadgetCreateNode", {"code": "1", "name": "mine"})
    run("PartCreateNode", {"gadget": gadget["id"], "label": "screw"})
    run("GadgetDeleteNode", {"id": gadget["id"]})
    assert listed(run, "PartListNode", "gadget.name") == [None]
    assert listed(run, "PartListNode", "gadget_id") == [gadget["id"]]


def test_a_model_without_tenants_shows_the_rows_of_the_own_tenant_only(run: Any) -> None:
    gadget = Gadget.objects.create(code="1", name="mine", tenant_id="a")
    run("PartCreateNode", {"gadget": gadget.pk, "label": "screw"})
    assert listed(run, "PartListNode", "gadget.name") == ["mine"]
    assert run("PartListNode", {"fields": ["gadget.name"]}, BEN)["records"] == [{"gadget.name": None}]
    assert run("PartListNode", {"fields": ["gadget.name"]}, Scope(enforced=True))["records"] == [{"gadget.name": None}]


def test_order_by_takes_directions_places_of_nulls_and_paths(run: Any, makers: Any) -> None:
    def codes(*order: Any) -> str:
        return "".join(listed(run, "GadgetListNode", "code", order_by=list(order)))

    assert codes("maker.name") == "2134"
    assert codes("-maker.name") == "1324"
    assert codes({"maker.name": "asc", "nulls": "first"}) == "4213"
    assert codes({"maker.name": "desc", "nulls": "first"}, "-code") == "4312"
    assert codes({"size": -1}, {"code": 1}) == "4312"
    assert codes({"maker": "desc"}, "-size") in ("2314", "3124")


def test_json_values_are_ordered_by_kind_then_by_number_or_code_point(run: Any, documents: None) -> None:
    upwards = ["two", "ten", "B", "b", "not", "yes", "list", "no", "null"]
    assert listed(run, "EverythingListNode", "text", order_by=["document.v"]) == upwards
    assert listed(run, "EverythingListNode", "text", order_by=["-document.v"]) == [
        "list",
        "yes",
        "not",
        "b",
        "B",
        "ten",
        "two",
        "no",
        "null",
    ]
    first = listed(run, "EverythingListNode", "text", order_by=[{"document.v": "asc", "nulls": "first"}])
    assert first == ["no", "null", *upwards[:-2]]


def test_distinct_gives_equal_values_once(run: Any, makers: Any) -> None:
    found = run("GadgetListNode", {"fields": ["size"], "distinct": True})
    assert (found["records"], found["count"], found["total"]) == ([{"size": 5}, {"size": 7}, {"size": 9}], 3, 3)
    found = run(
        "GadgetListNode", {"fields": ["maker.name", "size"], "distinct": True, "order_by": ["-maker.name"], "limit": 2, "offset": 1}
    )
    assert found["records"] == [{"maker.name": "Bolt", "size": 7}, {"maker.name": "Arc", "size": 5}]
    assert found["total"] == 4


def test_distinct_by_fields_gives_the_first_row_of_each(run: Any, makers: Any) -> None:
    found = run("GadgetListNode", {"distinct": ["maker"], "order_by": ["-code"], "fields": ["code"]})
    assert ([row["code"] for row in found], found["total"]) == (["4", "3", "2"], 3)
    assert listed(run, "GadgetListNode", "code", distinct="size", order_by=["code"], limit=2, filter={"size": {"$lt": 9}}) == ["1", "3"]


def test_equal_json_values_are_one_however_they_are_written(run: Any) -> None:
    for document in ({"v": 1}, {"v": 1.0}, {"v": {"a": 1, "b": 2}}, {"v": {"b": 2.0, "a": 1}}, {"v": "1"}, {"v": None}, {}):
        Everything.objects.create(document=document)
    assert listed(run, "EverythingListNode", "document.v", distinct=True) == [1, "1", {"a": 1, "b": 2}, None]
    assert run("EverythingListNode", {"distinct": ["document"], "fields": ["id"]})["total"] == 5
    groups = run("EverythingListNode", {"aggregate": {"group_by": ["document.v"], "metrics": {"n": {"$count": "*"}}}})
    assert [(row["document.v"], row["n"]) for row in groups] == [(1, 2), ("1", 1), ({"a": 1, "b": 2}, 2), (None, 2)]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"fields": ["maker.nam"]}, "Maker has no field 'nam', which 'maker.nam' asks for. Did you mean 'name'?"),
        (
            {"fields": ["name.first"]},
            "'name.first' leads into Gadget.name, which is neither a foreign key nor JSON, so there is no 'first' in it.",
        ),
        ({"fields": ["makr.name"]}, "Gadget has no field 'makr'. Did you mean 'maker'?"),
        ({"order_by": [{"size": "down"}]}, "The direction of 'size' is text 'down'. It is \"asc\" or \"desc\"."),
        ({"order_by": [{"size": "asc", "nulls": "middle"}]}, "nulls of 'size' is text 'middle'. It is \"first\" or \"last\"."),
        ({"order_by": [{"size": "asc", "code": "asc"}]}, "An object in order_by names one field."),
        ({"order_by": [{"$meta": "textScor"}]}, "order_by has no such $meta. Did you mean 'textScore'?"),
        ({"order_by": [{"$meta": "textScore"}]}, "Gadget has no text search, so there is no textScore."),
        ({"distinct": True}, "distinct: true wants fields, for whole rows never repeat."),
        ({"distinct": 3}, "distinct wants true or a list of field names, and the number 3 was given."),
        ({"distinct": ["siz"]}, "Gadget has no field 'siz'. Did you mean 'size'?"),
        (
            {"distinct": True, "fields": ["size"], "order_by": ["code"]},
            "order_by names 'code', which is not among the fields that distinct: true",
        ),
        ({"after": "x", "offset": 1}, "offset stands beside after, but it says where a page begins. Leave offset out."),
        ({"aggregate": {"group_by": ["size"]}, "fields": ["size"]}, "fields stands beside aggregate"),
        ({"aggregate": {"group_by": ["size"]}, "distinct": ["size"]}, "distinct stands beside aggregate"),
        ({"aggregate": {"group_by": ["size"]}, "after": "x"}, "after stands beside aggregate"),
        ({"after": "x"}, "after is not what a list gave as 'next'. Begin again without after."),
        ({"after": 5}, "after wants text, and the number 5 was given."),
        ({"count": "no"}, "count wants true or false"),
    ],
)
def test_a_list_refuses_by_name_what_it_cannot_do(refused: Any, parameters: Any, sentence: str) -> None:
    assert sentence in str(refused("GadgetListNode", parameters))


def test_pages_follow_each_other_through_creations_and_deletions(run: Any, makers: Any) -> None:
    how = {"order_by": ["-size"], "limit": 2, "fields": ["code"]}
    first = run("GadgetListNode", how)
    assert ([row["code"] for row in first], first["total"]) == (["4", "3"], 4)
    run("GadgetCreateNode", {"code": "5", "name": "n", "size": 99})
    run("GadgetCreateNode", {"code": "6", "name": "n", "size": 6})
    run("GadgetDeleteNode", {"filter": {"code": "3"}})
    second = run("GadgetListNode", {**how, "after": first["next"]})
    assert [row["code"] for row in second] == ["6", "1"]
    third = run("GadgetListNode", {**how, "after": second["next"]})
    assert ([row["code"] for row in third], third["next"], third["total"]) == (["2"], None, 5)


def test_the_next_of_another_order_or_model_is_refused(run: Any, refused: Any, makers: Any) -> None:
    following = run("GadgetListNode", {"order_by": ["size"], "limit": 1})["next"]
    for node, parameters in (
        ("GadgetListNode", {"order_by": ["-size"]}),
        ("GadgetListNode", {}),
        ("MakerListNode", {}),
        ("GadgetListNode", {"order_by": ["size"], "distinct": ["size"]}),
    ):
        assert "after is the 'next' of another list" in str(refused(node, {**parameters, "after": following}))
    assert "after is" in str(refused("GadgetListNode", {"order_by": ["size"], "after": following[:-4] + "AAAA"}))


def test_a_total_that_nobody_wants_costs_no_query(run: Any, makers: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert run("GadgetListNode", {})["total"] == 4
        assert True
    with django_assert_num_queries(1):
        assert run("GadgetListNode", {"limit": 2, "count": False})["total"] is None
    with django_assert_num_queries(1):
        assert run("GadgetListNode", {"limit": 3, "offset": 2})["total"] == 4
    with django_assert_num_queries(2):
        assert run("GadgetListNode", {"limit": 2})["total"] == 4


def test_the_best_matches_of_a_text_search_come_first_and_are_paged(run: Any, refused: Any) -> None:
    for title, body in (("saw", "none"), ("drill", "drill drill drill"), ("box", "drill"), ("drill", "bits"), ("box", "drill")):
        run("LeafletCreateNode", {"title": title, "body": body})
    how = {"filter": {"$text": {"$search": "drill"}}, "order_by": [{"$meta": "textScore"}, "id"], "fields": ["title", "body"]}
    found = run("LeafletListNode", how)["records"]
    assert (found[0], found[-1]) == ({"title": "drill", "body": "drill drill drill"}, {"title": "box", "body": "drill"})
    pages, after = [], None
    while True:
        page = run("LeafletListNode", {**how, "limit": 1, **({"after": after} if after else {})})
        pages += page["records"]
        after = page["next"]
        if after is None:
            break
    assert pages == found
    assert "the filter has no $text" in str(refused("LeafletListNode", {"order_by": [{"$meta": "textScore"}]}))


def test_rows_are_read_as_they_were(run: Any, refused: Any) -> None:
    row = run("GadgetCreateNode", {"code": "1", "name": "first", "size": 1})
    run("GadgetCreateNode", {"code": "2", "name": "other", "size": 5})
    then = Gadget.history.latest("history_id").history_date.isoformat()
    run("GadgetUpdateNode", {"id": row["id"], "name": "second", "size": 9})
    run("GadgetDeleteNode", {"filter": {"code": "2"}, "hard_delete": True})
    assert listed(run, "GadgetListNode", "name") == ["second"]
    assert listed(run, "GadgetListNode", "name", as_of=then, order_by=["-size"]) == ["other", "first"]
    assert listed(run, "GadgetListNode", "name", as_of=then, filter={"size": {"$lt": 5}}) == ["first"]
    assert listed(run, "GadgetListNode", "code", as_of=then, distinct=["color"], order_by=["-code"]) == ["2"]
    assert run("GadgetListNode", {"as_of": then, "aggregate": {"metrics": {"sum": {"$sum": "size"}}}})["records"] == [{"sum": 6}]
    assert run("GadgetCountNode", {"as_of": then}) == {"count": 2}
    page = run("GadgetListNode", {"as_of": then, "limit": 1, "order_by": ["size"]})
    assert [row["code"] for row in run("GadgetListNode", {"as_of": then, "after": page["next"], "order_by": ["size"]})] == ["2"]
    assert [run("GadgetReadNode", {"id": row["id"], "as_of": version})["name"] for version in (1, 2, then)] == ["first", "second", "first"]
    assert dict(run("GadgetReadNode", {"id": row["id"], "as_of": 1})) == dict(row)
    assert refused("GadgetReadNode", {"id": row["id"], "as_of": 3}).code == "row_not_found"
    assert "as_of wants a date with a time" in str(refused("GadgetListNode", {"as_of": 1}))
    assert "MakerListNode has no parameter 'as_of'." in str(refused("MakerListNode", {"as_of": then}))
    assert listed(run, "GadgetListNode", "name", as_of=then) == ["first", "other"]
    assert run("GadgetListNode", {"as_of": then}, BEN)["records"] == []
