/* vtable_api.hpp - what the C++ headers of all tables share. C++17 or later, over vtable_api.h.
 *
 * Part of vtable-api; every header that `cargo vtable-api header --lang c++` writes includes it. Do not edit. The
 * contract is that of vtable_api.h, and these are views of it: a module in C++, one in C and one in Rust are the same
 * to each other. Works without exceptions and without RTTI; where there are exceptions, none leaves a slot or a
 * callback: the process ends with one line on standard error.
 */
#ifndef VTABLE_API_HPP
#define VTABLE_API_HPP

#include "vtable_api.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#if defined(__has_include)
#if __has_include(<version>)
#include <version>
#endif
#endif
#if defined(__cpp_lib_span)
#include <span>
#endif

/* What is made of a module's classes is that module's own, whatever classes of the same names others have: g++ makes a
 * template's static members one in the whole process, even where RTLD_LOCAL keeps all else apart. */
#if defined(__GNUC__) && !defined(_WIN32) && !defined(__CYGWIN__)
#define VTABLE_API_HIDDEN_ __attribute__((__visibility__("hidden")))
#else
#define VTABLE_API_HIDDEN_
#endif

/* Of a handle: whether the slots of a later revision than the first may be called. */
#define VTABLE_API_HAS_(revision, name) \
    bool has_##name() const noexcept { return (vtable_api_self.agreed >> (revision - 1) & 1u) != 0; }
#define VTABLE_API_HAS_4_(revision, a, b, c, d) \
    VTABLE_API_HAS_(revision, a) \
    VTABLE_API_HAS_(revision, b) VTABLE_API_HAS_(revision, c) VTABLE_API_HAS_(revision, d)

/* The same: its member function, and the slot that it calls. */
#define VTABLE_API_OF_(handle, name) &handle::name, vtable_api_self.t->name

#if defined(__cpp_exceptions)
#define VTABLE_API_TRY_ try
#define VTABLE_API_CATCH_(table, slot) \
    catch (const std::exception &thrown) { \
        ::vtable_api::threw(table, slot, thrown.what()); \
    } \
    catch (...) { \
        ::vtable_api::threw(table, slot, "an object of another type"); \
    }
#define VTABLE_API_NONE_ \
    catch (...) { \
        return nullptr; \
    }
#else
#define VTABLE_API_TRY_
#define VTABLE_API_CATCH_(table, slot)
#define VTABLE_API_NONE_
#endif

