/* A module of the revision that MACHINES_PROBE_TARGET_REVISION says, in C and in C++. */
#include "system.h"

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

static int16_t VTABLE_API_CALL narrow(void *object, uint8_t a, int8_t b, uint16_t c, int16_t d, bool e, char f) VTABLE_API_NOEXCEPT {
    (void)object;
    return (int16_t)(a + b + c + d + (e ? 1 : 0) + f);
}

static int64_t VTABLE_API_CALL wide(void *object, uint32_t a, int64_t b, uintptr_t c, intptr_t d, uint64_t e, int f, int64_t g,
                                    uint32_t h) VTABLE_API_NOEXCEPT {
    (void)object;
    return (int64_t)a + b + (int64_t)c + d + (int64_t)e + f + g + (int64_t)h;
}

static double VTABLE_API_CALL floats(void *object, float a, uint8_t b, double c, int64_t d, float e, double f) VTABLE_API_NOEXCEPT {
    (void)object;
    return (double)a + b + c + (double)d + (double)e + f;
}

static float VTABLE_API_CALL half(void *object, float value) VTABLE_API_NOEXCEPT {
    (void)object;
    return value / 2;
}

static uint64_t VTABLE_API_CALL pairs(void *object, vtable_api_str a, vtable_api_slice_u16 b, vtable_api_slice_mut_u32 c,
                                      vtable_api_str d, vtable_api_slice_u64 e) VTABLE_API_NOEXCEPT {
    uint64_t out = a.len + b.len + c.len + d.len + e.len;
    uintptr_t i;
    (void)object;
    for (i = 0; i < b.len; i++) {
        out += b.ptr[i];
    }
    for (i = 0; i < c.len; i++) {
        out += c.ptr[i];
        c.ptr[i] *= 2;
    }
    for (i = 0; i < e.len; i++) {
        out += e.ptr[i];
    }
    return out;
}

static vtable_api_str VTABLE_API_CALL name(void *object) VTABLE_API_NOEXCEPT {
    (void)object;
#ifdef BREAKS_A_RULE
    return vtable_api_str_from("no\xff");
#else
    return vtable_api_str_from("a probe");
#endif
}

static machines_color after(machines_color color) {
    return color == MACHINES_COLOR_RED ? MACHINES_COLOR_GREEN : color == MACHINES_COLOR_GREEN ? MACHINES_COLOR_BLUE : MACHINES_COLOR_RED;
}

static void VTABLE_API_CALL shift(void *object, machines_place *place) VTABLE_API_NOEXCEPT {
    (void)object;
    place->x += 1;
    place->y *= 2.0;
    place->shown = !place->shown;
    place->color = after(place->color);
}

static void VTABLE_API_CALL swap(void *object, const machines_both *both, machines_both *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    memset(ret, 0, sizeof *ret);
    ret->a = both->b;
    ret->b = both->a;
    ret->size = both->size + both->rest[0] + both->rest[1] + both->rest[2];
    ret->rest[0] = both->rest[2];
    ret->rest[1] = both->rest[1];
    ret->rest[2] = both->rest[0];
}

static void VTABLE_API_CALL grow(void *object, const machines_shape *shape, machines_shape *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    memset(ret, 0, sizeof *ret);
    if (shape->tag == MACHINES_SHAPE_POINT) {
        ret->tag = MACHINES_SHAPE_CIRCLE;
        ret->u.circle = 0.5;
    } else if (shape->tag == MACHINES_SHAPE_CIRCLE) {
        ret->tag = MACHINES_SHAPE_BOX;
        ret->u.box.width = 7;
        ret->u.box.height = (uint64_t)(shape->u.circle * 4);
    } else {
        ret->tag = MACHINES_SHAPE_BOX;
        ret->u.box.width = (uint16_t)(shape->u.box.width + 1);
        ret->u.box.height = shape->u.box.height + 1;
    }
}

