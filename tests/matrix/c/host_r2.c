/* A host that knows revision 2. */
#include "host.h"

static uint64_t VTABLE_API_CALL scale_ex1(void *object, uint64_t value, uint32_t by) VTABLE_API_NOEXCEPT {
    return scale(object, value) * by + 1;
}

static uint64_t VTABLE_API_CALL clear(void *object) VTABLE_API_NOEXCEPT {
    uint64_t was = total(object);
    ((tally *)object)->total = 0;
    return was;
}

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
    printf("has: [%s, %s]\n", bool_name(matrix_engine_has(engine, mix_ex1)), bool_name(matrix_engine_has(engine, describe)));
    begin("mix_ex1: ");
    if (matrix_engine_has(engine, mix_ex1)) {
        printf("%u", (unsigned)engine.t->mix_ex1(engine.object, 1, 2, 3, 4, 100));
    } else {
        printf("absent");
    }
    end();
    begin("describe: ");
    if (matrix_engine_has(engine, describe)) {
        vtable_api_string name;
        engine.t->describe(engine.object, &name);
        printf("\"" VTABLE_API_STR_FMT "\"", VTABLE_API_STR_ARG(name));
        VTABLE_API_FREE(name);
    } else {
        printf("absent");
    }
    end();
}
