"""Sums and averages in SQL that come out the same, to the digit, on every database."""

from decimal import Context, Decimal
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate
from django.db.models.sql.compiler import SQLCompiler

#: Decimal places that an average has beside those of its column.
AVERAGE_PLACES = 4
_EXACT = Context(prec=1200)


class InGroup(Aggregate):
    """An aggregate written out for each database; ``{x}`` stands for the value, as often as it is needed."""

    def __init__(self, value: Any, *, sqlite: str, postgresql: str, output_field: Any) -> None:
        super().__init__(value, output_field=output_field)
        self._templates = {"sqlite": sqlite, "postgresql": postgresql}

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:  # type: ignore[override]
        """Fill the template."""
        template = self._templates[connection.vendor]
        sql, parameters = compiler.compile(self.source_expressions[0])
        return template.replace("{x}", sql), tuple(parameters) * template.count("{x}")


class Digits(models.Field):  # type: ignore[type-arg]
    """Decimals with so many places. Where ``scaled``, SQLite holds them as whole numbers of their last place, which add up exactly."""

    def __init__(self, places: int, *, scaled: bool) -> None:
        super().__init__()
        self.places, self._scaled = places, scaled

    def from_db_value(self, value: Any, _expression: Any, connection: BaseDatabaseWrapper) -> Decimal | None:
        """Return the decimal."""
        if value is None:
            return None
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        number = number.scaleb(-self.places, _EXACT) if self._scaled and connection.vendor == "sqlite" else number
        return number.quantize(Decimal(1).scaleb(-self.places), context=_EXACT)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Return the number that the database compares with."""
        if connection.vendor != "sqlite" or value is None:
            return value
        number = value.scaleb(self.places) if self._scaled else value
        return int(number) if self._scaled and number == int(number) else float(number)


class JsonNumbers(models.Field):  # type: ignore[type-arg]
    """Numbers out of JSON."""

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        """Return a whole number as an ``int``, any other as a ``float``."""
        if not isinstance(value, Decimal):
            return value
        return int(value) if value == value.to_integral_value() else float(value)


def decimal_sum(value: Any, places: int) -> InGroup:
    """Return the exact sum of a decimal column."""
    return InGroup(value, sqlite=f"SUM({_scaled(places)})", postgresql="SUM({x})", output_field=Digits(places, scaled=True))


def decimal_average(value: Any, places: int) -> InGroup:
    """Return the average of a decimal column, rounded half away from zero to four places more than the column has."""
    total, count, unit = f"SUM({_scaled(places)})", "COUNT({x})", 10**AVERAGE_PLACES
    # The rest of the division is shifted, for the whole sum times 10,000 would soon be more than 64 bits.
    rest = f"(ABS({total}) % {count} * {2 * unit} + {count}) / (2 * {count})"
    sqlite = f"SIGN({total}) * (ABS({total}) / {count} * {unit} + {rest})"
    finer = places + AVERAGE_PLACES
    return InGroup(value, sqlite=sqlite, postgresql=f"ROUND(AVG({{x}}), {finer})", output_field=Digits(finer, scaled=True))


def average(value: Any) -> InGroup:
    """Return the average of a column of whole numbers, or of numbers in JSON."""
    sqlite = "SUM({x}) * 1.0 / COUNT({x})"
    postgresql = "SUM({x})::double precision / NULLIF(COUNT({x}), 0)"
    return InGroup(value, sqlite=sqlite, postgresql=postgresql, output_field=models.FloatField())


def _scaled(places: int) -> str:
    return f"CAST(ROUND({{x}} * {10**places}) AS INTEGER)"