static void VTABLE_API_CALL bits(void *object, const machines_word *word, machines_word *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    ret->number = ~word->number;
}

static machines_tint VTABLE_API_CALL next(void *object, machines_color color, machines_tint tint) VTABLE_API_NOEXCEPT {
    (void)object;
    return tint == MACHINES_TINT_LIGHT ? MACHINES_TINT_DARK : (machines_tint)(tint + color);
}

static void VTABLE_API_CALL parse(void *object, vtable_api_str text, vtable_api_result_u64_machines_failure *ret) VTABLE_API_NOEXCEPT {
    uintptr_t i;
    uint64_t number = 0;
    (void)object;
    memset(ret, 0, sizeof *ret);
    ret->tag = VTABLE_API_ERR;
    if (text.len == 0) {
        ret->u.err.tag = MACHINES_FAILURE_EMPTY;
        return;
    }
    if (text.len > 19) {
        ret->u.err.tag = MACHINES_FAILURE_OTHER;
        ret->u.err.u.other = own_string("too long");
        return;
    }
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            ret->u.err.tag = MACHINES_FAILURE_BAD_DIGIT;
            ret->u.err.u.bad_digit.at = i;
            ret->u.err.u.bad_digit.byte = (uint8_t)text.ptr[i];
            return;
        }
        number = number * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    ret->tag = VTABLE_API_OK;
    ret->u.ok = number;
}

static void VTABLE_API_CALL halve(void *object, const vtable_api_option_u64 *value, vtable_api_option_u64 *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    memset(ret, 0, sizeof *ret);
    if (value->tag == VTABLE_API_SOME && value->u.some % 2 == 0) {
        ret->tag = VTABLE_API_SOME;
        ret->u.some = value->u.some / 2;
    }
}

static void VTABLE_API_CALL keep(void *object, const vtable_api_string *text, const vtable_api_vec_u32 *numbers,
                                 vtable_api_vec_u32 *ret) VTABLE_API_NOEXCEPT {
    machine *self = (machine *)object;
    vtable_api_vec_u32 given = *numbers;
    uintptr_t i;
    VTABLE_API_FREE(self->kept);
    self->keeps = true;
    self->kept = *text;
    *ret = own_numbers(given.len);
    for (i = 0; i < given.len; i++) {
        ret->ptr[i] = given.ptr[given.len - 1 - i];
    }
    VTABLE_API_FREE(given);
}

static void VTABLE_API_CALL kept(void *object, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    const machine *self = (const machine *)object;
    memset(ret, 0, sizeof *ret);
    if (self->keeps) {
        ret->ptr = (char *)take(self->kept.len);
        memcpy(ret->ptr, self->kept.ptr, self->kept.len);
        ret->len = ret->cap = self->kept.len;
        ret->free = free_string;
    }
}

static void VTABLE_API_CALL boxed(void *object, const vtable_api_box_machines_place *place,
                                  vtable_api_box_machines_place *ret) VTABLE_API_NOEXCEPT {
    vtable_api_box_machines_place given = *place;
    (void)object;
    *ret = own_place(given.ptr);
    ret->ptr->x += 1;
    VTABLE_API_FREE(given);
}

static uint32_t VTABLE_API_CALL watch(void *object, machines_probe_watch_on_event on_event) VTABLE_API_NOEXCEPT {
    machines_event event;
    uint8_t told;
    (void)object;
    for (told = 0; told < 5; told++) {
        memset(&event, 0, sizeof event);
        if (told == 0) {
            event.tag = MACHINES_EVENT_START;
        } else if (told < 4) {
            event.tag = MACHINES_EVENT_STEP;
            event.step.done = told;
            event.step.total = 3;
        } else {
            event.tag = MACHINES_EVENT_MESSAGE;
            event.message._0 = vtable_api_str_from("finished");
        }
        if (!on_event.call(on_event.context, &event, told)) {
            return told + 1u;
        }
    }
    return told;
}

