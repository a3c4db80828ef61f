/* A host of the revision that MACHINES_PROBE_TARGET_REVISION says: opens the module that it is given, calls all that there is,
 * and prints the results as the Rust host does. */
#include "system.h"
#include "vtable_api_host.h"

/* -- text ------------------------------------------------------------------------------------------ */

static void print_str(vtable_api_str text) {
#ifdef NO_RUNTIME
    uint32_t written;
    WriteFile(GetStdHandle((uint32_t)-11), text.ptr, (uint32_t)text.len, &written, NULL);
#else
    fwrite(text.ptr, 1, text.len, stdout);
#endif
}

static void print(const char *text) {
    print_str(vtable_api_str_from(text));
}

static void print_lent(const char *before, const char *ptr, uintptr_t len, const char *after) {
    vtable_api_str text;
    text.ptr = ptr;
    text.len = len;
    print(before);
    print_str(text);
    print(after);
}

static void print_number(const char *before, int64_t value) {
    char digits[32];
    vtable_api_str text = { digits, 0 };
    print(before);
    if (value < 0) {
        print("-");
    }
    text.len = (uintptr_t)(write_number(digits, value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value, 10, 1) - digits);
    print_str(text);
}

/* In thousandths, so that no two libraries print it in two ways. */
static void print_float(const char *before, double value) {
    print_number(before, (int64_t)(value * 1000));
}

static void print_table(const vtable_api_header *table) {
    char line[200];
    print_str(write_table(line, table));
    print("\n");
}

/* -- who has made memory, and what of it is left --------------------------------------------------- */

static machines_ledger_ref of_module;

/* What the calls so far have done; tells and starts anew. */
static void print_memory(const char *what) {
    static uint64_t before[2], left_before[2];
    uint64_t now[2], left[2];
    now[0] = of_module.t->made(of_module.object);
    now[1] = made;
    left[0] = now[0] - of_module.t->freed(of_module.object);
    left[1] = now[1] - freed;
    if (what != NULL) {
        print(what);
        print(now[0] > before[0] ? ": memory of the module" : ": none of the module");
        print(now[1] > before[1] ? ", memory of the host" : ", none of the host");
        print_number(", left ", (int64_t)(left[0] - left_before[0]));
        print_number(" and ", (int64_t)(left[1] - left_before[1]));
        print("\n");
    }
    before[0] = now[0];
    before[1] = now[1];
    if (what == NULL) {
        left_before[0] = left[0];
        left_before[1] = left[1];
    }
}

/* -- what the host provides ------------------------------------------------------------------------ */

static void VTABLE_API_CALL log_line(void *object, vtable_api_str line) VTABLE_API_NOEXCEPT {
    (void)object;
    print_lent("log: ", line.ptr, line.len, "\n");
}

static uint64_t VTABLE_API_CALL scale(void *object, uint64_t value) VTABLE_API_NOEXCEPT {
    (void)object;
    return value * 2;
}

#if MACHINES_SERVICES_TARGET_REVISION >= 2
static uint64_t VTABLE_API_CALL scale_ex1(void *object, uint64_t value, uint32_t by) VTABLE_API_NOEXCEPT {
    return scale(object, value) * by + 1;
}
static const machines_services_table services = { MACHINES_SERVICES_HEADER(2, NULL), log_line, scale, scale_ex1 };
#else
static const machines_services_table services = { MACHINES_SERVICES_HEADER(1, NULL), log_line, scale };
#endif

/* -- the calls ------------------------------------------------------------------------------------- */

static void call_numbers(machines_probe_ref probe) {
#ifdef BREAKS_A_RULE
    probe.t->next(probe.object, 77, MACHINES_TINT_LIGHT); /* no color */
#endif
#ifdef MAKES_PANIC
    probe.t->wide(probe.object, 0, INT64_MAX, 1, 0, 0, 0, 0, 0); /* Rust's arithmetic overflows */
#endif
    print_number("narrow: ", probe.t->narrow(probe.object, 200, -100, 20000, -15000, true, 'A'));
    print_number("\nwide: ", probe.t->wide(probe.object, 4000000000u, -5000000000, 7, -9, 6000000000u, -11, INT64_C(13) << 40, 4000000001u));
    print_float("\nfloats: ", probe.t->floats(probe.object, 0.5f, 250, -2.25, -7, 1.5f, 1e6));
    print_float("\nhalf: ", probe.t->half(probe.object, 0.25f));
    print("\n");
}

