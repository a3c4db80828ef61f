/* A shelf of texts, written with what the headers make of values. */
#define VTABLE_API_STDLIB
#include "shelf_reader.h"
#include "shelf_store.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *title, *text;
} shelf[] = { { "one", "first" }, { "two", "the second" }, { "three", "" } };
enum { COUNT = sizeof shelf / sizeof *shelf };

static shelf_page page_of(uint32_t number) {
    shelf_page page;
    page.number = number;
    page.title = vtable_api_string_static(shelf[number].title);
    page.bytes = vtable_api_vec_u8_copy((const uint8_t *)shelf[number].text, strlen(shelf[number].text));
    return page;
}

static vtable_api_string missing(uint32_t number) {
    char text[40];
    snprintf(text, sizeof text, "there is no page %u", (unsigned)number);
    return vtable_api_string_from(text);
}

static void VTABLE_API_CALL end(void *object) VTABLE_API_NOEXCEPT { free(object); }

static void VTABLE_API_CALL next(void *object, vtable_api_option_u8 *ret) VTABLE_API_NOEXCEPT {
    const char **at = object;
    if (**at == '\0') { vtable_api_option_u8_none(ret); } else { vtable_api_option_u8_some(ret, (uint8_t)*(*at)++); }
}

static const shelf_reader_table reader = { SHELF_READER_HEADER(1, end), next };

static void VTABLE_API_CALL name(void *object, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = vtable_api_string_static("shelf");
}

static void VTABLE_API_CALL bytes(void *object, uint32_t number, vtable_api_vec_u8 *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = number < COUNT ? page_of(number).bytes : vtable_api_vec_u8_alloc(0);
}

static void VTABLE_API_CALL titles(void *object, vtable_api_vec_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = vtable_api_vec_string_alloc(COUNT);
    for (uintptr_t i = 0; i < ret->len; i++) { ret->ptr[i] = vtable_api_string_from(shelf[i].title); }
}

static void VTABLE_API_CALL page(void *object, uint32_t number, vtable_api_result_shelf_page_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    if (number < COUNT) { vtable_api_result_shelf_page_string_ok(ret, page_of(number)); }
    else { vtable_api_result_shelf_page_string_err(ret, missing(number)); }
}

static void VTABLE_API_CALL longest(void *object, uint32_t below, vtable_api_option_shelf_page *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    vtable_api_option_shelf_page_none(ret);
    for (uint32_t i = 0; i < below && i < COUNT; i++) {
        shelf_page one = page_of(i);
        if (ret->tag == VTABLE_API_SOME && one.bytes.len <= ret->u.some.bytes.len) { shelf_page_drop(&one); continue; }
        vtable_api_option_shelf_page_drop(ret);
        vtable_api_option_shelf_page_some(ret, one);
    }
}

static void VTABLE_API_CALL find(void *object, vtable_api_str title, vtable_api_option_u32 *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    vtable_api_option_u32_none(ret);
    for (uint32_t i = 0; i < COUNT; i++) {
        bool is_it = strlen(shelf[i].title) == title.len && memcmp(shelf[i].title, title.ptr, title.len) == 0;
        if (is_it) { vtable_api_option_u32_some(ret, i); }
    }
}

static void VTABLE_API_CALL check(void *object, uint32_t number, vtable_api_result_unit_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    if (number < COUNT) { vtable_api_result_unit_string_ok(ret); }
    else { vtable_api_result_unit_string_err(ret, missing(number)); }
}

static void VTABLE_API_CALL open(void *object, uint32_t number, vtable_api_result_object_string *ret) VTABLE_API_NOEXCEPT {
    const char **at = number < COUNT ? malloc(sizeof *at) : NULL;
    (void)object;
    if (at == NULL) { vtable_api_result_object_string_err(ret, missing(number)); return; }
    *at = shelf[number].text;
    vtable_api_result_object_string_ok(ret, vtable_api_object_of(&reader.header, at));
}

static const shelf_store_table store = { SHELF_STORE_HEADER(1, NULL), name, bytes, titles, page, longest, find, check, open };
static int state;
static const vtable_api_export exports[] = { { "shelf", &store.header, &state, NULL } };
VTABLE_API_MODULE("shelf-c", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
