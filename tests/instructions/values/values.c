/* What a C module and a C host do by hand for the same values: one allocation for each text, one for the rows, and a `free` in each
 * value. It checks nothing: not that text is UTF-8, not that pointers are there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct owned {
    void *ptr;
    uintptr_t len, cap;
    void (*free)(struct owned *self);
} owned;

typedef struct item {
    owned path, title, kind, note;
} item;

typedef struct row {
    owned path, title;
} row;

static void free_text(owned *self) { free(self->ptr); }

static void end(owned *self) {
    if (self->free) self->free(self);
}

static void free_rows(owned *self) {
    uintptr_t i;
    for (i = 0; i < self->len; i++) {
        end(&((row *)self->ptr)[i].path);
        end(&((row *)self->ptr)[i].title);
    }
    free(self->ptr);
}

static owned text(const void *of, uintptr_t len) {
    owned made = { malloc(len), len, len, free_text };
    memcpy(made.ptr, of, len);
    return made;
}

#define TEXT(literal) text(literal, sizeof literal - 1)

static void make_item(void *object, uint64_t seed, item *ret) {
    (void)object;
    (void)seed;
    ret->path = TEXT("images/lake-at-dusk.jpeg");
    ret->title = TEXT("Lake at dusk");
    ret->kind = TEXT("jpeg");
    ret->note = TEXT("Seen from the boathouse, with some wind.");
}

static void make_rows(void *object, uint64_t count, owned *ret) {
    uint64_t i;
    (void)object;
    ret->ptr = malloc(count * sizeof(row));
    ret->len = ret->cap = count;
    ret->free = free_rows;
    for (i = 0; i < count; i++) {
        ((row *)ret->ptr)[i].path = TEXT("images/lake-at-dusk.jpeg");
        ((row *)ret->ptr)[i].title = TEXT("Lake at dusk");
    }
}

/* As pointers that the compiler cannot know. */
static void (*volatile item_slot)(void *, uint64_t, item *) = make_item;
static void (*volatile rows_slot)(void *, uint64_t, owned *) = make_rows;

/* Reads it where it is. */
uint64_t values_item(uint64_t seed) {
    item got;
    uint64_t sum;
    item_slot(NULL, seed, &got);
    sum = got.path.len ^ got.title.len ^ got.kind.len ^ got.note.len;
    end(&got.path);
    end(&got.title);
    end(&got.kind);
    end(&got.note);
    return sum;
}

/* The text in memory of this side, which may grow it and keep it. */
static owned kept(owned *got) {
    owned mine = text(got->ptr, got->len);
    end(got);
    return mine;
}

/* Takes it as a value of its own, as a Rust host has it. */
uint64_t values_item_kept(uint64_t seed) {
    item got, mine;
    uint64_t sum;
    item_slot(NULL, seed, &got);
    mine.path = kept(&got.path);
    mine.title = kept(&got.title);
    mine.kind = kept(&got.kind);
    mine.note = kept(&got.note);
    sum = mine.path.len ^ mine.title.len ^ mine.kind.len ^ mine.note.len;
    end(&mine.path);
    end(&mine.title);
    end(&mine.kind);
    end(&mine.note);
    return sum;
}

uint64_t values_rows_kept(uint64_t count) {
    owned got, mine;
    uint64_t sum = 0, i;
    rows_slot(NULL, count, &got);
    mine.ptr = malloc(got.len * sizeof(row));
    mine.len = mine.cap = got.len;
    mine.free = free_rows;
    for (i = 0; i < got.len; i++) {
        row *from = (row *)got.ptr + i, *to = (row *)mine.ptr + i;
        to->path = kept(&from->path);
        to->title = kept(&from->title);
    }
    free(got.ptr);
    for (i = 0; i < mine.len; i++) sum ^= ((row *)mine.ptr)[i].path.len ^ ((row *)mine.ptr)[i].title.len;
    end(&mine);
    return sum;
}
