# -*- coding: utf-8 -*-
"""A function of two integers, called in every way: `speed.py FOLDER ROUNDS TOKENS STATS`, FOLDER having `vtmodule` and `plain.so`.

Prints how often as long as with an ordinary extension module each takes: the ways take turns, the shortest round of each counts.
"""
from __future__ import print_function

import ctypes
import sys
import timeit

import cffi

folder, rounds = sys.argv[1], int(sys.argv[2])
sys.path.insert(0, folder)
import plain  # noqa: E402
import vtmodule  # noqa: E402

library = ctypes.CDLL(plain.__file__)
library.plain_add.argtypes = [ctypes.c_int64, ctypes.c_int64]
library.plain_add.restype = ctypes.c_int64
ffi = cffi.FFI()
ffi.cdef("int64_t plain_add(int64_t a, int64_t b);")
opened = ffi.dlopen(plain.__file__)

WAYS = [
    ("an ordinary extension module, in C", plain.add),
    ("through the table, a module in C", vtmodule.load(sys.argv[3], "tokens").add),
    ("through the table, a module in Rust", vtmodule.load(sys.argv[4], "stats").add),
    ("cffi, in ABI mode", opened.plain_add),
    ("ctypes", library.plain_add),
]
A, B = 1234567, 7654321
for name, add in WAYS:
    assert add(A, B) == A + B, name
best = [float("inf")] * len(WAYS)
for _ in range(rounds):
    for at, (_, add) in enumerate(WAYS):
        best[at] = min(best[at], timeit.timeit("add(a, b)", globals={"add": add, "a": A, "b": B}, number=20000))
for (name, _), time in zip(WAYS, best):
    print("| %s | %.1f |" % (name, time / best[0]))
