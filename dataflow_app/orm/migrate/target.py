"""A table that is to have the shape of a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dataflow_app.orm.bound_model import BoundModel


@dataclass(frozen=True, slots=True)
class Target:
    """A model, the names that its columns and its table had before, and the file that it is written in (empty where that is unknown).

    ``renamed`` leads from former names of fields to the present ones; ``owns_name`` says that nobody chose the table's name.
    """

    model: Any
    renamed: Mapping[str, str]
    former_tables: tuple[str, ...]
    source: str
    owns_name: bool

    @property
    def table(self) -> str:
        """The table's name."""
        name: str = self.model._meta.db_table
        return name


def targets_of(bound: BoundModel, source: str) -> list[Target]:
    """Return the table of a model, and that of its history."""
    name, table = bound.name, bound.model._meta.db_table
    renamed = bound.options.renamed
    stem = table[: -len(name)]
    owns_name = table == f"{stem}{name.lower()}" and bound.model._meta.app_label.startswith(stem.rstrip("_") or "script_")
    former = tuple(f"{stem}{old.lower()}" for old, new in renamed.items() if new == name) if owns_name else ()
    columns = {old: new for old, new in renamed.items() if new != name}
    targets = [Target(bound.model, columns, former, source, owns_name)]
    history = getattr(bound.model, "history", None)
    if history is not None:
        targets.append(Target(history.model, columns, tuple(f"{each}_history" for each in former), source, owns_name))
    return targets
