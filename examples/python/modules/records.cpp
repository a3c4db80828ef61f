// records: lines of fields. C++17, revision 2 of PyApi; with a bridge of revision 1 it does without, as each place says.
//
//     records.parse(data, errors="strict", separator=",")   bytes to a list of lists
//     records.each(data, function)                          calls function(fields, line=number); returns how many
#include "python_py_api.h"

#include <string>
#include <string_view>
#include <utility>

namespace {

python_py_api_ref py;

vtable_api_str view(std::string_view text) { return { text.data(), text.size() }; }

// A reference of our own; empty when an exception is raised.
class Ref {
public:
    explicit Ref(python_object *owned = nullptr) : object(owned) {}
    Ref(Ref &&other) noexcept : object(std::exchange(other.object, nullptr)) {}
    Ref &operator=(Ref &&other) noexcept {
        std::swap(object, other.object);
        return *this;
    }
    ~Ref() {
        if (object != nullptr) {
            py.t->decref(py.object, object);
        }
    }
    explicit operator bool() const { return object != nullptr; }
    python_object *get() const { return object; }
    python_object *give() { return std::exchange(object, nullptr); }

private:
    python_object *object;
};

// Bytes that Python copied for us.
class Bytes {
public:
    explicit Bytes(python_object *from) { py.t->bytes_get(py.object, from, &held); }
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;
    ~Bytes() {
        if (*this) {
            VTABLE_API_FREE(held.u.some);
        }
    }
    explicit operator bool() const { return held.tag == VTABLE_API_SOME; }
    std::string_view view() const { return { reinterpret_cast<const char *>(held.u.some.ptr), held.u.some.len }; }

private:
    vtable_api_option_vec_u8 held;
};

std::string string_of(python_object *text, bool &done) {
    vtable_api_option_string held;
    py.t->str_get(py.object, text, &held);
    done = held.tag == VTABLE_API_SOME;
    if (!done) {
        return {};
    }
    std::string out(held.u.some.ptr, held.u.some.len);
    VTABLE_API_FREE(held.u.some);
    return out;
}

python_object *fail(python_exception exception, const std::string &line) {
    py.t->raise(py.object, exception, view(line));
    return nullptr;
}

// A text from bytes. Revision 1 has only `str_new`, which takes UTF-8: there the bytes decode themselves.
Ref decode(std::string_view bytes, python_policy policy) {
    vtable_api_slice_u8 slice = { reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size() };
    if (python_py_api_has(py, str_new_ex1)) {
        return Ref(py.t->str_new_ex1(py.object, slice, policy));
    }
    const char *names[] = { "strict", "replace", "ignore" };
    Ref object(py.t->bytes_new(py.object, slice));
    Ref method(object ? py.t->attr_get(py.object, object.get(), view("decode")) : nullptr);
    Ref encoding(method ? py.t->str_new(py.object, view("utf-8")) : nullptr);
    Ref errors(encoding ? py.t->str_new(py.object, view(names[policy])) : nullptr);
    if (!errors) {
        return Ref();
    }
    python_object *args[] = { encoding.get(), errors.get() };
    return Ref(py.t->call(py.object, method.get(), { args, 2 }));
}

// function(fields, line=number). Revision 1 cannot pass a name: there the number is the second argument.
Ref tell(python_object *function, python_object *fields, int64_t line) {
    Ref number(py.t->int_new(py.object, line));
    if (!number) {
        return Ref();
    }
    python_object *args[] = { fields, number.get() };
    if (!python_py_api_has(py, call_ex1)) {
        return Ref(py.t->call(py.object, function, { args, 2 }));
    }
    python_keyword named = { view("line"), number.get() };
    return Ref(py.t->call_ex1(py.object, function, { args, 1 }, { &named, 1 }));
}

// One line to a list of texts.
Ref split(std::string_view line, char separator, python_policy policy) {
    Ref fields(py.t->list_new(py.object, { nullptr, 0 }));
    while (fields) {
        size_t end = line.find(separator);
        Ref field = decode(line.substr(0, end), policy);
        if (!field || !py.t->list_append(py.object, fields.get(), field.get())) {
            return Ref();
        }
        if (end == line.npos) {
            break;
        }
        line.remove_prefix(end + 1);
    }
    return fields;
}

// Calls `each` with the fields and number of every line; false when an exception is raised.
template <typename Each>
bool read(std::string_view data, char separator, python_policy policy, Each each) {
    size_t width = 0, found = 0;
    for (int64_t number = 1; !data.empty(); number++) {
        size_t end = data.find('\n');
        Ref fields = split(data.substr(0, end), separator, policy);
        if (!fields || !py.t->len(py.object, fields.get(), &found)) {
            return false;
        }
        if (number > 1 && found != width) {
            fail(PYTHON_EXCEPTION_VALUE, "line " + std::to_string(number) + " has " + std::to_string(found) +
                                             " fields, the first has " + std::to_string(width));
            return false;
        }
        width = found;
        if (!each(fields, number)) {
            return false;
        }
        data.remove_prefix(end == data.npos ? data.size() : end + 1);
    }
    return true;
}

bool policy_of(python_object *text, python_policy &policy) {
    bool done;
    std::string name = string_of(text, done);
    if (!done) {
        return false;
    }
    if (name == "strict") {
        policy = PYTHON_POLICY_STRICT;
    } else if (name == "replace") {
        policy = PYTHON_POLICY_REPLACE;
    } else if (name == "ignore") {
        policy = PYTHON_POLICY_IGNORE;
    } else {
        fail(PYTHON_EXCEPTION_VALUE, "errors is strict, replace or ignore, not " + name);
        return false;
    }
    return true;
}

bool separator_of(python_object *text, char &separator) {
    bool done;
    std::string name = string_of(text, done);
    if (done && name.size() != 1) {
        fail(PYTHON_EXCEPTION_VALUE, "separator is one character of ASCII, not " + name);
        return false;
    }
    separator = done ? name[0] : '\0';
    return done;
}

// No exception of C++'s leaves a function: memory that is not there is Python's MemoryError.
template <typename Body>
python_object *guarded(Body body) noexcept {
    try {
        return body();
    } catch (...) {
        py.t->raise(py.object, PYTHON_EXCEPTION_MEMORY, view("records: out of memory"));
        return nullptr;
    }
}

python_object *parse_with(python_object *data, python_object *errors, python_object *separator) {
    python_policy policy = PYTHON_POLICY_STRICT;
    char between = ',';
    if ((errors != nullptr && !policy_of(errors, policy)) || (separator != nullptr && !separator_of(separator, between))) {
        return nullptr;
    }
    Bytes bytes(data);
    Ref records(bytes ? py.t->list_new(py.object, { nullptr, 0 }) : nullptr);
    bool done = records && read(bytes.view(), between, policy, [&](Ref &fields, int64_t) {
        return py.t->list_append(py.object, records.get(), fields.get());
    });
    return done ? records.give() : nullptr;
}

python_object *VTABLE_API_CALL parse(void *, python_object *const *args, uintptr_t count, const python_keyword *keywords,
                                     uintptr_t keyword_count) noexcept {
    return guarded([&]() -> python_object * {
        if (count < 1 || count > 3) {
            return fail(PYTHON_EXCEPTION_TYPE, "parse() takes 1 to 3 arguments (" + std::to_string(count) + " given)");
        }
        python_object *options[] = { count > 1 ? args[1] : nullptr, count > 2 ? args[2] : nullptr };
        for (uintptr_t i = 0; i < keyword_count; i++) {
            std::string name(keywords[i].name.ptr, keywords[i].name.len);
            if (name != "errors" && name != "separator") {
                return fail(PYTHON_EXCEPTION_TYPE, "parse() got an unexpected keyword argument '" + name + "'");
            }
            python_object *&option = options[name == "separator"];
            if (option != nullptr) {
                return fail(PYTHON_EXCEPTION_TYPE, "parse() got multiple values for argument '" + name + "'");
            }
            option = keywords[i].value;
        }
        return parse_with(args[0], options[0], options[1]);
    });
}

python_object *VTABLE_API_CALL parse_plain(void *context, python_object *const *args, uintptr_t count) noexcept {
    return parse(context, args, count, nullptr, 0);
}

python_object *VTABLE_API_CALL each(void *, python_object *const *args, uintptr_t count) noexcept {
    return guarded([&]() -> python_object * {
        if (count != 2) {
            return fail(PYTHON_EXCEPTION_TYPE, "each() takes 2 arguments (" + std::to_string(count) + " given)");
        }
        Bytes bytes(args[0]);
        int64_t told = 0;
        bool done = bytes && read(bytes.view(), ',', PYTHON_POLICY_STRICT, [&](Ref &fields, int64_t number) {
            told = number;
            return static_cast<bool>(tell(args[1], fields.get(), number));
        });
        return done ? py.t->int_new(py.object, told) : nullptr;
    });
}

int32_t VTABLE_API_CALL init(const vtable_api_host *host, char *why, uintptr_t why_size) noexcept {
    vtable_api_object lent;
    if (!vtable_api_find(host, "python", &lent) || !python_py_api_negotiate(lent, 0, "records/1.0", why, why_size, &py)) {
        return 1;
    }
    const char *doc = "parse(data, errors=\"strict\", separator=\",\"): its lines, as lists";
    bool done = python_py_api_has(py, add_function_ex1) ? py.t->add_function_ex1(py.object, view("parse"), view(doc), parse, nullptr)
                                                : py.t->add_function(py.object, view("parse"), view(doc), parse_plain, nullptr);
    done = done && py.t->add_function(py.object, view("each"), view("each(data, function): calls function(fields, line=number)"), each, nullptr);
    Ref agreed(py.t->int_new(py.object, static_cast<int64_t>(py.agreed)));
    return done && agreed && py.t->add_object(py.object, view("AGREED"), agreed.get()) ? 0 : 1;
}

const vtable_api_require needs[] = { { "python", PYTHON_PY_API_ID, PYTHON_PY_API_REVISION_1 } };

} // namespace

VTABLE_API_MODULE("records", "1.0", init, nullptr, needs, 1, nullptr, 0);
