# -*- coding: utf-8 -*-
"""What the modules of examples/python do, in Python: the judge of their results and exceptions. Python 2.7 to 3.13.

Each function is given the revision of PyApi that module and bridge agree on, as `AGREED`.
"""
from __future__ import division, unicode_literals

import re
import sys

try:
    text_type, int_types = unicode, (int, long)  # noqa: F821
except NameError:
    text_type, int_types = str, (int,)

AGREED = 1


def expected(what, found):
    return TypeError("expected %s, got %s" % (what, type(found).__name__))


def takes(function, wanted, args):
    if len(args) != wanted:
        raise TypeError("%s() takes %d arguments (%d given)" % (function, wanted, len(args)))
    return args if wanted != 1 else args[0]


def as_text(value):
    if isinstance(value, text_type):
        value.encode("utf-8")
        return value
    if text_type is not str and isinstance(value, str):
        return value.decode("utf-8")
    raise expected("str", value)


def as_int(value):
    if not isinstance(value, int_types):
        raise expected("int", value)
    if not -(2**63) <= value < 2**63:
        raise OverflowError("in the interpreter's own words")
    return value


def as_float(value):
    if not isinstance(value, int_types + (float,)):
        raise expected("float", value)
    return float(value)


def as_bytes(value):
    if not isinstance(value, bytes):
        raise expected("bytes", value)
    return value


def add(*args):
    a, b = takes("add", 2, args)
    total = as_int(a) + as_int(b)
    if not -(2**63) <= total < 2**63:
        raise OverflowError("the sum has more than 64 bits")
    return total


class tokens(object):
    add = staticmethod(add)

    @staticmethod
    def _words(text):
        for word in re.findall("[0-9A-Za-z_\x80-\U0010ffff]+", as_text(text)):
            size = len(word.encode("utf-8"))
            if size > 64:
                raise ValueError("a word of %d bytes, where 64 are possible" % size)
            yield word

    @classmethod
    def split(cls, *args):
        return list(cls._words(takes("split", 1, args)))

    @classmethod
    def count(cls, *args):
        out = {}
        for word in cls._words(takes("count", 1, args)):
            out[word] = out.get(word, 0) + 1
        return out

    @classmethod
    def each(cls, *args):
        text, function = takes("each", 2, args)
        told = 0
        for word in cls._words(text):
            told += 1
            if function(word, told - 1) is False:
                break
        return told


class median(object):
    @staticmethod
    def _middle(numbers):
        numbers, half = sorted(numbers), len(numbers) // 2
        return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2

    @staticmethod
    def _floats(values):
        return [as_float(values[index]) for index in range(len(values))]

    @classmethod
    def median(cls, *args):
        if len(args) != 1:
            raise TypeError("median() takes one argument")
        numbers = cls._floats(args[0])
        if not numbers:
            raise ValueError("median() needs at least one value")
        return cls._middle(numbers)

    @classmethod
    def rolling(cls, *args):
        if len(args) != 2:
            raise TypeError("rolling() takes two arguments")
        window, numbers = as_int(args[1]), cls._floats(args[0])
        if not 1 <= window <= len(numbers):
            raise ValueError("window must be from 1 to %d, not %d" % (len(numbers), window))
        return [cls._middle(numbers[end - window:end]) for end in range(window, len(numbers) + 1)]


class slots(object):
    """tests/python/slots.c"""

    KINDS = [bool, int_types, float, text_type, bytes, tuple, list, dict]

    @classmethod
    def kinds(cls, items):
        def kind(item):
            if item is None:
                return 1
            return next((at for at, known in enumerate(cls.KINDS, 2) if isinstance(item, known)), 0)

        return [(text_type(item), kind(item)) for item in items]

    @staticmethod
    def attempt(function):
        try:
            return True, function()
        except KeyError:
            raise
        except Exception as error:
            return False, text_type(error)

    @staticmethod
    def imported(module, name, *args):
        return getattr(__import__(as_text(module), fromlist=[str("x")]), as_text(name))(*args)

    @staticmethod
    def flipped(*args):
        return bytes(bytearray(byte ^ 1 for byte in bytearray(as_bytes(args[0])))) if args else None

    @staticmethod
    def beyond(sequence):
        return sequence[sys.maxsize]

    @staticmethod
    def raised(exception):
        if not isinstance(exception, BaseException):
            raise expected("an exception", exception)
        raise exception

    @staticmethod
    def context():
        return 2.5


