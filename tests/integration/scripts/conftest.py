"""The example project, a copy for each test."""

import shutil
from pathlib import Path

import pytest

from tests.integration.orm.build.scripts import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the project."""
    return shutil.copytree(
        ROOT / "tests" / "example_project", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__", "*.sqlite3")
    )
