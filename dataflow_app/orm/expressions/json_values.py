"""What lies inside JSON columns, as SQL that means the same on every database."""

import json
import re
from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.orm.databases.sqlite_functions import OnSqlite, sqlite_function

_PLACE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_Compiled = tuple[str, Any]


class JsonAt(Func):
    """The JSON value under some keys of a JSON column (a number is a place in a list too); SQL's NULL where there is none."""

    output_field = models.JSONField()

    def __init__(self, column: Any, keys: tuple[str, ...]) -> None:
        super().__init__(column)
        self.keys = keys

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> _Compiled:  # noqa: ARG002 - Django's signature
        """Follow the keys with ``->``, which gives JSON text."""
        sql, parameters = compiler.compile(self.source_expressions[0])
        for key in self.keys:
            if _PLACE.fullmatch(key):
                place = f"$[#{key}]" if key.startswith("-") else f"$[{int(key)}]"
                sql, parameters = f"COALESCE({sql} -> %s, {sql} -> %s)", (*parameters, place, *parameters, _label(key))
            else:
                sql, parameters = f"({sql} -> %s)", (*parameters, _label(key))
        return sql, parameters

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> _Compiled:  # noqa: ARG002 - likewise
        """Follow the keys with ``#>``."""
        sql, parameters = compiler.compile(self.source_expressions[0])
        return f"({sql} #> %s::text[])", (*parameters, list(self.keys))


class _OfJson(Func):
    """Something about a JSON value; a template names it as often as it needs."""

    sqlite: ClassVar[str]
    postgresql: ClassVar[str]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> _Compiled:  # noqa: ARG002 - Django's signature
        """Write SQLite's template."""
        return self._filled(self.sqlite, compiler)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> _Compiled:  # noqa: ARG002 - likewise
        """Write PostgreSQL's template."""
        return self._filled(self.postgresql, compiler)

    def _filled(self, template: str, compiler: SQLCompiler) -> _Compiled:
        sql, parameters = compiler.compile(self.source_expressions[0])
        return template.replace("{x}", sql), tuple(parameters) * template.count("{x}")


class JsonRank(_OfJson):
    """1 for numbers, 2 for text, 3 for false and true, 4 for lists and objects, NULL for null and where there is nothing."""

    output_field = models.IntegerField()
    sqlite = (
        "CASE json_type({x}) WHEN 'integer' THEN 1 WHEN 'real' THEN 1 WHEN 'text' THEN 2 WHEN 'true' THEN 3 WHEN 'false' THEN 3 "
        "WHEN 'array' THEN 4 WHEN 'object' THEN 4 END"
    )
    postgresql = (
        "CASE jsonb_typeof({x}) WHEN 'number' THEN 1 WHEN 'string' THEN 2 WHEN 'boolean' THEN 3 "
        "WHEN 'array' THEN 4 WHEN 'object' THEN 4 END"
    )


class JsonNumber(_OfJson):
    """The number, else NULL."""

    output_field = models.Field()
    sqlite = "CASE WHEN json_type({x}) IN ('integer', 'real') THEN {x} ->> '$' END"
    postgresql = "CASE jsonb_typeof({x}) WHEN 'number' THEN ({x} #>> '{}')::numeric END"


class JsonOrder(_OfJson):
    """The number, 0 for false and 1 for true, else NULL."""

    output_field = models.Field()
    sqlite = "CASE WHEN json_type({x}) IN ('integer', 'real', 'true', 'false') THEN {x} ->> '$' END"
    postgresql = "CASE jsonb_typeof({x}) WHEN 'number' THEN ({x} #>> '{}')::numeric WHEN 'boolean' THEN ({x})::boolean::int::numeric END"


class JsonText(_OfJson):
    """The text, compared by code point, else NULL."""

    output_field = models.TextField()
    sqlite = "CASE json_type({x}) WHEN 'text' THEN {x} ->> '$' END"
    postgresql = "(CASE jsonb_typeof({x}) WHEN 'string' THEN {x} #>> '{}' END) COLLATE \"C\""


class JsonIdentity(OnSqlite):
    """The JSON value in a form that is the same for equal values (``1`` and ``1.0``, objects in any order); NULL for null too."""

    function = "dataflow_json_identity"
    arity = 1
    output_field = models.JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> _Compiled:
        """Leave it to ``jsonb``, which knows equal values."""
        return super().as_sql(compiler, connection, template="NULLIF(%(expressions)s, 'null'::jsonb)", **extra)


def _label(key: str) -> str:
    return f'$."{key}"'


@sqlite_function("dataflow_json_identity", 1)
def _identity(text: str | None) -> str | None:
    if text is None or text == "null":
        return None
    if text[0] == '"':
        return text
    return json.dumps(_same(json.loads(text)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _same(value: Any) -> Any:
    """Return the value with every whole number written as one."""
    if isinstance(value, dict):
        return {key: _same(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_same(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
