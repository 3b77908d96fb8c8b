"""Whether rows of a model can be checked while others are on their way: PostgreSQL answers nothing else meanwhile."""

from functools import lru_cache

from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.bulk.stored import is_known
from dataflow_app.orm.columns import AnyField, columns
from dataflow_app.orm.references import foreign_keys

#: Where functions come from that surely ask no database.
_QUIET = ("django", "dataflow_app", "uuid", "datetime", "builtins", "time", "random", "secrets")


@lru_cache(maxsize=1024)
def can_stream(bound: BoundModel) -> bool:
    """Whether checking a row, and filling it up, asks the database for nothing."""
    return not foreign_keys(bound) and all(map(_is_quiet, columns(bound)))


def _is_quiet(field: AnyField) -> bool:
    validators = [*field.validators, *([field.default] if callable(field.default) else [])]
    return is_known(type(field).pre_save) and all(_origin(each) in _QUIET for each in validators)


def _origin(function: object) -> str:
    module = getattr(function, "__module__", None) or type(function).__module__
    return str(module).partition(".")[0]