static double VTABLE_API_CALL compute(void *object, machines_probe_compute_by by) VTABLE_API_NOEXCEPT {
    (void)object;
    return by.call(by.context, 1.5, 3, 10) + 1;
}

static uint64_t VTABLE_API_CALL ask(void *object, vtable_api_object lent) VTABLE_API_NOEXCEPT {
    machines_services_ref services;
    (void)object;
    if (!machines_services_negotiate(lent, 0, "module/1.0", NULL, 0, &services)) {
        return 0;
    }
    services.t->log(services.object, vtable_api_str_from("asked"));
#if MACHINES_PROBE_TARGET_REVISION >= 2
    if (machines_services_has(services, scale_ex1)) {
        return services.t->scale_ex1(services.object, 21, 3);
    }
    return services.t->scale(services.object, 21) * 3;
#else
    return services.t->scale(services.object, 21);
#endif
}

static vtable_api_object VTABLE_API_CALL start(void *object, uint64_t at) VTABLE_API_NOEXCEPT {
    (void)object;
    return new_counter(at);
}

static uint64_t VTABLE_API_CALL finish(void *object, vtable_api_object counter) VTABLE_API_NOEXCEPT {
    machines_counter_ref theirs;
    uint64_t out = 0;
    (void)object;
    if (machines_counter_negotiate(counter, 0, "module/1.0", NULL, 0, &theirs)) {
        out = theirs.t->add(theirs.object, 4);
    }
    vtable_api_release(counter);
    return out;
}

#if MACHINES_PROBE_TARGET_REVISION >= 2
static int16_t VTABLE_API_CALL narrow_ex1(void *object, uint8_t a, int8_t b, uint16_t c, int16_t d, bool e, char f, float g,
                                          uint64_t h) VTABLE_API_NOEXCEPT {
    return (int16_t)(narrow(object, a, b, c, d, e, f) + 2 * (int16_t)g + 2 * (int16_t)h);
}

static void VTABLE_API_CALL describe(void *object, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = own_string("a probe of revision 2");
}
#define MODULE_NAME "machines-module-r2"
static const machines_probe_table probe = {
    MACHINES_PROBE_HEADER(2, release), narrow, wide, floats, half, pairs, name, shift, swap, grow, bits, next, parse, halve, keep, kept, boxed,
    watch, compute, ask, start, finish, narrow_ex1, describe,
};
#else
#define MODULE_NAME "machines-module-r1"
static const machines_probe_table probe = {
    MACHINES_PROBE_HEADER(1, release), narrow, wide, floats, half, pairs, name, shift, swap, grow, bits, next, parse, halve, keep, kept, boxed,
    watch, compute, ask, start, finish,
};
#endif

static uint64_t VTABLE_API_CALL count_made(void *object) VTABLE_API_NOEXCEPT {
    (void)object;
    return made;
}

static uint64_t VTABLE_API_CALL count_freed(void *object) VTABLE_API_NOEXCEPT {
    (void)object;
    return freed;
}

static const machines_ledger_table ledger = { MACHINES_LEDGER_HEADER(1, NULL), count_made, count_freed };

static int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object lent;
    machines_services_ref services;
    char line[200];
    if (!vtable_api_find(host, "services", &lent) || !machines_services_negotiate(lent, 0, "module/1.0", why, why_size, &services)) {
        return 1;
    }
    services.t->log(services.object, vtable_api_str_from("init of " MODULE_NAME));
    services.t->log(services.object, write_table(line, lent.table));
    return 0;
}

static const vtable_api_require needs[] = { { "services", MACHINES_SERVICES_ID, MACHINES_SERVICES_REVISION_1 } };

static const vtable_api_export exports[] = {
    { "probe", &probe.header, NULL, create },
    { "ledger", &ledger.header, NULL, NULL },
};

VTABLE_API_MODULE(MODULE_NAME, "1.0", init, NULL, needs, 1, exports, 2);
