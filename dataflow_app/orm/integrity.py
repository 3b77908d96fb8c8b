"""What a database refuses, said in the words of the model."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connections, transaction
from django.db.models import CheckConstraint, ProtectedError, RestrictedError

from dataflow_app.errors import NodeError, one
from dataflow_app.orm.acting import acting
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.columns import TENANT, columns
from dataflow_app.orm.enclosing import take_enclosed
from dataflow_app.orm.values.coercions import shown
from dataflow_app.scope import Scope

_UNIQUE_ON_SQLITE = re.compile(r"UNIQUE constraint failed: (.+)")
_NAMED_ON_SQLITE = re.compile(r"(?:CHECK|NOT NULL|UNIQUE) constraint failed: (.+)")
_KEY_ON_POSTGRESQL = re.compile(r"Key \((?P<columns>.+?)\)=")
_SHOWN_ROWS = 3


@contextmanager
def writing(bound: BoundModel, scope: Scope, values: Mapping[str, Any] | None = None, *, is_one_statement: bool = False) -> Iterator[None]:
    """Do what is in the ``with`` block on behalf of the scope, whole or not at all, with refusals as ``NodeError``.

    ``is_one_statement`` says that one statement writes: it is whole by itself, so that a transaction of its own would only cost time.
    Within a transaction it takes a savepoint, unless that transaction encloses this change alone.
    """
    alone = take_enclosed() if connections[bound.database].in_atomic_block else is_one_statement
    with acting(scope), refusals(bound, values), nullcontext() if alone else transaction.atomic(using=bound.database):
        yield


@contextmanager
def refusals(bound: BoundModel, values: Mapping[str, Any] | None = None) -> Iterator[None]:
    """Turn what Django and the database refuse into ``NodeError``; ``values`` are the columns that were to be written."""
    try:
        yield
    except (ProtectedError, RestrictedError) as error:
        raise _referred_to(bound, error) from error
    except IntegrityError as error:
        raise violation(bound, error, values or {}) from error
    except DataError as error:
        raise NodeError("invalid_parameter", f"The database refused a value for {bound.name}: {_first_line(error)}") from error
    except OperationalError as error:
        if "user-defined function" in str(error):
            raise _too_slow(bound) from error
        if "integer overflow" in str(error):
            raise _too_large(bound) from error
        if not any(word in str(error) for word in ("locked", "deadlock detected")):
            raise
        raise NodeError("conflict", f"{bound.name} could not be written: another writer holds the database.", "Try again.") from error


def _too_slow(bound: BoundModel) -> NodeError:
    """Return the error of a statement that one of our functions on SQLite stopped: only those for regular expressions do."""
    message = f"A regular expression took too long on the rows of {bound.name}, and was stopped."
    return NodeError(
        "invalid_parameter", message, "Write it with fewer repetitions, or find the rows by a part of the text.", port="filter"
    )


def _too_large(bound: BoundModel) -> NodeError:
    """Return the error of a sum, or of an average, that SQLite could not add up in whole numbers."""
    message = f"Numbers of {bound.name} add up to more than 64 bits, which SQLite cannot hold."
    return NodeError("invalid_parameter", message, "Make smaller groups, or use PostgreSQL for such numbers.", port="aggregate")


def violated_columns(bound: BoundModel, error: IntegrityError) -> tuple[str, ...]:
    """Return the columns of the unique rule that was broken, without the tenant; none where it was another rule."""
    diagnosis = getattr(error.__cause__, "diag", None)
    detail = getattr(diagnosis, "message_detail", None)
    if detail is not None:
        found = _KEY_ON_POSTGRESQL.search(detail) if "already exists" in detail else None
        names = found["columns"].split(", ") if found else []
    else:
        unique = _UNIQUE_ON_SQLITE.search(str(error))
        names = [name.rpartition(".")[2] for name in unique[1].split(", ")] if unique else []
    by_column = {field.column: field.attname for field in columns(bound)}
    return tuple(by_column.get(name.strip('"'), name) for name in names if name != TENANT)


def taken(bound: BoundModel, names: tuple[str, ...], values: Mapping[str, Any]) -> NodeError:
    """Return the error of a row whose unique columns another row has."""
    what = " and ".join(
        f"{name} {shown(values[name]).removeprefix('text ').removeprefix('the number ')}" if name in values else f"the same {name}"
        for name in names
    )
    return NodeError(
        "integrity", f"There is {one(bound.name)} with {what} already.", "Choose another value, or use an upsert.", port=names[0]
    )


def violation(bound: BoundModel, error: IntegrityError, values: Mapping[str, Any]) -> NodeError:
    """Return the error of a row that broke a rule of the database; ``values`` are the columns that were to be written."""
    names = violated_columns(bound, error)
    if names:
        return taken(bound, names, values)
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    found = _NAMED_ON_SQLITE.search(str(error))
    named = rule or (found[1] if found else "")
    wanted = _wanted(bound, named)
    what = f"breaks its rule '{named}'." if named else f"breaks a rule of the database ({_first_line(error)})."
    return NodeError("integrity", f"The {bound.name} {f'is refused: {wanted}' if wanted else what}")


def _wanted(bound: BoundModel, rule: str) -> str:
    """Return what a check of the class wants, as a sentence goes on; an empty text where it is no check of the class."""
    checks = [each for each in bound.model._meta.constraints if isinstance(each, CheckConstraint) and each.name == rule]
    words = checks[0].violation_error_message if checks else None
    if words is None or words == CheckConstraint.default_violation_error_message:
        return ""
    text = str(words)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _referred_to(bound: BoundModel, error: ProtectedError | RestrictedError) -> NodeError:
    rows: list[Any] = list(error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects)
    named = ", ".join(
        f"{type(row).__name__} {row.pk}" for row in sorted(rows, key=lambda row: (type(row).__name__, str(row.pk)))[:_SHOWN_ROWS]
    )
    more = f" and {len(rows) - _SHOWN_ROWS} more" if len(rows) > _SHOWN_ROWS else ""
    return NodeError("integrity", f"The {bound.name} is referred to by {named}{more}.", "Delete or change those rows first.")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
