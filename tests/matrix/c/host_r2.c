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

static const services_table_2 services = { SERVICES_HEADER_2(NULL), log_line, scale, scale_ex1 };
static const session_table_2 sessions = { SESSION_HEADER_2(give_back), push, total, clear };

static const vtable_api_header *services_table(void) {
    return &services.header;
}

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

/* C has no default bodies: it asks. */
static void show_session(session_ref session) {
    if (session_has_clear(session)) {
        printf("%u, ", (unsigned)session_clear(session));
    } else {
        printf("absent, ");
    }
    printf("%u", (unsigned)session_total(session));
}

static void later(engine_ref engine, vtable_api_object host) {
    (void)host;
    printf("has: [%s, %s]\n", bool_name(engine_has_mix_ex1(engine)), bool_name(engine_has_describe(engine)));
    begin("mix_ex1: ");
    if (engine_has_mix_ex1(engine)) {
        printf("%u", (unsigned)engine_mix_ex1(engine, 1, 2, 3, 4, 100));
    } else {
        printf("absent");
    }
    end();
    begin("describe: ");
    if (engine_has_describe(engine)) {
        vtable_api_string name;
        engine_describe(engine, &name);
        printf("\"" VTABLE_API_STR_FMT "\"", VTABLE_API_STR_ARG(name));
        VTABLE_API_FREE(name);
    } else {
        printf("absent");
    }
    end();
}
