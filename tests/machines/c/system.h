/* What the host and the modules need of a system, and memory that is counted. One of:
 *   - POSIX
 *   - Windows with whichever C runtime the compiler links
 *   - Windows with none (NO_RUNTIME), where kernel32 is all there is
 */
#ifndef MACHINES_SYSTEM_H
#define MACHINES_SYSTEM_H

#include "machines_counter.h"
#include "machines_ledger.h"
#include "machines_probe.h"
#include "machines_services.h"

#ifdef __cplusplus
#define C_LINKAGE extern "C"
#else
#define C_LINKAGE extern
#endif

#ifdef NO_RUNTIME
C_LINKAGE __declspec(dllimport) void *GetProcessHeap(void);
C_LINKAGE __declspec(dllimport) void *HeapAlloc(void *heap, unsigned long flags, size_t bytes);
C_LINKAGE __declspec(dllimport) int HeapFree(void *heap, unsigned long flags, void *memory);
C_LINKAGE __declspec(dllimport) void *GetStdHandle(uint32_t which);
C_LINKAGE __declspec(dllimport) int WriteFile(void *file, const void *bytes, uint32_t count, uint32_t *written, void *overlapped);
C_LINKAGE __declspec(dllimport) void ExitProcess(uint32_t code);
C_LINKAGE __declspec(dllimport) char *GetCommandLineA(void);

#ifdef __cplusplus
extern "C" {
#endif
int _fltused = 1; /* what objects with floating point numbers refer to */
void *memcpy(void *to, const void *from, size_t bytes);
void *memset(void *to, int byte, size_t bytes);
void *memcpy(void *to, const void *from, size_t bytes) {
    while (bytes-- != 0) {
        ((unsigned char *)to)[bytes] = ((const unsigned char *)from)[bytes];
    }
    return to;
}
void *memset(void *to, int byte, size_t bytes) {
    while (bytes-- != 0) {
        ((unsigned char *)to)[bytes] = (unsigned char)byte;
    }
    return to;
}
#ifdef __cplusplus
}
#endif

static void *system_take(size_t bytes) {
    return HeapAlloc(GetProcessHeap(), 0, bytes);
}

static void system_give_back(void *memory) {
    HeapFree(GetProcessHeap(), 0, memory);
}

static void system_exit(int code) {
    ExitProcess((uint32_t)code);
}
#else
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define system_take malloc
#define system_give_back free
#define system_exit exit
#endif

static uint64_t made, freed;

static void *take(size_t bytes) {
    void *memory = system_take(bytes);
    if (memory == NULL) {
        system_exit(3);
    }
    made++;
    return memory;
}

static void VTABLE_API_CALL give_back(void *memory) VTABLE_API_NOEXCEPT {
    freed++;
    system_give_back(memory);
}

static void VTABLE_API_CALL free_string(vtable_api_string *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

static void VTABLE_API_CALL free_numbers(vtable_api_vec_u32 *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

static void VTABLE_API_CALL free_place(vtable_api_box_machines_place *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

static vtable_api_string own_string(const char *text) {
    vtable_api_string out = { NULL, 0, 0, free_string };
    out.len = out.cap = vtable_api_str_from(text).len;
    out.ptr = (char *)take(out.len);
    memcpy(out.ptr, text, out.len);
    return out;
}

/* `count` numbers that the caller fills in. */
static vtable_api_vec_u32 own_numbers(uintptr_t count) {
    vtable_api_vec_u32 out = { NULL, 0, 0, free_numbers };
    out.len = out.cap = count;
    out.ptr = (uint32_t *)take(count * sizeof(uint32_t));
    return out;
}

static vtable_api_box_machines_place own_place(const machines_place *place) {
    vtable_api_box_machines_place out = { NULL, 1, 1, free_place };
    out.ptr = (machines_place *)take(sizeof *place);
    *out.ptr = *place;
    return out;
}

/* -- text ------------------------------------------------------------------------------------------ */

/* At least one digit, at most 20. */
static char *write_number(char *to, uint64_t value, unsigned base, unsigned digits) {
    char reversed[24];
    unsigned n = 0;
    do {
        reversed[n++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0 || n < digits);
    while (n != 0) {
        *to++ = reversed[--n];
    }
    return to;
}

/* `table: viewer/codec` and the fingerprints that are there, as the record writes them; at most 200 bytes. */
static vtable_api_str write_table(char *to, const vtable_api_header *table) {
    vtable_api_str out = { to, 0 };
    const char *text;
    uint64_t rest;
    unsigned n;
    for (text = "table: "; *text != '\0'; text++) {
        *to++ = *text;
    }
    for (text = table->id; *text != '\0'; text++) {
        *to++ = *text;
    }
    for (rest = table->revisions, n = 0; rest != 0; rest >>= 1, n++) {
        *to++ = ' ';
        to = write_number(to, table->fingerprints[n], 16, 16);
    }
    out.len = (uintptr_t)(to - out.ptr);
    return out;
}

/* A counter, for both sides. */
static uint64_t VTABLE_API_CALL add(void *object, uint64_t value) VTABLE_API_NOEXCEPT {
    return *(uint64_t *)object += value;
}

static const machines_counter_table counters = { MACHINES_COUNTER_HEADER(1, give_back), add };

static vtable_api_object new_counter(uint64_t start) {
    vtable_api_object out;
    uint64_t *total = (uint64_t *)take(sizeof *total);
    *total = start;
    out.table = &counters.header;
    out.object = total;
    return out;
}

#endif
