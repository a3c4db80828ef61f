# -*- coding: utf-8 -*-
"""Loads each file, in a bridge that is held at a revision: `errors.py FOLDER REVISION FILE…`, and prints what is raised."""
from __future__ import print_function

import os
import sys

sys.path.insert(0, sys.argv[1])
import vtmodule  # noqa: E402

vtmodule.hold(int(sys.argv[2]))
for path in sys.argv[3:]:
    try:
        vtmodule.load(path)
        print(os.path.basename(path), "loaded")
    except Exception as error:
        cause = getattr(error, "__cause__", None)
        print("%s %s: %s%s" % (os.path.basename(path), type(error).__name__, error, " <- %r" % cause if cause else ""))
