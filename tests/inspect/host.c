/* Calls two tables, one of them up to revision 1. */
#define KIT_TARGET_REVISION 1
#include "kit.h"
#include "log.h"
int asks(vtable_api_object from);
int asks(vtable_api_object from) {
    kit_ref kit;
    log_ref log;
    return kit_negotiate(from, 0, "host", NULL, 0, &kit) && log_negotiate(from, 0, "host", NULL, 0, &log);
}
