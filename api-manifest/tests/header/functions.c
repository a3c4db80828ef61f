/* Makes a value of each form, and drops it twice. Memory and objects are counted. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int blocks, objects, is_empty;

static void *take(size_t count, size_t size) {
    /* calloc says the same, but clang takes away what is allocated and freed, and with it the answer. */
    void *made = is_empty || count > SIZE_MAX / size ? NULL : calloc(count, size);
    blocks += made != NULL;
    return made;
}

static void give(void *at) {
    if (at == NULL) {
        printf("given back: NULL\n");
    }
    blocks--;
    free(at);
}

#define VTABLE_API_ALLOC take
#define VTABLE_API_DEALLOC give
#include "own_one.h"
#include "own_two.h"

#define CHECK(what) \
    do { \
        if (!(what)) { \
            printf("%d: %s\n", __LINE__, #what); \
            exit(1); \
        } \
    } while (0)
/* Twice: the second does nothing. */
#define DROPPED(type, value) \
    do { \
        type##_drop(&(value)); \
        type##_drop(&(value)); \
        CHECK(blocks == 0 && objects == 0); \
    } while (0)

static void VTABLE_API_CALL ended(void *object) VTABLE_API_NOEXCEPT {
    objects -= object == &objects;
}

static vtable_api_header table;

static vtable_api_object made(void) {
    table.release = ended;
    objects++;
    return vtable_api_object_of(&table, &objects);
}

static bool is_text(vtable_api_string text, const char *expected) {
    return text.len == strlen(expected) && memcmp(text.ptr, expected, text.len) == 0;
}

/* Whether all bytes behind the first few are zero. */
static bool is_zero(const void *value, size_t from, size_t size) {
    const unsigned char *bytes = VTABLE_API_CAST_(const unsigned char *, value);
    while (from < size && bytes[from] == 0) {
        from++;
    }
    return from == size;
}

static void strings(void) {
    vtable_api_string text = vtable_api_string_from("text"), empty = vtable_api_string_from("");
    CHECK(blocks == 2 && is_text(text, "text") && empty.ptr != NULL && empty.len == 0 && empty.free != NULL);
    vtable_api_string_drop(&empty);
    DROPPED(vtable_api_string, text);
    empty = vtable_api_string_from(NULL);
    CHECK(empty.ptr != NULL && empty.len == 0);
    DROPPED(vtable_api_string, empty);
    text = vtable_api_string_static("literal");
    CHECK(is_text(text, "literal") && text.free == NULL && blocks == 0);
    DROPPED(vtable_api_string, text);
}

static void vectors(void) {
    static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    vtable_api_vec_u8 vec = vtable_api_vec_u8_copy(bytes, 3), none = vtable_api_vec_u8_alloc(0);
    vtable_api_vec_own_hash hashes;
    vtable_api_vec_array_2_string pairs;
    vtable_api_vec_fn_u8_to_u8 calls = vtable_api_vec_fn_u8_to_u8_alloc(2);
    CHECK(calls.len == 2 && calls.ptr[1] == NULL);
    vtable_api_vec_fn_u8_to_u8_drop(&calls);
    CHECK(vec.len == 3 && vec.cap == 3 && memcmp(vec.ptr, bytes, 3) == 0 && none.ptr != NULL && none.len == 0);
    vtable_api_vec_u8_drop(&none);
    DROPPED(vtable_api_vec_u8, vec);
    vec = vtable_api_vec_u8_copy(NULL, 0);
    DROPPED(vtable_api_vec_u8, vec);
    hashes = vtable_api_vec_own_hash_copy(bytes, 2);
    CHECK(hashes.len == 2 && memcmp(hashes.ptr, bytes, 8) == 0);
    DROPPED(vtable_api_vec_own_hash, hashes);
    pairs = vtable_api_vec_array_2_string_alloc(2);
    pairs.ptr[0] = vtable_api_string_from("first");
    pairs.ptr[3] = vtable_api_string_from("last");
    CHECK(blocks == 3 && pairs.len == 2);
    DROPPED(vtable_api_vec_array_2_string, pairs);
}

static void elements(void) {
    vtable_api_vec_own_event events = vtable_api_vec_own_event_alloc(4); /* the last is nothing yet */
    vtable_api_vec_option_object made_of = vtable_api_vec_option_object_alloc(3);
    own_node node;
    events.ptr[0] = own_event_of_text(vtable_api_string_from("a"));
    events.ptr[1] = own_event_of_two(vtable_api_vec_u8_alloc(9), vtable_api_string_from("b"));
    events.ptr[2] = own_event_of_none();
    CHECK(blocks == 5);
    vtable_api_vec_own_event_drop(&events);
    vtable_api_option_object_some(&made_of.ptr[0], made());
    vtable_api_option_object_none(&made_of.ptr[1]);
    CHECK(blocks == 1 && objects == 1);
    DROPPED(vtable_api_vec_option_object, made_of);
    node.value = vtable_api_string_from("root");
    node.next = vtable_api_vec_own_node_alloc(2);
    node.next.ptr[1].value = vtable_api_string_from("leaf");
    node.next.ptr[1].next = vtable_api_vec_own_node_alloc(0);
    CHECK(blocks == 4);
    DROPPED(own_node, node);
}

static void texts(void) {
    static const char *const all[] = { "a", "bc" };
    vtable_api_vec_string names = vtable_api_vec_string_from(all, 2);
    CHECK(blocks == 3 && vtable_api_str_of(&names.ptr[1]).len == 2);
    DROPPED(vtable_api_vec_string, names);
}

static own_all all(void) {
    own_all out;
    int row, column;
    out.name = vtable_api_string_from("name");
    for (row = 0; row < 3; row++) {
        for (column = 0; column < 2; column++) {
            out.grid[row][column] = vtable_api_string_from("cell");
        }
    }
    vtable_api_option_result_vec_u8_box_u32_none(&out.link);
    out.named[0] = vtable_api_string_from("one");
    out.named[1] = vtable_api_string_static("two");
    out.object = made();
    out.lent = out.object;
    out.number = 9;
    return out;
}

static void wholes(void) {
    own_all value = all();
    vtable_api_result_vec_u8_box_u32 link;
    vtable_api_result_own_all_own_failure result;
    own_flat flat;
    vtable_api_result_vec_u8_box_u32_err(&link, vtable_api_box_u32_new(7));
    CHECK(link.tag == VTABLE_API_ERR && *link.u.err.ptr == 7 && link.u.err.len == 1 && link.u.err.cap == 1);
    vtable_api_option_result_vec_u8_box_u32_some(&value.link, link);
    CHECK(blocks == 9 && objects == 1);
    vtable_api_result_own_all_own_failure_ok(&result, value);
    CHECK(result.tag == VTABLE_API_OK && is_text(result.u.ok.grid[2][1], "cell"));
    DROPPED(vtable_api_result_own_all_own_failure, result);
    vtable_api_result_own_all_own_failure_err(&result, OWN_FAILURE_DAMAGED);
    CHECK(result.tag == VTABLE_API_ERR && result.u.err == OWN_FAILURE_DAMAGED);
    CHECK(is_zero(&result.u, sizeof result.u.err, sizeof result.u));
    DROPPED(vtable_api_result_own_all_own_failure, result);
    value = all();
    own_named_drop(&value.named);
    own_all_drop(&value);
    CHECK(blocks == 0 && objects == 0);
    flat = own_flat_of_tag(vtable_api_string_from("flat"));
    CHECK(flat.tag == OWN_FLAT_TAG && blocks == 1);
    DROPPED(own_flat, flat);
}

static void results(void) {
    static const uint8_t four[4] = { 1, 2, 3, 4 };
    static const uint16_t six[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
    vtable_api_result_own_hash_unit hash;
    vtable_api_option_array_2_array_3_u16 grid;
    vtable_api_result_object_string opened;
    vtable_api_box_own_hash boxed = vtable_api_box_own_hash_new(four);
    vtable_api_box_array_2_array_3_u16 box = vtable_api_box_array_2_array_3_u16_new(six[0]);
    CHECK(memcmp(boxed.ptr, four, sizeof four) == 0 && boxed.len == 1 && memcmp(box.ptr, six, sizeof six) == 0);
    vtable_api_box_own_hash_drop(&boxed);
    DROPPED(vtable_api_box_array_2_array_3_u16, box);
    memset(&hash, 255, sizeof hash);
    vtable_api_result_own_hash_unit_ok(&hash, four);
    CHECK(hash.tag == VTABLE_API_OK && memcmp(hash.u.ok, four, sizeof four) == 0);
    vtable_api_result_own_hash_unit_err(&hash);
    CHECK(hash.tag == VTABLE_API_ERR && is_zero(&hash.u, 0, sizeof hash.u));
    vtable_api_option_array_2_array_3_u16_some(&grid, six[0]);
    CHECK(grid.tag == VTABLE_API_SOME && memcmp(grid.u.some, six, sizeof six) == 0);
    vtable_api_option_array_2_array_3_u16_none(&grid);
    CHECK(is_zero(&grid, 0, sizeof grid));
    vtable_api_result_object_string_ok(&opened, made());
    CHECK(objects == 1);
    DROPPED(vtable_api_result_object_string, opened);
    vtable_api_result_object_string_err(&opened, vtable_api_string_from("closed"));
    CHECK(blocks == 1);
    DROPPED(vtable_api_result_object_string, opened);
}

static void without_memory(void) {
    vtable_api_vec_u8 vec;
    vtable_api_string text;
    vtable_api_box_u32 box;
    vtable_api_vec_own_node nodes;
    is_empty = 1;
    vec = vtable_api_vec_u8_copy(VTABLE_API_CAST_(const uint8_t *, VTABLE_API_CAST_(const void *, "abc")), 3);
    text = vtable_api_string_from("text");
    box = vtable_api_box_u32_new(1);
    CHECK(vec.ptr == NULL && vec.len == 0 && vec.free == NULL && text.ptr == NULL && text.len == 0 && box.ptr == NULL);
    vtable_api_vec_u8_drop(&vec);
    vtable_api_string_drop(&text);
    DROPPED(vtable_api_box_u32, box);
    is_empty = 0;
    nodes = vtable_api_vec_own_node_alloc(UINTPTR_MAX / 2); /* more bytes than a number holds */
    CHECK(nodes.ptr == NULL && nodes.len == 0);
}

int main(void) {
    strings();
    vectors();
    elements();
    texts();
    wholes();
    results();
    without_memory();
    printf("all given back\n");
    return 0;
}
