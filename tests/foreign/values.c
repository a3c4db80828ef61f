/* Hands over bad values: `bad` returns and writes them, `caller` passes them. The tables are those of
 * values.rs, with uint8_t for bool, because C makes no bool of 2. */
#include <stdlib.h>
#include <string.h>

#include "wire.h"

typedef struct inner {
    uint8_t ok;
    uint16_t level;
    uint64_t wide;
} inner;

typedef struct outer {
    uint8_t before;
    inner in;
} outer;

typedef struct shape {
    uint32_t tag;
    union {
        uint8_t flag;
        struct {
            uint16_t level;
            uint64_t n;
        } named;
    } u;
} shape;

typedef struct option_bool {
    uint32_t tag;
    uint8_t some;
} option_bool;

typedef struct result_bool_level {
    uint32_t tag;
    union {
        uint8_t ok;
        uint16_t err;
    } u;
} result_bool_level;

typedef struct each_call {
    uint16_t (*call)(void *context, const void *one, uint8_t flag);
    void *context;
} each_call;

typedef struct each_other_call {
    void (*call)(void *context, uint32_t n, vtable_api_object other);
    void *context;
} each_other_call;

typedef struct take_call {
    uint16_t (*call)(void *context, uint32_t n);
    void *context;
} take_call;

typedef struct values_table {
    vtable_api_header header;
    uint8_t (*flag)(void *, uint32_t);
    uint16_t (*level)(void *, uint32_t);
    void (*outer)(void *, uint32_t, void *ret);
    void (*shape)(void *, uint32_t, void *ret);
    slice (*text)(void *, uint32_t);
    slice (*slice)(void *, uint32_t);
    const void *(*one)(void *, uint32_t);
    const void *(*perhaps)(void *, uint32_t);
    void (*maybe)(void *, uint32_t, void *ret);
    void (*outcome)(void *, uint32_t, void *ret);
    void (*owned)(void *, uint32_t, void *ret);
    void (*list)(void *, uint32_t, void *ret);
    void (*boxed)(void *, uint32_t, void *ret);
    vtable_api_object (*other)(void *, uint32_t);
    void (*fill)(void *, uint32_t, void *);
    void (*fill_all)(void *, uint32_t, slice);
    void (*fill_maybe)(void *, uint32_t, void *);
    void (*each)(void *, uint32_t, each_call);
    void (*each_other)(void *, uint32_t, each_other_call);
    void (*take_flag)(void *, uint8_t);
    void (*take_level)(void *, uint16_t);
    void (*take_outer)(void *, const void *);
    void (*take_shape)(void *, const void *);
    void (*take_text)(void *, slice);
    void (*take_slice)(void *, slice);
    void (*take_one)(void *, const void *);
    void (*take_mut)(void *, void *);
    void (*take_perhaps)(void *, const void *);
    void (*take_maybe)(void *, const void *);
    void (*take_outcome)(void *, const void *);
    void (*take_owned)(void *, const void *);
    void (*take_list)(void *, const void *);
    void (*take_boxed)(void *, const void *);
    void (*take_call)(void *, take_call);
    void (*take_other)(void *, vtable_api_object);
    void (*take_given)(void *, vtable_api_object);
    void (*panics)(void *);
} values_table;

/* -- bad values ------------------------------------------------------------------------------------ */

#define TOO_LONG ((UINTPTR_MAX >> 1) / sizeof(inner) + 1)

static const inner bad_flag = { 2, 7, 0 }, bad_level = { 1, 9, 0 };
static const inner good_then_bad[3] = { { 0, 1, 0 }, { 1, 7, 0 }, { 1, 8, 0 } };
static const uint16_t bad_levels[2] = { 1, 2 };
static const char latin[] = { 'a', 'b', 'c', (char)0xe9, 'd' };
static uint64_t room[16];

static void *askew(void) {
    return (char *)room + 1;
}

static slice slice_of(const void *ptr, uintptr_t len) {
    slice out;
    out.ptr = ptr;
    out.len = len;
    return out;
}

static owned owned_of(const void *ptr, uintptr_t len) {
    owned out = { NULL, 0, 0, NULL };
    memcpy(&out.ptr, &ptr, sizeof ptr);
    out.len = len;
    return out;
}

static vtable_api_object object_of(const vtable_api_header *table) {
    vtable_api_object out;
    out.table = table;
    out.object = room;
    return out;
}

static outer bad_outer(uint32_t which) {
    outer out;
    memset(&out, 0, sizeof out);
    out.in = which == 1 ? bad_flag : bad_level;
    return out;
}

