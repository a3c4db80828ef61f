/* A module that knows revision 2. */
#include "module.h"

static uint64_t VTABLE_API_CALL clear(void *object) VTABLE_API_NOEXCEPT {
    uint64_t was = total(object);
    ((tally *)object)->total = 0;
    return was;
}

static const session_table_2 sessions = { SESSION_HEADER_2(give_back), push, total, clear };

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

/* C has no default bodies: it asks. */
static uint64_t ask_services(services_ref services) {
    return services_has_scale_ex1(services) ? services_scale_ex1(services, 21, 3) : 1000 + services_scale(services, 21);
}

static uint64_t empty_session(session_ref session) {
    return session_has_clear(session) ? session_clear(session) + 100 * session_total(session) : 5000 + session_total(session);
}

static uint64_t VTABLE_API_CALL mix_ex1(void *object, uint8_t a, int16_t b, uint32_t c, int64_t d, uint64_t e) VTABLE_API_NOEXCEPT {
    return mix(object, a, b, c, d) + 2 * e;
}

static void VTABLE_API_CALL describe(void *object, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = own("an engine of revision 2", 23);
}

static const engine_table_2 engine = {
    ENGINE_HEADER_2(release), mix, next, sum, shift, greet, keep, kept, parse, watch, ask, open_session, adopt, is_origin, negate,
    mix_ex1, describe,
};

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    return start(host, "init of c-module-r2", why, why_size);
}

static const vtable_api_export exports[] = {
    { "engine", &engine.header, NULL, create },
    { "ledger", &ledger.header, NULL, NULL },
};

VTABLE_API_MODULE("c-module-r2", "1.0", init, NULL, needs, 1, exports, 2);