static void call_pairs(machines_probe_ref probe) {
    static const uint16_t shorts[] = { 1, 2, 65535 };
    static const uint64_t longs[] = { UINT64_C(1) << 40, 3 };
    uint32_t ints[] = { 10, 20, 2000000000 };
    vtable_api_slice_u16 b = { NULL, 0 };
    vtable_api_slice_mut_u32 c = { NULL, 0 };
    vtable_api_slice_u64 e = { NULL, 0 };
    vtable_api_str name = probe.t->name(probe.object), empty = { NULL, 0 };
    print_number("pairs: ", (int64_t)probe.t->pairs(probe.object, empty, b, c, empty, e));
    b.ptr = shorts, b.len = 3, c.ptr = ints, c.len = 3, e.ptr = longs, e.len = 2;
    print_number(" ", (int64_t)probe.t->pairs(probe.object, vtable_api_str_from("\xc3\x84nne"), b, c, vtable_api_str_from("d"), e));
    print_number(" ", ints[0]);
    print_number(" ", ints[1]);
    print_number(" ", ints[2]);
    print_lent("\nname: ", name.ptr, name.len, "\n");
}

static void print_place(const machines_place *place) {
    print(place->shown ? " (shown" : " (hidden");
    print_number(" ", place->x);
    print_number(" ", place->color);
    print_float(" ", place->y);
    print_lent(" ", (const char *)&place->letter, 1, ")");
}

static void print_shape(const machines_shape *shape) {
    if (shape->tag == MACHINES_SHAPE_POINT) {
        print(" point");
    } else if (shape->tag == MACHINES_SHAPE_CIRCLE) {
        print_float(" circle ", shape->u.circle);
    } else {
        print_number(" box ", shape->u.box.width);
        print_number(" ", (int64_t)shape->u.box.height);
    }
}

static void call_structs(machines_probe_ref probe) {
    machines_both both, swapped;
    machines_shape shapes[4];
    machines_word word, bits;
    size_t i;
    memset(&both, 0, sizeof both);
    both.a.x = -1;
    both.a.y = 1.5;
    both.a.color = MACHINES_COLOR_BLUE;
    both.a.letter = 'a';
    both.b = both.a;
    both.b.letter = 'b';
    both.size = 4000000000u;
    both.rest[0] = 1;
    both.rest[1] = 2;
    both.rest[2] = 60000;
    probe.t->shift(probe.object, &both.b);
    probe.t->swap(probe.object, &both, &swapped);
    print("places:");
    print_place(&swapped.a);
    print_place(&swapped.b);
    print_number(" ", (int64_t)swapped.size);
    print_number(" ", swapped.rest[0]);
    print_number(" ", swapped.rest[1]);
    print_number(" ", swapped.rest[2]);
    print("\nshapes:");
    memset(shapes, 0, sizeof shapes);
    for (i = 0; i < 4; i++) {
        print_shape(&shapes[i]);
        if (i < 3) {
            probe.t->grow(probe.object, &shapes[i], &shapes[i + 1]);
        }
    }
    word.number = UINT64_C(0xffffffff00000000);
    probe.t->bits(probe.object, &word, &bits);
    print_number("\nbits: ", (int64_t)bits.number);
    print_number(" in halves ", (int64_t)bits.halves[0] + bits.halves[1]);
    print_number("\nnext: ", probe.t->next(probe.object, MACHINES_COLOR_RED, MACHINES_TINT_LIGHT));
    print_number(" ", probe.t->next(probe.object, MACHINES_COLOR_BLUE, 40000));
    print("\n");
}

