/* A clock that knows the structs of other libraries by their own names: in C, and in C++ as well. */
#define VTABLE_API_STDLIB
#include "lib_clock.h"
#include "lib_other.h"

/* What a library in C would have: no name of ours. */
static long area_of(const struct lib_rect *rect) { return (long)rect->w * rect->h; }
static int wind(struct lib_cursor *cursor) { return cursor->next(cursor); }

static void VTABLE_API_CALL now(void *object, lib_timespec *ret) VTABLE_API_NOEXCEPT {
    struct timespec at;
    (void)object;
    at.tv_sec = 1000;
    at.tv_nsec = 5;
    *ret = at;
}

static void VTABLE_API_CALL later(void *object, const lib_timespec *at, const lib_timespec *by,
                                  vtable_api_option_lib_timespec *ret) VTABLE_API_NOEXCEPT {
    struct timespec sum = *at;
    (void)object;
    vtable_api_option_lib_timespec_none(ret);
    if (by->tv_sec < 10) {
        sum.tv_sec += by->tv_sec;
        sum.tv_nsec += by->tv_nsec;
        vtable_api_option_lib_timespec_some(ret, sum);
    }
}

static void VTABLE_API_CALL grow(void *object, lib_rect *rect) VTABLE_API_NOEXCEPT {
    struct lib_rect *theirs = rect;
    (void)object;
    theirs->w *= 10;
    theirs->ID += 1;
}

static int64_t VTABLE_API_CALL area(void *object, vtable_api_slice_lib_rect rects) VTABLE_API_NOEXCEPT {
    int64_t sum = 0;
    uintptr_t i;
    (void)object;
    for (i = 0; i < rects.len; i++) {
        sum += area_of(&rects.ptr[i]);
    }
    return sum;
}

static void VTABLE_API_CALL stamp(void *object, const lib_stamped *stamped, lib_stamped *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = *stamped;
    ret->at.tv_sec++;
    ret->frame.w++;
}

static void VTABLE_API_CALL event(void *object, const lib_event *event, lib_event *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = *event;
    ret->rects.ptr[1].h = 77;
}

static int32_t VTABLE_API_CALL advance(void *object, lib_cursor *cursor) VTABLE_API_NOEXCEPT {
    (void)object;
    cursor->room.h = cursor->at->w;
    return wind(cursor);
}

static void VTABLE_API_CALL frame(void *object, const vtable_api_box_lib_rect *rect,
                                  vtable_api_result_lib_frame_lib_timespec *ret) VTABLE_API_NOEXCEPT {
    vtable_api_box_lib_rect owned = *rect;
    struct timespec never;
    (void)object;
    if (owned.ptr->w != 0) {
        vtable_api_result_lib_frame_lib_timespec_ok(ret, *owned.ptr);
    } else {
        never.tv_sec = -1;
        never.tv_nsec = 0;
        vtable_api_result_lib_frame_lib_timespec_err(ret, never);
    }
    vtable_api_box_lib_rect_drop(&owned);
}

static int state;
static void *VTABLE_API_CALL create(void) VTABLE_API_NOEXCEPT { return &state; }

static const lib_clock_table table = { LIB_CLOCK_HEADER(1, NULL), now, later, grow, area, stamp, event, advance, frame };
static const vtable_api_export exports[] = { { "clock", &table.header, NULL, create } };
VTABLE_API_MODULE("clock-c", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
