"""``$inc`` and ``$mul`` of a column of numbers, computed and checked by the database; an empty column counts as 0."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DecimalField, F, FloatField, Func
from django.db.models.sql.compiler import SQLCompiler

from dataflow_app.orm.columns import AnyField
from dataflow_app.orm.updates.counting import SIGNS, Counting
from dataflow_app.orm.updates.fragment import Fragment, cast, sql
from dataflow_app.orm.updates.limits import limits_of
from dataflow_app.orm.updates.refusals import Refused, keep, refusal

_EXACT = Context(prec=2000)
#: SQLite keeps a decimal as a 64-bit float, which is exact to this many digits.
_SQLITE_DIGITS = 15


class CountedColumn(Func):
    """What comes of a number when another is added to it or multiplied with it; a decimal is rounded to its places, half away from 0."""

    def __init__(self, field: AnyField, operator: Counting, number: Decimal) -> None:
        self.column_field, self.operator, self.number = field, operator, number
        self.limits = limits_of(field)
        super().__init__(F(field.attname), output_field=field)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        """Compute in ``numeric``, which does not overflow before the limits are asked; floats as floats."""
        del connection
        kind = "double precision" if isinstance(self.column_field, FloatField) else "numeric"
        number = cast(str(self.number), kind)
        total = sql(
            f"(COALESCE(CAST({{column}} AS {kind}), 0) {SIGNS[self.operator]} {{number}})", column=self._column(compiler), number=number
        )
        if isinstance(self.column_field, DecimalField):
            total = sql(f"ROUND({{total}}, {self.limits.places})", total=total)
        return self._within(total, kind, refusal(self.column_field.name, self.limits.sentence, total))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        """Compute in SQLite's integers and floats; decimals in Python, for SQLite has none."""
        connection.ensure_connection()
        column = self._column(compiler)
        if isinstance(self.column_field, DecimalField):
            return self._decimal_on_sqlite(connection, column)
        connection.connection.create_function("dataflow_refused", 3, _refuse)
        kind, number = ("REAL", float(self.number)) if isinstance(self.column_field, FloatField) else ("INTEGER", int(self.number))
        total = sql(f"(COALESCE({{column}}, 0) {SIGNS[self.operator]} {{number}})", column=column, number=Fragment("%s", (number,)))
        place, sentence = self.column_field.name, self.limits.sentence
        return self._within(total, kind, sql("dataflow_refused({place}, {sentence}, {total})", place=place, sentence=sentence, total=total))

    def _within(self, total: Fragment, kind: str, refused: Fragment) -> tuple[str, Any]:
        low, high = (cast(str(limit), kind) for limit in (self.limits.low, self.limits.high))
        found = sql(
            "(CASE WHEN {total} BETWEEN {low} AND {high} THEN {total} ELSE {refused} END)", total=total, low=low, high=high, refused=refused
        )
        return found.text, found.parameters

    def _decimal_on_sqlite(self, connection: Any, column: Fragment) -> tuple[str, Any]:
        limits = self.limits
        asked = (self.column_field.name, self.operator, str(self.number), limits.places, str(limits.low), str(limits.high), limits.sentence)
        connection.connection.create_function("dataflow_counted_decimal", len(asked) + 1, _decimal, deterministic=True)
        return f"dataflow_counted_decimal({column.text}{', %s' * len(asked)})", (*column.parameters, *asked)

    def _column(self, compiler: SQLCompiler) -> Fragment:
        text, parameters = compiler.compile(self.get_source_expressions()[0])
        return Fragment(text, tuple(parameters))


def _decimal(stored: float | str | None, place: str, operator: str, number: str, places: int, low: str, high: str, sentence: str) -> str:  # noqa: PLR0913, PLR0917 - SQLite passes what the statement says
    present = Decimal(str(stored or 0))
    total = _EXACT.add(present, Decimal(number)) if operator == "$inc" else _EXACT.multiply(present, Decimal(number))
    total = total.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    if not Decimal(low) <= total <= Decimal(high):
        _refuse(place, sentence, total)
    if len(total.normalize(_EXACT).as_tuple().digits) > _SQLITE_DIGITS:
        _refuse(place, f"would become {{found}}, and SQLite is exact to {_SQLITE_DIGITS} digits.", total)
    return str(total)


def _refuse(place: str, sentence: str, found: Any) -> None:
    refused = Refused(place, sentence, str(found))
    keep(refused)
    raise refused
