/* Libraries for Windows that are no modules, or that the system does not load: one for each NAME of `-DNAME`. */
#if defined(NO_SYMBOL) || defined(FORWARDS)
/* The linker of FORWARDS is told what to export. */
__declspec(dllexport) int something_else;
#elif defined(NEIGHBOUR)
__declspec(dllexport) int neighbour(void);
int neighbour(void) {
    return 0;
}
#elif defined(NEEDS_NEIGHBOUR)
#include "vtable_api.h"
__declspec(dllimport) int neighbour(void);
static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
    (void)host, (void)why, (void)why_size;
    return neighbour();
}
VTABLE_API_MODULE("with a neighbour", "1.0", init, NULL, NULL, 0, NULL, 0);
#elif defined(OTHER_CONTRACT)
#include "vtable_api.h"
extern VTABLE_API_EXPORT const vtable_api_module_v1 vtable_api_module;
const vtable_api_module_v1 vtable_api_module = {
    (uint32_t)sizeof(vtable_api_module_v1), 2, "of contract 2", "1.0", NULL, NULL, NULL, 0, 0, NULL, 0, 0,
};
#elif defined(REFUSES)
#include "vtable_api.h"
static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
    (void)host;
    if (why_size > 5) {
        why[0] = 't', why[1] = 'o', why[2] = 'd', why[3] = 'a', why[4] = 'y', why[5] = 0;
    }
    return 1;
}
VTABLE_API_MODULE("refuses", "1.0", init, NULL, NULL, 0, NULL, 0);
#endif
