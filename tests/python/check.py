# -*- coding: utf-8 -*-
"""Runs modules in this interpreter: `check.py FOLDER CALLS FILE…`, FOLDER being where `vtmodule` is.

For each file, and for bridges that are held at revision 1 and 2 and not at all, every case is compared with the same in
Python. Then CALLS calls, a fifth of them for the second file of a source, leave no object behind. One line for each file
and revision, before them one with the interpreter, and one with the digest of each file.
"""
from __future__ import print_function, unicode_literals

import gc
import hashlib
import os
import sys
import weakref

sys.path.insert(0, sys.argv[1])
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pure  # noqa: E402
import vtmodule  # noqa: E402

PYPY = hasattr(sys, "pypy_version_info")
PYTHON_2 = sys.version_info[0] == 2
KNOWS = {"tokens": 1, "median": 1, "slots": 1, "records": 2, "stats": 3}
TEXT = "the quick brown fox, the lazy d\u00f6g; the END_1"


class Raises(object):
    """A callback that raises what it is told to."""

    def __init__(self, error):
        self.error = error

    def __call__(self, *args, **named):
        raise type(self.error)(*self.error.args)


class Odd(object):
    """Neither a number nor a text; its length is an error."""

    def __len__(self):
        raise LookupError("no length")


class Mute(object):
    """What it is as a text is an error."""

    def __str__(self):
        raise LookupError("no text")

    __unicode__ = __str__


class Real(float):
    pass


class Whole(int):
    pass


def shout(value, times=1, end=""):
    return "%s" % value * times + end


def told(wanted=None):
    """A callback that notes what it is told, and at last returns `wanted`."""
    seen = []

    def each(item, line):
        seen.append((item, line))
        return wanted if len(seen) == 2 else None

    each.seen = seen
    return each


def call_back(module, name, *args):
    """A callback into Python, and what it was told."""
    back = told(False)
    return getattr(module, name)(*(args + (back,))), back.seen


def nested(module):
    """A function of the module called from a callback of the module."""
    return module.each("a b", lambda word, index: module.split(word + " x")), module.count("a a")


def case(name, *args, **named):
    return name, lambda module: getattr(module, name)(*args, **named)


