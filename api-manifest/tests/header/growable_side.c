/* One side: it provides the table, and calls those of the others. SIDE is its name, MAKES how many growths its values have, FORK: its second
 * growth is another branch's. */
#include "growable_side.h"
#define VTABLE_API_ALLOC take
#define VTABLE_API_DEALLOC give
#include "viewer_viewer.h"
#include <string.h>

#ifdef FORK
#define BRANCH 1
#else
#define BRANCH 0
#endif
/* The second growth, as this file knows it. */
#define READS VIEWER_OPTIONS_TARGET_GROWTH
#define HAS_TAGS (READS >= 2 && BRANCH == 0)

static const knows mine = { READS, MAKES, BRANCH };

static const vtable_api_growth options_growth = VTABLE_API_GROWTH(viewer_options, MAKES, viewer_options_free);

static void VTABLE_API_CALL event_text(const void *self, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    (void)self;
    *ret = vtable_api_string_from("an event");
}

static const vtable_api_growth event_growth =
    VTABLE_API_GROWTH_WITH(viewer_event, MAKES, viewer_event_free, event_text, NULL);

/* How many growths a reader shares with a maker. */
static uint32_t common(knows maker, knows reader) {
    uint32_t both = maker.makes < reader.reads ? maker.makes : reader.reads;
    return maker.branch == reader.branch ? both : 1;
}

/* -- making */

static viewer_options *made_options(void) {
    viewer_options *made = viewer_options_alloc(&options_growth);
    made->level = 7;
    made->name = vtable_api_string_from("name");
#if MAKES >= 2
#ifdef FORK
    made->limit = 4096;
    memset(made->burst, 0x41, sizeof made->burst);
#else
    {
        static const char *const tags[] = { "a", "b", "c" };
        made->strict = true;
        made->tags = vtable_api_vec_string_from(tags, 3);
    }
#endif
#endif
    return made;
}

static viewer_event *made_event(int i) {
    switch (i) {
    case 0:
        return viewer_event_of_key(&event_growth, 65);
    case 1:
        return viewer_event_of_text(&event_growth, vtable_api_string_from("text"));
#if MAKES >= 2
#ifdef FORK
    case 3: {
        static const uint64_t eight[8] = { 0x4141414141414141u };
        return viewer_event_of_burst(&event_growth, eight);
    }
#else
    case 3: {
        static const char *const tags[] = { "d", "e" };
        return viewer_event_of_batch(&event_growth, vtable_api_vec_string_from(tags, 2), made_options());
    }
    case 4:
        return viewer_event_of_opened(&event_growth);
#endif
#endif
    default:
        return viewer_event_of_closed(&event_growth);
    }
}

/* -- reading */

static bool is_text(const vtable_api_string *text, const char *expected) {
    return text->len == strlen(expected) && memcmp(text->ptr, expected, text->len) == 0;
}

static void look_options(const viewer_options *options) {
    memset(&last, 0, sizeof last);
    last.grown = viewer_options_grown(options);
    CHECK(last.grown >= 1);
    last.level = options->level;
    last.name = is_text(&options->name, "name");
#if HAS_TAGS
    if (last.grown >= 2) {
        last.strict = options->strict;
        last.tags = VTABLE_API_CAST_(uint32_t, options->tags.len);
    }
#endif
}

/* What a reader sees of a maker's `made_options`. */
static void saw_options(knows maker, knows reader) {
    bool has_tags = reader.branch == 0 && common(maker, reader) >= 2;
    CHECK(last.grown == common(maker, reader) && last.level == 7 && last.name);
    CHECK(last.strict == (has_tags ? 1 : 0) && last.tags == (has_tags ? 3u : 0u));
}

