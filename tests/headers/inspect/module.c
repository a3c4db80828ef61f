/* A module in C with one table, of revision 1. */
#include "demo_log.h"
static void VTABLE_API_CALL line(void *object, vtable_api_str text) VTABLE_API_NOEXCEPT {
    (void)object;
    (void)text;
}
static int state;
static void *VTABLE_API_CALL create(void) VTABLE_API_NOEXCEPT { return &state; }
static const demo_log_table table = { DEMO_LOG_HEADER(1, NULL), line };
static const vtable_api_export exports[] = { { "log", &table.header, NULL, create } };
VTABLE_API_MODULE("log-c", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
