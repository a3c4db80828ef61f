/* A host that was written when there was revision 1 and no other. */
#include "host.h"

static const services_table_1 services = { SERVICES_HEADER_1(NULL), log_line, scale };
static const session_table_1 sessions = { SESSION_HEADER_1(give_back), push, total };

static const vtable_api_header *services_table(void) {
    return &services.header;
}

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

static void show_session(session_ref session) {
    printf("%u", (unsigned)session_total(session));
}

static void later(engine_ref engine, vtable_api_object host) {
    (void)host;
    (void)engine;
}
