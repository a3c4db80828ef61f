/* Modules that cannot be loaded, one for each macro, and what they say. */
#include "python_py_api.h"

#ifdef REFUSES
#define SAYS "there is no licence for\nthis machine"
#define CODE 3
#endif
#ifdef SILENT
#define SAYS ""
#define CODE 1
#endif
#ifdef RAISES
#define SAYS "its table is missing"
#define CODE 1
#endif
#ifdef RAISES_AND_GOES_ON
#define SAYS ""
#define CODE 0
#endif
#ifdef REQUIRES
#define NEEDS PYTHON_PY_API_REVISION_1 | PYTHON_PY_API_REVISION_3
#endif
#ifndef NEEDS
#define NEEDS PYTHON_PY_API_REVISION_1
#endif
#ifndef CODE
#define SAYS ""
#define CODE 0
#endif

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    const char *says = SAYS;
    uintptr_t i;
#if defined(RAISES) || defined(RAISES_AND_GOES_ON)
    vtable_api_object lent;
    python_py_api_ref py;
    if (!vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "broken/1.0", why, why_size, &py)) {
        return 9;
    }
    py.t->raise(py.object, PYTHON_EXCEPTION_KEY, vtable_api_str_from("a table"));
#endif
    (void)host;
    for (i = 0; says[i] != '\0' && i + 1 < why_size; i++) {
        why[i] = says[i];
    }
    why[i] = '\0';
    return CODE;
}

#ifdef NO_SYMBOL
int init_is_here(void) { return init(NULL, (char *)0, 0); }
#else
#ifdef OTHER_CONTRACT
#undef VTABLE_API_CONTRACT
#define VTABLE_API_CONTRACT 2
#endif
static const vtable_api_require needs[] = { { "python", PYTHON_PY_API_ID, NEEDS } };
VTABLE_API_MODULE("broken", "1.0", init, NULL, needs, 1, NULL, 0);
#endif
