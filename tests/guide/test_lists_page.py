"""docs/reference/lists.md runs as it stands there, on the selected database."""

from pathlib import Path

from tests.guide.documents import ROOT, run_script, script_of

PAGE = ROOT / "docs" / "reference" / "lists.md"


def test_every_block_gives_what_the_page_shows(tmp_path: Path, own_url: str) -> None:
    done = run_script(script_of(PAGE), tmp_path, own_url)

    assert (done.returncode, done.stderr) == (0, "")
