"""DataFlow: a database, and the models whose nodes work on it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar, overload
from weakref import ref

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from dataflow_app.errors import DatabaseError, ModelError, one, suggest
from dataflow_app.nodes.model_registry import ModelRegistry
from dataflow_app.nodes.registry import REGISTRIES
from dataflow_app.orm.binding import model_bound
from dataflow_app.orm.bindings import Bindings, make_room
from dataflow_app.orm.bound_model import BoundModel
from dataflow_app.orm.build.home import Home
from dataflow_app.orm.build.model import build_model
from dataflow_app.orm.build.place import find_home, is_in_app
from dataflow_app.orm.build.script_app import forget_models
from dataflow_app.orm.caching.table_writes import watch_writes
from dataflow_app.orm.databases.asked_logs import listed, say_once
from dataflow_app.orm.databases.connections import close_database, is_default, is_in_memory, open_database, register
from dataflow_app.orm.databases.statements import log_statements
from dataflow_app.orm.databases.urls import database_settings
from dataflow_app.orm.databases.wrapping import Wrapper, unwrap_statements
from dataflow_app.orm.existing import bind_existing
from dataflow_app.orm.left_out import say_left_out
from dataflow_app.orm.migrate.pending import PendingTables
from dataflow_app.orm.migrate.plan import Plan
from dataflow_app.orm.rows.expire import purge_expired
from dataflow_app.schema.reader import read_model
from dataflow_app.scope import Scope
from dataflow_app.standalone import default_url, ensure_django, is_standalone

AnyClass = TypeVar("AnyClass", bound=type)
ARGUMENTS = ("database_url", "pool_size", "pool_max_overflow", "pool_recycle", "monitoring", "echo", "auto_migrate")


class DataFlow:
    """A database and the models that are bound to it.

    Without ``database_url`` it is the project's ``default`` database; in a plain script ``DATABASE_URL``, else a SQLite file
    (``dataflow.sqlite3``) in the working directory. ``":memory:"``, or any other URL, opens a database of its own. Of several in
    memory the newest is meant by a node's name, unless a runtime says which (``LocalRuntime(dataflow=db)``).

    ``pool_size`` connections to PostgreSQL are kept open, ``pool_max_overflow`` more at need, each for ``pool_recycle`` seconds at
    most (a project's own database keeps the project's pool, SQLite has none). ``monitoring`` logs rows and time of every node,
    ``echo`` every SQL statement. ``auto_migrate`` creates and extends the tables of models that belong to no installed app before
    they are first used (those of an app have Django's migrations); False leaves it to ``migrate()``.
    """

    def __init__(  # noqa: PLR0913 - the guide's arguments
        self,
        database_url: str | None = None,
        *,
        pool_size: int | None = None,
        pool_max_overflow: int | None = None,
        pool_recycle: int | None = None,
        monitoring: bool = False,
        echo: bool = False,
        auto_migrate: bool = True,
        **unknown: Any,
    ) -> None:
        _refuse(unknown)
        _check_switches(monitoring=monitoring, echo=echo, auto_migrate=auto_migrate)
        ensure_django()
        pool = {"pool_size": pool_size, "pool_max_overflow": pool_max_overflow, "pool_recycle": pool_recycle}
        self.database = _database(database_url, pool)
        self._pending = PendingTables(self.database, automatic=auto_migrate)
        passing = is_in_memory(connections.settings[self.database])
        self.registry = ModelRegistry(self.database, monitoring=monitoring, prepare=self._pending.migrate_automatically, passing=passing)
        self._bindings = Bindings(partial(_let_go, self._pending, self.registry))
        echoing = log_statements(self.database) if echo else None
        self._opened = _Opened(self.database, self._pending, self.registry, self._bindings, echoing, ref(self), None if passing else self)
        _OPEN.append(self._opened)
        REGISTRIES.open(self.registry, precedence=0 if is_in_app(_module_of(sys._getframe(1))) else 1)  # noqa: SLF001 - whose it is

    @property
    def models(self) -> tuple[BoundModel, ...]:
        """The models that are bound, in the order of their binding."""
        return tuple(self._bindings)

    @overload
    def model(self, cls: AnyClass, /) -> AnyClass: ...

    @overload
    def model(self) -> Callable[[AnyClass], AnyClass]: ...

    def model(self, *classes: Any, **options: Any) -> Any:
        """Make an annotated class a Django model with a table, an admin and nodes, or bind a Django model that exists.

        It is written ``@db.model`` or ``@db.model()``. Raises ``ModelError`` for anything in the class that would have no effect, and
        where another class has its name already.
        """
        if options or len(classes) > 1:
            given = ", ".join(options) or f"{len(classes)} things"
            raise ModelError(f"db.model takes one class, and {given} was given.", "Write options in the class: __dataflow__ = {…}.")
        if not classes:
            return lambda cls: self._model(cls, sys._getframe(1))  # noqa: SLF001 - as below
        return self._model(classes[0], sys._getframe(1))  # noqa: SLF001 - the names around a class are nowhere else

    def _model(self, cls: Any, frame: FrameType) -> Any:
        if self._opened not in _OPEN:
            raise ModelError(f"{getattr(cls, '__name__', cls)} cannot be added: this DataFlow is closed.", "Open another one.")
        if not isinstance(cls, type):
            raise ModelError(f"db.model takes a class, and {one(type(cls).__name__)} was given.", "Write '@db.model' above a class.")
        place = f"{frame.f_code.co_filename}, line {frame.f_lineno}"
        bound = bind_existing(cls, self.database) if issubclass(cls, Model) else self._build(cls, frame, place)
        _make_way(bound.name)
        self._bindings.add(bound, place)
        self.registry.add(bound)
        watch_writes(bound)
        model_bound.send(DataFlow, bound=bound)
        return bound.model

    def _build(self, cls: type, frame: FrameType, place: str) -> BoundModel:
        spec = read_model(cls, frame.f_locals if "<locals>" in cls.__qualname__ else {})
        home = _home_of(cls, self.database)
        if home.label:
            make_room(home.label, spec, place)
        elif spec.options.renamed:
            _refuse_renames(spec.name)
        model: Any = build_model(cls, spec, home)
        bound = model._dataflow = BoundModel(  # noqa: SLF001 - the attribute is ours
            model, self.database, spec.options, spec.name, model._meta.label, spec
        )
        if home.label:
            self._pending.add(bound)
            say_left_out(bound)
        return bound

    def migrate(self, *, allow_data_loss: bool = False) -> Plan:
        """Bring the tables of this DataFlow's own models to their shape now, all or none, and return what was done.

        Raises ``ModelError`` where that would lose data, unless ``allow_data_loss`` says that it may, and where it cannot be done
        at all; nothing has changed then.
        """
        return self._pending.migrate(allow_data_loss=allow_data_loss)

    def plan(self, *, allow_data_loss: bool = False) -> Plan:
        """Return what ``migrate`` would do, a step for each change, and do nothing; ``print(db.plan())`` shows it."""
        return self._pending.plan(allow_data_loss=allow_data_loss)

    def purge_expired(self) -> int:
        """Remove the rows that are older than the ``ttl`` of their model, for good, and return how many went."""
        return sum(purge_expired(bound, Scope()) for bound in self.models)

    def close(self) -> None:
        """Let nodes use the models no more, and close a database that was opened for this DataFlow. Its tables stay."""
        self._opened.close()

    def __enter__(self) -> Self:
        """Return itself; the end of the ``with`` block closes it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Return the database and the models."""
        return f"<DataFlow on '{self.database}': {', '.join(bound.name for bound in self.models) or 'no models'}>"


@dataclass(frozen=True, eq=False, slots=True)
class _Opened:
    """What there is to be closed of a DataFlow: ``kept`` is itself, unless its database is in memory.

    One of those may be let go without being closed, as a fixture of a test does. Its nodes work on until another DataFlow has a
    model of the same name (``_make_way``), or the process ends.
    """

    database: str
    pending: PendingTables
    registry: ModelRegistry
    bindings: Bindings
    echoing: Wrapper | None
    owner: "ref[DataFlow]"
    kept: DataFlow | None

    def close(self) -> None:
        if self not in _OPEN:
            return
        _OPEN.remove(self)
        REGISTRIES.close(self.registry)
        self.bindings.close()
        self.pending.close()
        if self.echoing:
            unwrap_statements(self.database, self.echoing)
        if self.database != DEFAULT_DB_ALIAS:
            close_database(self.database)


_OPEN: list[_Opened] = []


def open_dataflows() -> tuple[DataFlow, ...]:
    """Return the DataFlows of this process that are open."""
    return tuple(dataflow for opened in tuple(_OPEN) if (dataflow := opened.owner()) is not None)


@contextmanager
def closing_new_ones() -> Iterator[None]:
    """Close the DataFlows that were opened in the ``with`` block, those that nobody holds any more included."""
    before = tuple(_OPEN)
    try:
        yield
    finally:
        for opened in tuple(_OPEN):
            if opened not in before:
                opened.close()


def _make_way(name: str) -> None:
    """Close the DataFlows that nobody holds any more and that have a model of that name."""
    for opened in tuple(_OPEN):
        if opened.owner() is None and any(bound.name == name for bound in opened.bindings):
            opened.close()


def _let_go(pending: PendingTables, registry: ModelRegistry, bound: BoundModel) -> None:
    pending.discard(bound)
    registry.remove(bound)
    if bound.spec and not is_in_app(bound.model.__module__):
        forget_models(bound.model)


def _refuse(unknown: dict[str, Any]) -> None:
    for name in unknown:
        raise DatabaseError(f"DataFlow has no argument '{name}'.{suggest(name, ARGUMENTS)}", f"It takes {', '.join(ARGUMENTS)}.")


def _check_switches(**switches: Any) -> None:
    """Refuse what is read from the environment and not compared with anything: the text 'false' would count as True."""
    for name, value in switches.items():
        if not isinstance(value, bool):
            raise DatabaseError(f"{name} is {value!r}.", "It is either True or False.")


def _database(url: str | None, pool: dict[str, int | None]) -> str:
    """Return the alias of the database that the arguments mean."""
    entry = database_settings(url or default_url(), **pool)
    given = [name for name, value in pool.items() if value is not None]
    if given and "sqlite" in entry["ENGINE"]:
        say_once(f"{listed(given)} no effect on SQLite: every thread opens the file for itself.")
    if url and not is_default(url, entry):
        return open_database(entry)
    if given and is_standalone():
        register(DEFAULT_DB_ALIAS, entry)
    elif given:
        say_once(f"{listed(given)} no effect on the project's own database: it keeps the pool of settings.DATABASES.")
    return DEFAULT_DB_ALIAS


def _home_of(cls: type, database: str) -> Home:
    """Return where a class lives; the indexes of one that chose its table are named after that, for another may have its name."""
    home, table = find_home(cls.__module__, database), getattr(getattr(cls, "Meta", None), "db_table", None)
    return replace(home, prefix=table) if home.label and table else home


def _refuse_renames(name: str) -> None:
    message = (
        f"{name}.__dataflow__['renamed'] would have no effect: {name} is of an installed app, whose tables Django's migrations change."
    )
    raise ModelError(message, "Leave it out; makemigrations asks whether a field or a model was renamed.")


def _module_of(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "__main__"))
