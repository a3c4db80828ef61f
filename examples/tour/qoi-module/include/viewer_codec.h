/* viewer_codec.h - table "viewer/codec", revision 1.
 *
 * Written by `cargo vtable-api header`; do not edit. vtable_api.h has the rules that both sides keep.
 * Members and parameters that C or C++ has a meaning for end in _ (`class` is class_).
 * Objects of this table: any thread may call, several at once (Send + Sync).
 * At each slot: who may call it. [any thread]: several at once; [one thread at a time]; [its thread]: the one that
 * made the object; [alone]: no other call on the object meanwhile, and none from a callback.
 * Define VIEWER_CODEC_TARGET_REVISION to use no later revision.
 *
 * Codec:
 * An image decoder that the viewer loads.
 */
#ifndef VIEWER_CODEC_H_
#define VIEWER_CODEC_H_ 0x55f824dcu

#include "vtable_api.h"

#define VIEWER_CODEC_ID "viewer/codec"
#define VIEWER_CODEC_REVISION_1 0x1ull
#define VIEWER_CODEC_FINGERPRINT_1 0xc00612527fcb9916ull

#ifndef VIEWER_CODEC_TARGET_REVISION
#define VIEWER_CODEC_TARGET_REVISION 1
#endif
#if VIEWER_CODEC_TARGET_REVISION < 1 || VIEWER_CODEC_TARGET_REVISION > 1
#error "VIEWER_CODEC_TARGET_REVISION is 1 here"
#endif

