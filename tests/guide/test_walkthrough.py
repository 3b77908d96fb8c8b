"""docs/guide.md runs as it stands there, on the selected database."""

import os
import re
from pathlib import Path

import pytest

from tests.guide.documents import ROOT, run_script, script_of

pytest_plugins = ["pytester"]
PAGE = ROOT / "docs" / "guide.md"


def test_every_block_gives_what_the_page_shows(tmp_path: Path, own_url: str) -> None:
    done = run_script(script_of(PAGE), tmp_path, own_url)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_tests_of_the_page_pass(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    tests = re.search(r"```python test\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert tests
    pytester.makepyfile(tests[1])
    pytester.makeini("[pytest]")

    pytester.runpytest_subprocess("-p", "dataflow_app.testing.plugin").assert_outcomes(passed=1)


def test_an_expression_that_gives_something_else_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\n1 + (\n    1\n)  # → 3\n```\n", encoding="utf-8")

    done = run_script(script_of(page), tmp_path, os.environ["DATABASE_URL"])

    assert done.stderr == "line 2 gives 2, and the page says 3\n"
