# -*- coding: utf-8 -*-
"""`import` finds modules on sys.path and in packages: `imports.py FOLDER PLACE`, PLACE having `tokens` and a package with it."""
from __future__ import print_function

import os
import sys

sys.path.insert(0, sys.argv[1])
place = sys.argv[2]
sys.path.append(place)
import vtmodule  # noqa: E402

try:
    import tokens
    raise SystemExit("tokens is no extension module of Python's own")
except ImportError:
    pass

vtmodule.install()
vtmodule.install()
import tokens  # noqa: E402
from package import tokens as inner  # noqa: E402

import json  # noqa: E402
import unicodedata  # noqa: E402

assert tokens.split("a b") == ["a", "b"] and inner.split("c") == ["c"] and tokens is not inner
assert sys.modules["tokens"] is tokens and sys.modules["package.tokens"] is inner
assert (tokens.__name__, inner.__name__) == ("tokens", "package.tokens")
assert os.path.dirname(os.path.abspath(tokens.__file__)) == os.path.abspath(place)
assert "its words" in tokens.split.__doc__ and tokens.split.__name__ == "split" and tokens.split.__module__ == "tokens"
assert json.loads("[1]") == [1] and unicodedata.name(u"a") == "LATIN SMALL LETTER A"
del sys.modules["tokens"]
import tokens as again  # noqa: E402

assert again is not tokens and again.split("x") == tokens.split("x") == ["x"]
try:
    import broken  # noqa: F401
    raise SystemExit("broken has no tokens")
except ImportError as error:
    print(error)
