/* QOI (https://qoiformat.org), as a module. Written against revision 1 of the interface: there was no other. */
#define VTABLE_API_STDLIB /* what is made here is made with calloc, and freed with free */
#include "viewer_codec.h"

#include <string.h>

enum { HEAD = 14, TAIL = 8 };

typedef struct pixel {
    uint8_t r, g, b, a;
} pixel;

static uint32_t big_endian(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Fills the picture. False when the file ends too early. */
static bool read_pixels(const uint8_t *at, const uint8_t *end, uint8_t *out, uintptr_t count) {
    pixel seen[64], now = { 0, 0, 0, 255 };
    unsigned run = 0;
    memset(seen, 0, sizeof seen);
    for (; count > 0; count--, out += 3) {
        if (run > 0) {
            run--;
        } else {
            unsigned op, low;
            if (at >= end) { return false; }
            op = *at++;
            low = op & 63;
            if (op == 0xfe || op == 0xff) { /* the pixel itself */
                if (end - at < 4) { return false; }
                now.r = *at++;
                now.g = *at++;
                now.b = *at++;
                if (op == 0xff) { now.a = *at++; }
            } else if (op >> 6 == 0) { /* one that was seen */
                now = seen[low];
            } else if (op >> 6 == 1) { /* a small difference */
                now.r = (uint8_t)(now.r + (low >> 4) - 2);
                now.g = (uint8_t)(now.g + (low >> 2 & 3) - 2);
                now.b = (uint8_t)(now.b + (low & 3) - 2);
            } else if (op >> 6 == 2) { /* a larger one, red and blue relative to green */
                unsigned rest;
                if (at >= end) { return false; }
                rest = *at++;
                now.r = (uint8_t)(now.r + low - 40 + (rest >> 4));
                now.g = (uint8_t)(now.g + low - 32);
                now.b = (uint8_t)(now.b + low - 40 + (rest & 15));
            } else { /* the same again */
                run = low;
            }
            seen[(now.r * 3 + now.g * 5 + now.b * 7 + now.a * 11) % 64] = now;
        }
        out[0] = now.r;
        out[1] = now.g;
        out[2] = now.b;
    }
    return true;
}

/* 0, and *frame owns its pixels; or why not. */
static viewer_failure read_file(vtable_api_slice_u8 input, viewer_frame *frame) {
    uintptr_t count;
    if (input.len < HEAD + TAIL || memcmp(input.ptr, "qoif", 4) != 0) { return VIEWER_FAILURE_DAMAGED; }
    frame->width = big_endian(input.ptr + 4);
    frame->height = big_endian(input.ptr + 8);
    if (frame->width == 0 || frame->height == 0) { return VIEWER_FAILURE_DAMAGED; }
    if (frame->height > 0x7fffffff / 3 / frame->width) { return VIEWER_FAILURE_TOO_LARGE; }
    count = (uintptr_t)frame->width * frame->height;
    frame->pixels = vtable_api_vec_u8_alloc(count * 3);
    if (frame->pixels.ptr == NULL) { return VIEWER_FAILURE_TOO_LARGE; }
    if (!read_pixels(input.ptr + HEAD, input.ptr + input.len - TAIL, frame->pixels.ptr, count)) {
        viewer_frame_drop(frame);
        return VIEWER_FAILURE_DAMAGED;
    }
    return 0;
}

static bool VTABLE_API_CALL can_decode(void *object, vtable_api_slice_u8 head) VTABLE_API_NOEXCEPT {
    (void)object;
    return head.len >= 4 && memcmp(head.ptr, "qoif", 4) == 0;
}

static void VTABLE_API_CALL decode(void *object, vtable_api_slice_u8 input,
                                   vtable_api_result_viewer_frame_viewer_failure *ret) VTABLE_API_NOEXCEPT {
    viewer_frame frame;
    viewer_failure failure;
    (void)object;
    failure = read_file(input, &frame);
    if (failure == 0) {
        vtable_api_result_viewer_frame_viewer_failure_ok(ret, frame);
    } else {
        vtable_api_result_viewer_frame_viewer_failure_err(ret, failure);
    }
}

static const viewer_codec_table table = { VIEWER_CODEC_HEADER(1, NULL), can_decode, decode };

static const vtable_api_export exports[] = { { "qoi", &table.header, NULL, NULL } };

VTABLE_API_MODULE("qoi", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
