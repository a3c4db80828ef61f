/* The engine in C: it looks at what it gets, moves it, and releases what it does not pass on. */
#define VTABLE_API_STDLIB
#include "arrow_engine.h"
#include <string.h>

static void VTABLE_API_CALL same(void *object, const arrow_c_batch *batch,
                                 vtable_api_result_arrow_c_batch_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    if (batch->schema.n_children != 2 || strcmp(batch->schema.format, "+s") != 0 || batch->array.n_children != 2) {
        arrow_c_batch unused = *batch;
        arrow_c_batch_drop(&unused);
        vtable_api_result_arrow_c_batch_string_err(ret, vtable_api_string_from("not two columns"));
        return;
    }
    vtable_api_result_arrow_c_batch_string_ok(ret, *batch);
}

static void VTABLE_API_CALL page(void *object, const arrow_page *page, arrow_page *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = *page;
    if (page->name.len == 5 && memcmp(page->name.ptr, "break", 5) == 0) {
        arrow_c_array_drop(&ret->batch.u.some.array);
    }
    if (page->name.len == 3 && memcmp(page->name.ptr, "lie", 3) == 0) {
        ret->batch.u.some.array.children[1]->n_buffers = 7;
    }
}

static void VTABLE_API_CALL second(void *object, const vtable_api_vec_arrow_c_array *arrays,
                                   vtable_api_option_arrow_c_array *ret) VTABLE_API_NOEXCEPT {
    vtable_api_vec_arrow_c_array owned = *arrays;
    (void)object;
    vtable_api_option_arrow_c_array_none(ret);
    if (owned.len > 1) {
        vtable_api_option_arrow_c_array_some(ret, owned.ptr[1]);
        owned.ptr[1].release = NULL; /* moved */
    }
    vtable_api_vec_arrow_c_array_drop(&owned);
}

static int64_t VTABLE_API_CALL columns(void *object, const arrow_c_schema *schema) VTABLE_API_NOEXCEPT {
    struct ArrowSchema owned = *schema;
    int64_t count = owned.n_children;
    (void)object;
    owned.release(&owned);
    return count;
}

static int64_t VTABLE_API_CALL length(void *object, const arrow_c_array *array) VTABLE_API_NOEXCEPT {
    (void)object;
    return array->release == NULL ? 0 : array->length;
}

static bool VTABLE_API_CALL swap(void *object, arrow_c_array *from, arrow_c_array *into) VTABLE_API_NOEXCEPT {
    (void)object;
    arrow_c_array_drop(into);
    *into = *from;
    from->release = NULL;
    return into->release != NULL;
}

static void VTABLE_API_CALL stream(void *object, const vtable_api_option_arrow_c_array_stream *stream,
                                   vtable_api_option_arrow_c_array_stream *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = *stream;
}

static void VTABLE_API_CALL broken(void *object, arrow_c_array *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    memset(ret, 0, sizeof *ret);
}

static int state;
static void *VTABLE_API_CALL create(void) VTABLE_API_NOEXCEPT { return &state; }

static const arrow_engine_table table = { ARROW_ENGINE_HEADER(1, NULL), same, page, second, columns, length, swap, stream, broken };
static const vtable_api_export exports[] = { { "engine", &table.header, NULL, create } };
VTABLE_API_MODULE("engine-c", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
