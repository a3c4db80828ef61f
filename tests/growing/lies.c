/* A module that makes a block of each kind, and tells one lie about it: LIE says which. */
#define VTABLE_API_STDLIB
#include "tests_liar.h"
#include <stdlib.h>

static const uint64_t other[] = { 1, 2, 3 };

/* What the maker says, told wrongly. It lasts as long as the module. */
static const vtable_api_growth *told(const vtable_api_growth *truth, uint32_t lie) {
    static vtable_api_growth growths[64];
    static int next = 0;
    vtable_api_growth *growth = &growths[next++ % 64];
    *growth = *truth;
    switch (lie) {
    case 3: return NULL;
    case 4: return (const vtable_api_growth *)(const void *)((const char *)growth + 1);
    case 5: growth->size = 8; break;
    case 6: growth->count = 0; break;
    case 7: growth->count = UINT32_MAX; break;
    case 8: growth->fingerprints = NULL; break;
    case 9: growth->fingerprints = other; break;
    case 10: growth->id = "growing-lies/Other"; break;
    case 11: growth->id = NULL; break;
    case 12: growth->free = NULL; break;
    default: break;
    }
    return growth;
}

static const vtable_api_growth options_growth = VTABLE_API_GROWTH(tests_options, 1, tests_options_free);
static const vtable_api_growth event_growth = VTABLE_API_GROWTH(tests_event, 1, tests_event_free);

static tests_options *options(uint32_t lie) {
    static const uint8_t bad[] = { 'a', 0xff };
    tests_options *made = tests_options_alloc(&options_growth);
    made->level = 7;
    made->name = vtable_api_string_from("name");
    made->head.growth = told(&options_growth, lie);
    switch (lie) {
    case 1: return NULL;
    case 2: return (tests_options *)(void *)((char *)made + 1);
    case 13: made->head.tag = 3; break;
    case 14: made->name.ptr[1] = bad[1]; break;
    case 15:
        made->inner.tag = VTABLE_API_SOME;
        made->inner.u.some = vtable_api_box_tests_options_new(made);
        break;
    default: break;
    }
    return made;
}

static tests_options *VTABLE_API_CALL given(void *object, uint32_t lie) VTABLE_API_NOEXCEPT {
    (void)object;
    return options(lie);
}

static void VTABLE_API_CALL lent(void *object, uint32_t lie, tests_liar_lent_to to) VTABLE_API_NOEXCEPT {
    (void)object;
    to.call(to.context, options(lie));
}

static void VTABLE_API_CALL all(void *object, uint32_t lie, vtable_api_vec_tests_options *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = vtable_api_vec_tests_options_alloc(2);
    ret->ptr[0] = options(0);
    ret->ptr[1] = options(lie);
}

static tests_event *VTABLE_API_CALL event(void *object, uint32_t lie) VTABLE_API_NOEXCEPT {
    tests_event *made = tests_event_of_held(&event_growth, options(lie < 16 ? lie : 0));
    (void)object;
    if (lie == 16) {
        tests_options_drop(&((tests_event_held_fields *)(void *)made)->_0);
        made->head.tag = 77;
    }
    return made;
}

static const tests_liar_table table = { TESTS_LIAR_HEADER(1, NULL), given, lent, all, event };
static const vtable_api_export exports[] = { { "liar", &table.header, (void *)&exports, NULL } };
VTABLE_API_MODULE("lies", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
