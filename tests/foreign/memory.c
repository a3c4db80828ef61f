/* Memory of C's: constant, deep, wide, a ring; and what is written through pointers that came in by value. */
#include <stdlib.h>
#include <string.h>

#include "wire.h"

typedef struct mixed {
    uint8_t *one;
    slice all;
} mixed;

typedef struct tagged {
    uint32_t tag;
    union {
        uint8_t *one;
        mixed mixed;
        uint8_t level;
    } u;
} tagged;

typedef struct node node;
struct node {
    const node *next;
    uint8_t good;
};

typedef struct way {
    slice left, right;
} way;

typedef struct memory_table {
    vtable_api_header header;
    void (*bytes)(void *, void *ret);
    void (*plain_bytes)(void *, void *ret);
    void (*plain_text)(void *, void *ret);
    void (*boxed)(void *, void *ret);
    void (*rows)(void *, uint32_t, void *ret);
    void (*nested)(void *, uint32_t, void *ret);
    void (*mixed)(void *, uint32_t, const mixed *);
    void (*result)(void *, const tagged *);
    void (*option)(void *, const tagged *);
    void (*payload)(void *, const tagged *);
    void (*newtype)(void *, uint8_t *);
    void (*array)(void *, uint8_t *const *);
    const node *(*list)(void *, uint32_t);
    const way *(*ways)(void *, uint32_t);
    void (*owned_rows)(void *, uint32_t, void *ret);
    void (*shared)(void *, void *ret);
    uint32_t (*count)(void *, uint32_t);
} memory_table;

static const uint8_t pixels[4] = { 1, 2, 3, 4 };
static const uint32_t number = 7;
static const char *name = "constant";

static owned constant(const void *ptr, uintptr_t len) {
    owned out = { NULL, 0, 0, NULL };
    memcpy(&out.ptr, &ptr, sizeof ptr);
    out.len = len;
    return out;
}

static void release(owned *self) {
    (void)self;
    abort();
}

static void bytes(void *object, void *ret) {
    owned out = constant(pixels, sizeof pixels);
    (void)object;
    memcpy(ret, &out, sizeof out);
}

static void plain_text(void *object, void *ret) {
    owned out = constant(name, 8);
    (void)object;
    memcpy(ret, &out, sizeof out);
}

static void boxed(void *object, void *ret) {
    owned out = constant(&number, 1);
    (void)object;
    memcpy(ret, &out, sizeof out);
}

/* Rows of text; with 1, the second one is to be freed, by no one. */
static void rows(void *object, uint32_t which, void *ret) {
    static owned all[2];
    owned out = constant(all, 2);
    (void)object;
    all[0] = all[1] = constant(name, 8);
    all[1].free = which == 1 ? release : NULL;
    memcpy(ret, &out, sizeof out);
}

/* Trees of one child each, so deep. */
static void nested(void *object, uint32_t depth, void *ret) {
    owned *trees = calloc(depth, sizeof *trees);
    uint32_t i;
    (void)object;
    for (i = 1; i < depth; i++) {
        trees[i] = constant(&trees[i - 1], 1);
    }
    memcpy(ret, &trees[depth - 1], sizeof *trees);
}

static void write_mixed(void *object, uint32_t which, const mixed *value) {
    uint8_t *all;
    (void)object;
    memcpy(&all, &value->all.ptr, sizeof all);
    if (which == 0) {
        *value->one = 2;
    } else {
        all[which - 1] = 2;
    }
}

static void write_one(void *object, const tagged *value) {
    (void)object;
    *value->u.one = 2;
}

static void write_option(void *object, const tagged *value) {
    write_mixed(object, 2, &value->u.mixed);
}

static void write_newtype(void *object, uint8_t *value) {
    (void)object;
    *value = 2;
}

static void write_array(void *object, uint8_t *const *value) {
    (void)object;
    *value[1] = 2;
}

/* Of so many nodes; of none: a ring. */
static const node *list(void *object, uint32_t len) {
    uint32_t count = len ? len : 3, i;
    node *nodes = calloc(count, sizeof *nodes);
    (void)object;
    for (i = 0; i < count; i++) {
        nodes[i].next = i + 1 < count ? &nodes[i + 1] : len ? NULL : nodes;
        nodes[i].good = 1;
    }
    return nodes;
}

static const way *ways(void *object, uint32_t depth) {
    way *all = calloc(depth, sizeof *all);
    uint32_t i;
    (void)object;
    for (i = 1; i < depth; i++) {
        all[i].left.ptr = all[i].right.ptr = &all[i - 1];
        all[i].left.len = all[i].right.len = 1;
    }
    return &all[depth - 1];
}

static uint32_t counts[3];
enum { ROWS, TEXTS, HOLDERS };

static void free_text(owned *self) {
    counts[TEXTS]++;
    free(self->ptr);
}

/* What was moved out is zero. */
static void free_rows(owned *self) {
    owned *rows = self->ptr;
    uintptr_t i;
    for (i = 0; i < self->len; i++) {
        if (rows[i].free != NULL) {
            rows[i].free(&rows[i]);
        }
    }
    counts[ROWS]++;
    free(rows);
}

static void owned_rows(void *object, uint32_t len, void *ret) {
    owned *rows = calloc(len + 1, sizeof *rows);
    owned out = { rows, len, 0, free_rows };
    uint32_t i;
    (void)object;
    for (i = 0; i < len; i++) {
        char *text = malloc(5);
        memcpy(text, "row ", 4);
        text[4] = (char)('0' + i);
        rows[i].ptr = text;
        rows[i].len = 5;
        rows[i].free = free_text;
    }
    memcpy(ret, &out, sizeof out);
}

static void let_go(owned *self) {
    (void)self;
    counts[HOLDERS]--;
}

/* The same bytes for all: nobody writes to them. */
static void shared(void *object, void *ret) {
    owned out = constant(pixels, sizeof pixels);
    (void)object;
    counts[HOLDERS]++;
    out.cap = ~(UINTPTR_MAX >> 1);
    out.free = let_go;
    memcpy(ret, &out, sizeof out);
}

static uint32_t count(void *object, uint32_t what) {
    (void)object;
    return counts[what];
}

static const uint64_t prints[] = { MEMORY_FINGERPRINT };
static const memory_table table = {
    { 1, VTABLE_API_TABLE_SIZE(17), 1, "test/memory", prints, vtable_api_negotiate_default, NULL, NULL, NULL },
    bytes, bytes, plain_text, boxed, rows, nested, write_mixed, write_one, write_option, write_one, write_newtype, write_array, list, ways,
    owned_rows, shared, count,
};

static int dummy;
static const vtable_api_export exports[] = { { "memory", &table.header, &dummy, NULL } };

VTABLE_API_MODULE("memory", "1.0", NULL, NULL, NULL, 0, exports, 1);
