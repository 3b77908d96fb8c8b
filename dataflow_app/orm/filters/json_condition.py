"""Tests on JSON as conditions of a query."""

import json
from typing import Any

from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.orm.databases.sqlite_functions import provide
from dataflow_app.orm.filters.condition import Condition
from dataflow_app.orm.filters.json_in_postgresql import written
from dataflow_app.orm.filters.json_in_python import ABSENT, holds
from dataflow_app.orm.filters.json_tests import Test
from dataflow_app.orm.filters.place import Place


class JsonHolds(Func):
    """Whether a JSON column passes a test, which is given as JSON text: ``JsonHolds(F("specifications"), test="…", indexed=False)``."""

    arity = 1
    output_field = BooleanField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_: Any) -> tuple[str, Any]:
        """Call our function on the column."""
        provide(connection)
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"dataflow_json_holds({sql}, %s)", [*params, self.extra["test"]]

    def as_postgresql(self, compiler: SQLCompiler, _connection: Any, **_: Any) -> tuple[str, Any]:
        """Write the test in SQL."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return written(json.loads(self.extra["test"]), (sql, list(params)), indexed=self.extra["indexed"])


def json_condition(place: Place, test: Test) -> Condition:
    """Return the condition that the place's column passes the test."""
    indexed = place.field.name in place.bound.options.postgresql.jsonb_gin_indexes

    def tested(wanted: Test) -> Q:
        return Q(JsonHolds(F(place.field.attname), test=json.dumps(wanted), indexed=indexed))

    return Condition(tested(test), tested(["not", test]), of_nothing=holds(test, ABSENT))
