"""What processes took of the machine: processor time and memory, as the kernel counts them."""

import os
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")


def processor_seconds(pid: int) -> float:
    """Return the seconds of a process, its ended children and those that it has now."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return _own(pid) + sum(_own(int(child)) for child in children)


def resident(pid: int) -> float:
    """Return the memory of a process, in MB."""
    fields = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return next(int(words[1]) for words in fields if words[0] == "VmRSS:") / 1024


def _own(pid: int) -> float:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0.0
    # User and system time of the process, and of its children that have ended.
    return sum(map(int, after_name[11:15])) * _TICK
