/* A module in C++, which does what that in Rust does. */
#include "demo_kit.hpp"
#include "demo_log.hpp"

#include <cctype>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace {

std::optional<demo_log::LogRef> host_log;

class Out : public demo_log::LogProvider<Out> {
public:
    void line(std::string_view text) const {
        std::printf("from the module: %.*s\n", static_cast<int>(text.size()), text.data());
        std::fflush(stdout);
    }
};

class Mine : public demo_kit::KitProvider<Mine> {
public:
    vtable_api::string join(vtable_api::span<const vtable_api_str> parts, std::string_view by) const {
        std::string all;
        for (std::size_t i = 0; i < parts.size(); i++) {
            all.append(i == 0 ? "" : by).append(vtable_api::view(parts[i]));
        }
        return vtable_api::string::copy(all);
    }
    std::uint64_t keep(vtable_api::string text, vtable_api::owned<vtable_api_vec_u8> bytes) {
        return kept_ += text.size() + bytes.size();
    }
    std::optional<vtable_api::string> each(std::uint32_t count, demo_kit::KitEachSeen seen) const {
        for (std::uint32_t n = 0; n < count; n++) {
            if (!seen(n, "step")) {
                return vtable_api::string::copy("stopped at " + std::to_string(n));
            }
        }
        return std::nullopt;
    }
    vtable_api::result<vtable_api::owning<demo_word>, demo_failure> parse(std::string_view text) const {
        if (text.empty()) {
            return vtable_api::err(DEMO_FAILURE_EMPTY);
        }
#if defined(__cpp_exceptions)
        if (text == "throw") {
            throw std::runtime_error("a fit\nof rage");
        }
#endif
        std::string upper(text);
        for (char &c : upper) {
            c = static_cast<char>(std::toupper(c));
        }
        return vtable_api::ok(vtable_api::owning<demo_word>(
            { vtable_api::string::copy(upper).release(), static_cast<std::uint32_t>(text.size()) }));
    }
    vtable_api::result<vtable_api::owning<demo_word>, demo_failure> parse_ex1(std::string_view text, std::uint32_t most) const {
        if (text.size() > most) {
            return vtable_api::err(DEMO_FAILURE_LONG);
        }
        return parse(text);
    }
    vtable_api::owning<demo_event> echo(vtable_api::owning<demo_event> event) const {
        if (event->tag == DEMO_EVENT_COUNT) {
            event->u.count++;
        }
        if (event->tag == DEMO_EVENT_SAID) {
            auto text = vtable_api::string::adopt(event->u.said.text);
            event->u.said.text = vtable_api::string::copy(std::string(text.view()) + "!").release();
        }
        return event;
    }
    void tell(vtable_api_object log, std::string_view text) const {
        demo_log::LogRef::negotiate(log, "module").value().line(text);
    }
    vtable_api::owned_object logger() const { return Out::give(std::make_unique<Out>()); }

private:
    std::uint64_t kept_ = 0;
};

std::int32_t VTABLE_API_CALL start(const vtable_api_host *host, char *, std::uintptr_t) noexcept {
    vtable_api_object log;
    if (!vtable_api_find(host, "log", &log)) {
        return 1;
    }
    auto lent = demo_log::LogRef::negotiate(log, "module");
    host_log.emplace(lent.value());
    host_log->line("ready");
    return 0;
}

const vtable_api_require requirements[] = { { "log", DEMO_LOG_ID, DEMO_LOG_REVISION_1 } };
const vtable_api_export exports[] = { Mine::creates("kit") };
} // namespace

VTABLE_API_MODULE("kit-cpp", "1.0.0", start, nullptr, requirements, 1, exports, 1);
