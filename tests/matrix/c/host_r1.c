/* A host that was written when there was revision 1 and no other. */
#include "host.h"

static const matrix_services_table services = { MATRIX_SERVICES_HEADER(1, NULL), log_line, scale };
static const matrix_session_table sessions = { MATRIX_SESSION_HEADER(1, give_back), push, total };

static const vtable_api_header *services_table(void) {
    return &services.header;
}

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

static void show_session(matrix_session_ref session) {
    printf("%u", (unsigned)session.t->total(session.object));
}

static void later(matrix_engine_ref engine, vtable_api_object host) {
    (void)host;
    (void)engine;
}
