/* Hands over std's types of parts, good (0) and bad ones; the tables are those of parts.rs, with uint8_t for bool. */
#include <string.h>

#include "wire.h"

typedef struct seconds {
    int64_t secs;
    uint32_t nanos;
} seconds;

typedef struct pair {
    uint8_t f0;
    seconds f1;
} pair;

typedef struct span {
    uint32_t start, end;
} span;

typedef struct entry {
    uint32_t f0;
    uint8_t f1;
} entry;

typedef struct each_call {
    void (*call)(void *context, uint32_t letter, const void *pair, const void *flags);
    void *context;
} each_call;

typedef struct path_call {
    void (*call)(void *context, slice path);
    void *context;
} path_call;

typedef struct parts_table {
    vtable_api_header header;
    void (*duration)(void *, uint32_t, void *ret);
    void (*time)(void *, uint32_t, void *ret);
    uint32_t (*letter)(void *, uint32_t);
    uint16_t (*count)(void *, uint32_t);
    slice (*letters)(void *, uint32_t);
    void (*pair)(void *, uint32_t, void *ret);
    void (*flags)(void *, uint32_t, void *ret);
    void (*span)(void *, uint32_t, void *ret);
    void (*text)(void *, uint32_t, void *ret);
    void (*map)(void *, uint32_t, void *ret);
    void (*each)(void *, uint32_t, each_call);
    void (*path)(void *, uint32_t, path_call, void *ret);
} parts_table;

static const seconds times[] = { { -1, 500000000 }, { 7, 1000000000 }, { 7, UINT32_MAX } };
static const uint32_t all_letters[][2] = { { 'x', 0x10ffff }, { 'x', 0xd800 }, { 0x110000, 'x' } };
static const uint8_t all_flags[][3] = { { 1, 0, 1 }, { 1, 0, 2 }, { 3, 0, 1 } };
static const entry all_entries[][3] = { { { 7, 1 }, { 3, 0 }, { 9, 1 } }, { { 7, 1 }, { 3, 0 }, { 7, 1 } }, { { 7, 1 }, { 3, 2 }, { 9, 1 } } };
static const char latin[] = { 'a', 'b', 'c', (char)0xe9 };

static pair pair_of(uint32_t which) {
    pair out;
    memset(&out, 0, sizeof out);
    out.f0 = which == 1 ? 2 : 1;
    out.f1 = times[which == 1 ? 0 : which];
    return out;
}

static void duration(void *object, uint32_t which, void *ret) {
    seconds out = times[which];
    (void)object;
    out.secs = 7;
    memcpy(ret, &out, sizeof out);
}
static void get_time(void *object, uint32_t which, void *ret) {
    (void)object;
    memcpy(ret, &times[which], sizeof times[which]);
}
static uint32_t letter(void *object, uint32_t which) {
    (void)object;
    return all_letters[which][1 - which / 2];
}
static uint16_t count(void *object, uint32_t which) {
    (void)object;
    return (uint16_t)(1 - which);
}
static slice letters(void *object, uint32_t which) {
    slice out;
    (void)object;
    out.ptr = all_letters[which];
    out.len = 2;
    return out;
}
static void get_pair(void *object, uint32_t which, void *ret) {
    pair out = pair_of(which);
    (void)object;
    memcpy(ret, &out, sizeof out);
}
static void flags(void *object, uint32_t which, void *ret) {
    (void)object;
    memcpy(ret, all_flags[which], 3);
}
static void get_span(void *object, uint32_t which, void *ret) {
    span out;
    (void)object;
    out.start = all_letters[which][0];
    out.end = all_letters[which][1];
    memcpy(ret, &out, sizeof out);
}
static void text(void *object, uint32_t which, void *ret) {
    owned out;
    const char *from = latin;
    (void)object;
    memset(&out, 0, sizeof out);
    memcpy(&out.ptr, &from, sizeof from);
    out.len = 3 + which;
    memcpy(ret, &out, sizeof out);
}
static void map(void *object, uint32_t which, void *ret) {
    owned out;
    const entry *from = which == 3 ? NULL : all_entries[which];
    (void)object;
    memset(&out, 0, sizeof out);
    memcpy(&out.ptr, &from, sizeof from);
    out.len = 3;
    memcpy(ret, &out, sizeof out);
}
static void each(void *object, uint32_t which, each_call f) {
    uint64_t room[4];
    const void *askew = (const char *)room + 1;
    pair a_pair = pair_of(which == 1 ? 2 : 0);
    memset(room, 0, sizeof room);
    (void)object;
    f.call(f.context, which == 2 ? 0xdfff : 'x', which == 3 ? NULL : which == 4 ? askew : &a_pair, which == 5 ? NULL : all_flags[which / 6]);
}

/* Whatever the units are: not UTF-8, with a zero. */
static void path(void *object, uint32_t which, path_call f, void *ret) {
    static const char units[] = { 'a', 0, (char)0xe9 };
    const char *none = NULL, *from = units;
    slice lent;
    owned out;
    (void)object;
    lent.ptr = which == 2 ? none : from;
    lent.len = 3;
    f.call(f.context, lent);
    memset(&out, 0, sizeof out);
    memcpy(&out.ptr, which == 1 ? &none : &from, sizeof from);
    out.len = which == 3 ? (uintptr_t)-1 : 3;
    memcpy(ret, &out, sizeof out);
}

static const uint64_t prints[] = { PARTS_FINGERPRINT };
static const parts_table parts = {
    { 1, VTABLE_API_TABLE_SIZE(12), 1, "test/parts", prints, vtable_api_negotiate_default, NULL, NULL, NULL },
    duration, get_time, letter, count, letters, get_pair, flags, get_span, text, map, each, path,
};

static const vtable_api_export exports[] = { { "parts", &parts.header, NULL, NULL } };

VTABLE_API_MODULE("parts", "1.0", NULL, NULL, NULL, 0, exports, 1);
