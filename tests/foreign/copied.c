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

typedef struct copied_table {
    vtable_api_header header;
    void (*items)(void *, uint32_t, void *ret);
    void (*event)(void *, uint32_t, void *ret);
    uint64_t (*take)(void *, const owned *);
    uint64_t (*balance)(void *);
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

static const uint64_t prints[] = { COPIED_FINGERPRINT };
static const copied_table table = {
    { 1, VTABLE_API_TABLE_SIZE(4), 1, "test/copied", prints, vtable_api_negotiate_default, NULL, NULL, NULL },
    items, some_event, take, balance,
};

static int dummy;
static const vtable_api_export exports[] = { { "copied", &table.header, &dummy, NULL } };

VTABLE_API_MODULE("copied", "1.0", NULL, NULL, NULL, 0, exports, 1);
