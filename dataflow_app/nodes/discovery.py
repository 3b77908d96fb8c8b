"""Finding what is added by adding a file: one class a module, an instance each."""

import inspect
import pkgutil
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def discover(package: str, base: type[Kind]) -> tuple[Kind, ...]:
    """Return an instance of every concrete subclass of ``base`` that a module of the package defines, in the order of the modules."""
    paths = import_module(package).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(paths))
    modules = [import_module(f"{package}.{name}") for name in names]
    return tuple(kind() for module in modules for kind in _defined(module, base))


def _defined(module: ModuleType, base: type[Kind]) -> list[type[Kind]]:
    values: list[Any] = list(vars(module).values())
    classes = [value for value in values if inspect.isclass(value) and value.__module__ == module.__name__]
    return [each for each in classes if issubclass(each, base) and not inspect.isabstract(each)]
