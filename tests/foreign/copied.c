/* Copied values that C makes and takes apart: structs that own, a tree, an enum with payloads, memory that is nobody's. Good ones count
 * what is made and what is freed; bad ones are wrong in one place each. */
#include <stdlib.h>
#include <string.h>

#include "wire.h"

/* Option<Box<Item>> */
typedef struct maybe {
    uint32_t tag;
    owned some;
} maybe;

typedef struct item {
    owned name;
    uint32_t level;
    maybe inner;
    owned tags;
} item;

typedef struct event {
    uint32_t tag;
    union {
        owned named;
        struct {
            owned items;
            uint8_t ok;
        } many;
    } u;
} event;

/* (String, u32) */
typedef struct pair {
    owned f0;
    uint32_t f1;
} pair;

typedef struct result {
    uint32_t tag;
    union {
        owned ok;
        uint32_t err;
    } u;
} result;

typedef struct forms {
    owned map; /* pairs */
    owned set; /* uint32_t */
    struct {
        uint64_t secs;
        uint32_t nanos;
    } wait, at;
    uint32_t letter;
    uint32_t count;
    result outcome;
    pair tuple;
    uint8_t flags[2];
    struct {
        uint32_t start, end;
    } span;
    struct {
        const vtable_api_header *table;
        void *object;
    } other;
    item item;
    owned boxes; /* owned, of item */
    struct {
        owned name;
        uint8_t ok;
    } plain;
} forms;

typedef struct copied_table {
    vtable_api_header header;
    void (*items)(void *, uint32_t, void *ret);
    void (*event)(void *, uint32_t, void *ret);
    uint64_t (*take)(void *, const owned *);
    uint64_t (*balance)(void *);
    void (*form)(void *, uint32_t, void *ret);
} copied_table;

static uint32_t made, freed;

static void free_text(owned *self) {
    freed += 1;
    free(self->ptr);
}

static void free_parts(item *self) {
    if (self->name.free) self->name.free(&self->name);
    if (self->inner.tag == 1 && self->inner.some.free) self->inner.some.free(&self->inner.some);
    if (self->tags.free) self->tags.free(&self->tags);
}

static void free_items(owned *self) {
    uintptr_t i;
    freed += 1;
    for (i = 0; i < self->len; i++) free_parts((item *)self->ptr + i);
    free(self->ptr);
}

static void free_texts(owned *self) {
    uintptr_t i;
    freed += 1;
    for (i = 0; i < self->len; i++) {
        owned *text = (owned *)self->ptr + i;
        if (text->free) text->free(text);
    }
    free(self->ptr);
}

static owned memory(void *ptr, uintptr_t len, void (*free)(owned *)) {
    owned out;
    made += free != NULL;
    out.ptr = ptr;
    out.len = out.cap = len;
    out.free = free;
    return out;
}

static owned text(const char *of) {
    char *ptr = malloc(strlen(of) + 1);
    strcpy(ptr, of);
    return memory(ptr, strlen(of), free_text);
}

static owned texts(void) {
    owned *all = calloc(2, sizeof *all);
    all[0] = text("first");
    all[1] = text("");
    return memory(all, 2, free_texts);
}

static item one(const char *name) {
    item out;
    memset(&out, 0, sizeof out);
    out.name = text(name);
    out.level = 7;
    out.tags = texts();
    return out;
}

static void items(void *object, uint32_t which, void *ret) {
    item *all = calloc(2, sizeof *all), *inner = calloc(1, sizeof *inner);
    owned out = memory(all, 2, free_items);
    (void)object;
    *inner = one("inner");
    all[0] = one("outer");
    all[1] = one("last");
    all[0].inner.tag = 1;
    all[0].inner.some = memory(inner, 1, free_items);
    switch (which) {
    case 1: all[1].level = 1; break;
    case 2: all[1].inner.tag = 2; break;
    case 3: all[0].inner.some.len = 2; break;
    case 4: inner->tags.ptr = NULL; break;
    case 5: ((char *)inner->name.ptr)[2] = (char)0xff; break;
    case 6: all[0].inner.some = memory(all, 1, free_items); break; /* holds itself */
    case 7: out.free = NULL; break;                                /* what is in it has one */
    case 8: memset(&all[0].inner.some, 0, sizeof(owned)); break;   /* a box that was taken */
    case 9: memset(all, 0, 2 * sizeof *all); break;                /* zeros are items */
    case 10: ((owned *)all[1].tags.ptr)[1].len = UINTPTR_MAX; break;
    default: break;
    }
    memcpy(ret, &out, sizeof out);
}