class records(object):
    @staticmethod
    def _lines(data, errors, separator):
        width = None
        lines = as_bytes(data).split(b"\n")
        for number, line in enumerate(lines, 1):
            if number == len(lines) and not line:
                break
            fields = [field.decode("utf-8", errors) for field in line.split(separator)]
            if width is not None and len(fields) != width:
                line = "line %d has %d fields, the first has %d" % (number, len(fields), width)
                raise ValueError(line)
            width = len(fields)
            yield number, fields

    @classmethod
    def parse(cls, *args, **named):
        if not 1 <= len(args) <= 3:
            raise TypeError("parse() takes 1 to 3 arguments (%d given)" % len(args))
        options = dict(zip(("errors", "separator"), args[1:]))
        for name, value in named.items():
            if AGREED < 2:
                raise TypeError("")
            if name not in ("errors", "separator"):
                raise TypeError("parse() got an unexpected keyword argument '%s'" % name)
            if name in options:
                raise TypeError("parse() got multiple values for argument '%s'" % name)
            options[name] = value
        errors = as_text(options.get("errors", "strict"))
        if errors not in ("strict", "replace", "ignore"):
            raise ValueError("errors is strict, replace or ignore, not " + errors)
        separator = as_text(options.get("separator", ","))
        if len(separator.encode("utf-8")) != 1:
            raise ValueError("separator is one character of ASCII, not " + separator)
        return [fields for _, fields in cls._lines(args[0], errors, separator.encode("utf-8"))]

    @classmethod
    def each(cls, *args):
        data, function = takes("each", 2, args)
        told = 0
        for told, fields in cls._lines(data, "strict", b","):
            function(fields, line=told)
        return told


class stats(object):
    add = staticmethod(add)

    @staticmethod
    def _bind(function, args, named, parameters):
        if named and AGREED < 2:
            raise TypeError("")
        if len(args) > len(parameters):
            raise TypeError("%s() takes at most %d arguments (%d given)" % (function, len(parameters), len(args)))
        bound = dict(zip((name for name, _ in parameters), args))
        for name, value in named.items():
            if name not in dict(parameters):
                raise TypeError("%s() got an unexpected keyword argument '%s'" % (function, name))
            if name in bound:
                raise TypeError("%s() got multiple values for argument '%s'" % (function, name))
            bound[name] = value
        for name, optional in parameters:
            if name not in bound and not optional:
                raise TypeError("%s() missing required argument '%s'" % (function, name))
        return bound

    @staticmethod
    def _floats(values):
        try:
            len(values)
            return [as_float(value) for value in values]
        except Exception as error:
            wrong = TypeError("values must be a sequence of numbers")
            wrong.__cause__ = error if AGREED >= 3 and text_type is str else None  # Python 2 has no causes
            raise wrong

    @classmethod
    def rolling_mean(cls, *args, **named):
        bound = cls._bind("rolling_mean", args, named, [("values", False), ("window", False), ("key", True)])
        key = bound.get("key")
        numbers = cls._floats(bound["values"]) if key is None else [as_float(key(value)) for value in bound["values"]]
        window = as_int(bound["window"])
        if not 1 <= window <= len(numbers):
            raise ValueError("window must be from 1 to %d, not %d" % (len(numbers), window))
        ends = range(window, len(numbers) + 1)
        return [sum(numbers[end - window:end], 0.0) / window for end in ends]

    @classmethod
    def describe(cls, *args):
        numbers = cls._floats(takes("describe", 1, args))
        if not numbers:
            raise ValueError("describe() needs at least one value")
        return {
            "count": len(numbers),
            "mean": sum(numbers, 0.0) / len(numbers),
            "least": min(numbers),
            "most": max(numbers),
        }

    @classmethod
    def tabulate(cls, *args, **named):
        bound = cls._bind("tabulate", args, named, [("function", False), ("values", False), ("options", True)])
        options = bound.get("options", {})
        options = dict((as_text(name), options[name]) for name in options)
        return [bound["function"](value, **options) for value in bound["values"]]

    @staticmethod
    def label(*args):
        return as_bytes(takes("label", 1, args)).decode("utf-8", "replace")

    @staticmethod
    def agreed(*args):
        takes("agreed", 0, args)
        return 2**AGREED - 1

    @staticmethod
    def fail(*args):
        raise RuntimeError("fail panicked: as it was told to")
