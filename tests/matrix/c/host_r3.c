/* A host that knows revision 3. */
#include "host_r2.h"

static void VTABLE_API_CALL title(void *object, const vtable_api_string *name, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    vtable_api_string given = *name;
    char text[64] = "Sir ";
    (void)object;
    if (given.len > 48) {
        given.len = 48;
    }
    memcpy(text + 4, given.ptr, given.len);
    *ret = own(text, 4 + given.len);
    VTABLE_API_FREE(given);
}

static void VTABLE_API_CALL free_totals(vtable_api_vec_u64 *self) VTABLE_API_NOEXCEPT {
    give_back(self->ptr);
}

static void VTABLE_API_CALL history(void *object, vtable_api_vec_u64 *ret) VTABLE_API_NOEXCEPT {
    ret->ptr = (uint64_t *)take(2 * sizeof *ret->ptr);
    ret->ptr[0] = total(object);
    ret->ptr[1] = total(object) + 1;
    ret->len = ret->cap = 2;
    ret->free = free_totals;
}

static const matrix_services_table services = { MATRIX_SERVICES_HEADER(3, NULL), log_line, scale, scale_ex1, title };
static const matrix_session_table sessions = { MATRIX_SESSION_HEADER(3, give_back), push, total, clear, history };

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
    printf("%u, ", (unsigned)session.t->total(session.object));
    if (matrix_session_has(session, history)) {
        vtable_api_vec_u64 totals;
        session.t->history(session.object, &totals);
        printf("[%u, %u]", (unsigned)totals.ptr[0], (unsigned)totals.ptr[1]);
        VTABLE_API_FREE(totals);
    } else {
        printf("absent");
    }
}

static matrix_order order(uint32_t tag) {
    matrix_order out;
    memset(&out, 0, sizeof out);
    out.tag = tag;
    if (tag == MATRIX_ORDER_REPEAT) {
        out.u.repeat.text = own("ab", 2);
        out.u.repeat.times = 3;
    } else if (tag == MATRIX_ORDER_REVERSE) {
        out.u.reverse = own_bytes(3);
        memcpy(out.u.reverse.ptr, "\1\2\372", 3);
    }
    return out;
}

static void call_perform(matrix_engine_ref engine, uint32_t tag) {
    matrix_order given;
    matrix_outcome out;
    begin("perform: ");
    if (!matrix_engine_has(engine, perform)) {
        printf("absent");
        end();
        return;
    }
    given = order(tag);
    engine.t->perform(engine.object, &given, &out);
    if (out.tag == MATRIX_OUTCOME_NOTHING) {
        printf("Nothing");
    } else if (out.tag == MATRIX_OUTCOME_TEXT) {
        printf("Text(\"" VTABLE_API_STR_FMT "\")", VTABLE_API_STR_ARG(out.text._0));
        VTABLE_API_FREE(out.text._0);
    } else if (out.tag == MATRIX_OUTCOME_BYTES && out.bytes.bytes.len == 3) {
        const uint8_t *bytes = out.bytes.bytes.ptr;
        printf("Bytes { bytes: [%d, %d, %d], sum: %u }", bytes[0], bytes[1], bytes[2], (unsigned)out.bytes.sum);
        VTABLE_API_FREE(out.bytes.bytes);
    }
    end();
}

typedef struct heard {
    unsigned bytes;
    bool go_on;
} heard;

static bool VTABLE_API_CALL hear(void *context, const matrix_event *event) VTABLE_API_NOEXCEPT {
    heard *to = (heard *)context;
    to->bytes += event->tag == MATRIX_EVENT_MESSAGE ? (unsigned)event->message._0.len : 0;
    return to->go_on;
}

static void call_watch_ex1(matrix_engine_ref engine, vtable_api_object host, bool go_on) {
    heard to = { 0, false };
    matrix_engine_watch_ex1_on_event on_event;
    vtable_api_result_u32_matrix_failure told;
    begin("watch_ex1: ");
    if (!matrix_engine_has(engine, watch_ex1)) {
        printf("absent");
        end();
        return;
    }
    to.go_on = go_on;
    on_event.call = hear;
    on_event.context = &to;
    engine.t->watch_ex1(engine.object, host, on_event, &told);
    if (told.tag == VTABLE_API_OK) {
        printf("(Ok(%u), %u)", (unsigned)told.u.ok, to.bytes);
    } else if (told.u.err.tag == MATRIX_FAILURE_OTHER) {
        printf("(Err(Other(\"" VTABLE_API_STR_FMT "\")), %u)", VTABLE_API_STR_ARG(told.u.err.u.other), to.bytes);
        VTABLE_API_FREE(told.u.err.u.other);
    }
    end();
}

static void later(matrix_engine_ref engine, vtable_api_object host) {
    second(engine);
    printf("has: [%s, %s, %s]\n", bool_name(matrix_engine_has(engine, mix_ex2)), bool_name(matrix_engine_has(engine, perform)),
           bool_name(matrix_engine_has(engine, watch_ex1)));
    begin("mix_ex2: ");
    if (matrix_engine_has(engine, mix_ex2)) {
        printf("%u", (unsigned)engine.t->mix_ex2(engine.object, 1, 2, 3, 4, 100, 1000));
    } else {
        printf("absent");
    }
    end();
    call_perform(engine, MATRIX_ORDER_REST);
    call_perform(engine, MATRIX_ORDER_REPEAT);
    call_perform(engine, MATRIX_ORDER_REVERSE);
    call_watch_ex1(engine, host, true);
    call_watch_ex1(engine, host, false);
}
