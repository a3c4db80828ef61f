// A module in C++ as it was written when there was revision 1. It stays as it is: old modules do, too.
#include <atomic>
#include <cstring>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "matrix_engine.h"
#include "matrix_ledger.h"
#include "matrix_services.h"
#include "matrix_session.h"

namespace {

// -- memory that is counted --------------------------------------------------------------------------

std::atomic<uint64_t> made{0}, freed{0};

template <class T> T *make(T value) {
    made++;
    return new T(std::move(value));
}

template <class T> void unmake(T *value) {
    freed++;
    delete value;
}

// A container as what crosses. It goes on living behind `cap`, which is its maker's own.
template <class Wire, class Container> Wire give(Container value) {
    Wire out{};
    if (!value.empty()) {
        Container *held = make(std::move(value));
        out.ptr = held->data();
        out.len = held->size();
        out.cap = reinterpret_cast<uintptr_t>(held);
        out.free = [](Wire *self) noexcept { unmake(reinterpret_cast<Container *>(self->cap)); };
    }
    return out;
}

vtable_api_string text(std::string value) {
    return give<vtable_api_string>(std::move(value));
}

vtable_api_vec_u8 bytes(std::vector<uint8_t> value) {
    return give<vtable_api_vec_u8>(std::move(value));
}

// What someone else has made, until the end of the scope.
template <class Wire> class Taken {
  public:
    explicit Taken(Wire given) noexcept : wire(given) {}
    Taken(Taken &&other) noexcept : wire(std::exchange(other.wire, Wire{})) {}
    Taken(const Taken &) = delete;
    Taken &operator=(Taken other) noexcept {
        std::swap(wire, other.wire);
        return *this;
    }
    ~Taken() {
        VTABLE_API_FREE(wire);
    }
    auto begin() const noexcept {
        return wire.ptr;
    }
    auto end() const noexcept {
        return wire.ptr + wire.len;
    }
    uintptr_t size() const noexcept {
        return wire.len;
    }

  private:
    Wire wire;
};

std::vector<uint8_t> reversed(const Taken<vtable_api_vec_u8> &given) {
    if (given.size() == 0) {
        return {};
    }
    return std::vector<uint8_t>(std::make_reverse_iterator(given.end()), std::make_reverse_iterator(given.begin()));
}

// -- a session that counts ---------------------------------------------------------------------------

struct Tally {
    uint64_t total;

    static Tally &of(void *object) noexcept {
        return *static_cast<Tally *>(object);
    }
};

void release_tally(void *object) noexcept {
    unmake(&Tally::of(object));
}

uint64_t push(void *object, const vtable_api_string *given) noexcept {
    return Tally::of(object).total += Taken<vtable_api_string>(*given).size();
}

uint64_t total(void *object) noexcept {
    return Tally::of(object).total;
}

const matrix_session_table sessions = {MATRIX_SESSION_HEADER(1, release_tally), push, total};

// -- the engine --------------------------------------------------------------------------------------

struct Machine {
    bool keeps = false;
    Taken<vtable_api_string> kept{vtable_api_string{}};

