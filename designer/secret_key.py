"""The key that signs sessions and seals credentials, made once where nobody gave one."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key(path: Path) -> str:
    """Return the key kept in ``path``; make it, readable by its owner only, where there is none.

    Two processes that start at once agree: the file appears whole, and the second keeps what the first wrote.
    """
    if not path.exists():
        _write(path)
    return path.read_text().strip()


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(get_random_secret_key())
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
