"""The README's code runs as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_script_of_the_readme_runs_in_an_empty_folder(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), flags=re.DOTALL)
    script = tmp_path / "shop.py"
    script.write_text(next(block for block in blocks if "LocalRuntime()" in block))
    hidden = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in hidden} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("89.99 1\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataflow.sqlite3", "shop.py"]
