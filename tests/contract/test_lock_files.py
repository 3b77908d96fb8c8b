"""Lock files name packages and hashes, and no place to download them from."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK_FILES = [*sorted(ROOT.glob("requirements/*.txt")), ROOT / "frontend/package-lock.json"]


@pytest.mark.parametrize("path", LOCK_FILES, ids=lambda path: path.name)
def test_a_lock_file_holds_no_address(path: Path) -> None:
    # "funding" entries point at sponsors' pages; they are no download address, npm itself writes them.
    text = path.read_text()
    if path.suffix == ".json":
        packages = json.loads(text)["packages"].values()
        text = json.dumps([{key: value for key, value in package.items() if key != "funding"} for package in packages])
    assert "://" not in text


@pytest.mark.parametrize("path", [path for path in LOCK_FILES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_every_python_package_is_pinned_with_a_hash(path: Path) -> None:
    pinned = [line for line in path.read_text().splitlines() if "==" in line]
    unhashed = [line for line in pinned if not line.endswith("\\")]
    assert pinned
    assert unhashed == []
