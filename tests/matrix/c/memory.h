/* Memory that is counted. */
#ifndef MATRIX_MEMORY_H
#define MATRIX_MEMORY_H

#include <stdlib.h>
#include <string.h>

#include "matrix_engine.h"
#include "matrix_ledger.h"
#include "matrix_services.h"
#include "matrix_session.h"

static uint64_t made, freed;

static void *take(size_t bytes) {
    void *memory = malloc(bytes);
    if (memory == NULL) {
        abort();
    }
    made++;
    return memory;
}

static void give_back(void *memory) {
    freed++;
    free(memory);
}

static void VTABLE_API_CALL free_string(vtable_api_string *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

static void VTABLE_API_CALL free_bytes(vtable_api_vec_u8 *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

/* A String of its own for `text`; static memory for an empty one. */
static vtable_api_string own(const char *text, uintptr_t len) {
    vtable_api_string out = { NULL, 0, 0, NULL };
    if (len != 0) {
        out.ptr = (char *)take(len);
        memcpy(out.ptr, text, len);
        out.len = out.cap = len;
        out.free = free_string;
    }
    return out;
}

/* A Vec for `len` bytes; static memory for none. */
static vtable_api_vec_u8 own_bytes(uintptr_t len) {
    vtable_api_vec_u8 out = { NULL, 0, 0, NULL };
    if (len != 0) {
        out.ptr = (uint8_t *)take(len);
        out.len = out.cap = len;
        out.free = free_bytes;
    }
    return out;
}

/* A session that counts, for both sides. */
typedef struct tally {
    uint64_t total;
} tally;

static uint64_t VTABLE_API_CALL push(void *object, const vtable_api_string *text) VTABLE_API_NOEXCEPT {
    vtable_api_string mine = *text;
    ((tally *)object)->total += mine.len;
    VTABLE_API_FREE(mine);
    return ((tally *)object)->total;
}

static uint64_t VTABLE_API_CALL total(void *object) VTABLE_API_NOEXCEPT {
    return ((tally *)object)->total;
}

static vtable_api_object new_session(const vtable_api_header *table, uint64_t start) {
    vtable_api_object out;
    tally *session = (tally *)take(sizeof *session);
    session->total = start;
    out.table = table;
    out.object = session;
    return out;
}

#endif
