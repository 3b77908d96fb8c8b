import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.servers import free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


def test_the_demo_seeds_says_where_it_is_serves_and_stops_without_a_word(tmp_path: Path) -> None:
    port = free_port()
    env = {
        **os.environ,
        "DATAFLOW_DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(4)]
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.read() == b'{"status": "ok"}'
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert lines == [
        "▸ Preparing the database",
        "▸ Loading the sample catalogue",
        "▸ Drawing the workflows",
        f"DataFlow Designer is at http://127.0.0.1:{port} · sign in as demo / demo · Ctrl-C stops it",
    ]
    assert (rest, process.returncode) == ("", 0)
