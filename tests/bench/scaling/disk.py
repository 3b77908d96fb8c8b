"""What the disk takes: to have one page on it, and for many bytes."""

import os
from pathlib import Path
from statistics import median
from time import perf_counter

_PAGE, _MANY = 8192, 64 << 20


def flush_seconds(folder: Path, times: int = 300) -> float:
    """Return the median seconds of a write of one page that is on the disk when it is answered, as a commit is."""
    path = folder / "flushed"
    path.write_bytes(bytes(_PAGE * times))
    handle = os.open(path, os.O_WRONLY)
    os.fsync(handle)
    taken = []
    for number in range(times):
        start = perf_counter()
        os.pwrite(handle, os.urandom(_PAGE), number * _PAGE)
        os.fdatasync(handle)
        taken.append(perf_counter() - start)
    os.close(handle)
    path.unlink()
    return median(taken)


def bytes_a_second(folder: Path) -> float:
    """Return how many bytes a second come onto the disk when many are written together."""
    path, content = folder / "written", os.urandom(_MANY)
    start = perf_counter()
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fdatasync(file.fileno())
    seconds = perf_counter() - start
    path.unlink()
    return _MANY / seconds
