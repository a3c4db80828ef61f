/* A module whose `init` fills in its descriptor, slowly and once. FINGERPRINT is defined by threads.rs. It relies on what
 * `vtable_api.h` says: one runtime calls it for one host after the other. */
#include "vtable_api.h"

static uint32_t inits;

static uint32_t number(void *object) {
    (void)object;
    return 1;
}

static uint32_t began(void *object) {
    (void)object;
    return inits;
}

static uint32_t add(uint32_t more) { return more; }

#include "tally.h"

static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size);

extern VTABLE_API_EXPORT vtable_api_module_v1 vtable_api_module;
vtable_api_module_v1 vtable_api_module = { sizeof vtable_api_module, VTABLE_API_CONTRACT, "filling", "1.0", init, NULL,
    NULL, 0, sizeof(vtable_api_require), NULL, 0, 0 };

static char here;
static vtable_api_export exports[1];

static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
    (void)host, (void)why, (void)why_size;
    if (inits++ > 0) {
        return 0;
    }
    /* Long enough that other threads come meanwhile. */
    for (volatile int i = 0; i < 2000000; i++) {
    }
    exports[0] = (vtable_api_export){ "tally", &table.header, &here, NULL };
    vtable_api_module.exports = exports;
    vtable_api_module.export_size = sizeof exports[0];
    vtable_api_module.export_count = 1;
    return 0;
}