static shape bad_shape(uint32_t which) {
    shape out;
    memset(&out, 0, sizeof out);
    if (which == 1) {
        out.tag = 5;
    } else if (which == 2) {
        out.tag = 3;
        out.u.flag = 255;
    } else {
        out.tag = 4;
        out.u.named.level = 65535;
    }
    return out;
}

static slice bad_slice(uint32_t which) {
    return which == 1 ? slice_of(NULL, 5) : which == 2 ? slice_of(room, TOO_LONG) : which == 3 ? slice_of(askew(), 1) : slice_of(good_then_bad, 3);
}

static slice bad_text(uint32_t which) {
    return which == 1 ? slice_of(latin, sizeof latin) : which == 2 ? slice_of(NULL, 3) : slice_of(room, UINTPTR_MAX);
}

static const void *bad_pointer(uint32_t which) {
    return which == 1 ? NULL : which == 2 ? askew() : which == 3 ? (const void *)&bad_flag : (const void *)&bad_level;
}

static option_bool bad_option(uint32_t which) {
    option_bool out;
    memset(&out, 0, sizeof out);
    out.tag = which == 1 ? 2 : 1;
    out.some = 2;
    return out;
}

static result_bool_level bad_result(uint32_t which) {
    result_bool_level out;
    memset(&out, 0, sizeof out);
    if (which == 1) {
        out.tag = 2;
    } else if (which == 2) {
        out.u.ok = 3;
    } else {
        out.tag = 1;
        out.u.err = 0;
    }
    return out;
}

static owned bad_list(uint32_t which) {
    return which == 1 ? owned_of(NULL, 2) : which == 2 ? owned_of(room, UINTPTR_MAX >> 1) : owned_of(bad_levels, 2);
}

static const vtable_api_header headless = { 1, VTABLE_API_TABLE_SIZE(1), 1, "test/stranger", NULL, vtable_api_negotiate_default, NULL, NULL, NULL };

static vtable_api_object bad_object(uint32_t which) {
    return object_of(which == 1 ? NULL : &headless);
}

/* -- a provider that returns and writes them ------------------------------------------------------- */

