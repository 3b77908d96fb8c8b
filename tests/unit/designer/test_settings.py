import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def setting(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Evaluate an expression over the settings in a process with that environment and nothing else."""
    code = f"from designer import settings as s; print({expression})"
    env = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_without_any_variable_it_is_embedded_on_sqlite_and_not_in_debug_mode(tmp_path: Path) -> None:
    said = setting("s.EMBEDDED, s.DEBUG, s.DATABASES['default']['NAME'], s.DESIGNER['REDIS_URL']", DATAFLOW_DATA_DIR=str(tmp_path))
    assert said.stdout.strip() == f"True False {tmp_path}/db.sqlite3"
    assert (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("key", ["", "a long random text"])
def test_with_redis_all_processes_must_be_given_the_same_key(tmp_path: Path, key: str) -> None:
    said = setting(
        "s.EMBEDDED, s.DESIGNER['REDIS_URL'], s.SECRET_KEY", DATAFLOW_DATA_DIR=str(tmp_path), REDIS_URL="redis://r/0", SECRET_KEY=key
    )
    if key:
        assert said.stdout.strip() == f"False redis://r/0 {key}"
    else:
        assert "SECRET_KEY is not set. Give every process the same long random text" in said.stderr
    assert not (tmp_path / "secret_key").exists()
