/* A module that was written when there was revision 1 and no other. */
#include "module.h"

static const session_table_1 sessions = { SESSION_HEADER_1(give_back), push, total };

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

static uint64_t ask_services(services_ref services) {
    return services_scale(services, 21);
}

static uint64_t empty_session(session_ref session) {
    return session_total(session);
}

static const engine_table_1 engine = {
    ENGINE_HEADER_1(release), mix, next, sum, shift, greet, keep, kept, parse, watch, ask, open_session, adopt, is_origin, negate,
};

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    return start(host, "init of c-module-r1", why, why_size);
}

static const vtable_api_export exports[] = {
    { "engine", &engine.header, NULL, create },
    { "ledger", &ledger.header, NULL, NULL },
};

VTABLE_API_MODULE("c-module-r1", "1.0", init, NULL, needs, 1, exports, 2);
