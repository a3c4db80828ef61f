/* A side in C++, over the headers in C++: it makes and reads both growths. */
#include "growable_side.h"
#define VTABLE_API_ALLOC take
#define VTABLE_API_DEALLOC give
#include "viewer_viewer.hpp"

namespace {

using owned_options = vtable_api::growing<viewer_options>;
using owned_event = vtable_api::growing<viewer_event>;

const vtable_api_growth options_growth = VTABLE_API_GROWTH(viewer_options, 2, viewer_options_free);

void VTABLE_API_CALL event_text(const void *, vtable_api_string *ret) VTABLE_API_NOEXCEPT {
    *ret = vtable_api_string_from("an event");
}

const vtable_api_growth event_growth = VTABLE_API_GROWTH_WITH(viewer_event, 2, viewer_event_free, event_text, nullptr);

std::uint32_t common(const knows &maker) {
    return maker.branch == 0 && maker.makes >= 2 ? 2 : 1;
}

owned_options made_options() {
    static const char *const tags[] = { "a", "b", "c" };
    owned_options made = owned_options::adopt(viewer_options_alloc(&options_growth));
    made->level = 7;
    made->name = vtable_api_string_from("name");
    made->strict = true;
    made->tags = vtable_api_vec_string_from(tags, 3);
    return made;
}

owned_event made_event(int i) {
    static const char *const tags[] = { "d", "e" };
    switch (i) {
    case 0:
        return owned_event::adopt(viewer_event_of_key(&event_growth, 65));
    case 1:
        return owned_event::adopt(viewer_event_of_text(&event_growth, vtable_api_string_from("text")));
    case 3: {
        vtable_api_vec_string two = vtable_api_vec_string_from(tags, 2);
        return owned_event::adopt(viewer_event_of_batch(&event_growth, two, made_options().release()));
    }
    case 4:
        return owned_event::adopt(viewer_event_of_opened(&event_growth));
    default:
        return owned_event::adopt(viewer_event_of_closed(&event_growth));
    }
}

void look_options(const viewer_options &options) {
    last = seen();
    last.grown = vtable_api::grown(options);
    CHECK(last.grown >= 1);
    last.level = options.level;
    last.name = vtable_api::view(options.name) == "name";
    if (last.grown >= 2) {
        last.strict = options.strict;
        last.tags = static_cast<std::uint32_t>(vtable_api::view(options.tags).size());
    }
}

void saw_options(const knows &maker) {
    const std::uint32_t both = common(maker);
    CHECK(last.grown == both && last.level == 7 && last.name);
    CHECK(last.strict == (both >= 2 ? 1 : 0) && last.tags == (both >= 2 ? 3u : 0u));
}

/* Takes the name out, and leaves the rest to who made it. */
void take_options(owned_options taken) {
    look_options(*taken);
    const auto name = vtable_api::string::adopt(std::exchange(taken->name, vtable_api_string()));
    taken.reset();
    CHECK(!taken && taken.grown() == 0 && name.view() == "name");
}

void look_event(const viewer_event &event) {
    last = seen();
    last.grown = vtable_api::grown(event);
    last.is_known = viewer_event_known(&event);
    if (const auto *key = viewer_event_as_key(&event)) {
        CHECK(key->_0 == 65);
    } else if (const auto *text = viewer_event_as_text(&event)) {
        CHECK(vtable_api::view(text->_0) == "text");
    } else if (const auto *batch = viewer_event_as_batch(&event)) {
        CHECK(batch->tags.len == 2 && batch->inner->level == 7);
    }
}

class Mine : public viewer_viewer::SampleProvider<Mine> {
public:
    void look(const viewer_options &options) const { look_options(options); }
    void take(owned_options taken) const { take_options(std::move(taken)); }
    owned_options make() const { return made_options(); }
    owned_event maybe(owned_options given, const viewer_options *lent) const {
        CHECK(static_cast<bool>(given) == (lent != nullptr));
        return lent == nullptr ? owned_event() : made_event(1);
    }
    vtable_api::owned<vtable_api_vec_viewer_options> all(vtable_api::span<const viewer_options *const> options) const {
        vtable_api_vec_viewer_options out = vtable_api_vec_viewer_options_alloc(options.size());
        for (std::size_t i = 0; i < options.size(); i++) {
            look_options(*options[i]);
            out.ptr[i] = made_options().release();
        }
        return vtable_api::owned<vtable_api_vec_viewer_options>::adopt(out);
    }
    void tell(viewer_viewer::SampleTellOnEvent on_event) const { CHECK(on_event(*made_event(3), made_options())); }
    vtable_api::result<owned_event, viewer_failure> next() {
        if (++calls_ % 2 == 0) {
            return vtable_api::err(viewer_failure(VIEWER_FAILURE_DAMAGED));
        }
        return vtable_api::ok(made_event(3));
    }
    vtable_api::owning<viewer_held> hold(vtable_api::owning<viewer_held> held,
                                         vtable_api::owned<vtable_api_box_viewer_event> boxed,
                                         viewer_options *const *two) const {
        look_event(*boxed[0]);
        owned_options::adopt(two[0]).reset();
        take_options(owned_options::adopt(two[1]));
        return held;
    }
    owned_event pass(owned_event passed) const { return passed; }

private:
    int calls_ = 0;
};

Mine object;

void calls(const side *other) {
    const knows &maker = other->of_it;
    vtable_api_object of_it = { static_cast<const vtable_api_header *>(other->table), other->object };
    auto negotiated = viewer_viewer::SampleMut::negotiate(of_it, "side/1");
    CHECK(negotiated.is_ok());
    viewer_viewer::SampleMut &sample = negotiated.value();
    owned_options own = made_options();
    sample.look(*own);
    const viewer_options *const two[] = { own.get(), own.get() };
    auto made = sample.all(two);
    CHECK(made.size() == 2);
    look_options(*made[1]);
    saw_options(maker);
    CHECK(!sample.maybe(owned_options(), nullptr));
    CHECK(viewer_event_as_text(sample.maybe(made_options(), own.get()).get()) != nullptr);
    take_options(sample.make());
    saw_options(maker);
    sample.take(std::move(own));
    CHECK(!own);
    sample.tell([&](const viewer_event &event, owned_options given) {
        look_event(event);
        take_options(std::move(given));
        saw_options(maker);
        return true;
    });
    for (int i = 0; i < 2; i++) {
        auto next = sample.next();
        CHECK(next.is_ok() ? next.value().grown() == common(maker) : next.error() == VIEWER_FAILURE_DAMAGED);
    }
    viewer_held held = { made_options().release(), nullptr, 3 };
    auto box = vtable_api::owned<vtable_api_box_viewer_event>::adopt(vtable_api_box_viewer_event_new(made_event(1).release()));
    viewer_options *const given[] = { made_options().release(), made_options().release() };
    const auto back = sample.hold(vtable_api::owning<viewer_held>(held), std::move(box), given);
    CHECK(back->options == held.options && back->event == nullptr);
}

void *event_of(int i) {
    return made_event(i).release();
}

void *passed(void *given) {
    return object.pass(owned_event::adopt(static_cast<viewer_event *>(given))).release();
}

void looked(const void *given, knows maker, int i) {
    const viewer_event &event = *static_cast<const viewer_event *>(given);
    const bool is_second = maker.makes >= 2 && (i == 3 || (i == 4 && maker.branch == 0));
    look_event(event);
    CHECK(last.grown == common(maker) && last.is_known == (!is_second || last.grown >= 2));
}

void freed(void *given) {
    const owned_event owned = owned_event::adopt(static_cast<viewer_event *>(given));
    CHECK(owned.text().view() == "an event");
}

} // namespace

extern "C" {
extern const side side_cpp;
const side side_cpp = { "cpp", { 2, 2, 0 }, &Mine::table, &object, calls, event_of, passed, looked, freed };
}
