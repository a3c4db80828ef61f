/* A host that knows revision 2. */
#include "host_r2.h"

static const matrix_services_table services = { MATRIX_SERVICES_HEADER(2, NULL), log_line, scale, scale_ex1 };
static const matrix_session_table sessions = { MATRIX_SESSION_HEADER(2, give_back), push, total, clear };

static const vtable_api_header *services_table(void) {
    return &services.header;
}

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

/* C has no default bodies: it asks. */
static void show_session(matrix_session_ref session) {
    if (matrix_session_has(session, clear)) {
        printf("%u, ", (unsigned)session.t->clear(session.object));
    } else {
        printf("absent, ");
    }
    printf("%u", (unsigned)session.t->total(session.object));
}

static void later(matrix_engine_ref engine, vtable_api_object host) {
    (void)host;
    second(engine);
}
