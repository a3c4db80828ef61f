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

static uint32_t add_slot(void *object, uint32_t more) {
    (void)object;
    return add(more);
}

static uint32_t (*adder(void *object))(uint32_t) {
    (void)object;
    return add;
}

typedef struct tally_table {
    vtable_api_header header;
    uint32_t (*number)(void *);
    uint32_t (*began)(void *);
    uint32_t (*add)(void *, uint32_t);
    uint32_t (*(*adder)(void *))(uint32_t);
} tally_table;

static const uint64_t fingerprints[] = { FINGERPRINT };
static const tally_table table = {
    { 1, VTABLE_API_TABLE_SIZE(4), VTABLE_API_CONTRACT, "test/tally", fingerprints, vtable_api_negotiate_default, NULL, NULL, NULL },
    number, began, add_slot, adder
};

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
