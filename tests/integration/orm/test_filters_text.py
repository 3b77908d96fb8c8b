"""Parts of texts, wildcards, regular expressions and the search for words."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters import matching, read_filter, text_rank
from dataflow_app.orm.rows.list import Listing, count_rows, list_rows
from dataflow_app.scope import Scope
from tests.integration.orm.tables import Everything, Leaflet

OWNER = Scope()
TEXTS = [
    "Bohrmaß",
    "BOHRMASS",
    "Ärger",
    "ärger",
    "ΣΊΣΥΦΟΣ",
    "σίσυφος",
    "100%",
    "100 percent",
    "K",
    "kelvin",
    "a\nb",
    "İstanbul",
    "istanbul",
]


@pytest.fixture
def texts(db: None) -> None:
    """Store a row for each of the texts, and one whose text is empty."""
    for number, text in enumerate([*TEXTS, None]):
        Everything.objects.create(text=text, whole=number)


@pytest.fixture
def leaflets(db: None) -> None:
    for title, body in (
        ("Cordless drill 18V-LXT", "A strong impact driver comes with it."),
        ("Bosch cordless drill", "With an impact driver."),
        ("Hammer", "For nails; not a drill. The driver of an impact is the arm."),
        ("Cordless drilling guide", None),
        ("Drill, drill, drill", "Cordless"),
    ):
        Leaflet.objects.create(title=title, body=body)


def finds(bound: Any, test: Any) -> list[str]:
    page = list_rows(bound("Everything"), OWNER, Listing(wanted={"text": test}, order_by=["whole"]))
    return [row["text"] for row in page.rows]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"$contains": "0%"}, ["100%"]),
        ({"$startswith": "100"}, ["100%", "100 percent"]),
        ({"$endswith": "\nb"}, ["a\nb"]),
        ({"$contains": "rger"}, ["Ärger", "ärger"]),
        ({"$icontains": "BOHRMAß"}, ["Bohrmaß"]),
        ({"$icontains": "bohrmẞ"}, []),
        ({"$istartswith": "äR"}, ["Ärger", "ärger"]),
        ({"$ieq": "σίσυφοσ"}, ["ΣΊΣΥΦΟΣ", "σίσυφος"]),
        ({"$iexact": "bohrmass"}, ["BOHRMASS"]),
        ({"$iendswith": "OΣ"}, []),
        ({"$iendswith": "ΟΣ"}, ["ΣΊΣΥΦΟΣ", "σίσυφος"]),
        ({"$istartswith": "K"}, ["K", "kelvin"]),
        ({"$ilike": "_rGER"}, ["Ärger", "ärger"]),
        ({"$ilike": "100\\%"}, ["100%"]),
        ({"$ilike": "i%L"}, ["istanbul"]),
        ({"$like": "%ss"}, []),
        ({"$regex": "^ä|^Σ", "$options": "i"}, ["Ärger", "ärger", "ΣΊΣΥΦΟΣ", "σίσυφος"]),
        ({"$regex": "^[ά-ώ]{7}$"}, ["σίσυφος"]),
        ({"$regex": "^[ά-ώ]{7}$", "$options": "i"}, ["ΣΊΣΥΦΟΣ", "σίσυφος"]),
        ({"$regex": "(?i)^k"}, ["K", "kelvin"]),
        ({"$not": {"$regex": "[a-z]", "$options": "i"}}, ["ΣΊΣΥΦΟΣ", "σίσυφος", "100%", None]),
        ({"$icontains": ""}, TEXTS),
        ({"$contains": 100}, ["100%", "100 percent"]),
    ],
    ids=str,
)
def test_texts_are_found_by_their_parts_alike_on_every_database(texts: None, bound: Any, test: Any, expected: list[str]) -> None:
    assert finds(bound, test) == expected


@pytest.mark.parametrize(
    ("test", "sentence"),
    [
        ({"$contains": ["a"]}, "$contains on Everything.text wants text, and a list was given."),
        ({"$startswith": None}, "$startswith on Everything.text wants text, and nothing was given."),
        ({"$icontains": "a" * 501}, "$icontains on Everything.text takes 500 characters at most."),
        ({"$regex": "a", "$options": "x"}, "$options on Everything.text takes \"i\" (without regard to case), and text 'x' was given."),
        ({"$options": "i"}, "$options on Everything.text belongs beside $regex."),
        ({"$null": 1}, "$null on Everything.text wants true or false, and the number 1 was given."),
        ({"$between": [1]}, "$between on Everything.text wants [low, high]; either may be null."),
        ({"$size": 1}, "$size looks into JSON, and Everything.text holds none."),
        ({"$search": "a"}, 'Everything.text has no operator \'$search\'. To search the model\'s words, write {"$text": {"$search": "…"}}'),
        ({"$not_like": "a"}, "Everything.text has no operator '$not_like'. Did you mean '$not'?"),
        ({"contains": "a"}, "Everything.text has no operator 'contains'. Did you mean '$contains'?"),
        ({">=": "a"}, "Everything.text has no operator '>='. Did you mean '$gte'?"),
        ({"$is_null": True}, "Everything.text has no operator '$is_null'. Did you mean '$null'?"),
    ],
    ids=str,
)
def test_what_fits_no_text_is_refused(bound: Any, db: None, test: Any, sentence: str) -> None:
    with pytest.raises(NodeError) as caught:
        count_rows(bound("Everything"), OWNER, {"text": test})
    assert str(caught.value).startswith(sentence)


def test_a_regular_expression_that_takes_too_long_is_stopped(bound: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "SECONDS", 0.05)
    Everything.objects.create(text="ab" * 3_000, document={"a": "ab" * 3_000})
    for name in ("text", "document.a"):
        wanted = {name: {"$regex": "[ab]*[ab]*[ab]*[cd]"}}
        if connection.vendor == "postgresql":
            # It turns the expression into an automaton, which reads each text once.
            assert count_rows(bound("Everything"), OWNER, wanted) == 0
        else:
            with pytest.raises(NodeError, match="took too long on the rows of Everything, and was stopped"):
                count_rows(bound("Everything"), OWNER, wanted)
    assert count_rows(bound("Everything"), OWNER, {"text": {"$regex": "^(ab)+$"}}) == 1


def searched(bound: Any, search: Any) -> list[str]:
    return [row["title"] for row in list_rows(bound("Leaflet"), OWNER, Listing(wanted={"$text": search})).rows]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ({"$search": "CORDLESS drill"}, ["Cordless drill 18V-LXT", "Bosch cordless drill", "Drill, drill, drill"]),
        ({"$search": 'cordless drill -bosch "impact driver"'}, ["Cordless drill 18V-LXT"]),
        ("impact driver", ["Cordless drill 18V-LXT", "Bosch cordless drill", "Hammer"]),
        ({"$search": '"impact driver"'}, ["Cordless drill 18V-LXT", "Bosch cordless drill"]),
        (
            {"$search": "drill*"},
            ["Cordless drill 18V-LXT", "Bosch cordless drill", "Hammer", "Cordless drilling guide", "Drill, drill, drill"],
        ),
        ({"$search": "hammer OR guide"}, ["Hammer", "Cordless drilling guide"]),
        ({"$search": "18v-lxt"}, ["Cordless drill 18V-LXT"]),
        ({"$search": "-drill"}, ["Cordless drilling guide"]),
        ({"$search": "lxt 18v"}, ["Cordless drill 18V-LXT"]),
        ({"$search": " !& | "}, []),
        ({"$search": "'; DROP TABLE x; --"}, []),
    ],
    ids=str,
)
def test_words_are_searched_in_the_columns_that_the_model_names(leaflets: None, bound: Any, search: Any, expected: list[str]) -> None:
    assert searched(bound, search) == expected


def test_the_rank_counts_how_often_and_where_a_word_is(leaflets: None, bound: Any) -> None:
    wanted = {"$and": [{"title": {"$ne": "x"}}, {"$text": {"$search": "drill"}}]}
    rank = text_rank(bound("Leaflet"), wanted)
    ranked = Leaflet.objects.filter(read_filter(bound("Leaflet"), wanted)).annotate(rank=rank).order_by(F("rank").desc(), "title")
    assert list(ranked.values_list("title", flat=True)) == [
        "Drill, drill, drill",
        "Bosch cordless drill",
        "Cordless drill 18V-LXT",
        "Hammer",
    ]
    assert text_rank(bound("Leaflet"), {"title": "x"}) is None


@pytest.mark.parametrize(
    ("model", "wanted", "sentence"),
    [
        ("Everything", {"$search": "a"}, "Everything has no words to search: it names no search_fields."),
        ("Leaflet", {"$serch": "a"}, "$text has no '$serch'. Did you mean '$search'?"),
        ("Leaflet", {"$search": "a", "$language": "de"}, "$text has no '$language'."),
        ("Leaflet", 5, "$text searches for words, and the number 5 was given."),
        ("Leaflet", {"$search": "a" * 501}, "$text takes 500 characters at most."),
        ("Leaflet", {"$search": "a\0"}, "What $text searches for holds a NUL character"),
    ],
    ids=str,
)
def test_a_search_that_is_none_is_refused(bound: Any, db: None, model: str, wanted: Any, sentence: str) -> None:
    with pytest.raises(NodeError) as caught:
        count_rows(bound(model), OWNER, {"$text": wanted})
    assert str(caught.value).startswith(sentence)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such indexes")
@pytest.mark.parametrize(
    ("wanted", "column"),
    [
        ({"$text": {"$search": "cordless drill"}}, "to_tsvector"),
        ({"tags": {"$contains": "cordless"}}, "tags"),
        ({"tags": {"$any": ["a", "b"]}}, "tags"),
        ({"details": {"$contains": {"voltage": 18}}}, "details"),
        ({"details.motor.kind": "brushless"}, "details"),
        ({"details.sizes": {"$contains": [1]}}, "details"),
    ],
    ids=str,
)
def test_the_indexes_of_postgresql_are_used(leaflets: None, bound: Any, wanted: Any, column: str) -> None:
    rows = Leaflet.objects.filter(read_filter(bound("Leaflet"), wanted)).order_by()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = rows.explain()
    assert "Bitmap Index Scan" in plan
    assert column in plan
