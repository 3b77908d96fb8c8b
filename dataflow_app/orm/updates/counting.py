"""``$inc`` and ``$mul`` in JSON: whole numbers stay whole and exact, others are computed in decimals and kept as 64-bit floats."""

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Literal

from dataflow_app.orm.updates.change import Place, jsonb
from dataflow_app.orm.updates.fragment import Fragment, cast, sql
from dataflow_app.orm.updates.refusals import Refused, refusal

Number = int | float
Counting = Literal["$inc", "$mul"]

_EXACT = Context(prec=2000)
_LARGEST, _SMALLEST = Decimal("1e308"), Decimal("1e-307")
#: The operators in SQL.
SIGNS = {"$inc": "+", "$mul": "*"}


@dataclass(frozen=True, slots=True)
class Count:
    """Adds a number, or multiplies by one; nothing counts as 0."""

    operator: Counting
    number: Number
    creates = True

    def applied(self, place: Place, value: Any) -> Any:
        """Return the sum or the product."""
        if value is None:
            return self._from_nothing
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise place.refused(self._wanted, value)
        total = self._total(exact(value))
        if abs(total) > _LARGEST:
            raise Refused(place.name, "would become larger than 1e308.{found}", "")
        if isinstance(value, int) and isinstance(self.number, int):
            return int(total)
        return _float(total)

    def as_sql(self, place: Place) -> Fragment:
        """Return the same."""
        present = sql("CAST({value} AS numeric)", value=place.value)
        number = cast(format(exact(self.number), "f"), "numeric")
        total = sql(f"({{present}} {SIGNS[self.operator]} {{number}})", present=present, number=number)
        whole = (
            sql("WHEN SCALE({present}) = 0 THEN to_jsonb({total})", present=present, total=total)
            if _is_whole(self.number)
            else Fragment("")
        )
        sentence = "would become larger than 1e308.{found}"
        too_large = sql("to_jsonb({failure})", failure=refusal(place.name, sentence, sql("LEFT(jsonb_typeof({x}), 0)", x=place.value)))
        return sql(
            "(CASE {type} WHEN 'null' THEN {nothing} WHEN 'number' THEN (CASE WHEN ABS({total}) > 1e308 THEN {too_large} {whole}"
            " WHEN ABS({total}) < 1e-307 THEN '0' ELSE to_jsonb(CAST({total} AS double precision)) END) ELSE {refusal} END)",
            type=place.type(),
            nothing=jsonb(self._from_nothing),
            total=total,
            too_large=too_large,
            whole=whole,
            refusal=place.refusal(self._wanted),
        )

    @property
    def _wanted(self) -> str:
        return f"{self.operator} works on numbers."

    @property
    def _from_nothing(self) -> Number:
        return self.number if self.operator == "$inc" else 0

    def _total(self, value: Decimal) -> Decimal:
        number = exact(self.number)
        return _EXACT.add(value, number) if self.operator == "$inc" else _EXACT.multiply(value, number)


def exact(number: Number) -> Decimal:
    """Return the number in the digits that it shows."""
    return Decimal(number) if isinstance(number, int) else Decimal(repr(number))


def _is_whole(number: Number) -> bool:
    return isinstance(number, int)


def _float(total: Decimal) -> Number:
    number = 0.0 if abs(total) < _SMALLEST else float(total)
    return int(number) if number.is_integer() else number