static void call_results(machines_probe_ref probe) {
    static const char *const texts[] = { "", "1234567890123456", "12x4", "123456789012345678901234567890" };
    vtable_api_option_u64 value, half;
    size_t i;
    print("parse:");
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        vtable_api_result_u64_machines_failure out;
        probe.t->parse(probe.object, vtable_api_str_from(texts[i]), &out);
        if (out.tag == VTABLE_API_OK) {
            print_number(" ", (int64_t)out.u.ok);
        } else if (out.u.err.tag == MACHINES_FAILURE_EMPTY) {
            print(" empty");
        } else if (out.u.err.tag == MACHINES_FAILURE_BAD_DIGIT) {
            print_number(" bad digit ", out.u.err.u.bad_digit.byte);
            print_number(" at ", (int64_t)out.u.err.u.bad_digit.at);
        } else {
            print_lent(" ", out.u.err.u.other.ptr, out.u.err.u.other.len, "");
            VTABLE_API_FREE(out.u.err.u.other);
        }
    }
    print("\nhalve:");
    for (i = 0; i < 3; i++) {
        memset(&value, 0, sizeof value);
        value.tag = i == 0 ? VTABLE_API_NONE : VTABLE_API_SOME;
        value.u.some = i == 0 ? 0 : (UINT64_C(1) << 40) + i - 1;
        probe.t->halve(probe.object, &value, &half);
        print_number(" ", half.tag == VTABLE_API_NONE ? -1 : (int64_t)half.u.some);
    }
    print("\n");
}

static void call_owned(machines_probe_ref probe) {
    machines_place place = { true, -8, MACHINES_COLOR_RED, 0.125, 'p' };
    vtable_api_string text = own_string("what it keeps"), kept;
    vtable_api_vec_u32 numbers = own_numbers(3), reversed;
    vtable_api_box_machines_place given, box;
    numbers.ptr[0] = 1;
    numbers.ptr[1] = 2;
    numbers.ptr[2] = 4000000000u;
    probe.t->keep(probe.object, &text, &numbers, &reversed);
    print_number("keep: ", reversed.ptr[0]);
    print_number(" ", reversed.ptr[1]);
    print_number(" ", reversed.ptr[2]);
    VTABLE_API_FREE(reversed);
    probe.t->kept(probe.object, &kept);
    print_lent(", ", kept.ptr, kept.len, "\nboxed:");
    VTABLE_API_FREE(kept);
    given = own_place(&place);
    probe.t->boxed(probe.object, &given, &box);
    print_place(box.ptr);
    VTABLE_API_FREE(box);
    print("\n");
}

static bool VTABLE_API_CALL print_event(void *context, const machines_event *event, uint8_t told) VTABLE_API_NOEXCEPT {
    uint32_t *until = (uint32_t *)context;
    print_number("event ", told);
    if (event->tag == MACHINES_EVENT_START) {
        print(": start\n");
    } else if (event->tag == MACHINES_EVENT_STEP) {
        print_number(": step ", event->step.done);
        print_number(" of ", (int64_t)event->step.total);
        print("\n");
    } else if (event->tag == MACHINES_EVENT_MESSAGE) {
        print_lent(": ", event->message._0.ptr, event->message._0.len, "\n");
    }
    return told < *until;
}

static double VTABLE_API_CALL combine(void *context, double a, uint8_t b, int64_t c) VTABLE_API_NOEXCEPT {
    return *(uint32_t *)context + a * b + (double)c;
}

static void call_back(machines_probe_ref probe, vtable_api_object lent) {
    uint32_t until = 9, hundred = 100;
    machines_probe_watch_on_event on_event = { print_event, NULL };
    machines_probe_compute_by by = { combine, NULL };
    uint64_t asked;
    uint32_t told;
    on_event.context = &until;
    by.context = &hundred;
    told = probe.t->watch(probe.object, on_event);
    print_number("watch: ", told);
    print("\n");
    until = 1;
    told = probe.t->watch(probe.object, on_event);
    print_number("watch: ", told);
    print_float("\ncompute: ", probe.t->compute(probe.object, by));
    print("\n");
    asked = probe.t->ask(probe.object, lent);
    print_number("ask: ", (int64_t)asked);
    print("\n");
}