static void look_event(const viewer_event *event) {
    memset(&last, 0, sizeof last);
    last.grown = viewer_event_grown(event);
    CHECK(last.grown >= 1);
    last.is_known = viewer_event_known(event);
    if (viewer_event_as_key(event) != NULL) {
        CHECK(viewer_event_as_key(event)->_0 == 65 && last.is_known);
    } else if (viewer_event_as_text(event) != NULL) {
        CHECK(is_text(&viewer_event_as_text(event)->_0, "text") && last.is_known);
#if HAS_TAGS
    } else if (viewer_event_as_batch(event) != NULL) {
        CHECK(viewer_event_as_batch(event)->tags.len == 2 && last.is_known);
        CHECK(viewer_event_as_batch(event)->inner->level == 7);
#endif
    } else if (!last.is_known) {
        vtable_api_string text;
        CHECK(vtable_api_growing_text(event, &text) && is_text(&text, "an event"));
        vtable_api_string_drop(&text);
    }
}

static void looked(const void *event, knows maker, int i) {
    bool is_second = maker.makes >= 2 && (i == 3 || (i == 4 && maker.branch == 0));
    look_event(VTABLE_API_CAST_(const viewer_event *, event));
    CHECK(last.grown == common(maker, mine) && last.is_known == (!is_second || last.grown >= 2));
}

/* Takes the name out, and all tags but one. */
static void take_options(viewer_options *options) {
    vtable_api_string name = options->name;
    look_options(options);
    memset(&options->name, 0, sizeof name);
#if HAS_TAGS
    if (last.grown >= 2) {
        vtable_api_vec_string tags = options->tags;
        memset(&options->tags, 0, sizeof tags);
        vtable_api_vec_string_drop(&tags);
    }
#endif
    viewer_options_drop(&options);
    CHECK(options == NULL && is_text(&name, "name"));
    vtable_api_string_drop(&name);
}

/* -- the table */

static void VTABLE_API_CALL look(void *object, const viewer_options *options) VTABLE_API_NOEXCEPT {
    (void)object;
    look_options(options);
}

static void VTABLE_API_CALL take_whole(void *object, viewer_options *options) VTABLE_API_NOEXCEPT {
    (void)object;
    take_options(options);
}

static viewer_options *VTABLE_API_CALL make(void *object) VTABLE_API_NOEXCEPT {
    (void)object;
    return made_options();
}

static viewer_event *VTABLE_API_CALL maybe(void *object, viewer_options *options, const viewer_options *lent) VTABLE_API_NOEXCEPT {
    (void)object;
    CHECK((options == NULL) == (lent == NULL));
    viewer_options_drop(&options);
    return lent == NULL ? NULL : made_event(1);
}

static void VTABLE_API_CALL
all(void *object, vtable_api_slice_viewer_options options, vtable_api_vec_viewer_options *ret) VTABLE_API_NOEXCEPT {
    uintptr_t i;
    (void)object;
    *ret = vtable_api_vec_viewer_options_alloc(options.len);
    for (i = 0; i < options.len; i++) {
        look_options(options.ptr[i]);
        ret->ptr[i] = made_options();
    }
}

static void VTABLE_API_CALL tell(void *object, viewer_viewer_tell_on_event on_event) VTABLE_API_NOEXCEPT {
    viewer_event *event = made_event(3);
    (void)object;
    CHECK(on_event.call(on_event.context, event, made_options()));
    viewer_event_drop(&event);
}

static void VTABLE_API_CALL next(void *object, vtable_api_result_viewer_event_viewer_failure *ret) VTABLE_API_NOEXCEPT {
    static int calls;
    (void)object;
    if (++calls % 2 == 0) {
        vtable_api_result_viewer_event_viewer_failure_err(ret, VIEWER_FAILURE_DAMAGED);
    } else {
        vtable_api_result_viewer_event_viewer_failure_ok(ret, made_event(3));
    }
}

static void VTABLE_API_CALL hold(void *object, const viewer_held *held, const vtable_api_box_viewer_event *boxed,
                                 viewer_options *const *two, viewer_held *ret) VTABLE_API_NOEXCEPT {
    vtable_api_box_viewer_event box = *boxed;
    (void)object;
    look_event(*box.ptr);
    vtable_api_box_viewer_event_drop(&box);
    vtable_api_growing_free(two[0]);
    take_options(two[1]);
    CHECK(held->count == 3);
    *ret = *held; /* what it owns is theirs again */
}

