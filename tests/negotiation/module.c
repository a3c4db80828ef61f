/* Tables of `test/gauge`, revisions 1 to 3 as negotiation.rs has them: good ones, and ones that lie. */
#include <stdlib.h>

#include "vtable_api.h"

typedef struct gauge_table {
    vtable_api_header header;
    uint32_t (*read)(void *object);
    uint32_t (*add)(void *object, uint32_t steps);
    uint32_t (*twice)(void *object);
    uint32_t (*thrice)(void *object);
    void (*unknown)(void *object);
} gauge_table;

static uint32_t read(void *object) {
    return *(uint32_t *)object;
}
static uint32_t add(void *object, uint32_t steps) {
    return *(uint32_t *)object += steps;
}
static uint32_t twice(void *object) {
    return 1000 + 2 * read(object);
}
static uint32_t thrice(void *object) {
    return 1000 + 3 * read(object);
}
static uint32_t traced(void *object) {
    return 5000 + read(object);
}
static void unknown(void *object) {
    (void)object;
    abort();
}
static void *create(void) {
    return calloc(1, sizeof(uint32_t));
}

static const uint64_t prints[] = { PRINT_1, PRINT_2, PRINT_3, 4, 5 };
static const uint64_t fork_at_2[] = { PRINT_1, 2, 3 };
static const uint64_t fork_at_3[] = { PRINT_1, PRINT_2, 3 };
static const uint64_t strangers[] = { 1, 2, 3 };

#define ID "test/gauge"
#define DEFAULT vtable_api_negotiate_default
#define TABLE(name, bits, slots, contract, id, prints, negotiate, ...) \
    static const gauge_table name = { { bits, slots, contract, id, prints, negotiate, free, NULL, NULL }, __VA_ARGS__ }
#define ALL read, add, twice, thrice, NULL
#define SIZE(slots) VTABLE_API_TABLE_SIZE(slots)

TABLE(good, 7, SIZE(4), 1, ID, prints, DEFAULT, ALL);
TABLE(newer, 31, SIZE(5), 1, ID, prints, DEFAULT, read, add, twice, thrice, unknown);
TABLE(older, 1, SIZE(2), 1, ID, prints, DEFAULT, read, add, NULL, NULL, NULL);
TABLE(holed, 5, SIZE(4), 1, ID, prints, DEFAULT, read, add, NULL, thrice, NULL);
TABLE(reserved, UINT64_C(0x8000000000000007), SIZE(4), 1, ID, prints, DEFAULT, ALL);
TABLE(forked_2, 7, SIZE(4), 1, ID, fork_at_2, DEFAULT, ALL);
TABLE(forked_3, 7, SIZE(4), 1, ID, fork_at_3, DEFAULT, read, add, twice, NULL, NULL);
TABLE(stranger, 7, SIZE(4), 1, ID, strangers, DEFAULT, ALL);
TABLE(not_first, 6, SIZE(4), 1, ID, prints, DEFAULT, ALL);
TABLE(nothing, 0, SIZE(4), 1, ID, prints, DEFAULT, ALL);
TABLE(cut_2, 7, SIZE(3), 1, ID, prints, DEFAULT, ALL);
TABLE(cut_1, 7, SIZE(1), 1, ID, prints, DEFAULT, ALL);
TABLE(empty_last, 7, SIZE(4), 1, ID, prints, DEFAULT, read, add, twice, NULL, NULL);
TABLE(empty_first, 7, SIZE(4), 1, ID, prints, DEFAULT, NULL, add, twice, thrice, NULL);

/* What other tables' `negotiate` answers with. Nobody asks these again. */
static const vtable_api_header *again(const vtable_api_header *self, const vtable_api_caller *caller) {
    (void)self, (void)caller;
    abort();
}
TABLE(a_tracer, 7, SIZE(4), 1, ID, prints, again, traced, add, twice, thrice, NULL);
TABLE(an_old_one, 1, SIZE(2), 1, ID, prints, again, traced, add, NULL, NULL, NULL);
TABLE(another_id, 7, SIZE(4), 1, "test/other", prints, again, ALL);
TABLE(another_contract, 7, SIZE(4), 2, ID, prints, again, ALL);
TABLE(a_stranger, 7, SIZE(4), 1, ID, strangers, again, ALL);
TABLE(a_short_one, 7, SIZE(2), 1, ID, prints, again, ALL);
TABLE(a_mute, 7, SIZE(4), 1, ID, prints, NULL, ALL);
TABLE(a_head, 7, 16, 1, ID, prints, again, ALL);
TABLE(an_empty_one, 7, SIZE(4), 1, ID, prints, again, read, NULL, twice, thrice, NULL);

#define ANSWER(name, answer) \
    static const vtable_api_header *answers_##name(const vtable_api_header *self, const vtable_api_caller *caller) { \
        (void)self, (void)caller; \
        return answer; \
    } \
    TABLE(asks_##name, 7, SIZE(4), 1, ID, prints, answers_##name, ALL)

ANSWER(a_tracer, &a_tracer.header);
ANSWER(an_old_one, &an_old_one.header);
ANSWER(another_id, &another_id.header);
ANSWER(another_contract, &another_contract.header);
ANSWER(a_stranger, &a_stranger.header);
ANSWER(a_short_one, &a_short_one.header);
ANSWER(a_mute, &a_mute.header);
ANSWER(a_head, &a_head.header);
ANSWER(an_empty_one, &an_empty_one.header);
ANSWER(askew, (const vtable_api_header *)(const void *)((const char *)&good + 4));
ANSWER(silence, NULL);

static const vtable_api_header *licensed(const vtable_api_header *self, const vtable_api_caller *caller) {
    (void)self;
    vtable_api_say(caller, caller->name != NULL && caller->name[0] != '\0' ? "the licence ended" : "who asks?");
    return NULL;
}
TABLE(refuses, 7, SIZE(4), 1, ID, prints, licensed, ALL);

#define MAKES(name) { #name, &name.header, NULL, create }
static const vtable_api_export exports[] = {
    MAKES(good), MAKES(newer), MAKES(older), MAKES(holed), MAKES(reserved), MAKES(forked_2), MAKES(forked_3), MAKES(stranger),
    MAKES(not_first), MAKES(nothing), MAKES(cut_2), MAKES(cut_1), MAKES(empty_last), MAKES(empty_first), MAKES(refuses),
    MAKES(asks_a_tracer), MAKES(asks_an_old_one), MAKES(asks_another_id), MAKES(asks_another_contract), MAKES(asks_a_stranger),
    MAKES(asks_a_short_one), MAKES(asks_a_head), MAKES(asks_a_mute), MAKES(asks_an_empty_one), MAKES(asks_askew), MAKES(asks_silence),
};

VTABLE_API_MODULE("gauges", "1.0", NULL, NULL, NULL, 0, exports, sizeof exports / sizeof exports[0]);
