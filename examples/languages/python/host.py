"""A host in Python, by cffi: opens a module of the tour, decodes a picture with it, and frees what it was given.

    $ cargo vtable-api header -p tour-codec --plain --out target/include
    $ python3 examples/languages/python/host.py target/include/tour_codec.plain.h target/debug/libtour_png.so png examples/tour/images/lake-day.png

What a host in C has of vtable_api_host.h is written out here; docs/abi.md has the rules.
"""

import sys
from pathlib import Path
from weakref import WeakKeyDictionary

import cffi

ffi = cffi.FFI()
ffi.cdef(Path(sys.argv[1]).read_text())
ffi.cdef("extern vtable_api_module_v1 vtable_api_module;")
constants = ffi.dlopen(None)

ID = b"viewer/codec"
FINGERPRINTS = ffi.new(
    "uint64_t[]", [constants.VIEWER_CODEC_FINGERPRINT_1, constants.VIEWER_CODEC_FINGERPRINT_2]
)
# How many bytes of the table each revision takes.
ENDS = [
    ffi.offsetof("viewer_codec_table", "decode_ex1"),
    ffi.sizeof("viewer_codec_table"),
]


class Refused(Exception):
    """One line: why a module or a table will not do."""


def text(pointer):
    return ffi.string(pointer).decode("utf-8", "replace") if pointer else ""


def module(path):
    """The module in a file. It stays open until the process ends."""
    library = ffi.dlopen(path)
    opened = library.vtable_api_module
    if opened.contract != constants.VTABLE_API_CONTRACT:
        raise Refused(f"{path}: another contract")
    host = ffi.new("vtable_api_host *")
    host.size, host.contract = ffi.sizeof(host[0]), constants.VTABLE_API_CONTRACT
    host.name = NAME
    host.export_size = ffi.sizeof("vtable_api_export")
    why = ffi.new("char[256]")
    if opened.init and opened.init(host, why, len(why)) != 0:
        raise Refused(f"{path}: {text(why)}")
    KEPT.append((library, host))
    return opened


def export(opened, name):
    """What the module has under a name."""
    at = ffi.cast("const unsigned char *", opened.exports)
    for index in range(opened.export_count):
        found = ffi.cast("const vtable_api_export *", at + index * opened.export_size)
        if text(found.name) == name:
            return found
    raise Refused(f"{text(opened.name)} has no export `{name}`")


class Codec:
    """An object of the table, and what both sides know of it."""

    def __init__(self, found):
        self.is_owned = bool(found.create)
        self.object = found.create() if self.is_owned else found.object
        self.first = found.table
        table, self.agreed = self.negotiate(found.table)
        self.table = ffi.cast("const viewer_codec_table *", table)

    def negotiate(self, table):
        why, identity = ffi.new("char[256]"), ffi.new("char[]", ID)
        caller = ffi.new("vtable_api_caller *")
        caller.size, caller.contract = ffi.sizeof(caller[0]), constants.VTABLE_API_CONTRACT
        caller.revisions = constants.VIEWER_CODEC_REVISION_1 | constants.VIEWER_CODEC_REVISION_2
        caller.required = constants.VIEWER_CODEC_REVISION_1
        caller.id, caller.fingerprints, caller.name = identity, FINGERPRINTS, NAME
        caller.why, caller.why_size = why, len(why)
        self.check(table)
        answer = table.negotiate(table, caller)
        if not answer:
            raise Refused(text(why) or "refused, no reason given")
        self.check(answer)
        return answer, self.common(answer)

    @staticmethod
    def check(table):
        if not table or table.contract != constants.VTABLE_API_CONTRACT:
            raise Refused("the table speaks another contract")
        if table.size < ffi.sizeof("vtable_api_header") or not table.negotiate:
            raise Refused("the table has no header")
        if text(table.id).encode() != ID:
            raise Refused("the table has another id")

    @staticmethod
    def common(table):
        """How many revisions, from the first on, both sides mean the same by. None is skipped here."""
        agreed = 0
        for number, end in enumerate(ENDS):
            is_there = table.revisions >> number & 1 and table.size >= end
            if not is_there or table.fingerprints[number] != FINGERPRINTS[number]:
                break
            agreed = number + 1
        if agreed == 0:
            raise Refused("no common revision")
        return agreed

    def can_decode(self, head):
        return self.table.can_decode(self.object, slice_of(head)[0])

    def decode(self, data, flags=0):
        """Width, height and the pixels, as bytes."""
        result = ffi.new("vtable_api_result_viewer_frame_viewer_failure *")
        lent = slice_of(data)
        if self.agreed >= 2:
            self.table.decode_ex1(self.object, lent[0], flags, result)
        else:
            self.table.decode(self.object, lent[0], result)
        if result.tag == constants.VTABLE_API_ERR:
            raise Refused(f"no picture: failure {result.u.err}")
        frame = result.u.ok
        pixels = bytes(ffi.buffer(frame.pixels.ptr, frame.pixels.len)) if frame.pixels.len else b""
        vector = ffi.addressof(frame, "pixels")
        if vector.free:  # its maker's memory goes back to it
            vector.free(vector)
        return frame.width, frame.height, pixels

    def close(self):
        if self.is_owned and self.first.release:
            self.first.release(self.object)


def slice_of(data):
    """`&[u8]`: lent for as long as what is returned is kept."""
    lent = ffi.new("vtable_api_slice_u8 *")
    LENT[lent] = ffi.from_buffer("const uint8_t[]", data)
    lent.ptr, lent.len = LENT[lent], len(data)
    return lent


NAME = ffi.new("char[]", b"python-host/1.0")
KEPT = []
LENT = WeakKeyDictionary()


def main(path, name, picture):
    codec = Codec(export(module(path), name))
    data = Path(picture).read_bytes()
    print("can decode:", str(codec.can_decode(data[:16])).lower())
    width, height, pixels = codec.decode(data)
    print(f"{width} x {height}, {len(pixels)} bytes")
    try:
        codec.decode(data[:40])
    except Refused as refused:
        is_damaged = str(refused) == f"no picture: failure {constants.VIEWER_FAILURE_DAMAGED}"
        print(refused, str(is_damaged).lower())
    codec.close()


if __name__ == "__main__":
    try:
        main(*sys.argv[2:])
    except Refused as refused:
        sys.exit(str(refused))
