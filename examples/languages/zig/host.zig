//! A host in Zig, by `@cImport`: opens a module of the tour, decodes a picture with it, and frees what it was given.
//!
//!     $ cargo vtable-api header -p tour-codec --host --out target/include
//!     $ zig run -lc -Itarget/include examples/languages/zig/host.zig -- target/debug/libtour_png.so png examples/tour/images/lake-day.png
//!
//! Written for Zig 0.13.

const std = @import("std");
const c = @cImport({
    // Zig's translation gives no text to an array in a struct, so `inspect` does not know that this calls the table; and it takes no
    // names of symbols, so a table is not looked for in its module's file.
    @cDefine("VTABLE_API_NO_RECORD", "1");
    @cDefine("VTABLE_API_NO_PLACES", "1");
    @cInclude("vtable_api_host.h");
    @cInclude("viewer_codec.h");
});

const Result = c.vtable_api_result_viewer_frame_viewer_failure;

fn lent(data: []const u8) c.vtable_api_slice_u8 {
    return .{ .ptr = data.ptr, .len = data.len };
}

/// What the result owns is the caller's: `vtable_api_result_viewer_frame_viewer_failure_drop`.
fn decode(codec: c.viewer_codec_ref, data: []const u8, flags: u32) Result {
    var result: Result = undefined;
    // Of revision 2: agreed upon or not. A macro that counts in structs is not for Zig.
    if (codec.agreed & c.VIEWER_CODEC_REVISION_2 != 0) {
        codec.t.*.decode_ex1.?(codec.object, lent(data), flags, &result);
    } else {
        codec.t.*.decode.?(codec.object, lent(data), &result);
    }
    return result;
}

pub fn main() !void {
    const args = try std.process.argsAlloc(std.heap.c_allocator);
    const out = std.io.getStdOut().writer();
    var why: [256]u8 = undefined;
    const host = c.vtable_api_host{
        .size = @sizeOf(c.vtable_api_host),
        .contract = c.VTABLE_API_CONTRACT,
        .name = "zig-host/1.0",
        .exports = null,
        .export_count = 0,
        .export_size = @sizeOf(c.vtable_api_export),
    };
    var module: c.vtable_api_opened = undefined;
    if (!c.vtable_api_open(args[1].ptr, &host, &module, &why, why.len)) {
        return refused(&why);
    }
    defer c.vtable_api_close(&module);
    // Lent by the module, or made for us: then it is ours to end.
    var object: c.vtable_api_object = undefined;
    const is_owned = c.vtable_api_create(c.vtable_api_opened_find(&module, args[2].ptr), &object);
    if (!is_owned and !c.vtable_api_opened_lent(&module, args[2].ptr, &object)) {
        std.debug.print("the module has no `{s}`\n", .{args[2]});
        std.process.exit(1);
    }
    defer if (is_owned) c.vtable_api_release(object);
    var codec: c.viewer_codec_ref = undefined;
    if (!c.viewer_codec_negotiate(object, 0, host.name, &why, why.len, &codec)) {
        return refused(&why);
    }
    const data = try std.fs.cwd().readFileAlloc(std.heap.c_allocator, args[3], 1 << 24);
    try out.print("can decode: {}\n", .{codec.t.*.can_decode.?(codec.object, lent(data[0..16]))});
    var result = decode(codec, data, 0);
    defer c.vtable_api_result_viewer_frame_viewer_failure_drop(&result);
    if (result.tag == c.VTABLE_API_ERR) {
        std.debug.print("no picture: failure {}\n", .{result.u.err});
        std.process.exit(1);
    }
    const frame = result.u.ok;
    try out.print("{} x {}, {} bytes\n", .{ frame.width, frame.height, frame.pixels.len });
    const broken = decode(codec, data[0..40], 0);
    try out.print("no picture: failure {} {}\n", .{ broken.u.err, broken.u.err == c.VIEWER_FAILURE_DAMAGED });
}

fn refused(why: *[256]u8) noreturn {
    std.debug.print("{s}\n", .{std.mem.sliceTo(why, 0)});
    std.process.exit(1);
}
