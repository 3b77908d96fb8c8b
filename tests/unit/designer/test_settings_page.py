import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_variable_that_is_read_is_documented_and_no_other() -> None:
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (ROOT / "designer/settings.py").read_text()))
    documented = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/reference/settings.md").read_text(), re.MULTILINE))
    assert documented == read
