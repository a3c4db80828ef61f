/* A module that breaks one rule, the one of `-DNAME`; or a library beside one. It says when it begins and when it ends. */
#include "vtable_api.h"
#include <stdio.h>

#if defined(NO_SYMBOL)
extern VTABLE_API_EXPORT int something_else;
int something_else = 1;
#elif defined(OTHERS)
/* It is linked with a library that is a module. */
extern const vtable_api_module_v1 vtable_api_module;
extern VTABLE_API_EXPORT const void *other(void);
const void *other(void) {
    return &vtable_api_module;
}
#elif defined(ELSEWHERE)
extern VTABLE_API_EXPORT const vtable_api_header elsewhere;
static const uint64_t fingerprints[] = { 1 };
const vtable_api_header elsewhere = {
    1, sizeof(vtable_api_header), 1, "machines/probe", fingerprints, vtable_api_negotiate_default, NULL, NULL, NULL,
};
#else

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    (void)host;
#if defined(REFUSES)
    snprintf(why, why_size, "  not today,\nand not\x7ftomorrow\xff \n");
    return -7;
#elif defined(REFUSES_SILENTLY)
    (void)why, (void)why_size;
    return 1;
#elif defined(REFUSES_AT_LENGTH)
    uintptr_t i;
    for (i = 0; i < why_size; i++) {
        why[i] = 'x';
    }
    return 1;
#else
    (void)why, (void)why_size;
    printf("began\n");
    return 0;
#endif
}

static void VTABLE_API_CALL fini(void) VTABLE_API_NOEXCEPT {
    printf("ended\n");
}

#ifndef NAME
#define NAME "broken"
#endif
#ifndef VERSION
#define VERSION "1.0"
#endif
#ifndef CONTRACT
#define CONTRACT 1
#endif
#ifndef SIZE
#define SIZE sizeof(vtable_api_module_v1)
#endif
#ifndef NEEDS
#define NEEDS NULL, 0, 0
#endif
#ifndef EXPORTS
#define EXPORTS exports, 1, sizeof(vtable_api_export)
#endif
#ifndef EXPORT_NAME
#define EXPORT_NAME "probe"
#endif
#ifdef TABLE_ELSEWHERE
extern const vtable_api_header elsewhere;
#define TABLE &elsewhere
#endif
#ifndef TABLE
#define TABLE &table
#endif
#ifndef TABLE_SIZE
#define TABLE_SIZE sizeof(vtable_api_header)
#endif
#ifndef TABLE_CONTRACT
#define TABLE_CONTRACT 1
#endif
#ifndef TABLE_ID
#define TABLE_ID "machines/probe"
#endif
#ifndef NEGOTIATE
#define NEGOTIATE vtable_api_negotiate_default
#endif
#ifndef NEED
#define NEED { "services", "machines/services", 1 }
#endif

static const vtable_api_require needs[] = { NEED };
static const uint64_t fingerprints[] = { 1 };
static const vtable_api_header table = { 1, TABLE_SIZE, TABLE_CONTRACT, TABLE_ID, fingerprints, NEGOTIATE, NULL, NULL, NULL };
static const vtable_api_export exports[] = { { EXPORT_NAME, TABLE, NULL, NULL } };
/* What a variant does not name. */
extern const void *const used[];
const void *const used[] = { needs, exports, &table, fingerprints };

extern VTABLE_API_EXPORT const vtable_api_module_v1 vtable_api_module;
const vtable_api_module_v1 vtable_api_module = { SIZE, CONTRACT, NAME, VERSION, init, fini, NEEDS, EXPORTS };
#endif
