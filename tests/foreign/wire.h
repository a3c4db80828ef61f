/* How slices and owned memory cross, whatever they hold. */
#include "vtable_api.h"

typedef struct slice {
    const void *ptr;
    uintptr_t len;
} slice;

typedef struct owned owned;
struct owned {
    void *ptr;
    uintptr_t len, cap;
    void (*free)(owned *self);
};
