/* A module as it was written when there was revision 2. It stays as it is: old modules do, too. */
#include <stdlib.h>
#include <string.h>

#include "matrix_engine.h"
#include "matrix_ledger.h"
#include "matrix_services.h"
#include "matrix_session.h"

static uint64_t made, freed;

static void *take(size_t bytes) {
    void *memory = malloc(bytes);
    if (memory == NULL) {
        abort();
    }
    made++;
    return memory;
}

static void give_back(void *memory) {
    freed++;
    free(memory);
}

static void VTABLE_API_CALL free_string(vtable_api_string *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

static void VTABLE_API_CALL free_bytes(vtable_api_vec_u8 *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

/* A String of its own for `text`; static memory for an empty one. */
static vtable_api_string own(const char *text, uintptr_t len) {
    vtable_api_string out = { NULL, 0, 0, NULL };
    if (len != 0) {
        out.ptr = (char *)take(len);
        memcpy(out.ptr, text, len);
        out.len = out.cap = len;
        out.free = free_string;
    }
    return out;
}

/* A Vec for `len` bytes; static memory for none. */
static vtable_api_vec_u8 own_bytes(uintptr_t len) {
    vtable_api_vec_u8 out = { NULL, 0, 0, NULL };
    if (len != 0) {
        out.ptr = (uint8_t *)take(len);
        out.len = out.cap = len;
        out.free = free_bytes;
    }
    return out;
}

/* A session that counts, for both sides. */
typedef struct tally {
    uint64_t total;
} tally;

static uint64_t VTABLE_API_CALL push(void *object, const vtable_api_string *text) VTABLE_API_NOEXCEPT {
    vtable_api_string mine = *text;
    ((tally *)object)->total += mine.len;
    VTABLE_API_FREE(mine);
    return ((tally *)object)->total;
}

static uint64_t VTABLE_API_CALL total(void *object) VTABLE_API_NOEXCEPT {
    return ((tally *)object)->total;
}

static vtable_api_object new_session(const vtable_api_header *table, uint64_t start) {
    vtable_api_object out;
    tally *session = (tally *)take(sizeof *session);
    session->total = start;
    out.table = table;
    out.object = session;
    return out;
}

/* What only the module itself knows: its tables and its way to use the host. */
static const vtable_api_header *session_table(void);
static uint64_t ask_services(matrix_services_ref services);
static uint64_t empty_session(matrix_session_ref session);

typedef struct machine {
    bool keeps;
    vtable_api_string kept;
} machine;

static void *VTABLE_API_CALL create(void) VTABLE_API_NOEXCEPT {
    machine *self = (machine *)take(sizeof *self);
    memset(self, 0, sizeof *self);
    return self;
}

static void VTABLE_API_CALL release(void *object) VTABLE_API_NOEXCEPT {
    VTABLE_API_FREE(((machine *)object)->kept);
    give_back(object);
}

static uint64_t VTABLE_API_CALL mix(void *object, uint8_t a, int16_t b, uint32_t c, int64_t d) VTABLE_API_NOEXCEPT {
    (void)object;
    return (uint64_t)((int64_t)a + b + (int64_t)c + d);
}

static matrix_color VTABLE_API_CALL next(void *object, matrix_color color) VTABLE_API_NOEXCEPT {
    (void)object;
    return color == MATRIX_COLOR_RED ? MATRIX_COLOR_GREEN : color == MATRIX_COLOR_GREEN ? MATRIX_COLOR_BLUE : MATRIX_COLOR_RED;
}

static uint64_t VTABLE_API_CALL sum(void *object, vtable_api_slice_u8 bytes) VTABLE_API_NOEXCEPT {
    uint64_t out = 0;
    uintptr_t i;
    (void)object;
    for (i = 0; i < bytes.len; i++) {
        out += bytes.ptr[i];
    }
    return out;
}

static void VTABLE_API_CALL shift(void *object, matrix_point *point) VTABLE_API_NOEXCEPT {
    point->x += 1;
    point->shown = !point->shown;
    point->y *= 2.0;
    point->color = next(object, point->color);
}

static void VTABLE_API_CALL greet(void *object, vtable_api_str name, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    char text[64] = "Hello, ";
    (void)object;
    if (name.len > 48) {
        name.len = 48;
    }
    memcpy(text + 7, name.ptr, name.len);
    text[7 + name.len] = '!';
    *ret = own(text, 8 + name.len);
}

static void VTABLE_API_CALL keep(void *object, const vtable_api_string *text, const vtable_api_vec_u8 *bytes,
                                 vtable_api_vec_u8 *ret) VTABLE_API_NOEXCEPT {
    machine *self = (machine *)object;
    vtable_api_vec_u8 given = *bytes;
    uintptr_t i;
    VTABLE_API_FREE(self->kept);
    self->keeps = true;
    self->kept = *text;
    *ret = own_bytes(given.len);
    for (i = 0; i < given.len; i++) {
        ret->ptr[i] = given.ptr[given.len - 1 - i];
    }
    VTABLE_API_FREE(given);
}

static void VTABLE_API_CALL kept(void *object, vtable_api_option_u32 *ret) VTABLE_API_NOEXCEPT {
    const machine *self = (const machine *)object;
    memset(ret, 0, sizeof *ret);
    if (self->keeps) {
        ret->tag = VTABLE_API_SOME;
        ret->u.some = (uint32_t)self->kept.len;
    }
}

static void VTABLE_API_CALL parse(void *object, vtable_api_str text, vtable_api_result_u64_matrix_failure *ret) VTABLE_API_NOEXCEPT {
    uintptr_t i;
    (void)object;
    memset(ret, 0, sizeof *ret);
    ret->tag = VTABLE_API_ERR;
    if (text.len == 0) {
        ret->u.err.tag = MATRIX_FAILURE_EMPTY;
        return;
    }
    if (text.len == 3 && memcmp(text.ptr, "why", 3) == 0) {
        ret->u.err.tag = MATRIX_FAILURE_OTHER;
        ret->u.err.u.other = own("why not", 7);
        return;
    }
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            ret->u.err.tag = MATRIX_FAILURE_BAD_DIGIT;
            ret->u.err.u.bad_digit.at = i;
            ret->u.err.u.bad_digit.byte = (uint8_t)text.ptr[i];
            return;
        }
    }
    if (text.len > 19) {
        ret->u.err.tag = MATRIX_FAILURE_TOO_LONG;
        ret->u.err.u.too_long = (uint32_t)text.len;
        return;
    }
    ret->tag = VTABLE_API_OK;
    for (i = 0; i < text.len; i++) {
        ret->u.ok = ret->u.ok * 10 + (uint64_t)(text.ptr[i] - '0');
    }
}

