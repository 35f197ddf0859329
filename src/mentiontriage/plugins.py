"""Find and load plug-ins: one file in a folder, ending in one constant that describes it.

There is no list to edit. A folder is scanned for files; a file is loaded only when it is asked
for. Files that begin with an underscore are no plug-ins: they hold what the plug-ins of a folder
share, and what rooms above need of it.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from mentiontriage.errors import UsageError

Plugin = TypeVar("Plugin")


@cache
def list_names(package: str) -> tuple[str, ...]:
    """Name the plug-ins of a package (`"mentiontriage.formats"`), sorted, loading none of them.

    A file's `_` becomes the `-` of the command line: `x_archive.py` is `x-archive`.
    """
    folder = import_module(package)
    found = (module.name for module in iter_modules(folder.__path__) if not module.name.startswith("_"))
    return tuple(sorted(name.replace("_", "-") for name in found))


def load(package: str, name: str, kind: type[Plugin]) -> Plugin:
    """Load one plug-in by its name on the command line.

    Raises UsageError where no file of that name exists. A file without its constant, or with one
    of another type, is a fault in the file and raises TypeError.
    """
    if name not in list_names(package):
        known = ", ".join(list_names(package))
        raise UsageError(f"there is no {kind.__name__.lower()} called {name!r}; there are: {known}")
    module = import_module(f"{package}.{name.replace('-', '_')}")
    return _take_constant(module, kind)


def load_all(package: str, kind: type[Plugin]) -> tuple[Plugin, ...]:
    """Load every plug-in of a package, in the order of their names."""
    return tuple(load(package, name, kind) for name in list_names(package))


def _take_constant(module: ModuleType, kind: type[Plugin]) -> Plugin:
    constant = kind.__name__.upper()
    plugin = getattr(module, constant, None)
    if not isinstance(plugin, kind):
        raise TypeError(f"{module.__name__} must end in {constant} = {kind.__name__}(...)")
    return plugin
