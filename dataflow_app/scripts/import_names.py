"""The names that the guide's scripts import, led to ours without installing packages of those names."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import dataflow_app

#: What each module that a script may import holds.
MODULES: dict[str, tuple[str, ...]] = {
    "dataflow": ("DataFlow",),
    "kailash": (),
    "kailash.runtime": ("LocalRuntime",),
    "kailash.runtime.local": ("LocalRuntime",),
    "kailash.workflow": ("WorkflowBuilder",),
    "kailash.workflow.builder": ("WorkflowBuilder",),
    "kailash_dataflow": ("DataFlow",),
}


class _OurNames(Loader):
    """Fills a module with the names of ours that it stands for."""

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:  # noqa: ARG002 - the import system's signature
        """Leave it to Python to make the module."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Fill the module."""
        for name in MODULES[module.__name__]:
            setattr(module, name, getattr(dataflow_app, name))


class _Finder(MetaPathFinder):
    """Finds the modules of ``MODULES``; says which there are when a script asks for another one beside them."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002 - the import system's signature
        """Return the spec of a module of ours, or None for modules that are none of our business."""
        if fullname in MODULES:
            return ModuleSpec(fullname, _OurNames(), is_package=any(name.startswith(f"{fullname}.") for name in MODULES))
        if fullname.partition(".")[0] in ("dataflow", "kailash") and "." in fullname:
            raise ModuleNotFoundError(f"There is no {fullname} here. A script may import from {', '.join(MODULES)}.", name=fullname)
        return None


@contextmanager
def guide_names() -> Iterator[None]:
    """Let the guide's imports work inside the ``with`` block; afterwards the names mean what they meant before."""
    finder = _Finder()
    hidden = {name: sys.modules.pop(name) for name in tuple(sys.modules) if _is_ours(name)}
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _is_ours(name)]:
            del sys.modules[name]
        sys.modules.update(hidden)


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in ("dataflow", "kailash", "kailash_dataflow")
