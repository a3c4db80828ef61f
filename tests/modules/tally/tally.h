/* The table of a module that tells which one it is, of its functions `number`, `began` and `add`. */
#include "vtable_api.h"

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