namespace vtable_api {

/* Ends the process with one line. */
[[noreturn]] inline void end(const char *place, const char *why) noexcept {
    std::fprintf(stderr, "vtable-api: %s%s\n", place, why);
    std::abort();
}

[[noreturn]] inline void threw(const char *table, const char *slot, const char *what) noexcept {
    const int length = static_cast<int>(std::strcspn(what, "\r\n"));
    std::fprintf(stderr, "vtable-api: %s: slot `%s` threw %.*s; an exception cannot cross the boundary\n", table, slot,
                 length, what);
    std::abort();
}

/* A pointer to a function where a name is wanted: `plain<int (*)(void)> f` is `int (*f)(void)`. */
template <class T> using plain = T;

/* -- values that borrow ---------------------------------------------------------------------------- */

/* `&[T]` and, where T is not const, `&mut [T]`: elements that someone else owns. std::span, where there is one,
 * converts to it and from it. */
template <class T> class span {
public:
    using element_type = T;
    using value_type = std::remove_cv_t<T>;

    constexpr span() noexcept = default;
    constexpr span(T *data, std::size_t size) noexcept : data_(data), size_(size) {}
    /* Arrays, vectors, and whatever else has data and a size. */
    template <class Range, class = std::enable_if_t<std::is_convertible_v<
                               decltype(std::data(std::declval<Range &>())) const *, T *const *>>>
    constexpr span(Range &&range) noexcept : data_(std::data(range)), size_(std::size(range)) {}

    constexpr T *data() const noexcept { return data_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr T *begin() const noexcept { return data_; }
    constexpr T *end() const noexcept { return data_ + size_; }
    constexpr std::add_lvalue_reference_t<T> operator[](std::size_t index) const noexcept { return data_[index]; }
#if defined(__cpp_lib_span)
    constexpr operator std::span<T>() const noexcept { return std::span<T>(data_, size_); }
#endif

private:
    T *data_ = nullptr;
    std::size_t size_ = 0;
};

/* A text of the contract, in a field for example, as C++ reads it. */
inline std::string_view view(const vtable_api_str &text) noexcept {
    return std::string_view(text.len == 0 ? "" : text.ptr, text.len);
}
inline std::string_view view(const vtable_api_string &text) noexcept {
    return std::string_view(text.len == 0 ? "" : text.ptr, text.len);
}
/* A path, or another text in the system's own units; `std::filesystem::path` takes it. */
using os_string_view = std::basic_string_view<vtable_api_os_unit>;
inline os_string_view view(const vtable_api_os_str &text) noexcept {
    return text.len == 0 ? os_string_view() : os_string_view(text.ptr, text.len);
}
inline os_string_view view(const vtable_api_os_string &text) noexcept {
    return text.len == 0 ? os_string_view() : os_string_view(text.ptr, text.len);
}
/* Elements of the contract: of a slice or a vector in a field. */
template <class Raw> auto view(const Raw &raw) noexcept -> span<std::remove_pointer_t<decltype(raw.ptr)>> {
    return { raw.ptr, raw.len };
}

/* The reverse; the text is lent. */
inline vtable_api_str lend(std::string_view text) noexcept {
    vtable_api_str out;
    out.ptr = text.data();
    out.len = text.size();
    return out;
}

inline vtable_api_os_str lend_os(os_string_view text) noexcept {
    vtable_api_os_str out;
    out.ptr = text.data();
    out.len = text.size();
    return out;
}

/* -- values that own ------------------------------------------------------------------------------- */

/* How a struct or enum frees what its fields own. The headers of tables specialise it. */
template <class T> struct destroy;

/* Whether a value may own something: what `destroy` knows, a String, and an object, of which C does not say whether it is lent. */
template <class T, class = void> inline constexpr bool may_own = false;
template <class T> inline constexpr bool may_own<T, std::enable_if_t<(sizeof(destroy<T>) > 0)>> = true;
template <> inline constexpr bool may_own<vtable_api_string> = true;
template <> inline constexpr bool may_own<vtable_api_os_string> = true;
template <> inline constexpr bool may_own<vtable_api_object> = true;

/* `String`, `Vec<T>`, `Box<T>`: freed by whoever made it. Raw is the struct of the contract. */
template <class Raw> class owned {
public:
    using value_type = std::remove_pointer_t<decltype(Raw::ptr)>;
    using lent = std::conditional_t<std::is_same_v<Raw, vtable_api_string>, std::string_view,
                 std::conditional_t<std::is_same_v<Raw, vtable_api_os_string>, os_string_view, span<const value_type>>>;
    static constexpr bool is_copied = std::is_trivially_copyable_v<value_type> && !may_own<value_type>;
    /* Elements that own something are for reading. */
    using element = std::conditional_t<is_copied, value_type, const value_type>;

    owned() noexcept : raw_() {}
    owned(owned &&other) noexcept : raw_(other.release()) {}
    owned &operator=(owned &&other) noexcept {
        if (this != &other) {
            reset();
            raw_ = other.release();
        }
        return *this;
    }
    ~owned() { reset(); }

    /* A copy of elements, in memory of this side. */
    static owned copy(lent from) {
        static_assert(is_copied,
                      "elements that own something are made by the TYPE_alloc of the C header, and adopted");
        owned out;
        if (from.size() != 0) {
            out.raw_.ptr = static_cast<value_type *>(::operator new(from.size() * sizeof(value_type)));
            std::memcpy(out.raw_.ptr, from.data(), from.size() * sizeof(value_type));
            out.raw_.len = out.raw_.cap = from.size();
            out.raw_.free = &give_back;
        }
        return out;
    }
    /* Takes over what a struct of the contract owns. */
    static owned adopt(const Raw &raw) noexcept {
        owned out;
        out.raw_ = raw;
        return out;
    }
    /* Gives it up: whoever has the result frees it. */
    [[nodiscard]] Raw release() noexcept { return std::exchange(raw_, Raw()); }
    void reset() noexcept {
        Raw raw = release();
        VTABLE_API_FREE(raw);
    }

    const Raw &raw() const noexcept { return raw_; }
    /* Memory that is not the holder's alone is read-only: who could write gets a copy. */
    element *data() noexcept {
        if constexpr (is_copied) {
            if (!VTABLE_API_IS_WRITABLE(raw_) && raw_.len != 0) {
                *this = copy(view());
            }
        }
        return raw_.ptr;
    }
    const value_type *data() const noexcept { return raw_.ptr; }
    std::size_t size() const noexcept { return raw_.len; }
    bool empty() const noexcept { return raw_.len == 0; }
    element *begin() noexcept { return data(); }
    element *end() noexcept { return data() + raw_.len; }
    const value_type *begin() const noexcept { return raw_.ptr; }
    const value_type *end() const noexcept { return raw_.ptr + raw_.len; }
    std::add_lvalue_reference_t<element> operator[](std::size_t index) noexcept { return data()[index]; }
    std::add_lvalue_reference_t<const value_type> operator[](std::size_t index) const noexcept { return raw_.ptr[index]; }
    lent view() const noexcept { return raw_.len == 0 ? lent() : lent(raw_.ptr, raw_.len); }
    operator lent() const noexcept { return view(); }

private:
    static void VTABLE_API_CALL give_back(Raw *self) noexcept { ::operator delete(self->ptr); }
    Raw raw_;
};

using string = owned<vtable_api_string>;
using os_string = owned<vtable_api_os_string>;

/* A struct or enum that owns memory in its fields. */
template <class T> class owning {
public:
    explicit owning(const T &value) noexcept : value_(value), is_held_(true) {}
    owning(owning &&other) noexcept : value_(other.value_), is_held_(std::exchange(other.is_held_, false)) {}
    owning &operator=(owning &&other) noexcept {
        if (this != &other) {
            reset();
            value_ = other.value_;
            is_held_ = std::exchange(other.is_held_, false);
        }
        return *this;
    }
    ~owning() { reset(); }

    /* Gives it up: whoever has the result frees it. */
    [[nodiscard]] T release() noexcept {
        is_held_ = false;
        return value_;
    }
    void reset() noexcept {
        if (std::exchange(is_held_, false)) {
            destroy<T>::now(value_);
        }
    }
    T *operator->() noexcept { return &value_; }
    const T *operator->() const noexcept { return &value_; }
    T &operator*() noexcept { return value_; }
    const T &operator*() const noexcept { return value_; }

private:
    T value_;
    bool is_held_;
};

/* `Box<dyn Api>` of a table that this header does not name: released once. */
class owned_object {
public:
    owned_object() noexcept : raw_() {}
    owned_object(owned_object &&other) noexcept : raw_(other.release()) {}
    owned_object &operator=(owned_object &&other) noexcept {
        if (this != &other) {
            reset();
            raw_ = other.release();
        }
        return *this;
    }
    ~owned_object() { reset(); }

    static owned_object adopt(vtable_api_object raw) noexcept {
        owned_object out;
        out.raw_ = raw;
        return out;
    }
    /* An object of an export that creates them; empty when it makes none. */
    static owned_object create(const vtable_api_export *from) noexcept {
        owned_object out;
        if (!vtable_api_create(from, &out.raw_)) {
            out.raw_ = vtable_api_object();
        }
        return out;
    }
    [[nodiscard]] vtable_api_object release() noexcept { return std::exchange(raw_, vtable_api_object()); }
    void reset() noexcept { vtable_api_release(release()); }
    vtable_api_object get() const noexcept { return raw_; }
    explicit operator bool() const noexcept { return raw_.table != nullptr; }

private:
    vtable_api_object raw_;
};

/* `&mut dyn Api`: nobody else's during the call. A handle that may change its object converts to it, as does what a provider lends. */
class exclusive {
public:
    explicit exclusive(vtable_api_object raw) noexcept : raw_(raw) {}
    operator vtable_api_object() const noexcept { return raw_; }

private:
    vtable_api_object raw_;
};

/* How many growths of a value both its maker and this file know. The headers of tables specialise it. */
template <class T> struct growths;

/* Of a growable value that is lent: a member of growth 2 is there only when this is 2 or more. */
template <class T> std::uint32_t grown(const T &value) noexcept { return growths<T>::of(value); }

/* A growable value that you own, or none: whoever made it frees it. T is the struct of the contract, whose members you read after
 * you have asked `grown`; to take a part out, copy it and write zeros over all of it. Of an enum, the functions of the C header
 * look into a variant: viewer_event_as_key(event.get()). To make one, adopt what viewer_options_alloc or viewer_event_of_key made. */
template <class T> class growing {
public:
    growing() noexcept = default;
    growing(growing &&other) noexcept : block_(other.release()) {}
    growing &operator=(growing &&other) noexcept {
        if (this != &other) {
            reset();
            block_ = other.release();
        }
        return *this;
    }
    ~growing() { reset(); }

    static growing adopt(T *block) noexcept {
        growing out;
        out.block_ = block;
        return out;
    }
    /* Gives it up: whoever has the result frees it. */
    [[nodiscard]] T *release() noexcept { return std::exchange(block_, nullptr); }
    void reset() noexcept { vtable_api_growing_free(release()); }

    T *get() noexcept { return block_; }
    const T *get() const noexcept { return block_; }
    explicit operator bool() const noexcept { return block_ != nullptr; }
    T *operator->() noexcept { return block_; }
    const T *operator->() const noexcept { return block_; }
    T &operator*() noexcept { return *block_; }
    const T &operator*() const noexcept { return *block_; }

    /* 0: there is no value, or it is of another type. */
    std::uint32_t grown() const noexcept { return block_ == nullptr ? 0 : growths<T>::of(*block_); }
    /* What its maker says of it, for people to read; empty when it says nothing. */
    string text() const noexcept {
        vtable_api_string raw;
        return block_ != nullptr && vtable_api_growing_text(block_, &raw) ? string::adopt(raw) : string();
    }

private:
    T *block_ = nullptr;
};

/* -- results --------------------------------------------------------------------------------------- */

/* `()` */
struct unit {};

template <class T> struct ok_value {
    T value;
};
template <class E> struct err_value {
    E value;
};
/* return vtable_api::ok(frame); */
template <class T> ok_value<std::decay_t<T>> ok(T &&value) { return { std::forward<T>(value) }; }
inline ok_value<unit> ok() noexcept { return {}; }
/* return vtable_api::err(VIEWER_FAILURE_DAMAGED); */
template <class E> err_value<std::decay_t<E>> err(E &&value) { return { std::forward<E>(value) }; }
inline err_value<unit> err() noexcept { return {}; }

/* `Result<T, E>`: value() when it is true, error() when it is not. The other one ends the process. */
template <class T, class E> class [[nodiscard]] result {
public:
    template <class U, class = std::enable_if_t<std::is_convertible_v<U &&, T>>>
    result(ok_value<U> &&ok) : either_(std::in_place_index<0>, std::move(ok.value)) {}
    template <class U, class = std::enable_if_t<std::is_convertible_v<U &&, E>>>
    result(err_value<U> &&err) : either_(std::in_place_index<1>, std::move(err.value)) {}

    bool is_ok() const noexcept { return either_.index() == 0; }
    explicit operator bool() const noexcept { return is_ok(); }
    T &value() & { return *required<0>(either_); }
    const T &value() const & { return *required<0>(either_); }
    T &&value() && { return std::move(*required<0>(either_)); }
    E &error() & { return *required<1>(either_); }
    const E &error() const & { return *required<1>(either_); }
    E &&error() && { return std::move(*required<1>(either_)); }
    T *operator->() { return required<0>(either_); }
    const T *operator->() const { return required<0>(either_); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }

private:
    template <std::size_t Index, class Either> static auto required(Either &either) noexcept {
        auto *found = std::get_if<Index>(&either);
        if (found == nullptr) {
            vtable_api::end("", Index == 0 ? "value() of a result that is an error" : "error() of a result that is none");
        }
        return found;
    }
    std::variant<T, E> either_;
};

/* Why a table was refused: one line. */
struct refusal {
    char text[256];
};

/* -- how values cross ------------------------------------------------------------------------------ */

/* `-> !` */
struct never {};

namespace cross {

/* A value of the contract, C, and what C++ has for it: `out` makes the former, and gives up what it owns; `in` makes
 * the latter, and takes it over. */
template <class C, class Cpp, class = void> struct pair;

template <class C> struct pair<C, C> {
    static C in(const C &value) noexcept { return value; }
    static C out(const C &value) noexcept { return value; }
};

template <class T> struct pair<T *, T &> {
    static T &in(T *value) noexcept { return *value; }
    static T *out(T &value) noexcept { return std::addressof(value); }
};

template <> struct pair<vtable_api_str, std::string_view> {
    static std::string_view in(const vtable_api_str &value) noexcept { return vtable_api::view(value); }
    static vtable_api_str out(std::string_view value) noexcept { return vtable_api::lend(value); }
};

template <> struct pair<vtable_api_os_str, os_string_view> {
    static os_string_view in(const vtable_api_os_str &value) noexcept { return vtable_api::view(value); }
    static vtable_api_os_str out(os_string_view value) noexcept { return vtable_api::lend_os(value); }
};

template <class C, class T> struct pair<C, span<T>> {
    static span<T> in(const C &value) noexcept { return { value.ptr, value.len }; }
    static C out(span<T> value) noexcept {
        C out;
        out.ptr = value.data();
        out.len = value.size();
        return out;
    }
};

template <class C> struct pair<C, owned<C>> {
    static owned<C> in(const C &value) noexcept { return owned<C>::adopt(value); }
    static C out(owned<C> value) noexcept { return value.release(); }
};

template <class C> struct pair<C, owning<C>> {
    static owning<C> in(const C &value) noexcept { return owning<C>(value); }
    static C out(owning<C> value) noexcept { return value.release(); }
};

template <class T> struct pair<T *, growing<T>> {
    static growing<T> in(T *value) noexcept { return growing<T>::adopt(value); }
    static T *out(growing<T> value) noexcept { return value.release(); }
};

template <> struct pair<vtable_api_object, owned_object> {
    static owned_object in(const vtable_api_object &value) noexcept { return owned_object::adopt(value); }
    static vtable_api_object out(owned_object value) noexcept { return value.release(); }
};

template <> struct pair<vtable_api_object, exclusive> {
    static exclusive in(const vtable_api_object &value) noexcept { return exclusive(value); }
    static vtable_api_object out(exclusive value) noexcept { return value; }
};

template <class C, class Cpp> struct pair<C, Cpp, std::enable_if_t<std::is_same_v<C, typename Cpp::raw_callback>>> {
    static Cpp in(const C &value) noexcept { return Cpp(value); }
    static C out(const Cpp &value) noexcept { return value.raw(); }
};

/* The payload of a tagged value, which `unit` has not. */
#define VTABLE_API_PART_(member) pair<decltype(std::declval<C &>().u.member), part>

template <class C, class part> struct pair<C, std::optional<part>> {
    using cpp = std::optional<part>;
    static cpp in(const C &value) noexcept {
        if (value.tag != VTABLE_API_SOME) {
            return std::nullopt;
        }
        if constexpr (std::is_same_v<part, unit>) {
            return unit();
        } else {
            return cpp(std::in_place, VTABLE_API_PART_(some)::in(value.u.some));
        }
    }
    static C out(cpp value) noexcept {
        C out;
        std::memset(&out, 0, sizeof out); /* unused bytes are zero */
        if (value.has_value()) {
            out.tag = VTABLE_API_SOME;
            if constexpr (!std::is_same_v<part, unit>) {
                out.u.some = VTABLE_API_PART_(some)::out(std::move(*value));
            }
        }
        return out;
    }
};

template <class C, class Ok, class Err> struct pair<C, result<Ok, Err>> {
    using cpp = result<Ok, Err>;
    static cpp in(const C &value) noexcept {
        return value.tag == VTABLE_API_OK ? in_ok<Ok>(value) : in_err<Err>(value);
    }
    static C out(cpp value) noexcept {
        C out;
        std::memset(&out, 0, sizeof out); /* unused bytes are zero */
        out.tag = value.is_ok() ? VTABLE_API_OK : VTABLE_API_ERR;
        value.is_ok() ? out_ok<Ok>(out, value) : out_err<Err>(out, value);
        return out;
    }

private:
    template <class part> static cpp in_ok(const C &value) noexcept {
        if constexpr (std::is_same_v<part, unit>) {
            return ok();
        } else {
            return ok(VTABLE_API_PART_(ok)::in(value.u.ok));
        }
    }
    template <class part> static cpp in_err(const C &value) noexcept {
        if constexpr (std::is_same_v<part, unit>) {
            return err();
        } else {
            return err(VTABLE_API_PART_(err)::in(value.u.err));
        }
    }
    template <class part> static void out_ok(C &out, cpp &value) noexcept {
        if constexpr (!std::is_same_v<part, unit>) {
            out.u.ok = VTABLE_API_PART_(ok)::out(std::move(value).value());
        }
    }
    template <class part> static void out_err(C &out, cpp &value) noexcept {
        if constexpr (!std::is_same_v<part, unit>) {
            out.u.err = VTABLE_API_PART_(err)::out(std::move(value).error());
        }
    }
};

#undef VTABLE_API_PART_

/* Whether C, too, has a pointer for it. */
template <class Cpp> inline constexpr bool is_growing = false;
template <class T> inline constexpr bool is_growing<growing<T>> = true;

/* A parameter that C takes by address, where C++ takes a value of another type. */
template <class C, class Cpp>
inline constexpr bool is_by_address =
    std::is_pointer_v<C> && !std::is_same_v<C, Cpp> && !std::is_reference_v<Cpp> && !is_growing<Cpp>;

template <class C> using at = std::remove_const_t<std::remove_pointer_t<C>>;

/* An argument for C, while it is called. */
template <class C, class Cpp, bool = is_by_address<C, Cpp>> class argument {
public:
    explicit argument(Cpp &value) noexcept : value_(pair<C, Cpp>::out(static_cast<Cpp &&>(value))) {}
    operator C() const noexcept { return value_; }

private:
    C value_;
};
template <class C, class Cpp> class argument<C, Cpp, true> {
public:
    explicit argument(Cpp &value) noexcept : value_(pair<at<C>, Cpp>::out(std::move(value))) {}
    operator C() const noexcept { return &value_; }

private:
    at<C> value_;
};

/* The same from C. */
template <class Cpp, class C> decltype(auto) given(C value) noexcept {
    if constexpr (is_by_address<C, Cpp>) {
        return pair<at<C>, Cpp>::in(*value);
    } else {
        return pair<C, Cpp>::in(value);
    }
}

/* Results that lead to what the class keeps, and what a member function may return for one: the same, or an lvalue, of which a view
 * is made. */
template <class R> inline constexpr bool lends = std::is_reference_v<R>;
template <class Unit> inline constexpr bool lends<std::basic_string_view<Unit>> = true;
template <class T> inline constexpr bool lends<span<T>> = true;
template <class T> inline constexpr bool lends<std::optional<T>> = lends<T>;
template <class T, class E> inline constexpr bool lends<result<T, E>> = lends<T> || lends<E>;

template <class Made> using bare = std::remove_cv_t<std::remove_reference_t<Made>>;
template <class Made, class R>
inline constexpr bool may_be_lent = std::is_reference_v<R>
    ? std::is_lvalue_reference_v<Made> && std::is_convertible_v<bare<Made> *, std::remove_reference_t<R> const *>
    : std::is_same_v<bare<Made>, R> || std::is_lvalue_reference_v<Made> || std::is_pointer_v<bare<Made>>;
#if defined(__cpp_lib_span)
template <class T, std::size_t Size, class R> inline constexpr bool may_be_lent<std::span<T, Size>, R> = true;
#endif
template <class T, class R> inline constexpr bool may_be_lent<ok_value<T>, R> = !std::is_class_v<T> || lends<T>;
template <class E, class R> inline constexpr bool may_be_lent<err_value<E>, R> = !std::is_class_v<E> || lends<E>;

/* Parameters and result of a slot or callback, as C++ has them. */
template <class R, class... Args> struct shape {
    using returned = R;

    /* Calls C. `C...` are the types of its parameters after the first, which is `call`'s: a place for the result is the
     * last one, when C returns none. */
    template <class Result, class... C, class Call> static R out(const Call &call, Args &...args) {
        return out_each<Result, C...>(std::index_sequence_for<Args...>(), call, args...);
    }

    /* Calls C++, for C. */
    template <class Result, class Call, class... C> static Result in(const Call &call, C... args) {
        return in_each<Result>(std::index_sequence_for<Args...>(), call, std::tuple<C...>(args...));
    }

private:
    template <class Result, class... C, std::size_t... I, class Call>
    static R out_each(std::index_sequence<I...>, const Call &call, Args &...args) {
        using all = std::tuple<C...>;
        if constexpr (sizeof...(C) > sizeof...(Args)) {
            at<std::tuple_element_t<sizeof...(Args), all>> ret;
            call(argument<std::tuple_element_t<I, all>, Args>(args)..., &ret);
            return pair<decltype(ret), R>::in(ret);
        } else if constexpr (std::is_void_v<R>) {
            call(argument<std::tuple_element_t<I, all>, Args>(args)...);
        } else if constexpr (std::is_same_v<R, never>) {
            call(argument<std::tuple_element_t<I, all>, Args>(args)...);
            std::abort();
        } else {
            return pair<Result, R>::in(call(argument<std::tuple_element_t<I, all>, Args>(args)...));
        }
    }

    template <class Result, std::size_t... I, class Call, class... C>
    static Result in_each(std::index_sequence<I...>, const Call &call, const std::tuple<C...> &args) {
        using made = decltype(call(given<Args>(std::get<I>(args))...));
        static_assert(!lends<R> || may_be_lent<made, R>, "the slot lends what it returns: return a view or reference of what "
                                                         "stays, not a value that is gone with the call");
        (void)args; /* there may be none */
        if constexpr (sizeof...(C) > sizeof...(Args)) {
            const auto ret = std::get<sizeof...(Args)>(args);
            *ret = pair<at<decltype(ret)>, R>::out(call(given<Args>(std::get<I>(args))...));
        } else if constexpr (std::is_void_v<R>) {
            call(given<Args>(std::get<I>(args))...);
        } else if constexpr (std::is_same_v<R, never>) {
            call(given<Args>(std::get<I>(args))...);
            std::abort();
        } else {
            return pair<Result, R>::out(call(given<Args>(std::get<I>(args))...));
        }
    }
};

} // namespace cross

/* -- callbacks, slots and handles -------------------------------------------------------------------- */

/* A static function of C for `Target`, which says what is called, and what an error calls it. */
template <class Target, class Shape, class Function> struct thunk;
template <class Target, class Shape, class Result, class... C>
struct VTABLE_API_HIDDEN_ thunk<Target, Shape, Result (VTABLE_API_CALL *)(C...) noexcept> {
    static Result VTABLE_API_CALL call(C... args) noexcept {
        VTABLE_API_TRY_ {
            return Target::template with<Shape, Result>(args...);
        }
        VTABLE_API_CATCH_(Target::table, Target::slot)
    }
};

/* A function object, as the target of a callback of `Of`. */
template <class Function, class Of> struct VTABLE_API_HIDDEN_ function {
    static constexpr const char *table = Of::table, *slot = Of::slot;
    template <class Shape, class Result, class... C> static Result with(void *context, C... args) {
        const auto call = [context](auto &&...values) -> decltype(auto) {
            return (*static_cast<Function *>(context))(std::forward<decltype(values)>(values)...);
        };
        return Shape::template in<Result>(call, args...);
    }
};

/* A callback, from either side: the caller's, to be called during the call only; or a lambda or another function object,
 * which the caller lends for the call. */
template <class Self, class Raw, class Signature> class callback;
template <class Self, class Raw, class R, class... Args> class callback<Self, Raw, R(Args...)> {
    using shape = cross::shape<R, Args...>;
    using wanted = std::conditional_t<std::is_same_v<R, never>, void, R>;

public:
    using raw_callback = Raw;

    explicit callback(const Raw &raw) noexcept : raw_(raw) {}
    template <class F, class = std::enable_if_t<!std::is_base_of_v<callback, std::decay_t<F>> &&
                                                std::is_invocable_r_v<wanted, F &, Args...>>>
    callback(F &&made) noexcept : raw_() {
        using target = std::remove_reference_t<F>;
        static_assert(std::is_object_v<target>, "pass a lambda or another function object");
        raw_.call = &thunk<function<target, Self>, shape, decltype(raw_.call)>::call;
        raw_.context = const_cast<void *>(static_cast<const void *>(std::addressof(made)));
    }

    R operator()(Args... args) const { return with(raw_.call, args...); }
    const Raw &raw() const noexcept { return raw_; }

private:
    template <class Result, class... C> R with(Result (VTABLE_API_CALL *call)(void *, C...), Args &...args) const {
        void *const context = raw_.context;
        return shape::template out<Result, C...>([=](C... values) { return call(context, values...); }, args...);
    }
    Raw raw_;
};

/* A method of a handle, by its type. */
template <class Method> struct method;
template <class R, class Class, class... Args> struct method<R (Class::*)(Args...) const> {
    using shape = cross::shape<R, Args...>;
    static constexpr bool is_const = true;
};
template <class R, class Class, class... Args> struct method<R (Class::*)(Args...)> {
    using shape = cross::shape<R, Args...>;
    static constexpr bool is_const = false;
};

/* What a provider's member function is called on. */
template <class Self, class Method>
using object_of = std::conditional_t<method<Method>::is_const, const Self, Self>;

/* An object with its table, lent. */
template <class Raw> class vtable_api_handle {
public:
    explicit vtable_api_handle(const Raw &raw) noexcept : vtable_api_self(raw) {}
    /* Bit n-1: the slots of revision n may be called. */
    std::uint64_t agreed() const noexcept { return vtable_api_self.agreed; }
    /* For the functions of the C header. */
    const Raw &raw() const noexcept { return vtable_api_self; }
    /* To be lent on, as a parameter. */
    operator vtable_api_object() const noexcept { return { &vtable_api_self.t->header, vtable_api_self.object }; }

protected:
    /* What a method does; it is given only for its type. */
    template <class Method, class Result, class... C, class... Args>
    typename method<Method>::shape::returned vtable_api_call(Method, Result (VTABLE_API_CALL *slot)(void *, C...),
                                                   Args &...args) const {
        void *const object = vtable_api_self.object;
        return method<Method>::shape::template out<Result, C...>(
            [=](C... values) { return slot(object, values...); }, args...);
    }
    /* Of a slot without a receiver. */
    template <class Method, class Result, class... C, class... Args>
    typename method<Method>::shape::returned vtable_api_call_static(Method, Result (VTABLE_API_CALL *slot)(C...),
                                                          Args &...args) const {
        return method<Method>::shape::template out<Result, C...>(
            [=](C... values) { return slot(values...); }, args...);
    }

    Raw vtable_api_self;
};

/* What stands in a table of a class: it converts to the slot. */
template <class Target, class Method> struct slot_of {
    template <class Function> constexpr operator Function *() const noexcept {
        return &thunk<Target, typename method<Method>::shape, Function *>::call;
    }
};

} // namespace vtable_api

/* Of a class `Self`: its member function `name`, which is called as that of `handle` is; and the slot, where it is called
 * something else. */
#define VTABLE_API_SLOT_(handle, name) VTABLE_API_SLOT_AS_(handle, name, #name)
#define VTABLE_API_STATIC_SLOT_(handle, name) VTABLE_API_STATIC_SLOT_AS_(handle, name, #name)
#define VTABLE_API_SLOT_AS_(handle, name, rust) \
    struct of_##name : vtable_api::slot_of<of_##name, decltype(&handle::name)> { \
        static constexpr const char *table = id, *slot = rust; \
        template <class vtable_api_s, class vtable_api_r, class... vtable_api_c> \
        static vtable_api_r with(void *object, vtable_api_c... args) { \
            using self = vtable_api::object_of<Self, decltype(&handle::name)>; \
            const auto call = [object](auto &&...values) -> decltype(auto) { \
                return (static_cast<self *>(object)->name)(std::forward<decltype(values)>(values)...); \
            }; \
            return vtable_api_s::template in<vtable_api_r>(call, args...); \
        } \
    };
#define VTABLE_API_STATIC_SLOT_AS_(handle, name, rust) \
    struct of_##name : vtable_api::slot_of<of_##name, decltype(&handle::name)> { \
        static constexpr const char *table = id, *slot = rust; \
        template <class vtable_api_s, class vtable_api_r, class... vtable_api_c> \
        static vtable_api_r with(vtable_api_c... args) { \
            const auto call = [](auto &&...values) -> decltype(auto) { \
                return (Self::name)(std::forward<decltype(values)>(values)...); \
            }; \
            return vtable_api_s::template in<vtable_api_r>(call, args...); \
        } \
    };

#endif
