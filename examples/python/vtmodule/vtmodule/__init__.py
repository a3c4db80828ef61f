"""Imports binary modules that are built against py_api.h, the same file in every Python.

    import vtmodule
    fib = vtmodule.load("./fib.so")

    vtmodule.install()      # or: modules on sys.path are found like all others
    import fib

Python 2.7, 3.6 and later, and PyPy.
"""
import mmap
import os
import sys

__all__ = ["hold", "install", "load", "owned"]

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_SUFFIXES = (".dll", ".pyd") if os.name == "nt" else (".so", ".dylib")
_SYMBOL = b"\0_vtable_api_module\0" if sys.platform == "darwin" else b"\0vtable_api_module\0"


def _bridge():
    """The same file for every Python, whatever suffix its own extensions have."""
    name = "vtmodule._bridge"
    path = os.path.join(_FOLDER, "_bridge.pyd" if os.name == "nt" else "_bridge.so")
    if sys.version_info[0] == 2:
        import imp

        return imp.load_dynamic(name, path)
    from importlib.machinery import ExtensionFileLoader
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(name, path, loader=ExtensionFileLoader(name, path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[name] = module
    return module


_BRIDGE = _bridge()


def load(path, name=None):
    """The module in this file, as a new module object; its name is that of the file, unless it is given.

    ImportError, of one line, when it is no module, or one that cannot run here.
    """
    if name is None:
        name = os.path.basename(path).split(".")[0]
    return _BRIDGE.load(os.path.abspath(path), name)


def hold(revision):
    """Lends modules that are loaded from now on no later revision of PyApi than this one; returns what it was.

    To see that a module runs with an older bridge.
    """
    return _BRIDGE.hold(revision)


def owned():
    """How many references modules own: a function that ends each reference that it owns leaves it as it was."""
    return _BRIDGE.owned()


def _is_module(path):
    """Whether a library exports what makes it a module; others are left to Python."""
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            return False
        text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            return text.find(_SYMBOL) >= 0
        finally:
            text.close()


class Finder(object):
    """Finds modules on sys.path, and in packages."""

    def _file(self, name, path):
        for folder in sys.path if path is None else path:
            for suffix in _SUFFIXES:
                file = os.path.join(folder, name.rpartition(".")[2] + suffix)
                if os.path.isfile(file) and _is_module(file):
                    return file
        return None

    def find_spec(self, name, path=None, target=None):
        from importlib.util import spec_from_file_location

        file = self._file(name, path)
        return file and spec_from_file_location(name, file, loader=_Loader(file))

    def find_module(self, name, path=None):
        """What Python 2 asks."""
        file = self._file(name, path)
        return file and _Loader(file)


class _Loader(object):
    def __init__(self, file):
        self.file = file

    def create_module(self, spec):
        return load(self.file, spec.name)

    def exec_module(self, module):
        """It was filled when it was loaded."""

    def load_module(self, name):
        """What Python 2 asks."""
        if name not in sys.modules:
            sys.modules[name] = load(self.file, name)
        return sys.modules[name]


def install():
    """Lets `import` find modules, before it looks for anything else. Once, however often it is called."""
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder())