static uint32_t VTABLE_API_CALL watch(void *object, matrix_engine_watch_on_event on_event) VTABLE_API_NOEXCEPT {
    matrix_event event;
    uint32_t told;
    (void)object;
    for (told = 0; told < 5; told++) {
        memset(&event, 0, sizeof event);
        if (told == 0) {
            event.tag = MATRIX_EVENT_START;
        } else if (told < 4) {
            event.tag = MATRIX_EVENT_STEP;
            event.step.done = told;
            event.step.total = 3;
        } else {
            event.tag = MATRIX_EVENT_MESSAGE;
            event.message._0 = vtable_api_str_from("finished");
        }
        if (!on_event.call(on_event.context, &event)) {
            return told + 1;
        }
    }
    return told;
}

static uint64_t VTABLE_API_CALL ask(void *object, vtable_api_object services) VTABLE_API_NOEXCEPT {
    matrix_services_ref host;
    (void)object;
    if (!matrix_services_negotiate(services, 0, "c-module/1.0", NULL, 0, &host)) {
        return 0;
    }
    host.t->log(host.object, vtable_api_str_from("asked"));
    return ask_services(host);
}

static vtable_api_object VTABLE_API_CALL open_session(void *object, vtable_api_str name) VTABLE_API_NOEXCEPT {
    (void)object;
    return new_session(session_table(), name.len);
}

static uint64_t VTABLE_API_CALL adopt(void *object, vtable_api_object session) VTABLE_API_NOEXCEPT {
    matrix_session_ref theirs;
    uint64_t out = 0;
    (void)object;
    if (matrix_session_negotiate(session, 0, "c-module/1.0", NULL, 0, &theirs)) {
        vtable_api_string four = own("four", 4);
        theirs.t->push(theirs.object, &four);
        out = empty_session(theirs);
    }
    vtable_api_release(session);
    return out;
}

static bool VTABLE_API_CALL is_origin(void *object, const matrix_point *point) VTABLE_API_NOEXCEPT {
    (void)object;
    return point != NULL && point->x == 0 && !(point->y < 0) && !(point->y > 0);
}

static int VTABLE_API_CALL negate(void *object, int value) VTABLE_API_NOEXCEPT {
    (void)object;
    return -value;
}

static uint64_t VTABLE_API_CALL count_made(void *object) VTABLE_API_NOEXCEPT {
    (void)object;
    return made;
}

static uint64_t VTABLE_API_CALL count_freed(void *object) VTABLE_API_NOEXCEPT {
    (void)object;
    return freed;
}

static const matrix_ledger_table ledger = { MATRIX_LEDGER_HEADER(1, NULL), count_made, count_freed };

static const vtable_api_require needs[] = { { "services", MATRIX_SERVICES_ID, MATRIX_SERVICES_REVISION_1 } };

static int32_t start(const vtable_api_host *host, const char *line, char *why, uintptr_t why_size) {
    vtable_api_object lent;
    matrix_services_ref services;
    if (!vtable_api_find(host, "services", &lent) || !matrix_services_negotiate(lent, 0, "c-module/1.0", why, why_size, &services)) {
        return 1;
    }
    services.t->log(services.object, vtable_api_str_from(line));
    return 0;
}

static uint64_t VTABLE_API_CALL clear(void *object) VTABLE_API_NOEXCEPT {
    uint64_t was = total(object);
    ((tally *)object)->total = 0;
    return was;
}

static const matrix_session_table sessions = { MATRIX_SESSION_HEADER(2, give_back), push, total, clear };

static const vtable_api_header *session_table(void) {
    return &sessions.header;
}

/* C has no default bodies: it asks. */
static uint64_t ask_services(matrix_services_ref services) {
    return matrix_services_has(services, scale_ex1) ? services.t->scale_ex1(services.object, 21, 3) : 1000 + services.t->scale(services.object, 21);
}

static uint64_t empty_session(matrix_session_ref session) {
    return matrix_session_has(session, clear) ? session.t->clear(session.object) + 100 * session.t->total(session.object) : 5000 + session.t->total(session.object);
}

static uint64_t VTABLE_API_CALL mix_ex1(void *object, uint8_t a, int16_t b, uint32_t c, int64_t d, uint64_t e) VTABLE_API_NOEXCEPT {
    return mix(object, a, b, c, d) + 2 * e;
}

static void VTABLE_API_CALL describe(void *object, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = own("an engine of revision 2", 23);
}

static const matrix_engine_table engine = {
    MATRIX_ENGINE_HEADER(2, release), mix, next, sum, shift, greet, keep, kept, parse, watch, ask, open_session, adopt, is_origin, negate,
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
