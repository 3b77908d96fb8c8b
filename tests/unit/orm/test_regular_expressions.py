import pytest

from dataflow_app.errors import NodeError
from dataflow_app.orm.filters.regular_expressions import portable


@pytest.mark.parametrize(
    ("pattern", "python", "postgresql"),
    [
        ("^a.c$", r"^a.c\Z", "^a.c$"),
        (r"\bword\b", r"\bword\b", r"\yword\y"),
        (r"[$.*]+\$", r"[$.*]+\$", r"[$.*]+\$"),
        ("(?i)(?:a|é){2,3}?", "(?:[Aa]|[Éé]){2,3}?", "(?:[Aa]|[Éé]){2,3}?"),
        ("(?i)[^a-cß]7", "[^a-cABCßẞ]7", "[^a-cABCßẞ]7"),
        (r"(?<=x)y(?!z)", r"(?<=x)y(?!z)", r"(?<=x)y(?!z)"),
        ("[]a]", "[]a]", "[]a]"),
        (r"[^\d\]]", r"[^\d\]]", r"[^\d\]]"),
        ("(ab)+c*", "(ab)+c*", "(ab)+c*"),
        ("^(a|b)c+.*d{2}e{10}f*$", r"^(a|b)c+.*d{2}e{10}f*\Z", "^(a|b)c+.*d{2}e{10}f*$"),
    ],
)
def test_an_expression_is_written_for_both_languages(pattern: str, python: str, postgresql: str) -> None:
    translated = portable(pattern)
    assert (translated.python, translated.postgresql) == (python, postgresql)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "it is no regular expression"),
        ("*a", "it is no regular expression"),
        ("(?P<name>a)", "is not the same on every database"),
        (r"\x41", r"\\x is not the same on every database"),
        ("a{,3}", "write \\\\{ for a brace"),
        ("a{2", "write \\\\{ for a brace"),
        ("a{256}", "more than 255 times"),
        ("(a+)+", "could take for ever"),
        ("((a{200}){200}){200}", "more than 3,000 signs with its repetitions written out"),
        ("(a{9}b{9}){200}", "more than 3,000 signs"),
        ("((a*)b)*", "could take for ever"),
        ("(a+){2,}", "could take for ever"),
        (".*.*.*.*x", "repeats more than 3 things"),
        ("a{0,200}b{0,200}c{0,200}d*", "repeats more than 3 things"),
        ("(a|aa)*b", "write \\[ab\\] for"),
        ("((a|aa)b)+", "which could take for ever"),
        ("a++", "give nothing back"),
        ("[[:alpha:]]", "write"),
        ("a(?i)b", "is not the same on every database"),
        ("[a", "ends too early"),
        ("a\\", "ends too early"),
        ("a)", "closes what was not opened"),
    ],
)
def test_an_expression_that_could_mean_two_things_or_never_end_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(NodeError, match=reason):
        portable(pattern)
