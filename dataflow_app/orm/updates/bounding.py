"""``$min`` and ``$max`` in JSON: the smaller or the larger of two numbers, or of two texts by their characters."""

from dataclasses import dataclass
from typing import Any, Literal

from dataflow_app.orm.updates.change import Place, json_type, jsonb
from dataflow_app.orm.updates.fragment import Fragment, cast, sql

Bounding = Literal["$min", "$max"]


@dataclass(frozen=True, slots=True)
class Bound:
    """Keeps the value, unless what is there is smaller (``$min``) or larger (``$max``)."""

    operator: Bounding
    value: float | str
    creates = True

    def applied(self, place: Place, value: Any) -> Any:
        """Return the smaller or the larger one."""
        if value is None:
            return self.value
        if json_type(value) != json_type(self.value):
            raise place.refused(self._wanted, value)
        yields = value > self.value if self.operator == "$min" else value < self.value
        return self.value if yields else value

    def as_sql(self, place: Place) -> Fragment:
        """Return the same; texts are compared by their characters, whatever the database's language."""
        if isinstance(self.value, str):
            present, wanted = sql("({value} #>> '{{}}')", value=place.value), cast(self.value, "text")
            present = sql('{present} COLLATE "C"', present=present)
        else:
            present, wanted = place.value, jsonb(self.value)
        sign = ">" if self.operator == "$min" else "<"
        return sql(
            f"(CASE {{type}} WHEN 'null' THEN {{whole}} WHEN '{json_type(self.value)}' THEN"
            f" (CASE WHEN {{present}} {sign} {{wanted}} THEN {{whole}} ELSE {{value}} END) ELSE {{refusal}} END)",
            type=place.type(),
            whole=jsonb(self.value),
            present=present,
            wanted=wanted,
            value=place.value,
            refusal=place.refusal(self._wanted),
        )

    @property
    def _wanted(self) -> str:
        return f"{self.operator} was given {'text' if isinstance(self.value, str) else 'a number'}; it compares like with like."
