/* A host in C++: `host MODULE`. It prints what that in Rust prints. */
#include "demo_kit.hpp"
#include "demo_log.hpp"

#include <array>
#include <cstdio>
#include <dlfcn.h>
#include <vector>

namespace {

class Out : public demo_log::LogProvider<Out> {
public:
    void line(std::string_view text) const {
        std::printf("log: %.*s\n", static_cast<int>(text.size()), text.data());
        std::fflush(stdout);
    }
};

void print(std::string_view text) { std::printf("%.*s\n", static_cast<int>(text.size()), text.data()); }

vtable_api::owning<demo_event> said(std::uint32_t tag) {
    demo_event event = {};
    event.tag = tag;
    if (tag == DEMO_EVENT_COUNT) {
        event.u.count = 6;
    }
    if (tag == DEMO_EVENT_SAID) {
        event.u.said = { 3, vtable_api::string::copy("hi").release() };
    }
    return vtable_api::owning<demo_event>(event);
}

} // namespace

int main(int, char **args) {
    void *library = dlopen(args[1], RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        std::puts(dlerror());
        return 1;
    }
    auto *module = static_cast<const vtable_api_module_v1 *>(dlsym(library, "vtable_api_module"));
    static Out out;
    const vtable_api_export lent[] = { Out::lends("log", out) };
    const vtable_api_host host = { sizeof(vtable_api_host), VTABLE_API_CONTRACT, "host/1", lent, 1, sizeof lent[0] };
    char why[256] = "";
    if (module->init != nullptr && module->init(&host, why, sizeof why) != 0) {
        std::puts(why);
        return 2;
    }
    auto made = demo_kit::KitBox::negotiate(vtable_api::owned_object::create(module->exports), "host/1", DEMO_KIT_REVISION_2);
    if (!made) {
        std::puts(made.error().text);
        return 3;
    }
    demo_kit::KitBox kit = std::move(made).value();
    std::printf("agreed 0b%d%d\n", static_cast<int>(kit.agreed() >> 1), static_cast<int>(kit.agreed() & 1));
    const std::array<vtable_api_str, 3> parts = { vtable_api::lend("a"), vtable_api::lend(""), vtable_api::lend("c") };
    print(kit.join(parts, "-"));
    const std::uint8_t bytes[] = { 1, 2 };
    auto kept = kit.keep(vtable_api::string::copy("four"), vtable_api::owned<vtable_api_vec_u8>::copy(bytes));
    std::printf("%d %d\n", static_cast<int>(kept), static_cast<int>(kit.keep({}, {})));
    std::uint32_t seen = 0;
    auto all = kit.each(3, [&](std::uint32_t n, std::string_view text) {
        seen += n;
        return text == "step";
    });
    print(all ? "Some" : "None");
    auto some = kit.each(9, [](std::uint32_t n, std::string_view) { return n < 4; });
    std::printf("Some(\"%s\") %u\n", std::string(some->view()).c_str(), seen);
    auto word = kit.parse("word");
    std::printf("%s %u\n", std::string(vtable_api::view(word.value()->text)).c_str(), word.value()->letters);
    auto empty = kit.parse("");
    auto longer = kit.has_parse_ex1() ? kit.parse_ex1("long", 3) : kit.parse("long");
    std::printf("%s Some(%s)\n", empty.error() == DEMO_FAILURE_EMPTY ? "true" : "false",
                longer.error() == DEMO_FAILURE_LONG ? "Long" : "?");
    for (std::uint32_t tag : { DEMO_EVENT_NOTHING, DEMO_EVENT_COUNT, DEMO_EVENT_SAID }) {
        auto event = kit.echo(said(tag));
        if (event->tag == DEMO_EVENT_NOTHING) {
            print("nothing");
        } else if (event->tag == DEMO_EVENT_COUNT) {
            std::printf("%d\n", static_cast<int>(event->u.count));
        } else {
            std::printf("%u %s\n", event->u.said.by, std::string(vtable_api::view(event->u.said.text)).c_str());
        }
    }
    std::fflush(stdout);
    kit.tell(Out::lend(out), "told");
    demo_log::LogBox::negotiate(kit.logger(), "host/1").value().line("lent and ended");
    return 0;
}