#pragma pack(push, 8) /* whatever the includer left in force */
#ifdef __cplusplus
extern "C" {
#endif

/* -- types ----------------------------------------------------------------------------------------- */

#if !defined(VTABLE_API_VEC_U8_DECLARED_) && !defined(VTABLE_API_VEC_U8_DEFINED_)
#define VTABLE_API_VEC_U8_DECLARED_
typedef struct vtable_api_vec_u8 vtable_api_vec_u8;
#endif
/* &[u8] */
#ifndef VTABLE_API_SLICE_U8_DEFINED_
#define VTABLE_API_SLICE_U8_DEFINED_ 0xf181df23u
#define VTABLE_API_SLICE_U8_IN_ "viewer_codec.h"
typedef struct vtable_api_slice_u8 {
    /* NULL only when len is 0 */
    const uint8_t *ptr;
    uintptr_t len;
} vtable_api_slice_u8;
#elif VTABLE_API_SLICE_U8_DEFINED_ != 0xf181df23u
#pragma message("vtable_api_slice_u8 is one thing in " VTABLE_API_SLICE_U8_IN_ " and another in viewer_codec.h")
#error "viewer_codec.h: a header before this one has another vtable_api_slice_u8"
#endif
VTABLE_API_SLICE_LAYOUT_(viewer_codec, vtable_api_slice_u8);

/* Vec<u8> */
#ifndef VTABLE_API_VEC_U8_DEFINED_
#define VTABLE_API_VEC_U8_DEFINED_ 0x950b366fu
#define VTABLE_API_VEC_U8_IN_ "viewer_codec.h"
struct vtable_api_vec_u8 {
    uint8_t *ptr;
    uintptr_t len;
    /* the maker's own */
    uintptr_t cap;
    /* NULL: read-only, and not the owner's; else its owner calls it once */
    void (VTABLE_API_CALL *free)(vtable_api_vec_u8 *self) VTABLE_API_NOEXCEPT;
};
#elif VTABLE_API_VEC_U8_DEFINED_ != 0x950b366fu
#pragma message("vtable_api_vec_u8 is one thing in " VTABLE_API_VEC_U8_IN_ " and another in viewer_codec.h")
#error "viewer_codec.h: a header before this one has another vtable_api_vec_u8"
#endif
VTABLE_API_VEC_LAYOUT_(viewer_codec, vtable_api_vec_u8);

/* struct Frame
 *
 * A picture.
 */
#ifndef VIEWER_FRAME_DEFINED_
#define VIEWER_FRAME_DEFINED_ 0x816f50ccu
#define VIEWER_FRAME_IN_ "viewer_codec.h"
typedef struct viewer_frame {
    /* Pixels in a row. */
    uint32_t width;
    /* Rows. */
    uint32_t height;
    /* Rows from the top; red, green and blue of each pixel. */
    vtable_api_vec_u8 pixels;
} viewer_frame;
#elif VIEWER_FRAME_DEFINED_ != 0x816f50ccu
#pragma message("viewer_frame is one thing in " VIEWER_FRAME_IN_ " and another in viewer_codec.h")
#error "viewer_codec.h: a header before this one has another viewer_frame"
#endif
VTABLE_API_OFFSET_(viewer_codec, viewer_frame, width, 0);
VTABLE_API_OFFSET_(viewer_codec, viewer_frame, height, 4);
VTABLE_API_OFFSET_(viewer_codec, viewer_frame, pixels, 8);
VTABLE_API_SIZE_(viewer_codec, viewer_frame, 8 + 4 * sizeof(void *));

/* enum(u32) Failure
 *
 * Why there is no picture.
 */
#ifndef VIEWER_FAILURE_DEFINED_
#define VIEWER_FAILURE_DEFINED_ 0x8f98e562u
#define VIEWER_FAILURE_IN_ "viewer_codec.h"
typedef uint32_t viewer_failure;
/* The file ends too early, or breaks the rules of its format. */
VTABLE_API_CONSTANT_(viewer_failure, VIEWER_FAILURE_DAMAGED, 1);
/* A variant of the format that the decoder does not know. */
VTABLE_API_CONSTANT_(viewer_failure, VIEWER_FAILURE_UNSUPPORTED, 2);
/* There is not enough memory for the picture. */
VTABLE_API_CONSTANT_(viewer_failure, VIEWER_FAILURE_TOO_LARGE, 3);
#elif VIEWER_FAILURE_DEFINED_ != 0x8f98e562u
#pragma message("viewer_failure is one thing in " VIEWER_FAILURE_IN_ " and another in viewer_codec.h")
#error "viewer_codec.h: a header before this one has another viewer_failure"
#endif
VTABLE_API_SIZE_(viewer_codec, viewer_failure, 4);

/* Result<Frame, Failure> */
#ifndef VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_DEFINED_
#define VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_DEFINED_ 0x41205bd6u
#define VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_IN_ "viewer_codec.h"
typedef struct vtable_api_result_viewer_frame_viewer_failure {
    /* 0 Ok, 1 Err */
    uint32_t tag;
    union {
        viewer_frame ok;
        viewer_failure err;
    } u;
} vtable_api_result_viewer_frame_viewer_failure;
#elif VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_DEFINED_ != 0x41205bd6u
#pragma message("vtable_api_result_viewer_frame_viewer_failure is one thing in " VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_IN_ " and another in viewer_codec.h")
#error "viewer_codec.h: a header before this one has another vtable_api_result_viewer_frame_viewer_failure"
#endif
VTABLE_API_OFFSET_(viewer_codec, vtable_api_result_viewer_frame_viewer_failure, tag, 0);
VTABLE_API_OFFSET_(viewer_codec, vtable_api_result_viewer_frame_viewer_failure, u, sizeof(void *));
VTABLE_API_SIZE_(viewer_codec, vtable_api_result_viewer_frame_viewer_failure, 8 + 5 * sizeof(void *));

/* -- functions over these types: vtable_api.h says what each does ---------------------------------- */

#ifndef VTABLE_API_VEC_U8_DROP_DEFINED_
#define VTABLE_API_VEC_U8_DROP_DEFINED_ 0xf1135791u
static inline void vtable_api_vec_u8_drop(vtable_api_vec_u8 *value) {
    VTABLE_API_DROP_(*value);
}
#endif
#ifndef VIEWER_FRAME_DROP_DEFINED_
#define VIEWER_FRAME_DROP_DEFINED_ 0x418c91deu
static inline void viewer_frame_drop(viewer_frame *value) {
    VTABLE_API_DROP_(value->pixels);
}
#endif
#ifndef VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_DROP_DEFINED_
#define VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_DROP_DEFINED_ 0x9ec6bc7au
static inline void vtable_api_result_viewer_frame_viewer_failure_drop(vtable_api_result_viewer_frame_viewer_failure *value) {
    if (value->tag == VTABLE_API_OK) {
        viewer_frame_drop(&value->u.ok);
    }
}
#endif
#ifndef VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_OK_DEFINED_
#define VTABLE_API_RESULT_VIEWER_FRAME_VIEWER_FAILURE_OK_DEFINED_ 0x8f267449u
static inline void vtable_api_result_viewer_frame_viewer_failure_ok(vtable_api_result_viewer_frame_viewer_failure *ret, viewer_frame value) {
    vtable_api_zero_(ret, sizeof *ret);
    ret->tag = VTABLE_API_OK;
    ret->u.ok = value;
}
static inline void vtable_api_result_viewer_frame_viewer_failure_err(vtable_api_result_viewer_frame_viewer_failure *ret, viewer_failure value) {
    vtable_api_zero_(ret, sizeof *ret);
    ret->tag = VTABLE_API_ERR;
    ret->u.err = value;
}
#endif
#ifdef VTABLE_API_ALLOC
#ifndef VTABLE_API_VEC_U8_FREE__DEFINED_
#define VTABLE_API_VEC_U8_FREE__DEFINED_ 0xeacbc0a3u
static inline void VTABLE_API_CALL vtable_api_vec_u8_free_(vtable_api_vec_u8 *self) VTABLE_API_NOEXCEPT {
    VTABLE_API_DEALLOC(self->ptr);
}
static inline vtable_api_vec_u8 vtable_api_vec_u8_alloc(uintptr_t len) {
    vtable_api_vec_u8 out;
    VTABLE_API_ALLOC_(out, uint8_t *, len, sizeof *out.ptr, vtable_api_vec_u8_free_);
    return out;
}
static inline vtable_api_vec_u8 vtable_api_vec_u8_copy(const uint8_t *from, uintptr_t len) {
    vtable_api_vec_u8 out = vtable_api_vec_u8_alloc(len);
    vtable_api_copy_(out.ptr, from, out.len * sizeof *from);
    return out;
}
#endif
#endif

/* -- the table, up to the revision that is asked for ----------------------------------------------- */

#define VIEWER_CODEC_TABLE_ VTABLE_API_NAME_(viewer_codec_table_, VIEWER_CODEC_TARGET_REVISION)
typedef struct VIEWER_CODEC_TABLE_ {
    vtable_api_header header;

    /* [any thread] Whether a file that starts with `head` is for this decoder. */
    bool (VTABLE_API_CALL *can_decode)(void *object, vtable_api_slice_u8 head) VTABLE_API_NOEXCEPT;

    /* [any thread] Decodes a whole file.
     * returns Result<Frame, Failure>; what it owns is the caller's to free
     */
    void (VTABLE_API_CALL *decode)(void *object, vtable_api_slice_u8 input, vtable_api_result_viewer_frame_viewer_failure *ret) VTABLE_API_NOEXCEPT;
    /* end of revision 1: nothing above this line ever changes */
} VTABLE_API_MAY_ALIAS VIEWER_CODEC_TABLE_;
typedef VIEWER_CODEC_TABLE_ viewer_codec_table;

/* Bytes of the table as of each revision. */
enum {
    VIEWER_CODEC_SIZE_1 = VTABLE_API_TABLE_SIZE(2)
};
static const uint64_t viewer_codec_fingerprints[1] = { VIEWER_CODEC_FINGERPRINT_1 };
static const uint32_t viewer_codec_ends_[1] = { 2 }; /* slots up to each revision */

/* -- the record: what a binary says of this table, for `cargo vtable-api inspect` ------------------ */

#ifndef VTABLE_API_NO_RECORD
struct viewer_codec_lines_1_ {
    char text0[419];
};
#define VIEWER_CODEC_LINES_1_ \
    { "table\tviewer/codec\tCodec\ttour_codec\ttour-codec\tlib\tSend + Sync\tsnake\trecorded\n" \
      "fingerprint\t1\tc00612527fcb9916\tfrozen\n" \
      "slot\t1\tfn can_decode(&self, head: &[u8]) -> bool\t-\n" \
      "slot\t1\tfn decode(&self, input: &[u8]) -> Result<Frame, Failure>\t-\n" \
      "type\tFrame\ttour_codec\tstruct\t-\n" \
      "field\twidth: u32\n" \
      "field\theight: u32\n" \
      "field\tpixels: Vec<u8>\n" \
      "type\tFailure\ttour_codec\tenum\tu32\n" \
      "variant\tDamaged = 1\n" \
      "variant\tUnsupported = 2\n" \
      "variant\tTooLarge = 3" }
#endif

/* -- the provider's side --------------------------------------------------------------------------- */

VTABLE_API_PROVIDES_(viewer_codec, VIEWER_CODEC, 1)
VTABLE_API_SLOTS_(viewer_codec, VIEWER_CODEC, VIEWER_CODEC_TARGET_REVISION);
/* #define VIEWER_CODEC_TARGET_REVISION 1
 * static const viewer_codec_table mine = { VIEWER_CODEC_HEADER(1, my_release), .can_decode = my_can_decode, ... };
 * is a table of revision 1. Without names, -Wmissing-field-initializers finds a slot that you forgot. */
#define VIEWER_CODEC_HEADER(revision, release) VTABLE_API_HEADER_(viewer_codec, VIEWER_CODEC, revision, release)

/* -- the caller's side ----------------------------------------------------------------------------- */

/* An object to call: ref.t->slot(ref.object, ...). Whoever made it releases it: this is only a reference.
 * A slot of a later revision than the first only when viewer_codec_has(ref, slot). */
#define VIEWER_CODEC_REF_ VTABLE_API_NAME_(viewer_codec_ref_, VIEWER_CODEC_TARGET_REVISION)
typedef struct VIEWER_CODEC_REF_ {
    const viewer_codec_table *t;
    void *object;
    uint64_t agreed; /* bit n-1: the slots of revision n may be called */
} VIEWER_CODEC_REF_;
typedef VIEWER_CODEC_REF_ viewer_codec_ref;
#define viewer_codec_has(ref, slot) vtable_api_has((ref).agreed, viewer_codec_ends_, offsetof(viewer_codec_table, slot))

/* Do this once per object. `required`: revisions you cannot do without, 0 for none but the first; `name`: you,
 * "viewer/2.1.0". true and *out; or false, and one line at why, which may be NULL. */
static inline bool viewer_codec_negotiate(vtable_api_object from, uint64_t required, const char *name,
    char *why, uintptr_t why_size, viewer_codec_ref *out) {
    vtable_api_caller caller;
    const vtable_api_header *table;
    VTABLE_API_EXPECTS_(viewer_codec, VIEWER_CODEC, VIEWER_CODEC_TARGET_REVISION)
    caller.size = VTABLE_API_CAST_(uint32_t, VTABLE_API_CALLER_SIZE);
    caller.contract = VTABLE_API_CONTRACT;
    caller.revisions = VTABLE_API_REVISIONS_(VIEWER_CODEC_TARGET_REVISION);
    caller.required = required | VIEWER_CODEC_REVISION_1;
    caller.id = VIEWER_CODEC_ID;
    caller.fingerprints = viewer_codec_fingerprints;
    caller.name = name;
    caller.why = why;
    caller.why_size = why_size;
    table = vtable_api_negotiate(from.table, &caller, viewer_codec_ends_, &out->agreed);
    out->t = VTABLE_API_CAST_(const viewer_codec_table *, VTABLE_API_CAST_(const void *, table));
    out->object = from.object;
    return table != NULL;
}

#ifdef __cplusplus
}
#endif
#pragma pack(pop)
#elif VIEWER_CODEC_H_ != 0x55f824dcu
#error "viewer_codec.h: another table's header has the names of table 'viewer/codec'"
#endif