static void call_objects(machines_probe_ref probe) {
    vtable_api_object owned = probe.t->start(probe.object, 5);
    machines_counter_ref counter;
    char why[128];
    print_table(owned.table);
    if (!machines_counter_negotiate(owned, 0, "host/1.0", why, sizeof why, &counter)) {
        print_lent("refused: ", why, vtable_api_str_from(why).len, "\n");
        system_exit(1);
    }
    print_number("counters: ", (int64_t)counter.t->add(counter.object, 6));
    vtable_api_release(owned);
    print_number(" ", (int64_t)probe.t->finish(probe.object, new_counter(10)));
    print("\n");
}

/* C has no default bodies: it asks. */
static void call_later(machines_probe_ref probe) {
#if MACHINES_PROBE_TARGET_REVISION >= 2
    if (machines_probe_has(probe, narrow_ex1) && machines_probe_has(probe, describe)) {
        vtable_api_string text;
        print_number("narrow_ex1: ", probe.t->narrow_ex1(probe.object, 1, 2, 3, 4, false, 'B', 100.0f, 1000));
        probe.t->describe(probe.object, &text);
        print_lent("\ndescribe: ", text.ptr, text.len, "\n");
        VTABLE_API_FREE(text);
    } else {
        print("revision 2 is absent\n");
    }
#else
    (void)probe;
#endif
}

/* -- the module ------------------------------------------------------------------------------------ */

static int refuse(const char *why) {
    print("refused: ");
    print(why);
    print("\n");
    return 1;
}

static int call_all(const vtable_api_opened *opened, vtable_api_object lent) {
    const vtable_api_export *makes = vtable_api_opened_find(opened, "probe");
    vtable_api_object ledger, object;
    machines_probe_ref probe;
    char why[128];
    if (makes == NULL || makes->create == NULL || !vtable_api_opened_lent(opened, "ledger", &ledger)) {
        return refuse("exports");
    }
    print_table(makes->table);
    print_table(ledger.table);
    if (!machines_ledger_negotiate(ledger, 0, "host/1.0", why, sizeof why, &of_module)) {
        return refuse(why);
    }
    print_memory(NULL);
    if (!vtable_api_create(makes, &object) || !machines_probe_negotiate(object, 0, "host/1.0", why, sizeof why, &probe)) {
        return refuse(why);
    }
    print_number("agreed: ", (int64_t)probe.agreed);
    print_number("\npointers: ", (int64_t)sizeof(void *));
    print("\n");
    call_numbers(probe);
    call_pairs(probe);
    call_structs(probe);
    call_results(probe);
    call_owned(probe);
    call_back(probe, lent);
    call_objects(probe);
    call_later(probe);
    vtable_api_release(object);
    print_memory("released");
    return 0;
}

static int run(const char *file) {
    static int state;
    vtable_api_export offered = { "services", &services.header, &state, NULL };
    vtable_api_host host = VTABLE_API_HOST("host/1.0", &offered, 1);
    vtable_api_opened opened;
    vtable_api_object lent;
    char why[400];
    int code;
    lent.table = offered.table;
    lent.object = offered.object;
    if (!vtable_api_open(file, &host, &opened, why, sizeof why)) {
        return refuse(why);
    }
    print("module: ");
    print(opened.module->name);
    print("\n");
    code = call_all(&opened, lent);
    vtable_api_close(&opened);
    return code;
}

#ifdef NO_RUNTIME
/* The module's name is what follows the last space. */
C_LINKAGE void begin(void);
void begin(void) {
    const char *at = GetCommandLineA(), *last = at;
    for (; *at != '\0'; at++) {
        if (*at == ' ') {
            last = at + 1;
        }
    }
    ExitProcess((uint32_t)run(last));
}
#else
int main(int argc, char **argv) {
    return argc == 2 ? run(argv[1]) : 2;
}
#endif
