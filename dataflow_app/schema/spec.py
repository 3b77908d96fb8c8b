"""What a decorated class says, read into plain values: no Django in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from dataflow_app.schema.options import ModelOptions


class FieldKind(StrEnum):
    """What a column holds; ``relation`` is a row of another model and ``explicit`` a Django field given as the default."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    BINARY = "binary"
    JSON = "json"
    RELATION = "relation"
    EXPLICIT = "explicit"


class Missing:
    """The default of a field that has none: the value must be given."""

    def __repr__(self) -> str:
        """Return a word for error messages."""
        return "no default"


MISSING = Missing()


class CreationTime:
    """The default of a column that holds when its row was made, which the write sets by itself."""

    def __repr__(self) -> str:
        """Return words for error messages."""
        return "the time of creation"


CREATION_TIME = CreationTime()


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """What an annotation means.

    ``choices`` are (value, label) pairs of a ``Literal`` or an enum; ``target`` is the model of a relation, as a class, or by
    name where it is not defined yet; ``shape`` is ``list`` or ``dict`` for JSON; ``item`` is what a list (or a dict) holds, where said.
    """

    kind: FieldKind
    nullable: bool = False
    choices: tuple[tuple[str | int, str], ...] = ()
    target: Any = None
    shape: type | None = None
    item: "TypeSpec | None" = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One column: its name, its type and its default (``MISSING``, a value, or a function that makes one)."""

    name: str
    type: TypeSpec
    default: Any = MISSING

    @property
    def is_required(self) -> bool:
        """Whether a row cannot be made without a value for it."""
        return self.default is MISSING and not self.type.nullable


IndexKind = Literal["btree", "gin", "gist", "hash", "brin", "text"]


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """An index over some fields, in order; a ``-`` before a field makes it descending; ``unique`` makes it a constraint.

    It covers the rows that meet ``condition`` (a filter; None: all), and carries the columns of ``include`` along. ``options``
    are details of its ``kind``; ``text`` is an index of words. ``place`` is where it was written, for errors.
    """

    name: str
    fields: tuple[str, ...]
    unique: bool = False
    condition: Mapping[str, Any] | None = None
    include: tuple[str, ...] = ()
    kind: IndexKind = "btree"
    options: Mapping[str, Any] = field(default_factory=dict)
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """A rule that every row keeps: ``condition`` is a filter that it meets. An empty column breaks no comparison."""

    name: str
    condition: Mapping[str, Any]
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A class read whole: its fields in the order of their definition, its indexes and options, and where it stands."""

    name: str
    module: str
    qualname: str
    fields: tuple[FieldSpec, ...]
    indexes: tuple[IndexSpec, ...]
    options: ModelOptions
    docstring: str = ""
    checks: tuple[CheckSpec, ...] = ()

    @property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """The fields by their names."""
        return {each.name: each for each in self.fields}