static viewer_event *VTABLE_API_CALL pass(void *object, viewer_event *event) VTABLE_API_NOEXCEPT {
    (void)object;
    return event;
}

static const viewer_viewer_table table = { VIEWER_VIEWER_HEADER(1, NULL), look, take_whole, make, maybe, all, tell, next, hold, pass };

/* -- calling */

static bool VTABLE_API_CALL told(void *context, const viewer_event *event, viewer_options *options) VTABLE_API_NOEXCEPT {
    const knows *maker = VTABLE_API_CAST_(const knows *, context);
    look_event(event);
    take_options(options);
    saw_options(*maker, mine);
    return true;
}

static void calls_options(const viewer_viewer_table *t, const side *other) {
    void *object = other->object;
    viewer_options *own = made_options();
    const viewer_options *two[2];
    vtable_api_slice_viewer_options slice;
    vtable_api_vec_viewer_options vec;
    viewer_event *event;
    t->look(object, own);
    saw_options(mine, other->of_it);
    CHECK(is_text(&own->name, "name"));
    two[0] = two[1] = own;
    slice.ptr = two;
    slice.len = 2;
    t->all(object, slice, &vec);
    saw_options(mine, other->of_it);
    CHECK(vec.len == 2);
    take_options(vec.ptr[1]);
    vec.ptr[1] = NULL;
    saw_options(other->of_it, mine);
    look_options(vec.ptr[0]);
    vtable_api_vec_viewer_options_drop(&vec);
    CHECK(t->maybe(object, NULL, NULL) == NULL);
    event = t->maybe(object, made_options(), own);
    CHECK(viewer_event_as_text(event) != NULL);
    viewer_event_drop(&event);
    t->take(object, own);
    saw_options(mine, other->of_it);
    take_options(t->make(object));
    saw_options(other->of_it, mine);
    vtable_api_growing_free(t->make(object));
}

static void calls_events(const viewer_viewer_table *t, const side *other) {
    void *object = other->object;
    viewer_viewer_tell_on_event on_event;
    vtable_api_result_viewer_event_viewer_failure result;
    viewer_held held, back;
    vtable_api_box_viewer_event box;
    viewer_options *two[2];
    int i;
    knows maker = other->of_it;
    on_event.call = told;
    on_event.context = &maker;
    t->tell(object, on_event);
    for (i = 0; i < 2; i++) {
        t->next(object, &result);
        if (result.tag == VTABLE_API_OK) {
            looked(result.u.ok, other->of_it, 3);
        }
        vtable_api_result_viewer_event_viewer_failure_drop(&result);
    }
    held.options = made_options();
    held.event = other->of_it.makes == 1 ? NULL : made_event(3);
    held.count = 3;
    box = vtable_api_box_viewer_event_new(made_event(1));
    two[0] = made_options();
    two[1] = made_options();
    t->hold(object, &held, &box, two, &back);
    CHECK(back.options == held.options && back.event == held.event);
    viewer_held_drop(&back);
    CHECK(back.options == NULL && back.event == NULL);
}

static void calls(const side *other) {
    const viewer_viewer_table *t = VTABLE_API_CAST_(const viewer_viewer_table *, other->table);
    calls_options(t, other);
    calls_events(t, other);
}

static void *event_of(int i) {
    return made_event(i);
}

static void *passed(void *event) {
    return table.pass(NULL, VTABLE_API_CAST_(viewer_event *, event));
}

#ifdef __cplusplus
extern "C" {
#endif
extern const side VTABLE_API_NAME_(side_, SIDE);
const side VTABLE_API_NAME_(side_, SIDE) = {
    NAME, { READS, MAKES, BRANCH }, &table, NULL, calls, event_of, passed, looked, vtable_api_growing_free,
};
#ifdef __cplusplus
}
#endif
