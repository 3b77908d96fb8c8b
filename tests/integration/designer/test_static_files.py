from pathlib import Path
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def built(tmp_path: Path, settings: Any) -> Path:
    """A script that was there when the process started."""
    script = tmp_path / "assets" / "main-1.js"
    script.parent.mkdir()
    script.write_text("1")
    settings.STATICFILES_DIRS = [tmp_path]
    return script


def test_a_file_that_a_new_build_removed_is_not_found(built: Path) -> None:
    client = Client()
    answer = client.get("/static/assets/main-1.js")
    assert (answer.status_code, b"".join(answer)) == (200, b"1")
    built.unlink()
    assert client.get("/static/assets/main-1.js").status_code == 404
