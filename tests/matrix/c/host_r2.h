/* What hosts do since revision 2. */
#include "host.h"

static uint64_t VTABLE_API_CALL scale_ex1(void *object, uint64_t value, uint32_t by) VTABLE_API_NOEXCEPT {
    return scale(object, value) * by + 1;
}

static uint64_t VTABLE_API_CALL clear(void *object) VTABLE_API_NOEXCEPT {
    uint64_t was = total(object);
    ((tally *)object)->total = 0;
    return was;
}

/* C has no default bodies: it asks. */
static void second(matrix_engine_ref engine) {
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
