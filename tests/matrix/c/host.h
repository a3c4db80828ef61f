/* What hosts of all revisions do: open a module, call all that there is, print the results as the Rust hosts do. */
#include <stdio.h>

#include "memory.h"
#include "vtable_api_host.h"

/* What only the host itself knows: its tables, and what came after revision 1. */
static const vtable_api_header *services_table(void);
static const vtable_api_header *session_table(void);
static void show_session(matrix_session_ref session);
static void later(matrix_engine_ref engine, vtable_api_object host);

static void VTABLE_API_CALL log_line(void *object, vtable_api_str line) VTABLE_API_NOEXCEPT {
    (void)object;
    printf("log: " VTABLE_API_STR_FMT "\n", VTABLE_API_STR_ARG(line));
}

static uint64_t VTABLE_API_CALL scale(void *object, uint64_t value) VTABLE_API_NOEXCEPT {
    (void)object;
    return value * 2;
}

/* -- who has made memory, and what of it is left --------------------------------------------------- */

typedef struct books {
    uint64_t by_module, by_host, left_of_module, left_of_host;
} books;

static matrix_ledger_ref module_ledger;
static books before;

static books read_books(void) {
    books out;
    out.by_module = module_ledger.t->made(module_ledger.object);
    out.by_host = made;
    out.left_of_module = out.by_module - module_ledger.t->freed(module_ledger.object);
    out.left_of_host = made - freed;
    return out;
}

static void tell_since(books then) {
    books now = read_books();
    bool by_module = now.by_module > then.by_module, by_host = now.by_host > then.by_host;
    printf("%s", by_module && by_host ? ", memory of both" : by_module ? ", memory of the module" : by_host ? ", memory of the host" : "");
    if (now.left_of_module != then.left_of_module || now.left_of_host != then.left_of_host) {
        printf(", LEFT [%d, %d]", (int)(now.left_of_module - then.left_of_module), (int)(now.left_of_host - then.left_of_host));
    }
    printf("\n");
}

static void begin(const char *what) {
    before = read_books();
    printf("%s", what);
}

static void end(void) {
    tell_since(before);
}

/* -- the calls ------------------------------------------------------------------------------------- */

static const char *color_name(matrix_color color) {
    return color == MATRIX_COLOR_RED ? "Red" : color == MATRIX_COLOR_GREEN ? "Green" : color == MATRIX_COLOR_BLUE ? "Blue" : "?";
}

static const char *bool_name(bool value) {
    return value ? "true" : "false";
}

static void call_parse(matrix_engine_ref engine, const char *text) {
    vtable_api_result_u64_matrix_failure out;
    begin("parse: ");
    engine.t->parse(engine.object, vtable_api_str_from(text), &out);
    if (out.tag == VTABLE_API_OK) {
        printf("Ok(%llu)", (unsigned long long)out.u.ok);
    } else if (out.u.err.tag == MATRIX_FAILURE_EMPTY) {
        printf("Err(Empty)");
    } else if (out.u.err.tag == MATRIX_FAILURE_BAD_DIGIT) {
        printf("Err(BadDigit { at: %d, byte: %d })", (int)out.u.err.u.bad_digit.at, out.u.err.u.bad_digit.byte);
    } else if (out.u.err.tag == MATRIX_FAILURE_TOO_LONG) {
        printf("Err(TooLong(%u))", (unsigned)out.u.err.u.too_long);
    } else if (out.u.err.tag == MATRIX_FAILURE_OTHER) {
        printf("Err(Other(\"" VTABLE_API_STR_FMT "\"))", VTABLE_API_STR_ARG(out.u.err.u.other));
        VTABLE_API_FREE(out.u.err.u.other);
    }
    end();
}

static void call_plain(matrix_engine_ref engine) {
    static const uint8_t bytes[] = { 1, 2, 250 };
    static const char *const texts[] = { "", "1234567890123", "12x4", "123456789012345678901234567890", "why" };
    vtable_api_slice_u8 three = { bytes, 3 }, none = { NULL, 0 };
    vtable_api_string greeting;
    matrix_point origin = { 0, false, 0.0, MATRIX_COLOR_RED }, other = { 1, false, 0.0, MATRIX_COLOR_RED };
    size_t i;
    begin("mix: ");
    printf("%llu", (unsigned long long)engine.t->mix(engine.object, 200, -300, 4000000000u, -5));
    end();
    begin("next: ");
    printf("[%s, %s, %s]", color_name(engine.t->next(engine.object, MATRIX_COLOR_RED)), color_name(engine.t->next(engine.object, MATRIX_COLOR_GREEN)),
           color_name(engine.t->next(engine.object, MATRIX_COLOR_BLUE)));
    end();
    begin("sum: ");
    printf("(%d, %d)", (int)engine.t->sum(engine.object, three), (int)engine.t->sum(engine.object, none));
    end();
    begin("greet: ");
    engine.t->greet(engine.object, vtable_api_str_from("\xc3\x84nne"), &greeting);
    printf("\"" VTABLE_API_STR_FMT "\"", VTABLE_API_STR_ARG(greeting));
    VTABLE_API_FREE(greeting);
    end();
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        call_parse(engine, texts[i]);
    }
    begin("is_origin: ");
    printf("[%s, %s, %s]", bool_name(engine.t->is_origin(engine.object, NULL)), bool_name(engine.t->is_origin(engine.object, &origin)),
           bool_name(engine.t->is_origin(engine.object, &other)));
    end();
    begin("negate: ");
    printf("%d", engine.t->negate(engine.object, 2147483647));
    end();
}

