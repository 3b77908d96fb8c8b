"""An installation to be simulated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How much of what there is. Runs belong to tenants, and a tenant to one of the databases.

    ``cores`` are those of one database, ``shared`` says that all processes share them, as on one machine. A worker is one processor
    with ``threads``; so is a web process, and so is each of the ``brokers``.
    """

    webs: int = 1
    workers: int = 2
    threads: int = 4
    databases: int = 1
    cores: int = 2
    brokers: int = 1
    shared: bool = False
