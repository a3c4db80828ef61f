/* Providers of two revisions, a module and its host, in one program. TARGET: what this caller knows. */
#include "viewer_codec.h"
#include "acme_host_services.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FN static
#ifdef __cplusplus
extern "C" {
#endif

/* -- a provider ------------------------------------------------------------------------------------ */

FN viewer_status VTABLE_API_CALL decode(void *object, vtable_api_slice_u8 input, viewer_frame *out) VTABLE_API_NOEXCEPT {
    (void)object;
    if (input.len < 2) {
        return VIEWER_STATUS_BAD_DATA;
    }
    out->width = input.ptr[0];
    out->height = input.ptr[1];
    return VIEWER_STATUS_OK;
}

FN void VTABLE_API_CALL checksum(void *object, vtable_api_slice_u8 input, vtable_api_result_u64_viewer_error *ret) VTABLE_API_NOEXCEPT {
    uintptr_t i;
    (void)object;
    memset(ret, 0, sizeof *ret);
    if (input.len == 0) {
        ret->tag = VTABLE_API_ERR;
        ret->u.err.tag = VIEWER_ERROR_TEXT;
        ret->u.err.u.text = vtable_api_str_from("empty input");
        return;
    }
    for (i = 0; i < input.len; i++) {
        ret->u.ok += input.ptr[i];
    }
}

FN void VTABLE_API_CALL free_bytes(vtable_api_vec_u8 *self) VTABLE_API_NOEXCEPT {
    free(self->ptr);
    puts("freed");
}

FN void VTABLE_API_CALL describe(void *object, vtable_api_str topic, vtable_api_vec_u8 *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    ret->ptr = (uint8_t *)malloc((size_t)topic.len + 1);
    memcpy(ret->ptr, topic.ptr, (size_t)topic.len);
    ret->len = ret->cap = topic.len;
    ret->free = free_bytes;
}

FN viewer_status VTABLE_API_CALL scan(void *object, vtable_api_slice_u8 input, viewer_codec_scan_on_event on_event, vtable_api_object services) VTABLE_API_NOEXCEPT {
    viewer_event event;
    acme_host_services_ref host;
    (void)object;
    if (!acme_host_services_negotiate(services, 0, "program", NULL, 0, &host)) {
        return VIEWER_STATUS_BAD_DATA;
    }
    host.t->log(host.object, 3, vtable_api_str_from("scanning"));
    memset(&event, 0, sizeof event);
    event.tag = VIEWER_EVENT_PROGRESS;
    event.u.progress.done = 1;
    event.u.progress.total = (uint32_t)input.len;
    return on_event.call(on_event.context, &event) ? VIEWER_STATUS_OK : VIEWER_STATUS_WEIRD;
}

FN uint32_t VTABLE_API_CALL version(void) VTABLE_API_NOEXCEPT {
    return 42;
}

#if VIEWER_CODEC_TARGET_REVISION >= 2
FN viewer_status VTABLE_API_CALL decode_ex1(void *object, vtable_api_slice_u8 input, viewer_frame *out, uint32_t flags) VTABLE_API_NOEXCEPT {
    viewer_status status = decode(object, input, out);
    out->width += flags;
    return status;
}

FN void VTABLE_API_CALL find(void *object, vtable_api_str name, vtable_api_option_u32 *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    memset(ret, 0, sizeof *ret);
    if (name.len == 3) {
        ret->tag = VTABLE_API_SOME;
        ret->u.some = 7;
    }
}

FN void VTABLE_API_CALL rename_(void *object, const vtable_api_string *name, const viewer_shape *shape, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    printf("shape %u side %u\n", (unsigned)shape->tag, (unsigned)(shape->tag == VIEWER_SHAPE_SQUARE ? shape->square.side : 0));
    *ret = *name;
}
#endif

FN void VTABLE_API_CALL release(void *object) VTABLE_API_NOEXCEPT {
    printf("released %s\n", (const char *)object);
}

static char one_object[] = "one";
#if VIEWER_CODEC_TARGET_REVISION >= 2
static const viewer_codec_table one = { VIEWER_CODEC_HEADER(1, release), decode, checksum, describe, scan, version, NULL, NULL, NULL };
static const viewer_codec_table two = { VIEWER_CODEC_HEADER(2, NULL), decode, checksum, describe, scan, version, decode_ex1, find, rename_ };
#else
static const viewer_codec_table one = { VIEWER_CODEC_HEADER(1, release), decode, checksum, describe, scan, version };
static const viewer_codec_table two = { VIEWER_CODEC_HEADER(1, NULL), decode, checksum, describe, scan, version };
#endif

/* -- a module and its host ------------------------------------------------------------------------- */

FN void VTABLE_API_CALL log_line(void *object, uint32_t level, vtable_api_str text) VTABLE_API_NOEXCEPT {
    (void)object;
    printf("log %u " VTABLE_API_STR_FMT "\n", (unsigned)level, VTABLE_API_STR_ARG(text));
}

static const acme_host_services_table services = { ACME_HOST_SERVICES_HEADER(1, NULL), log_line };
static const vtable_api_export host_exports[] = { { "log", &services.header, NULL, NULL } };
static const vtable_api_host host = { (uint32_t)sizeof(vtable_api_host), VTABLE_API_CONTRACT, "program", host_exports, 1, (uint32_t)sizeof(vtable_api_export) };

FN int32_t VTABLE_API_CALL init(const vtable_api_host *from, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    vtable_api_object log;
    acme_host_services_ref ref;
    if (!vtable_api_find(from, "log", &log) || !acme_host_services_negotiate(log, 0, "module", why, why_size, &ref)) {
        return 1;
    }
    ref.t->log(ref.object, 1, vtable_api_str_from("init"));
    return vtable_api_find(from, "nothing", &log);
}

FN void *VTABLE_API_CALL create(void) VTABLE_API_NOEXCEPT {
    return one_object;
}

static const vtable_api_export module_exports[] = { { "one", &one.header, NULL, create }, { "two", &two.header, NULL, NULL } };
static const vtable_api_require module_requires[] = { { "log", ACME_HOST_SERVICES_ID, ACME_HOST_SERVICES_REVISION_1 } };
VTABLE_API_MODULE("program", "1", init, NULL, module_requires, 1, module_exports, 2);

/* -- callers --------------------------------------------------------------------------------------- */

FN bool VTABLE_API_CALL on_event(void *context, const viewer_event *event) VTABLE_API_NOEXCEPT {
    *(int *)context += (int)event->u.progress.total;
    return true;
}

static void call(const char *who, vtable_api_object object) {
    const uint8_t bytes[] = { 3, 4, 5 };
    char why[80];
    viewer_codec_ref ref;
    viewer_frame frame;
    viewer_status status;
    vtable_api_slice_u8 input;
    vtable_api_result_u64_viewer_error sum;
    vtable_api_vec_u8 text;
    viewer_codec_scan_on_event callback;
    vtable_api_object lent = { &services.header, NULL };
    int total = 0;
    if (!viewer_codec_negotiate(object, 0, "program", why, sizeof why, &ref)) {
        printf("%s: %s\n", who, why);
        return;
    }
    input.ptr = bytes;
    input.len = sizeof bytes;
    memset(&frame, 0, sizeof frame);
    status = ref.t->decode(ref.object, input, &frame);
    printf("%s agreed %u: %u %ux%u version %u\n", who, (unsigned)ref.agreed, (unsigned)status, (unsigned)frame.width, (unsigned)frame.height, (unsigned)ref.t->version());
    ref.t->checksum(ref.object, input, &sum);
    printf("sum %u\n", (unsigned)sum.u.ok);
    input.len = 0;
    ref.t->checksum(ref.object, input, &sum);
    printf("error " VTABLE_API_STR_FMT "\n", VTABLE_API_STR_ARG(sum.u.err.u.text));
    input.len = sizeof bytes;
    ref.t->describe(ref.object, vtable_api_str_from("topic"), &text);
    printf("%.*s\n", (int)text.len, (const char *)text.ptr);
    VTABLE_API_FREE(text);
    callback.call = on_event;
    callback.context = &total;
    status = ref.t->scan(ref.object, input, callback, lent);
    printf("scan %u total %d\n", (unsigned)status, total);
#if VIEWER_CODEC_TARGET_REVISION >= 2
    if (viewer_codec_has(ref, decode_ex1)) {
        vtable_api_option_u32 found;
        viewer_shape shape;
        vtable_api_string name, renamed;
        static char letters[] = "abc";
        status = ref.t->decode_ex1(ref.object, input, &frame, 100);
        ref.t->find(ref.object, vtable_api_str_from("abc"), &found);
        printf("ex1 %u %u found %u %u\n", (unsigned)status, (unsigned)frame.width, (unsigned)found.tag, (unsigned)found.u.some);
        memset(&shape, 0, sizeof shape);
        shape.square.tag = VIEWER_SHAPE_SQUARE;
        shape.square.side = 9;
        name.ptr = letters;
        name.len = name.cap = 3;
        name.free = NULL;
        ref.t->rename(ref.object, &name, &shape, &renamed);
        printf(VTABLE_API_STR_FMT "\n", VTABLE_API_STR_ARG(renamed));
        VTABLE_API_FREE(renamed);
    }
#endif
}

FN const vtable_api_header *VTABLE_API_CALL silent(const vtable_api_header *self, const vtable_api_caller *caller) VTABLE_API_NOEXCEPT {
    (void)self;
    (void)caller;
    return NULL;
}

FN const vtable_api_header *VTABLE_API_CALL another(const vtable_api_header *self, const vtable_api_caller *caller) VTABLE_API_NOEXCEPT {
    (void)self;
    (void)caller;
    return &services.header;
}

static void refused(const char *what, const vtable_api_header *header, uint64_t required) {
    char why[80] = "unchanged";
    viewer_codec_ref ref;
    vtable_api_object object;
    object.table = header;
    object.object = NULL;
    printf("%s: %s\n", what, viewer_codec_negotiate(object, required, "program", why, sizeof why, &ref) ? "accepted" : why);
    if (viewer_codec_negotiate(object, required, "program", NULL, 0, &ref)) {
        puts("accepted without why");
    }
}

static void refusals(void) {
    static const uint64_t forked[] = { VIEWER_CODEC_FINGERPRINT_1 + 1 };
    viewer_codec_table bad = one;
    refused("required", &one.header, UINT64_C(4));
    refused("null", NULL, 0);
    refused("id", &services.header, 0);
    bad.header.contract = 2;
    refused("contract", &bad.header, 0);
    bad = one;
    bad.header.size -= 1;
    refused("size", &bad.header, 0);
    bad = one;
    bad.header.fingerprints = forked;
    refused("fork", &bad.header, 0);
    bad = one;
    bad.describe = NULL;
    refused("slot", &bad.header, 0);
    bad = one;
    bad.header.negotiate = silent;
    refused("silent", &bad.header, 0);
    bad.header.negotiate = another;
    refused("another", &bad.header, 0);
    bad.header.negotiate = NULL;
    refused("negotiate", &bad.header, 0);
}

int main(void) {
    char why[80] = "";
    vtable_api_object object;
    const vtable_api_module_v1 *m = &vtable_api_module;
    printf("init %d\n", (int)m->init(&host, why, sizeof why));
    printf("requires %s %s\n", m->requirements->name, m->requirements->id);
    object.table = vtable_api_find_export(m->exports, m->export_count, m->export_size, "two")->table;
    object.object = NULL;
    call("two", object);
    if (!vtable_api_create(vtable_api_find_export(m->exports, m->export_count, m->export_size, "one"), &object)) {
        return 1;
    }
    call("one", object);
    vtable_api_release(object);
    refusals();
    return 0;
}

#ifdef __cplusplus
}
#endif