static void call_keep(matrix_engine_ref engine, const char *text, uintptr_t count, vtable_api_vec_u8 *out) {
    vtable_api_string string = own(text, strlen(text));
    vtable_api_vec_u8 bytes = own_bytes(count);
    uintptr_t i;
    for (i = 0; i < count; i++) {
        bytes.ptr[i] = (uint8_t)(i + 1);
    }
    engine.t->keep(engine.object, &string, &bytes, out);
}

static void call_exclusive(matrix_engine_ref engine) {
    matrix_point point = { -1, false, 1.5, MATRIX_COLOR_RED };
    vtable_api_option_u32 length;
    vtable_api_vec_u8 bytes;
    begin("shift: ");
    engine.t->shift(engine.object, &point);
    printf("Point { x: %d, shown: %s, y: %.1f, color: %s }", (int)point.x, bool_name(point.shown), point.y, color_name(point.color));
    end();
    begin("kept: ");
    engine.t->kept(engine.object, &length);
    printf("%s", length.tag == VTABLE_API_NONE ? "None" : "Some");
    end();
    begin("keep: ");
    call_keep(engine, "sevensevenseven", 3, &bytes);
    engine.t->kept(engine.object, &length);
    printf("[%d, %d, %d] %s(%u)", bytes.ptr[0], bytes.ptr[1], bytes.ptr[2], length.tag == VTABLE_API_SOME ? "Some" : "None",
           (unsigned)length.u.some);
    VTABLE_API_FREE(bytes);
    call_keep(engine, "", 0, &bytes);
    VTABLE_API_FREE(bytes);
    end();
}

static bool VTABLE_API_CALL print_event(void *context, const matrix_event *event) VTABLE_API_NOEXCEPT {
    bool until_two = context != NULL;
    if (until_two) {
        return !(event->tag == MATRIX_EVENT_STEP && event->step.done == 2 && event->step.total == 3);
    }
    if (event->tag == MATRIX_EVENT_START) {
        printf("event: Start\n");
    } else if (event->tag == MATRIX_EVENT_STEP) {
        printf("event: Step { done: %u, total: %u }\n", (unsigned)event->step.done, (unsigned)event->step.total);
    } else if (event->tag == MATRIX_EVENT_MESSAGE) {
        printf("event: Message(\"" VTABLE_API_STR_FMT "\")\n", VTABLE_API_STR_ARG(event->message._0));
    }
    return true;
}

static void call_back(matrix_engine_ref engine, vtable_api_object services) {
    matrix_engine_watch_on_event all = { print_event, NULL }, some = { print_event, &some };
    uint64_t asked;
    uint32_t told;
    before = read_books();
    told = engine.t->watch(engine.object, all);
    printf("watch: %u", (unsigned)told);
    end();
    begin("watch: ");
    printf("%u", (unsigned)engine.t->watch(engine.object, some));
    end();
    before = read_books();
    asked = engine.t->ask(engine.object, services);
    printf("ask: %u", (unsigned)asked);
    end();
}

static void call_sessions(matrix_engine_ref engine) {
    vtable_api_object session;
    vtable_api_string more;
    matrix_session_ref theirs;
    char why[128];
    begin("open_session: (");
    session = engine.t->open_session(engine.object, vtable_api_str_from("three"));
    if (!matrix_session_negotiate(session, 0, "c-host/1.0", why, sizeof why, &theirs)) {
        printf("%s\n", why);
        exit(1);
    }
    more = own("more", 4);
    printf("%u, ", (unsigned)theirs.t->push(theirs.object, &more));
    show_session(theirs);
    printf(")");
    vtable_api_release(session);
    end();
    begin("adopt: ");
    printf("%u", (unsigned)engine.t->adopt(engine.object, new_session(session_table(), 6)));
    end();
}

/* -- the module ------------------------------------------------------------------------------------ */

static void call_all(const vtable_api_opened *opened, vtable_api_object services) {
    vtable_api_object ledger, object;
    matrix_engine_ref engine;
    books first;
    char why[128] = "no such exports";
    if (!vtable_api_opened_lent(opened, "ledger", &ledger)
        || !matrix_ledger_negotiate(ledger, 0, "c-host/1.0", why, sizeof why, &module_ledger)) {
        printf("%s\n", why);
        exit(1);
    }
    first = read_books();
    if (!vtable_api_create(vtable_api_opened_find(opened, "engine"), &object)
        || !matrix_engine_negotiate(object, 0, "c-host/1.0", why, sizeof why, &engine)) {
        printf("%s\n", why);
        exit(1);
    }
    printf("engine: agreed %u\n", (unsigned)engine.agreed);
    call_plain(engine);
    call_exclusive(engine);
    call_back(engine, services);
    call_sessions(engine);
    later(engine, services);
    vtable_api_release(object);
    printf("released");
    tell_since(first);
}

int main(int argc, char **argv) {
    static int state;
    vtable_api_export own_export = { "services", services_table(), &state, NULL };
    vtable_api_host host = VTABLE_API_HOST("c-host/1.0", &own_export, 1);
    vtable_api_opened opened;
    vtable_api_object services;
    char why[512];
    if (argc != 2) {
        return 2;
    }
    services.table = own_export.table;
    services.object = own_export.object;
    if (!vtable_api_open(argv[1], &host, &opened, why, sizeof why)) {
        printf("refused: %s\n", why);
        return 0;
    }
    printf("module: %s\n", opened.module->name);
    if (opened.module->export_count != 0) {
        call_all(&opened, services);
    }
    vtable_api_close(&opened);
    return 0;
}