ADDS = [case("add", *args) for args in [
    (1, 2), (-5, 5), (2**62, 2**62 - 1), (2**62, 2**62), (-(2**63), -1), (True, 1), (Whole(3), 4),
    (2**64, 1), ("a", 1), (1.5, 1), (None, 1), (1,), (), (1, 2, 3),
]]
CASES = {
    "tokens": ADDS + [case(name, *args) for name in ("split", "count") for args in [
        (TEXT,), ("",), (" ,;", ), ("x" * 64,), ("x" * 65,), ("ok " + "\u00e4" * 33,), ("a\0b",), (7,), (None,), (), ("a", "b"),
    ]] + [
        ("each", lambda module: call_back(module, "each", "a b c")),
        ("each, raising", lambda module: module.each("a b", Raises(KeyError("stop")))),
        ("each, not callable", lambda module: module.each("a b", 3)),
        ("each, too long", lambda module: call_back(module, "each", "a " + "x" * 70)),
        ("nested", nested),
    ] + ([] if PYTHON_2 else [case("split", "\ud800")]),
    "median": [case("median", *args) for args in [([3, 1, 2],), ((1.5, 2.5),), ([],), (["x"],), (Odd(),), (), (7,)]] + [
        case("rolling", *args) for args in [([3, 1, 2, 10], 3), ([1, 2], 2), ([1], 2), ([1], 0), ([1], "x"), ([None], 1), ([1],)]
    ],
    "slots": [
        case("kinds", [None, True, 3, 2.5, "\u00e4" if not PYTHON_2 else "a", b"b", (1,), [2], {}, 10**30, Whole(7), len]),
        ("kinds, raising", lambda module: module.kinds(name for name in ["a", UNKNOWN])),  # noqa: F821
        case("kinds", 3), case("kinds", [Mute()]), case("attempt", lambda: 5), case("attempt", Raises(ValueError("why"))),
        case("attempt", Raises(KeyError("k"))), case("attempt", 3), case("imported", "json", "dumps", {"a": [1, None]}),
        case("imported", "os.path", "basename", "a/b"), case("imported", "no_such_module", "x"), case("imported", "json", "no"),
        case("imported", "json", "dumps", Odd()), case("imported", 3, "x"), case("flipped"), case("flipped", b"abc\0"),
        case("flipped", b""), case("flipped", "abc" if not PYTHON_2 else 3), case("beyond", [1]), case("beyond", ()), case("beyond", 3),
        case("raised", ValueError("e")), case("raised", 3), case("raised", KeyError("k", 2)), case("context"),
    ],
    "records": [case("parse", *args, **named) for args, named in [
        ((b"a,b\nc,d\n",), {}), ((b"a,b\nc,d",), {}), ((b"",), {}), ((b"\n",), {}), ((b"a\n\nb",), {}), ((b"a,b\nc\n",), {}),
        (("\u00e4;\u00f6\n".encode("utf-8"), "strict", ";"), {}), ((b"\xff,a\n",), {}), ((b"\xff,a\n", "replace"), {}),
        ((b"\xff,a\n", "ignore"), {}), ((b"a", "lenient"), {}), ((b"a", "strict", ";;"), {}), ((b"a", 3), {}), ((3,), {}),
        ((), {}), ((b"", "strict", ",", 1), {}), ((b"a;b",), {"separator": ";"}), ((b"\xffa",), {"errors": "ignore"}),
        ((b"a", "strict"), {"errors": "strict"}), ((b"a",), {"sep": ";"}),
    ]] + [
        ("each", lambda module: call_back(module, "each", b"a,b\nc,d\ne,f\n")),
        ("each, raising", lambda module: module.each(b"a\n", Raises(ValueError("d\u00f6g" if not PYTHON_2 else "dog")))),
        ("each, not UTF-8", lambda module: call_back(module, "each", b"a\n\xff\n")),
        case("each", b"a"),
    ],
    "stats": ADDS[:11] + [case("rolling_mean", *args, **named) for args, named in [
        (([1, 2.5, 4, True], 2), {}), (((1.0, 2.0), 1), {}), (([1.0], 2), {}), (([1.0], 0), {}), (([1.0], -1), {}),
        (([Real(0.5), Whole(2)], 2), {}), (([1, "a"], 1), {}), ((5, 1), {}), ((Odd(), 1), {}), (([10**400], 1), {}),
        (([1], "x"), {}), (([1],), {}), ((), {}), (([1], 1, None, 4), {}), ((["1", "22"], 1, len), {}),
        ((["a"], 1, Raises(KeyError("k"))), {}), (([1, 2],), {"window": 2}), (([1, 2], 1), {"window": 2}),
        (([1],), {"width": 2}),
    ]] + [("rolling_mean of an iterator", lambda module: module.rolling_mean(iter([1, 2]), 1, float))] + [case("describe", *args) for args in [([3, 1.5, 2],), ([],), (["x"],), (), ("ab",)]] + [
        case("tabulate", shout, ["a", "b"]),
        case("tabulate", shout, ["a"], {"times": 3, "end": "!"}),
        case("tabulate", shout, ["a"], {"volume": 3}),
        case("tabulate", shout, ["a"], {1: 2}),
        case("tabulate", 3, ["a"]),
        case("tabulate", shout, 7),
        case("label", b"a\xff\xe4\xb8b"),
        case("label", "\u00e4".encode("utf-8")),
        case("label", 3),
        case("agreed"),
        case("agreed", 1),
        case("fail"),
    ],
}


def outcome(function, module, exact):
    """What comes of a call; `exact` says whether the text of an exception is compared."""
    try:
        return "returned", function(module)
    except Exception as error:
        cause = getattr(error, "__cause__", None)
        text = error.args if exact(error) else ()
        return type(error).__name__, text, type(cause).__name__ if cause is not None else None


def text_is_ours(error):
    """Interpreters word what is theirs as they like."""
    text = "%s" % error
    ours = ("expected", "takes", "word of", "fields", "window", "values must", "needs", "more than 64", "separator is")
    theirs = ("keyword argument", "positional argument", "takes no", "takes from", "not callable")
    return any(part in text for part in ours) and not any(part in text for part in theirs)


def compare(name, module, agreed):
    """How many cases there are, and those that differ."""
    pure.AGREED = agreed
    wrong = []
    for what, function in CASES[name]:
        wanted = outcome(function, getattr(pure, name), text_is_ours)
        found = outcome(function, module, text_is_ours)
        if found != wanted:
            wrong.append("%s: expected %r, found %r" % (what, wanted, found))
    if PYTHON_2:
        sys.exc_clear()  # noqa
    return len(CASES[name]), wrong


class Tracked(object):
    """Dies when its last reference ends."""

    def __call__(self, *args, **named):
        return 10**12

    def __len__(self):
        return 3

    def __getitem__(self, index):
        return (0.5, 10**15, 2.5)[index]


