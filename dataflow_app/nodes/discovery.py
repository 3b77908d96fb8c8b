"""Finding node types: one class a module, an instance each."""

import inspect
import pkgutil
from importlib import import_module
from types import ModuleType

from dataflow_app.nodes.node_type import NodeType


def discover(package: str) -> tuple[NodeType, ...]:
    """Return an instance of every concrete node type that a module of the package defines, sorted by name."""
    paths = import_module(package).__path__
    modules = [import_module(f"{package}.{module.name}") for module in pkgutil.iter_modules(paths)]
    return tuple(sorted((kind() for module in modules for kind in _defined(module)), key=lambda node_type: node_type.name))


def _defined(module: ModuleType) -> list[type[NodeType]]:
    return [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, NodeType) and value.__module__ == module.__name__ and not inspect.isabstract(value)
    ]