    static Machine &of(void *object) noexcept {
        return *static_cast<Machine *>(object);
    }
};

void *create() noexcept {
    return make(Machine{});
}

void release(void *object) noexcept {
    unmake(&Machine::of(object));
}

uint64_t mix(void *, uint8_t a, int16_t b, uint32_t c, int64_t d) noexcept {
    return static_cast<uint64_t>(int64_t{a} + b + int64_t{c} + d);
}

matrix_color next(void *, matrix_color color) noexcept {
    switch (color) {
    case MATRIX_COLOR_RED:
        return MATRIX_COLOR_GREEN;
    case MATRIX_COLOR_GREEN:
        return MATRIX_COLOR_BLUE;
    default:
        return MATRIX_COLOR_RED;
    }
}

uint64_t sum(void *, vtable_api_slice_u8 given) noexcept {
    uint64_t out = 0;
    for (uintptr_t i = 0; i < given.len; i++) {
        out += given.ptr[i];
    }
    return out;
}

void shift(void *object, matrix_point *point) noexcept {
    *point = matrix_point{point->x + 1, !point->shown, point->y * 2.0, next(object, point->color)};
}

void greet(void *, vtable_api_str name, vtable_api_string *ret) noexcept {
    *ret = text("Hello, " + std::string(name.ptr, name.len) + "!");
}

void keep(void *object, const vtable_api_string *given, const vtable_api_vec_u8 *given_bytes, vtable_api_vec_u8 *ret) noexcept {
    Machine &self = Machine::of(object);
    self.keeps = true;
    self.kept = Taken<vtable_api_string>(*given);
    *ret = bytes(reversed(Taken<vtable_api_vec_u8>(*given_bytes)));
}

void kept(void *object, vtable_api_option_u32 *ret) noexcept {
    const Machine &self = Machine::of(object);
    std::memset(ret, 0, sizeof *ret);
    if (self.keeps) {
        ret->tag = VTABLE_API_SOME;
        ret->u.some = static_cast<uint32_t>(self.kept.size());
    }
}

void parse(void *, vtable_api_str given, vtable_api_result_u64_matrix_failure *ret) noexcept {
    std::string digits = given.len == 0 ? std::string() : std::string(given.ptr, given.len);
    std::size_t bad = digits.find_first_not_of("0123456789");
    std::memset(ret, 0, sizeof *ret);
    ret->tag = VTABLE_API_ERR;
    if (digits.empty()) {
        ret->u.err.tag = MATRIX_FAILURE_EMPTY;
    } else if (digits == "why") {
        ret->u.err.tag = MATRIX_FAILURE_OTHER;
        ret->u.err.u.other = text("why not");
    } else if (bad != std::string::npos) {
        ret->u.err.tag = MATRIX_FAILURE_BAD_DIGIT;
        ret->u.err.u.bad_digit.at = bad;
        ret->u.err.u.bad_digit.byte = static_cast<uint8_t>(digits[bad]);
    } else if (digits.size() > 19) {
        ret->u.err.tag = MATRIX_FAILURE_TOO_LONG;
        ret->u.err.u.too_long = static_cast<uint32_t>(digits.size());
    } else {
        ret->tag = VTABLE_API_OK;
        ret->u.ok = std::stoull(digits);
    }
}

matrix_event message(const char *ptr, uintptr_t len) noexcept {
    matrix_event event;
    std::memset(&event, 0, sizeof event);
    event.tag = MATRIX_EVENT_MESSAGE;
    event.message._0 = vtable_api_str{ptr, len};
    return event;
}

uint32_t watch(void *, matrix_engine_watch_on_event on_event) noexcept {
    std::vector<matrix_event> events(4);
    std::memset(events.data(), 0, sizeof events[0] * events.size());
    events[0].tag = MATRIX_EVENT_START;
    for (uint32_t done = 1; done <= 3; done++) {
        events[done].tag = MATRIX_EVENT_STEP;
        events[done].step.done = done;
        events[done].step.total = 3;
    }
    events.push_back(message("finished", 8));
    uint32_t told = 0;
    for (const matrix_event &event : events) {
        told++;
        if (!on_event.call(on_event.context, &event)) {
            break;
        }
    }
    return told;
}

uint64_t ask(void *, vtable_api_object services) noexcept {
    matrix_services_ref host;
    if (!matrix_services_negotiate(services, 0, "cpp-module/1.0", nullptr, 0, &host)) {
        return 0;
    }
    host.t->log(host.object, vtable_api_str_from("asked"));
    return host.t->scale(host.object, 21);
}

vtable_api_object open_session(void *, vtable_api_str name) noexcept {
    return vtable_api_object{&sessions.header, make(Tally{name.len})};
}

uint64_t adopt(void *, vtable_api_object session) noexcept {
    matrix_session_ref theirs;
    uint64_t out = 0;
    if (matrix_session_negotiate(session, 0, "cpp-module/1.0", nullptr, 0, &theirs)) {
        vtable_api_string four = text("four");
        theirs.t->push(theirs.object, &four);
        out = theirs.t->total(theirs.object);
    }
    vtable_api_release(session);
    return out;
}

bool is_origin(void *, const matrix_point *point) noexcept {
    return point != nullptr && point->x == 0 && !(point->y < 0) && !(point->y > 0);
}

int negate(void *, int value) noexcept {
    return -value;
}

const matrix_engine_table engine = {
    MATRIX_ENGINE_HEADER(1, release), mix, next, sum, shift, greet, keep, kept, parse, watch, ask, open_session, adopt, is_origin, negate,
};

// -- the module --------------------------------------------------------------------------------------

uint64_t count_made(void *) noexcept {
    return made;
}

uint64_t count_freed(void *) noexcept {
    return freed;
}

const matrix_ledger_table ledger = {MATRIX_LEDGER_HEADER(1, nullptr), count_made, count_freed};

int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) noexcept {
    vtable_api_object lent;
    matrix_services_ref services;
    if (!vtable_api_find(host, "services", &lent) || !matrix_services_negotiate(lent, 0, "cpp-module/1.0", why, why_size, &services)) {
        return 1;
    }
    services.t->log(services.object, vtable_api_str_from("init of cpp-module-r1"));
    return 0;
}

const vtable_api_require needs[] = {{"services", MATRIX_SERVICES_ID, MATRIX_SERVICES_REVISION_1}};

const vtable_api_export exports[] = {
    {"engine", &engine.header, nullptr, create},
    {"ledger", &ledger.header, nullptr, nullptr},
};

} // namespace

VTABLE_API_MODULE("cpp-module-r1", "1.0", init, nullptr, needs, 1, exports, 2);
