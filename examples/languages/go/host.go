// A host in Go, by cgo: opens a module of the tour, decodes a picture with it, and frees what it was given.
//
//	$ cargo vtable-api header -p tour-codec --host --out target/include
//	$ CGO_CFLAGS=-I$PWD/target/include go run examples/languages/go/host.go target/debug/libtour_png.so png examples/tour/images/lake-day.png
package main

/*
#cgo LDFLAGS: -ldl
#include <stdlib.h>
#include "vtable_api_host.h"
#include "viewer_codec.h"

// cgo calls functions, and no pointers to functions: one line for each slot.
static bool can_decode(viewer_codec_ref codec, vtable_api_slice_u8 head) { return codec.t->can_decode(codec.object, head); }
static vtable_api_result_viewer_frame_viewer_failure decode(viewer_codec_ref codec, const uint8_t *data, uintptr_t len, uint32_t flags) {
    vtable_api_slice_u8 input = { data, len };
    vtable_api_result_viewer_frame_viewer_failure result;
    if (viewer_codec_has(codec, decode_ex1)) {
        codec.t->decode_ex1(codec.object, input, flags, &result);
    } else {
        codec.t->decode(codec.object, input, &result);
    }
    return result;
}
// A union is bytes to cgo.
static viewer_frame frame(vtable_api_result_viewer_frame_viewer_failure result) { return result.u.ok; }
static viewer_failure failure(vtable_api_result_viewer_frame_viewer_failure result) { return result.u.err; }

static const vtable_api_host host = VTABLE_API_HOST("go-host/1.0", NULL, 0);
static bool open_module(const char *path, vtable_api_opened *opened, char *why, uintptr_t size) {
    return vtable_api_open(path, &host, opened, why, size);
}
static bool negotiate(vtable_api_object object, char *why, uintptr_t size, viewer_codec_ref *codec) {
    return viewer_codec_negotiate(object, 0, host.name, why, size, codec);
}
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"unsafe"
)

// Codec is an object of the table: lent by the module, or made for us. Then it is ours to end.
type Codec struct {
	ref     C.viewer_codec_ref
	object  C.vtable_api_object
	isOwned bool
}

func open(opened *C.vtable_api_opened, name string) (*Codec, error) {
	var codec Codec
	var why [256]C.char
	export := C.CString(name)
	defer C.free(unsafe.Pointer(export))
	codec.isOwned = bool(C.vtable_api_create(C.vtable_api_opened_find(opened, export), &codec.object))
	if !codec.isOwned && !bool(C.vtable_api_opened_lent(opened, export, &codec.object)) {
		return nil, fmt.Errorf("the module has no `%s`", name)
	}
	if !C.negotiate(codec.object, &why[0], C.uintptr_t(len(why)), &codec.ref) {
		codec.close()
		return nil, errors.New(C.GoString(&why[0]))
	}
	return &codec, nil
}

func (codec *Codec) close() {
	if codec.isOwned {
		C.vtable_api_release(codec.object)
	}
}

func (codec *Codec) canDecode(head []byte) bool {
	// Memory of Go that C sees holds no pointers to memory of Go, so the slice is made in C's own.
	lent := C.CBytes(head)
	defer C.free(lent)
	return bool(C.can_decode(codec.ref, C.vtable_api_slice_u8{ptr: (*C.uint8_t)(lent), len: C.uintptr_t(len(head))}))
}

// The width, the height and the pixels, which are Go's own.
func (codec *Codec) decode(data []byte, flags uint32) (uint32, uint32, []byte, error) {
	result := C.decode(codec.ref, (*C.uint8_t)(unsafe.Pointer(&data[0])), C.uintptr_t(len(data)), C.uint32_t(flags))
	defer C.vtable_api_result_viewer_frame_viewer_failure_drop(&result)
	if result.tag == C.VTABLE_API_ERR {
		return 0, 0, nil, fmt.Errorf("no picture: failure %d", C.failure(result))
	}
	frame := C.frame(result)
	pixels := C.GoBytes(unsafe.Pointer(frame.pixels.ptr), C.int(frame.pixels.len))
	return uint32(frame.width), uint32(frame.height), pixels, nil
}

func run(path, name, picture string) error {
	var opened C.vtable_api_opened
	var why [256]C.char
	file := C.CString(path)
	defer C.free(unsafe.Pointer(file))
	if !C.open_module(file, &opened, &why[0], C.uintptr_t(len(why))) {
		return errors.New(C.GoString(&why[0]))
	}
	defer C.vtable_api_close(&opened)
	codec, err := open(&opened, name)
	if err != nil {
		return err
	}
	defer codec.close()
	data, err := os.ReadFile(picture)
	if err != nil {
		return err
	}
	fmt.Println("can decode:", codec.canDecode(data[:16]))
	width, height, pixels, err := codec.decode(data, 0)
	if err != nil {
		return err
	}
	fmt.Printf("%d x %d, %d bytes\n", width, height, len(pixels))
	_, _, _, err = codec.decode(data[:40], 0)
	fmt.Println(err, err.Error() == fmt.Sprintf("no picture: failure %d", C.VIEWER_FAILURE_DAMAGED))
	return nil
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