static uint8_t flag(void *object, uint32_t which) {
    (void)object;
    return (uint8_t)(1 + which);
}
static uint16_t level(void *object, uint32_t which) {
    (void)object;
    return (uint16_t)(2 * which);
}
static void get_outer(void *object, uint32_t which, void *ret) {
    outer out = bad_outer(which);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static void get_shape(void *object, uint32_t which, void *ret) {
    shape out = bad_shape(which);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static slice text(void *object, uint32_t which) {
    (void)object;
    return bad_text(which);
}
static slice get_slice(void *object, uint32_t which) {
    (void)object;
    return bad_slice(which);
}
static const void *one(void *object, uint32_t which) {
    (void)object;
    return bad_pointer(which);
}
static void maybe(void *object, uint32_t which, void *ret) {
    option_bool out = bad_option(which);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static void outcome(void *object, uint32_t which, void *ret) {
    result_bool_level out = bad_result(which);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static void get_owned(void *object, uint32_t which, void *ret) {
    slice bytes = bad_text(which);
    owned out = owned_of(bytes.ptr, bytes.len);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static void list(void *object, uint32_t which, void *ret) {
    owned out = bad_list(which);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static void boxed(void *object, uint32_t which, void *ret) {
    owned out = owned_of(bad_pointer(which), 1);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static vtable_api_object other(void *object, uint32_t which) {
    (void)object;
    return bad_object(which);
}
static void fill(void *object, uint32_t which, void *out) {
    (void)object;
    if (which != 0) {
        memcpy(out, bad_pointer(which), sizeof(inner));
    }
}
static void fill_all(void *object, uint32_t which, slice out) {
    inner *last;
    (void)object;
    memcpy(&last, &out.ptr, sizeof last);
    last[out.len - 1] = which == 3 ? bad_flag : bad_level;
}
static void each(void *object, uint32_t which, each_call f) {
    (void)object;
    if (which < 4) {
        f.call(f.context, bad_pointer(which), 1);
    } else {
        f.call(f.context, &good_then_bad[0], 2);
    }
}
static void each_other(void *object, uint32_t which, each_other_call f) {
    (void)object;
    f.call(f.context, 0, bad_object(which));
}
static void take_nothing(void *object) {
    (void)object;
}
static void take_byte(void *object, uint8_t value) {
    (void)object, (void)value;
}
static void take_level(void *object, uint16_t value) {
    (void)object, (void)value;
}
static void take_pointer(void *object, const void *value) {
    (void)object, (void)value;
}
static void take_mut(void *object, void *value) {
    (void)object, (void)value;
}
static void take_slice(void *object, slice value) {
    (void)object, (void)value;
}
static void take_callback(void *object, take_call value) {
    (void)object, (void)value;
}
static void take_object(void *object, vtable_api_object value) {
    (void)object, (void)value;
}

static const uint64_t values_prints[] = { VALUES_FINGERPRINT };
static const values_table values = {
    { 1, VTABLE_API_TABLE_SIZE(37), 1, "test/values", values_prints, vtable_api_negotiate_default, NULL, NULL, NULL },
    flag, level, get_outer, get_shape, text, get_slice, one, one, maybe, outcome, get_owned, list, boxed, other,
    fill, fill_all, fill, each, each_other,
    take_byte, take_level, take_pointer, take_pointer, take_slice, take_slice, take_pointer, take_mut, take_pointer,
    take_pointer, take_pointer, take_pointer, take_pointer, take_pointer, take_callback, take_object, take_object, take_nothing,
};

/* -- a caller that passes them --------------------------------------------------------------------- */

static uint16_t bad_callback(void *context, uint32_t n) {
    (void)context;
    return (uint16_t)(n + 2);
}

/* What `take`s the value of `what`, `which` of its kind; `what` counts the slots from `take_flag`. */
static void pass(void *object, uint32_t what, uint32_t which, vtable_api_object to) {
    const values_table *t = (const values_table *)(const void *)to.table;
    void *o = to.object;
    outer an_outer = bad_outer(which);
    shape a_shape = bad_shape(which);
    option_bool an_option = bad_option(which);
    result_bool_level a_result = bad_result(which);
    slice a_text = bad_text(which);
    owned a_string = owned_of(a_text.ptr, a_text.len), a_list = bad_list(which), a_box = owned_of(bad_pointer(which), 1);
    take_call a_call;
    void *by_address[] = { &an_outer, &a_shape, &an_option, &a_result, &a_string, &a_list, &a_box };
    uint32_t i;
    (void)object;
    a_call.call = which == 1 ? NULL : bad_callback;
    a_call.context = NULL;
    for (i = 0; i < 7; i++) {
        by_address[i] = which == 10 ? NULL : which == 11 ? askew() : by_address[i];
    }
    switch (what) {
    case 0: t->take_flag(o, 2); break;
    case 1: t->take_level(o, 6); break;
    case 2: t->take_outer(o, by_address[0]); break;
    case 3: t->take_shape(o, by_address[1]); break;
    case 4: t->take_text(o, a_text); break;
    case 5: t->take_slice(o, bad_slice(which)); break;
    case 6: t->take_one(o, bad_pointer(which)); break;
    case 7: {
        const void *pointer = bad_pointer(which);
        void *mutable_pointer;
        memcpy(&mutable_pointer, &pointer, sizeof pointer);
        t->take_mut(o, mutable_pointer);
        break;
    }
    case 8: t->take_perhaps(o, bad_pointer(which)); break;
    case 9: t->take_maybe(o, by_address[2]); break;
    case 10: t->take_outcome(o, by_address[3]); break;
    case 11: t->take_owned(o, by_address[4]); break;
    case 12: t->take_list(o, by_address[5]); break;
    case 13: t->take_boxed(o, by_address[6]); break;
    case 14: t->take_call(o, a_call); break;
    case 15: t->take_other(o, bad_object(which)); break;
    case 16: t->take_given(o, bad_object(which)); break;
    case 17: t->panics(o); break;
    /* No place for the result, or no object. */
    case 18: t->outer(o, 0, which == 1 ? NULL : askew()); break;
    case 19: t->panics(which == 1 ? NULL : askew()); break;
    default: abort();
    }
}

typedef struct caller_table {
    vtable_api_header header;
    void (*pass)(void *, uint32_t, uint32_t, vtable_api_object);
} caller_table;

static const uint64_t caller_prints[] = { CALLER_FINGERPRINT };
static const caller_table caller = {
    { 1, VTABLE_API_TABLE_SIZE(1), 1, "test/caller", caller_prints, vtable_api_negotiate_default, NULL, NULL, NULL },
    pass,
};

static const vtable_api_export exports[] = { { "bad", &values.header, room, NULL }, { "caller", &caller.header, room, NULL } };

VTABLE_API_MODULE("bad", "1.0", NULL, NULL, NULL, 0, exports, 2);
