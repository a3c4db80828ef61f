/* Opens a plug-in, gives it values of MAKES growths, and shows what comes back, as far as its header knows it. */
#define VTABLE_API_STDLIB
#include "viewer_plugin.h"
#include "vtable_api_host.h"
#include <stdio.h>
#include <string.h>

static void VTABLE_API_CALL event_text(const void *self, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)self;
    *ret = vtable_api_string_from("an event in C");
}

static const vtable_api_growth options_growth = VTABLE_API_GROWTH(viewer_options, MAKES, viewer_options_free);
static const vtable_api_growth event_growth = VTABLE_API_GROWTH_WITH(viewer_event, MAKES, viewer_event_free, event_text, NULL);

static viewer_options *made(uint32_t level) {
    viewer_options *options = viewer_options_alloc(&options_growth);
    options->level = level;
    options->name = vtable_api_string_from("host");
#if MAKES >= 2
    {
        static const char *const tags[] = { "x", "y" };
        options->strict = true;
        options->tags = vtable_api_vec_string_from(tags, 2);
    }
#endif
    return options;
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
        static const char *const tags[] = { "p" };
        return viewer_event_of_batch(&event_growth, vtable_api_vec_string_from(tags, 1), made(9));
    }
#endif
    default:
        return NULL;
    }
}

static void say(const char *what, vtable_api_string text) {
    printf("%s " VTABLE_API_STR_FMT "\n", what, VTABLE_API_STR_ARG(text));
    vtable_api_string_drop(&text);
}

static void show(const char *what, const viewer_options *options) {
    const unsigned grown = (unsigned)viewer_options_grown(options);
    printf("%s grown %u level %u name " VTABLE_API_STR_FMT, what, grown, (unsigned)options->level, VTABLE_API_STR_ARG(options->name));
#if VIEWER_OPTIONS_TARGET_GROWTH >= 2
    if (grown >= 2) {
        printf(" strict %d tags %u", options->strict, (unsigned)options->tags.len);
    }
#endif
    printf("\n");
}

static void show_event(const char *what, const viewer_event *event) {
    vtable_api_string text;
    if (viewer_event_as_key(event) != NULL) {
        printf("%s key %u\n", what, (unsigned)viewer_event_as_key(event)->_0);
    } else if (viewer_event_as_text(event) != NULL) {
        printf("%s text " VTABLE_API_STR_FMT "\n", what, VTABLE_API_STR_ARG(viewer_event_as_text(event)->_0));
#if VIEWER_EVENT_TARGET_GROWTH >= 2
    } else if (viewer_event_as_batch(event) != NULL) {
        printf("%s batch of %u\n", what, (unsigned)viewer_event_as_batch(event)->tags.len);
        show("  inner", viewer_event_as_batch(event)->inner);
#endif
    } else if (viewer_event_known(event)) {
        printf("%s closed\n", what);
    } else if (vtable_api_growing_text(event, &text)) {
        printf("%s unknown %u: ", what, (unsigned)event->head.tag);
        say("it is", text);
    } else {
        printf("%s unknown %u\n", what, (unsigned)event->head.tag);
    }
}

static void options(viewer_plugin_ref plugin) {
    viewer_options *one = made(1), *two = made(2), *back;
    const viewer_options *const lent[] = { one, two };
    const vtable_api_slice_viewer_options slice = { lent, 2 };
    vtable_api_vec_viewer_options vector;
    vtable_api_string text;
    plugin.t->look(plugin.object, one, &text);
    say("look", text);
    plugin.t->all(plugin.object, slice, &vector);
    for (uintptr_t i = 0; i < vector.len; i++) {
        show("all", vector.ptr[i]);
    }
    vtable_api_vec_viewer_options_drop(&vector);
    back = plugin.t->take(plugin.object, one);
    show("take", back);
    viewer_options_drop(&back);
    back = plugin.t->maybe(plugin.object, two);
    show("maybe", back);
    viewer_options_drop(&back);
    printf("maybe %s\n", plugin.t->maybe(plugin.object, NULL) == NULL ? "none" : "some");
}

/* What the host makes: seen by the plug-in, and passed back. */
static void own_events(viewer_plugin_ref plugin) {
    for (uint32_t i = 0; i < 4; i++) {
        viewer_event *event = made_event(i);
        vtable_api_string text;
        if (event != NULL) {
            plugin.t->see(plugin.object, event, &text);
            say("see", text);
            event = plugin.t->pass(plugin.object, event);
            show_event("pass", event);
            viewer_event_drop(&event);
        }
    }
}

/* What the plug-in makes: seen here, and by it again. */
static void its_events(viewer_plugin_ref plugin) {
    for (uint32_t i = 0; i < 5; i++) {
        vtable_api_result_viewer_event_string found;
        vtable_api_string text;
        plugin.t->event(plugin.object, i, &found);
        if (found.tag != 0) {
            printf("event: " VTABLE_API_STR_FMT "\n", VTABLE_API_STR_ARG(found.u.err));
        } else {
            show_event("event", found.u.ok);
            plugin.t->see(plugin.object, found.u.ok, &text);
            say("again", text);
            found.u.ok = plugin.t->pass(plugin.object, found.u.ok);
        }
        vtable_api_result_viewer_event_string_drop(&found);
    }
}

static bool VTABLE_API_CALL told(void *context, const viewer_event *event, viewer_options *given) VTABLE_API_NOEXCEPT {
    *(unsigned *)context += 1;
    show_event("tell", event);
    show("tell", given);
    viewer_options_drop(&given);
    return event->head.tag != 0;
}

int main(int argc, char **argv) {
    static const vtable_api_host host = VTABLE_API_HOST("host/1.0", NULL, 0);
    vtable_api_opened opened;
    vtable_api_object object;
    viewer_plugin_ref plugin;
    viewer_plugin_tell_each each;
    unsigned calls = 0;
    char why[300] = "no plug-in";
    if (argc != 2 || !vtable_api_open(argv[1], &host, &opened, why, sizeof why)) {
        printf("%s\n", why);
        return 1;
    }
    if (!vtable_api_create(vtable_api_opened_find(&opened, "plugin"), &object)
        || !viewer_plugin_negotiate(object, 0, host.name, why, sizeof why, &plugin)) {
        printf("%s\n", why);
        return 1;
    }
    options(plugin);
    own_events(plugin);
    its_events(plugin);
    memset(&each, 0, sizeof each);
    each.call = told;
    each.context = &calls;
    printf("told %u", (unsigned)plugin.t->tell(plugin.object, each));
    printf(" of %u\n", calls);
    vtable_api_release(object);
    vtable_api_close(&opened);
    return 0;
}
