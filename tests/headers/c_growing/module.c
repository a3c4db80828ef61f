/* A plug-in in C, which makes values of MAKES growths, and reads as many as the header has that it is built with. */
#define VTABLE_API_STDLIB
#include "viewer_plugin.h"
#include <stdio.h>
#include <string.h>

static void VTABLE_API_CALL event_text(const void *self, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)self;
    *ret = vtable_api_string_from("an event in C");
}

#ifdef CLONES
static void *VTABLE_API_CALL event_clone(const void *self) VTABLE_API_NOEXCEPT;
#else
#define event_clone NULL
#endif

static const vtable_api_growth options_growth = VTABLE_API_GROWTH(viewer_options, MAKES, viewer_options_free);
static const vtable_api_growth event_growth =
    VTABLE_API_GROWTH_WITH(viewer_event, MAKES, viewer_event_free, event_text, event_clone);

static viewer_options *made(vtable_api_string name) {
    viewer_options *options = viewer_options_alloc(&options_growth);
    options->level = 9;
    options->name = name;
#if MAKES >= 2
    {
        static const char *const tags[] = { "x", "y", "z" };
        options->strict = true;
        options->tags = vtable_api_vec_string_from(tags, 3);
    }
#endif
    return options;
}

static vtable_api_string seen(const viewer_options *options) {
    char line[200];
    const int length = snprintf(line, sizeof line, "grown %u level %u name %.*s", (unsigned)viewer_options_grown(options),
                          (unsigned)options->level, (int)options->name.len, options->name.ptr);
#if VIEWER_OPTIONS_TARGET_GROWTH >= 2
    if (viewer_options_grown(options) >= 2) {
        snprintf(line + length, sizeof line - (size_t)length, " strict %d tags %u", options->strict, (unsigned)options->tags.len);
    }
#else
    (void)length;
#endif
    return vtable_api_string_from(line);
}

static void VTABLE_API_CALL look(void *object, const viewer_options *options, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = seen(options);
}

static void VTABLE_API_CALL see(void *object, const viewer_event *event, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    char line[200];
    (void)object;
    if (viewer_event_as_key(event) != NULL) {
        snprintf(line, sizeof line, "key %u", (unsigned)viewer_event_as_key(event)->_0);
    } else if (viewer_event_as_text(event) != NULL) {
        const vtable_api_string *text = &viewer_event_as_text(event)->_0;
        snprintf(line, sizeof line, "text %.*s", (int)text->len, text->ptr);
#if VIEWER_EVENT_TARGET_GROWTH >= 2
    } else if (viewer_event_as_batch(event) != NULL) {
        snprintf(line, sizeof line, "batch of %u, level %u", (unsigned)viewer_event_as_batch(event)->tags.len,
                 (unsigned)viewer_event_as_batch(event)->inner->level);
#endif
    } else if (viewer_event_known(event)) {
        snprintf(line, sizeof line, "closed");
    } else if (vtable_api_growing_text(event, ret)) {
        return;
    } else {
        snprintf(line, sizeof line, "unknown %u", (unsigned)event->head.tag);
    }
    *ret = vtable_api_string_from(line);
}

/* Keeps the name, and leaves the rest to who made it. */
static viewer_options *VTABLE_API_CALL take(void *object, viewer_options *options) VTABLE_API_NOEXCEPT {
    vtable_api_str name = vtable_api_str_of(&options->name);
    viewer_options *out = made(vtable_api_string_copy(name));
    vtable_api_string taken = options->name;
    (void)object;
    memset(&options->name, 0, sizeof taken);
    viewer_options_drop(&options);
    vtable_api_string_drop(&taken);
    return out;
}

static viewer_options *VTABLE_API_CALL maybe(void *object, viewer_options *options) VTABLE_API_NOEXCEPT {
    (void)object;
    return options; /* as it came, and theirs again */
}

static void VTABLE_API_CALL
all(void *object, vtable_api_slice_viewer_options options, vtable_api_vec_viewer_options *ret) VTABLE_API_NOEXCEPT {
    (void)object;
    *ret = vtable_api_vec_viewer_options_alloc(options.len);
    for (uintptr_t i = 0; i < options.len; i++) {
        ret->ptr[i] = made(seen(options.ptr[i]));
    }
}

static viewer_event *made_event(uint32_t index) {
    switch (index) {
    case 0:
        return viewer_event_of_key(&event_growth, 66);
    case 1:
        return viewer_event_of_text(&event_growth, vtable_api_string_from("from C"));
    case 2:
        return viewer_event_of_closed(&event_growth);
#if MAKES >= 2
    case 3: {
        static const char *const tags[] = { "p", "q" };
        viewer_options *inner = made(vtable_api_string_from("inner"));
        return viewer_event_of_batch(&event_growth, vtable_api_vec_string_from(tags, 2), inner);
    }
#endif
    default:
        return NULL;
    }
}

#ifdef CLONES
/* Those of one variant are all alike here. */
static void *VTABLE_API_CALL event_clone(const void *self) VTABLE_API_NOEXCEPT {
    const viewer_event *event = self;
    return made_event(event->head.tag);
}
#endif

static void VTABLE_API_CALL event(void *object, uint32_t index, vtable_api_result_viewer_event_string *ret) VTABLE_API_NOEXCEPT {
    viewer_event *found = made_event(index);
    (void)object;
    if (found == NULL) {
        vtable_api_result_viewer_event_string_err(ret, vtable_api_string_from("there is no such event"));
    } else {
        vtable_api_result_viewer_event_string_ok(ret, found);
    }
}

static viewer_event *VTABLE_API_CALL pass(void *object, viewer_event *event) VTABLE_API_NOEXCEPT {
    (void)object;
    return event;
}

static uint32_t VTABLE_API_CALL tell(void *object, viewer_plugin_tell_each each) VTABLE_API_NOEXCEPT {
    uint32_t count = 0;
    (void)object;
    for (uint32_t i = 0; i < 4; i++) {
        viewer_event *event = made_event(i);
        if (event != NULL && each.call(each.context, event, made(vtable_api_string_from("told")))) {
            count++;
        }
        viewer_event_drop(&event);
    }
    return count;
}

static const viewer_plugin_table table = {
    VIEWER_PLUGIN_HEADER(1, NULL), look, see, take, maybe, all, event, pass, tell,
};
static const vtable_api_export exports[] = { { "plugin", &table.header, (void *)&exports, NULL } };
VTABLE_API_MODULE("growing", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
