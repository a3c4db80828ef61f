/* Calls two tables, one of them up to revision 1. */
#define DEMO_KIT_TARGET_REVISION 1
#include "demo_kit.h"
#include "demo_log.h"
int asks(vtable_api_object from);
int asks(vtable_api_object from) {
    demo_kit_ref kit;
    demo_log_ref log;
    return demo_kit_negotiate(from, 0, "host", NULL, 0, &kit) && demo_log_negotiate(from, 0, "host", NULL, 0, &log);
}