def exercises(name, module):
    """Calls that go through every kind of slot; they return nothing that stays. With the objects that they are given."""
    function, text, data = Tracked(), TEXT + "!", b"a,b\nc," + "\u00e4".encode("utf-8")
    values, wrong = [0.5, 10**15, 2.5], [0.5, "x"]
    raising = Raises(KeyError("stop"))

    def fails(call, *args):
        try:
            call(*args)
        except Exception:
            return
        raise AssertionError("it must raise")

    calls = {
        "tokens": lambda: [
            lambda: module.split(text), lambda: module.count(text), lambda: module.each(text, function),
            lambda: module.add(10**12, 10**13), lambda: fails(module.each, text, raising), lambda: fails(module.add, text, 1),
        ],
        "median": lambda: [
            lambda: module.median(values), lambda: module.rolling(Tracked(), 2), lambda: fails(module.median, wrong),
            lambda: fails(module.rolling, values, 9),
        ],
        "slots": lambda: [
            lambda: module.kinds(values + [text]), lambda: fails(module.kinds, 3), lambda: module.attempt(function),
            lambda: module.attempt(Raises(ValueError("w"))), lambda: fails(module.attempt, Raises(KeyError("k"))),
            lambda: module.imported("os.path", "basename", text), lambda: fails(module.imported, "os", "no"), lambda: module.flipped(data),
            lambda: fails(module.raised, 3), lambda: fails(module.beyond, values), module.context, lambda: fails(module.kinds, [Mute()]),
        ],
        "records": lambda: [
            lambda: module.parse(data), lambda: module.each(data, function), lambda: module.parse(data, "replace"),
            lambda: fails(module.parse, b"\xff"), lambda: fails(module.each, data, raising), lambda: fails(module.parse, text),
        ],
        "stats": lambda: [
            lambda: module.rolling_mean(values, 2), lambda: module.describe(Tracked()), lambda: module.label(data),
            lambda: module.rolling_mean(values, 2, function), lambda: module.add(10**12, 10**13),
            lambda: module.tabulate(function, values, {"times": 3}), lambda: fails(module.describe, wrong),
            lambda: fails(module.tabulate, raising, values), lambda: fails(module.rolling_mean, values, 10**9),
        ],
        "leaky": lambda: [lambda: module.add(10**12, 10**13)],
    }[name]()
    return calls, [function, text, data, values, wrong, raising]


def run(calls, times):
    for call in calls:
        for _ in range(times):
            call()


def references(objects):
    return [sys.getrefcount(value) for value in objects] if hasattr(sys, "getrefcount") else []


def left_behind(name, module, total):
    """What so many calls, as many of each kind, leave behind, or None."""
    calls, given = exercises(name, module)
    times = max(1000, total // len(calls))
    run(calls, times // 10)
    counters = {"references that the module owns": vtmodule.owned, "references to arguments": lambda: references(given)}
    blocks = getattr(sys, "getallocatedblocks", lambda: 0)
    total = getattr(sys, "gettotalrefcount", lambda: 0)
    gc.collect()
    before = dict((what, count()) for what, count in counters.items())
    blocks_before, total_before = blocks(), total()
    run(calls, times)
    gc.collect()
    blocks_after, total_after = blocks(), total()
    for what, count in counters.items():
        after = count()
        if before[what] != after:
            return "%s: %r before %d calls of each kind, %r after" % (what, before[what], times, after)
    # Python itself keeps this and that; an object that is left behind each time would be one block for each.
    for what, more in (("blocks", blocks_after - blocks_before), ("references", total_after - total_before)):
        if more > times // 2:
            return "%d %s left by %d calls of each kind" % (more, what, times)
    died = weakref.ref(given[0])
    calls[:] = given[:] = []
    for _ in range(10):
        gc.collect()
        if died() is None:
            return None
    return "an argument that nobody has is still there"


def main():
    times = int(sys.argv[2])
    # Not by `platform`, which asks Windows for more than Wine has.
    print("PyPy" if PYPY else "CPython", "%d.%d.%d" % sys.version_info[:3], "on", sys.platform)
    for path in sys.argv[3:]:
        with open(path, "rb") as file:
            print(os.path.basename(path), "sha256", hashlib.sha256(file.read()).hexdigest())
    seen = set()
    for path in sys.argv[3:]:
        name = os.path.basename(path).split(".")[0].split("_")[0]
        total = times // 5 if name in seen else times
        seen.add(name)
        for revision in (1, 2, 3):
            vtmodule.hold(revision)
            module = vtmodule.load(path, name)
            if name == "leaky":
                print(os.path.basename(path), revision, left_behind(name, module, total // 10) or "balanced")
                continue
            agreed = min(revision, KNOWS[name])
            bits = module.agreed() if hasattr(module, "agreed") else module.AGREED
            if bits != 2**agreed - 1:
                print(os.path.basename(path), revision, "WRONG: agreed", bits)
            cases, wrong = compare(name, module, agreed)
            left = left_behind(name, module, total if revision == 3 else total // 10)
            for line in wrong + ([left] if left else []):
                print(os.path.basename(path), revision, "WRONG:", line.encode("ascii", "backslashreplace").decode("ascii"))
            if not wrong and not left:
                print(os.path.basename(path), revision, "agreed", agreed, "cases", cases, "balanced")


main()
