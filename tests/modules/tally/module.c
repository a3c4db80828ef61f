/* A module that tells which one it is. NUMBER, FINGERPRINT and, when `init` refuses at first, REFUSALS are
 * defined by linking.rs and threads.rs. */
#include <stdatomic.h>

#include "vtable_api.h"

#ifndef REFUSALS
#define REFUSALS 0
#endif

static atomic_uint inits, sum;

static uint32_t number(void *object) {
    (void)object;
    return NUMBER;
}

static uint32_t began(void *object) {
    (void)object;
    return atomic_load(&inits);
}

static uint32_t add(uint32_t more) { return atomic_fetch_add(&sum, more) + more; }

#include "tally.h"

static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
    (void)host, (void)why, (void)why_size;
    /* Long enough that a second thread comes meanwhile. */
    for (volatile int i = 0; i < 2000000; i++) {
    }
    return atomic_fetch_add(&inits, 1) + 1 <= REFUSALS;
}

static char here;
static const vtable_api_export exports[] = { { "tally", &table.header, &here, NULL } };

VTABLE_API_MODULE("tally", "1.0", init, NULL, NULL, 0, exports, 1);