static void some_event(void *object, uint32_t which, void *ret) {
    static char constant[] = "constant";
    static owned names;
    event out;
    (void)object;
    memset(&out, 0, sizeof out);
    out.tag = which;
    if (which == 1) {
        names = memory(constant, 8, NULL);
        out.u.named = names;
    } else if (which == 2) {
        items(object, 0, &out.u.many.items);
        out.u.many.ok = 1;
    } else if (which == 3) {
        out.tag = 2;
        out.u.many.ok = 3;
    }
    memcpy(ret, &out, sizeof out);
}

/* The name of the first item outlives the vector that it came in. */
static uint64_t take(void *object, const owned *value) {
    owned all = *value, name;
    uint64_t length;
    (void)object;
    if (all.len == 0) {
        if (all.free) all.free(&all);
        return 0;
    }
    name = ((item *)all.ptr)->name;
    memset(&((item *)all.ptr)->name, 0, sizeof(owned));
    if (all.free) all.free(&all);
    length = name.len;
    if (name.free) name.free(&name);
    return length;
}

static uint64_t balance(void *object) {
    (void)object;
    return (uint64_t)made << 32 | freed;
}

static owned letters(uint32_t a, uint32_t b) {
    uint32_t *all = calloc(2, sizeof *all);
    all[0] = a;
    all[1] = b;
    return memory(all, 2, free_text);
}

static void free_pairs(owned *self) {
    uintptr_t i;
    freed += 1;
    for (i = 0; i < self->len; i++) {
        owned *key = &((pair *)self->ptr)[i].f0;
        if (key->free) key->free(key);
    }
    free(self->ptr);
}

static const copied_table table;

/* All good, but for one place. */
static void form(void *object, uint32_t which, void *ret) {
    forms out;
    pair *pairs = calloc(2, sizeof *pairs);
    owned *boxes = calloc(1, sizeof *boxes);
    item *inner = calloc(1, sizeof *inner);
    memset(&out, 0, sizeof out);
    pairs[0].f0 = text("a");
    pairs[1].f0 = text("b");
    *inner = one("inner");
    boxes[0] = memory(inner, 1, free_items);
    out.map = memory(pairs, 2, free_pairs);
    out.set = letters(1, 2);
    out.letter = 'x';
    out.count = 1;
    out.outcome.u.ok = text("ok");
    out.tuple.f0 = text("first");
    out.other.table = &table.header;
    out.other.object = object;
    out.item = one("item");
    out.boxes = memory(boxes, 1, free_texts);
    out.plain.name = text("plain");
    switch (which) {
    case 1: ((char *)pairs[1].f0.ptr)[0] = 'a'; break;           /* a key twice */
    case 2: ((uint32_t *)out.set.ptr)[1] = 1; break;             /* an element twice */
    case 3: out.wait.nanos = 1000000000; break;
    case 4: out.at.nanos = UINT32_MAX; break;
    case 5: out.letter = 0xd800; break;
    case 6: out.count = 0; break;
    case 7: out.outcome.tag = 7; break;
    case 8: ((char *)out.tuple.f0.ptr)[1] = (char)0xff; break;
    case 9: out.flags[1] = 9; break;
    case 10: out.span.end = 0x110000; break;
    case 11: memset(&out.other, 0, sizeof out.other); break;     /* an object that was taken */
    case 12: out.item.inner.tag = 1; break;                      /* a box that was taken */
    case 13: ((owned *)inner->tags.ptr)[1].ptr = NULL, ((owned *)inner->tags.ptr)[1].len = 3; break;
    case 14: boxes[0].len = 0; break;
    case 15: pairs[0].f0.len = UINTPTR_MAX; break;
    case 16: out.plain.ok = 2; break;
    case 17: ((char *)out.plain.name.ptr)[4] = (char)0x80; break;
    case 18: out.map.len = UINTPTR_MAX / 2; break;
    case 19: out.map.ptr = NULL; break;
    case 20: out.map.ptr = (char *)out.map.ptr + 1; break;       /* askew */
    case 21: out.map.free = NULL; break;                         /* what is in it has one */
    case 22: inner->inner.tag = 1, inner->inner.some = boxes[0]; break; /* holds itself */
    case 23: out.outcome.tag = 1, out.outcome.u.err = 5; break;
    case 24: out.item.level = 3; break;
    default: break;
    }
    memcpy(ret, &out, sizeof out);
}

static const uint64_t prints[] = { COPIED_FINGERPRINT };
static const copied_table table = {
    { 1, VTABLE_API_TABLE_SIZE(5), 1, "test/copied", prints, vtable_api_negotiate_default, NULL, NULL, NULL },
    items, some_event, take, balance, form,
};

static int dummy;
static const vtable_api_export exports[] = { { "copied", &table.header, &dummy, NULL } };

VTABLE_API_MODULE("copied", "1.0", NULL, NULL, NULL, 0, exports, 1);
