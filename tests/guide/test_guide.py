"""Every Python block of the guide, run through ``run_script`` on the selected database."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker

from tests.guide.parts import PARTS, WORKFLOW

GUIDE = Path(__file__).with_name("guide.md").read_text(encoding="utf-8")
BLOCKS = dict(enumerate(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL), start=1))


def numbers(*, needs_project: bool) -> list[int]:
    """Return the numbers of the blocks that work on the project's database, or of those that bring their own."""
    return [number for number, part in PARTS.items() if part.needs_project is needs_project]


def run_block(number: int, folder: Path) -> None:
    """Write a block as a script, with what stands around it, and run it."""
    part = PARTS[number]
    script = folder / f"guide_block_{number}.py"
    script.write_text("\n".join((part.before, BLOCKS[number], part.after)), encoding="utf-8")
    call_command("run_script", str(script))


def test_every_block_is_run() -> None:
    assert list(BLOCKS) == list(PARTS)


@pytest.mark.django_db
@pytest.mark.parametrize("number", numbers(needs_project=True))
def test_a_block_runs_as_it_is_written(number: int, tmp_path: Path) -> None:
    run_block(number, tmp_path)


@pytest.mark.parametrize("number", numbers(needs_project=False))
def test_a_block_with_a_database_of_its_own_runs_as_it_is_written(number: int, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        run_block(number, tmp_path)


@pytest.mark.django_db
def test_the_whole_guide_runs_as_one_script(tmp_path: Path) -> None:
    before = "import os\nfrom datetime import datetime, timedelta\nfrom typing import List, Optional\n" + WORKFLOW
    # The two blocks that go on with a workflow of the reader's each start a new one, for they use the same node id.
    blocks = [f"{'workflow = WorkflowBuilder()' if number in (8, 13) else ''}\n{block}" for number, block in BLOCKS.items()]
    script = tmp_path / "guide.py"
    script.write_text("\n".join((before, *blocks, "monitor_ai_services()")), encoding="utf-8")
    call_command("run_script", str(script))
