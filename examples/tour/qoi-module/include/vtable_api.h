/* vtable_api.h - the binary contract of vtable-api, number 1.
 *
 * Part of vtable-api; every header that `cargo vtable-api header` writes includes it. Do not edit: once
 * released, nothing in here changes. C99 to C23, C++11 to C++23; freestanding; no library to link.
 *
 * Rules that both sides keep:
 *   - A pointer is not NULL and is aligned, unless its comment says otherwise.
 *   - What is passed is lent for the call, unless its comment says otherwise. Memory is freed by the
 *     module that made it: through `free` of the value, or `release` of the object's table.
 *   - Nobody else reads or writes what is behind a `&mut` parameter during the call; it is initialised
 *     before the call.
 *   - During a call with `&mut self` no other call on the same object is made, from no thread, and not
 *     from a callback either.
 *   - No exception and no longjmp leaves a slot or a callback.
 *   - No FILE *, descriptor, errno or allocator crosses: the other side may have another C runtime.
 *   - Bytes that a value does not use (the rest of a union) are zero.
 */
#ifndef VTABLE_API_H
#define VTABLE_API_H

#include <stddef.h>
#include <stdint.h>
#ifndef __cplusplus
#include <stdbool.h>
#endif

/* -- whose memory, for modules and hosts that make vectors, boxes and strings ---------------------- */

/* VTABLE_API_STDLIB, defined before the include: they are made with calloc and freed with free, of this C runtime. Or
 * define both of these, with the meaning of calloc and free: VTABLE_API_ALLOC(count, size) gives zeroed memory, or NULL
 * when there is none or the product is too large. Without either, only what needs no allocator is defined. */
#if defined(VTABLE_API_STDLIB) && !defined(VTABLE_API_ALLOC) && !defined(VTABLE_API_DEALLOC)
#include <stdlib.h>
#define VTABLE_API_ALLOC calloc
#define VTABLE_API_DEALLOC free
#endif
#if defined(VTABLE_API_ALLOC) != defined(VTABLE_API_DEALLOC)
#error "vtable-api: define VTABLE_API_ALLOC and VTABLE_API_DEALLOC, or neither"
#endif

#if defined(__CYGWIN__) && defined(__LP64__)
#error "vtable-api: Cygwin's long has 8 bytes, that of every other Windows compiler 4; build with MinGW"
#endif

/* -- compiler glue --------------------------------------------------------------------------------- */

/* Slots and callbacks are cdecl, always: a project-wide /Gz, /Gr or -mrtd must not change them. */
#if defined(_MSC_VER) && defined(_M_IX86)
#define VTABLE_API_CALL __cdecl
#elif (defined(__GNUC__) || defined(__TINYC__)) && defined(__i386__)
#define VTABLE_API_CALL __attribute__((__cdecl__))
#else
#define VTABLE_API_CALL
#endif

/* C++17: a function that may throw does not convert to a slot, so it does not compile. */
#if defined(__cpp_noexcept_function_type)
#define VTABLE_API_NOEXCEPT noexcept
#else
#define VTABLE_API_NOEXCEPT
#endif

/* Casts that compilers of C++ accept with -Wold-style-cast. */
#if defined(__cplusplus)
#define VTABLE_API_CAST_(type, value) static_cast<type>(value)
#define VTABLE_API_MUTABLE_(type, value) const_cast<type>(value)
#else
#define VTABLE_API_CAST_(type, value) ((type)(value))
#define VTABLE_API_MUTABLE_(type, value) ((type)(uintptr_t)(value))
#endif

#if defined(_WIN32) || defined(__CYGWIN__)
#define VTABLE_API_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define VTABLE_API_EXPORT __attribute__((__visibility__("default")))
#else
#define VTABLE_API_EXPORT
#endif

/* Tables of several revisions are prefixes of each other, and are read as such. */
#if defined(__GNUC__)
#define VTABLE_API_MAY_ALIAS __attribute__((__may_alias__))
#else
#define VTABLE_API_MAY_ALIAS
#endif

#if defined(__cplusplus)
#define VTABLE_API_ASSERT(name, cond) static_assert(cond, #name)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define VTABLE_API_ASSERT(name, cond) _Static_assert(cond, #name)
#else
#define VTABLE_API_ASSERT(name, cond) typedef char vtable_api_assert_##name[(cond) ? 1 : -1]
#endif

/* One name of two parts, which may be macros. */
#define VTABLE_API_GLUED_(first, second) first##second
#define VTABLE_API_NAME_(first, second) VTABLE_API_GLUED_(first, second)

/* A constant. In C an enumerator, which whatever reads headers finds: bindgen, cgo, cffi, Zig. */
#if defined(__cplusplus)
#define VTABLE_API_CONSTANT_(type, name, value) static constexpr type name = value
#else
#define VTABLE_API_CONSTANT_(type, name, value) enum { name = value }
#endif

/* -- the record ------------------------------------------------------------------------------------ */

/* What this code does with which table goes into the section .vtabapi of its object file, where it provides or
 * negotiates one. `cargo vtable-api inspect` reads it; programs do not. VTABLE_API_NO_RECORD, defined before
 * the include, leaves it out, as do compilers that have no way to name a section. */
#if !defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__) && !defined(VTABLE_API_NO_RECORD)
#define VTABLE_API_NO_RECORD
#endif

#ifndef VTABLE_API_NO_RECORD
#if defined(__APPLE__)
#define VTABLE_API_SECTION __attribute__((__section__("__DATA,__vtabapi")))
#elif defined(__TINYC__) /* for which the C library takes the other spelling away */
#define VTABLE_API_SECTION __attribute((__section__(".vtabapi")))
#else
#define VTABLE_API_SECTION __attribute__((__section__(".vtabapi")))
#endif
#define VTABLE_API_TEXT_(text) #text
#define VTABLE_API_TEXT(text) VTABLE_API_TEXT_(text)
#if defined(__clang__)
#define VTABLE_API_COMPILER \
    "clang " VTABLE_API_TEXT(__clang_major__) "." VTABLE_API_TEXT(__clang_minor__) "." VTABLE_API_TEXT(__clang_patchlevel__)
#elif defined(__TINYC__)
#define VTABLE_API_COMPILER "tcc " VTABLE_API_TEXT(__TINYC__)
#else
#define VTABLE_API_COMPILER "gcc " __VERSION__
#endif
#define VTABLE_API_BYTE_(value, shift) VTABLE_API_CAST_(unsigned char, (value) >> shift & 255u)
/* A frame, in a function that is there only when it is used. The volatile read keeps it there. */
#define VTABLE_API_RECORD_(role, lines_type, lines) \
    static const struct { \
        unsigned char magic[8]; \
        unsigned char length[4]; \
        char side[sizeof("side\t" role "\t" VTABLE_API_COMPILER)]; \
        lines_type table; \
    } record VTABLE_API_SECTION = { \
        { 86, 84, 65, 66, 82, 69, 67, 2 }, \
        { VTABLE_API_BYTE_(sizeof(record) - 12, 0), VTABLE_API_BYTE_(sizeof(record) - 12, 8), \
          VTABLE_API_BYTE_(sizeof(record) - 12, 16), VTABLE_API_BYTE_(sizeof(record) - 12, 24) }, \
        "side\t" role "\t" VTABLE_API_COMPILER, lines \
    }; \
    const unsigned char kept = *VTABLE_API_CAST_(const volatile unsigned char *, record.magic); \
    VTABLE_API_CAST_(void, kept);
#else
#define VTABLE_API_RECORD_(role, lines_type, lines)
#endif

#pragma pack(push, 8) /* whatever the includer left in force */
#ifdef __cplusplus
extern "C" {
#endif

/* -- data models ----------------------------------------------------------------------------------- */

/* Where u64 is 4-aligned (i386 Linux) its offset is 4, elsewhere 8. */
typedef struct vtable_api_tag_u64 {
    uint32_t tag;
    uint64_t u64;
} vtable_api_tag_u64;

/* A size or offset by data model: 64-bit with long of 8 and of 4 bytes, 32-bit with u64 8- and 4-aligned. */
#define VTABLE_API_LAYOUT(lp64, llp64, ilp32_8, ilp32_4) \
    (sizeof(void *) == 8 ? (sizeof(long) == 8 ? (lp64) : (llp64)) \
                         : (offsetof(vtable_api_tag_u64, u64) == 8 ? (ilp32_8) : (ilp32_4)))

/* What the headers of tables assert of their types. */
#define VTABLE_API_OFFSET_(table, type, member, bytes) \
    VTABLE_API_ASSERT(table##_##type##_OFFSETOF_##member, offsetof(type, member) == (bytes))
#define VTABLE_API_SIZE_(table, type, bytes) VTABLE_API_ASSERT(table##_##type##_SIZEOF, sizeof(type) == (bytes))
#define VTABLE_API_SLICE_LAYOUT_(table, type) \
    VTABLE_API_OFFSET_(table, type, ptr, 0); \
    VTABLE_API_OFFSET_(table, type, len, sizeof(void *)); \
    VTABLE_API_SIZE_(table, type, 2 * sizeof(void *))
#define VTABLE_API_VEC_LAYOUT_(table, type) \
    VTABLE_API_OFFSET_(table, type, ptr, 0); \
    VTABLE_API_OFFSET_(table, type, len, sizeof(void *)); \
    VTABLE_API_OFFSET_(table, type, cap, 2 * sizeof(void *)); \
    VTABLE_API_OFFSET_(table, type, free, 3 * sizeof(void *)); \
    VTABLE_API_SIZE_(table, type, 4 * sizeof(void *))
#define VTABLE_API_CALLBACK_LAYOUT_(table, type) \
    VTABLE_API_OFFSET_(table, type, call, 0); \
    VTABLE_API_OFFSET_(table, type, context, sizeof(void *)); \
    VTABLE_API_SIZE_(table, type, 2 * sizeof(void *))

VTABLE_API_ASSERT(pointer_bytes, sizeof(void *) == 8 || sizeof(void *) == 4);
VTABLE_API_ASSERT(function_pointer_bytes, sizeof(void (*)(void)) == sizeof(void *));
VTABLE_API_ASSERT(uintptr_bytes, sizeof(uintptr_t) == sizeof(void *));
VTABLE_API_ASSERT(bool_bytes, sizeof(bool) == 1);
VTABLE_API_ASSERT(char_bits, VTABLE_API_CAST_(unsigned char, -1) == 255);
VTABLE_API_ASSERT(tag_u64_u64, offsetof(vtable_api_tag_u64, u64) == 8 || sizeof(void *) == 4);

/* -- the header of every table --------------------------------------------------------------------- */

#define VTABLE_API_CONTRACT 1u

/* Bit n-1 stands for revision n. Bit 63 is reserved: providers leave it 0, readers mask it away. */
#define VTABLE_API_REVISIONS_MASK 0x7fffffffffffffffull
/* Revisions 1 to n. */
#define VTABLE_API_REVISIONS_(n) ((UINT64_C(1) << (n)) - 1)

/* Bytes of a table with so many slots, to the end of the last one. Not sizeof: no tail padding. */
#define VTABLE_API_TABLE_SIZE(slots) (16 + (6 + (slots)) * sizeof(void *))

typedef struct vtable_api_header vtable_api_header;
typedef struct vtable_api_caller vtable_api_caller;
typedef struct vtable_api_info vtable_api_info;

/* Who asks. Lives only during the call. Never read past `size`. */
struct vtable_api_caller {
    uint32_t size;
    uint32_t contract;
    uint64_t revisions;           /* what the caller can use */
    uint64_t required;            /* what it cannot do without: some of `revisions` */
    const char *id;               /* of the table that it wants */
    const uint64_t *fingerprints; /* one per revision, up to the highest bit in `revisions` */
    const char *name;             /* "viewer/2.1.0", for logs and error texts */
    char *why;                    /* NULL, or where a refusal goes: one line, UTF-8, NUL-terminated */
    uintptr_t why_size;           /* bytes at `why`, with the NUL */
};
#define VTABLE_API_CALLER_SIZE (24 + 5 * sizeof(void *))

/* What every table begins with. Slot 0 follows at byte 16 + 6 * sizeof(void *), on every machine. */
struct vtable_api_header {
    uint64_t revisions;           /* a set bit: this revision is present, all its slots can be called */
    uint32_t size;                /* VTABLE_API_TABLE_SIZE; readers compare with >=, never with == */
    uint32_t contract;            /* VTABLE_API_CONTRACT */
    const char *id;               /* "viewer/codec" */
    const uint64_t *fingerprints; /* [n-1] covers revisions 1 to n, up to the highest bit in `revisions` */
    /* Returns the table to call, usually `self`; NULL: refused, and the reason is at `why`. Pure, may be
     * called from any thread, any number of times, and keeps none of the caller's pointers. */
    const vtable_api_header *(VTABLE_API_CALL *negotiate)(
        const vtable_api_header *self, const vtable_api_caller *caller) VTABLE_API_NOEXCEPT;
    void (VTABLE_API_CALL *release)(void *object) VTABLE_API_NOEXCEPT; /* NULL: nothing to release */
    const vtable_api_info *info;  /* NULL, or who provides this table */
    const void *reserved;         /* NULL */
};

/* Who provides a table. Never read past `size`. */
struct vtable_api_info {
    uint32_t size;
    uint32_t flags;               /* 0 */
    const char *name;             /* "png-module/1.0.3" */
};

/* An object of a table: `&dyn Trait`, `&mut dyn Trait` and `Box<dyn Trait>` in Rust. */
typedef struct vtable_api_object {
    const vtable_api_header *table;
    void *object;
} vtable_api_object;

VTABLE_API_ASSERT(header_revisions, offsetof(vtable_api_header, revisions) == 0);
VTABLE_API_ASSERT(header_size, offsetof(vtable_api_header, size) == 8);
VTABLE_API_ASSERT(header_contract, offsetof(vtable_api_header, contract) == 12);
VTABLE_API_ASSERT(header_id, offsetof(vtable_api_header, id) == 16);
VTABLE_API_ASSERT(header_fingerprints, offsetof(vtable_api_header, fingerprints) == 16 + 1 * sizeof(void *));
VTABLE_API_ASSERT(header_negotiate, offsetof(vtable_api_header, negotiate) == 16 + 2 * sizeof(void *));
VTABLE_API_ASSERT(header_release, offsetof(vtable_api_header, release) == 16 + 3 * sizeof(void *));
VTABLE_API_ASSERT(header_info, offsetof(vtable_api_header, info) == 16 + 4 * sizeof(void *));
VTABLE_API_ASSERT(header_reserved, offsetof(vtable_api_header, reserved) == 16 + 5 * sizeof(void *));
VTABLE_API_ASSERT(header_bytes, sizeof(vtable_api_header) == VTABLE_API_TABLE_SIZE(0));
VTABLE_API_ASSERT(caller_size, offsetof(vtable_api_caller, size) == 0);
VTABLE_API_ASSERT(caller_contract, offsetof(vtable_api_caller, contract) == 4);
VTABLE_API_ASSERT(caller_revisions, offsetof(vtable_api_caller, revisions) == 8);
VTABLE_API_ASSERT(caller_required, offsetof(vtable_api_caller, required) == 16);
VTABLE_API_ASSERT(caller_id, offsetof(vtable_api_caller, id) == 24);
VTABLE_API_ASSERT(caller_fingerprints, offsetof(vtable_api_caller, fingerprints) == 24 + 1 * sizeof(void *));
VTABLE_API_ASSERT(caller_name, offsetof(vtable_api_caller, name) == 24 + 2 * sizeof(void *));
VTABLE_API_ASSERT(caller_why, offsetof(vtable_api_caller, why) == 24 + 3 * sizeof(void *));
VTABLE_API_ASSERT(caller_why_size, offsetof(vtable_api_caller, why_size) == 24 + 4 * sizeof(void *));
VTABLE_API_ASSERT(info_size, offsetof(vtable_api_info, size) == 0);
VTABLE_API_ASSERT(info_flags, offsetof(vtable_api_info, flags) == 4);
VTABLE_API_ASSERT(info_name, offsetof(vtable_api_info, name) == 8);
VTABLE_API_ASSERT(info_bytes, sizeof(vtable_api_info) == 8 + sizeof(void *));
VTABLE_API_ASSERT(object_table, offsetof(vtable_api_object, table) == 0);
VTABLE_API_ASSERT(object_object, offsetof(vtable_api_object, object) == sizeof(void *));
VTABLE_API_ASSERT(object_bytes, sizeof(vtable_api_object) == 2 * sizeof(void *));

/* -- values that borrow or own memory -------------------------------------------------------------- */

/* `&str`: UTF-8, not NUL-terminated, may contain NUL. */
typedef struct vtable_api_str {
    const char *ptr;              /* NULL only when len is 0 */
    uintptr_t len;
} vtable_api_str;

/* `String`: UTF-8, not NUL-terminated. Its owner calls free(self) once. NULL: the memory is not the owner's; it lives as long as the
 * module that made it, and nobody writes to it. With the highest bit of `cap`, others may be reading it: nobody writes to it, and the
 * owner calls free(self) all the same. Both are true of Vec and Box, too; what the elements of memory without a `free` own has none
 * either, and those of shared memory own nothing. An owner of a Vec with a `free` may move elements out: it writes zeros over them,
 * and `free` skips what is zero. */
typedef struct vtable_api_string vtable_api_string;
struct vtable_api_string {
    char *ptr;                    /* NULL only when len is 0 */
    uintptr_t len;
    uintptr_t cap;                /* the maker's own, but for the highest bit; nobody else grows it */
    void (VTABLE_API_CALL *free)(vtable_api_string *self) VTABLE_API_NOEXCEPT;
};

/* What a file is called, a variable of the environment, an argument: the system's own units, of any value, not NUL-terminated. On Windows
 * these are UTF-16, as the functions of Windows take it, and bytes elsewhere. */
#ifdef _WIN32
typedef wchar_t vtable_api_os_unit;
#else
typedef char vtable_api_os_unit;
#endif

/* `&OsStr`, `&Path`: lent for the call. */
typedef struct vtable_api_os_str {
    const vtable_api_os_unit *ptr; /* NULL only when len is 0 */
    uintptr_t len;                /* counts units */
} vtable_api_os_str;

/* `OsString`, `PathBuf`: owned as a String is. */
typedef struct vtable_api_os_string vtable_api_os_string;
struct vtable_api_os_string {
    vtable_api_os_unit *ptr;      /* NULL only when len is 0 */
    uintptr_t len;                /* counts units */
    uintptr_t cap;                /* the maker's own, but for the highest bit; nobody else grows it */
    void (VTABLE_API_CALL *free)(vtable_api_os_string *self) VTABLE_API_NOEXCEPT;
};

/* printf("text: " VTABLE_API_STR_FMT "\n", VTABLE_API_STR_ARG(text)); for a str or a string */
#define VTABLE_API_STR_FMT "%.*s"
#define VTABLE_API_STR_ARG(s) VTABLE_API_CAST_(int, (s).len), ((s).len != 0 ? (s).ptr : "")

/* Frees a String, Vec or Box that you own; an lvalue. */
#define VTABLE_API_FREE(value) \
    do { \
        if ((value).free != NULL) { \
            (value).free(&(value)); \
        } \
    } while (0)

/* Whether you may write to a String, Vec or Box that you own; else copy it first. */
#define VTABLE_API_IS_WRITABLE(value) ((value).free != NULL && ((value).cap >> (8 * sizeof((value).cap) - 1)) == 0)

/* `tag` of an Option, of a Result */
#define VTABLE_API_NONE 0u
#define VTABLE_API_SOME 1u
#define VTABLE_API_OK 0u
#define VTABLE_API_ERR 1u

VTABLE_API_ASSERT(str_ptr, offsetof(vtable_api_str, ptr) == 0);
VTABLE_API_ASSERT(str_len, offsetof(vtable_api_str, len) == sizeof(void *));
VTABLE_API_ASSERT(str_bytes, sizeof(vtable_api_str) == 2 * sizeof(void *));
VTABLE_API_ASSERT(string_ptr, offsetof(vtable_api_string, ptr) == 0);
VTABLE_API_ASSERT(string_len, offsetof(vtable_api_string, len) == 1 * sizeof(void *));
VTABLE_API_ASSERT(string_cap, offsetof(vtable_api_string, cap) == 2 * sizeof(void *));
VTABLE_API_ASSERT(string_free, offsetof(vtable_api_string, free) == 3 * sizeof(void *));
VTABLE_API_ASSERT(string_bytes, sizeof(vtable_api_string) == 4 * sizeof(void *));

#ifdef _WIN32
VTABLE_API_ASSERT(os_unit_bytes, sizeof(vtable_api_os_unit) == 2);
#endif
VTABLE_API_ASSERT(os_str_ptr, offsetof(vtable_api_os_str, ptr) == 0);
VTABLE_API_ASSERT(os_str_len, offsetof(vtable_api_os_str, len) == sizeof(void *));
VTABLE_API_ASSERT(os_str_bytes, sizeof(vtable_api_os_str) == 2 * sizeof(void *));
VTABLE_API_ASSERT(os_string_ptr, offsetof(vtable_api_os_string, ptr) == 0);
VTABLE_API_ASSERT(os_string_len, offsetof(vtable_api_os_string, len) == 1 * sizeof(void *));
VTABLE_API_ASSERT(os_string_cap, offsetof(vtable_api_os_string, cap) == 2 * sizeof(void *));
VTABLE_API_ASSERT(os_string_free, offsetof(vtable_api_os_string, free) == 3 * sizeof(void *));
VTABLE_API_ASSERT(os_string_bytes, sizeof(vtable_api_os_string) == 4 * sizeof(void *));

/* Lends a NUL-terminated text; NULL gives the empty one. */
static inline vtable_api_str vtable_api_str_from(const char *text) {
    vtable_api_str out;
    out.ptr = text;
    out.len = 0;
    while (text != NULL && text[out.len] != '\0') {
        out.len++;
    }
    return out;
}

/* The same of the system's own units: an argument of `main` or, on Windows, of `wmain`. */
static inline vtable_api_os_str vtable_api_os_str_from(const vtable_api_os_unit *text) {
    vtable_api_os_str out;
    out.ptr = text;
    out.len = 0;
    while (text != NULL && text[out.len] != 0) {
        out.len++;
    }
    return out;
}

/* Ends an object that you own. */
static inline void vtable_api_release(vtable_api_object owned) {
    if (owned.table != NULL && owned.table->release != NULL) {
        owned.table->release(owned.object);
    }
}

/* -- values that are made and dropped -------------------------------------------------------------- */

/* The headers of tables have, for the types that their slots lead to:
 *   TYPE_drop(&value)       frees what a value owns, all of it. The value is empty then: a second drop does nothing.
 *   TYPE_ok(ret, value)     makes *ret a Result; so do TYPE_err, and TYPE_some and TYPE_none for an Option. What *ret was is
 *                           not dropped; bytes that are not used are zero. No value is passed for `()`, and a pointer to
 *                           its first element for an array; all else by value. What the value owns is *ret's then.
 *   TYPE_of_VARIANT(..)     an enum that holds something, of what the variant holds: viewer_event_of_progress(done, all)
 * and, where there is an allocator (VTABLE_API_STDLIB):
 *   TYPE_alloc(len)         a Vec of so many elements, zeroed: an element that owns nothing yet is dropped all the same
 *   TYPE_copy(ptr, len)     a Vec of copied elements, where they own nothing
 *   TYPE_from(texts, len)   a Vec of Strings of its own, of NUL-terminated texts
 *   TYPE_new(value)         a Box, which owns what the value did
 * `ptr` of what these return is NULL only when there is no memory, whatever `len` is; it is an empty Vec then, which may
 * be returned and dropped like any other, or no Box. They set `free`: whoever owns the value in the end gives the memory back
 * to this module's allocator by it, with what the elements own. */

static inline void vtable_api_zero_(void *at, uintptr_t size) {
    unsigned char *to = VTABLE_API_CAST_(unsigned char *, at);
    for (; size > 0; size--) {
        *to++ = 0;
    }
}

static inline void vtable_api_copy_(void *at, const void *from, uintptr_t size) {
    unsigned char *to = VTABLE_API_CAST_(unsigned char *, at);
    const unsigned char *byte = VTABLE_API_CAST_(const unsigned char *, from);
    for (; size > 0; size--) {
        *to++ = *byte++;
    }
}

/* Of a String, Vec or Box; an lvalue. */
#define VTABLE_API_DROP_(value) \
    do { \
        VTABLE_API_FREE(value); \
        (value).ptr = NULL; \
        (value).len = 0; \
        (value).free = NULL; \
    } while (0)

static inline void vtable_api_string_drop(vtable_api_string *value) {
    VTABLE_API_DROP_(*value);
}

static inline void vtable_api_os_string_drop(vtable_api_os_string *value) {
    VTABLE_API_DROP_(*value);
}

/* Of `Box<dyn ..>`: ends it. */
static inline void vtable_api_object_drop(vtable_api_object *value) {
    vtable_api_release(*value);
    value->table = NULL;
}

/* An object of your table, lent or given: vtable_api_object_of(&table.header, object) */
static inline vtable_api_object vtable_api_object_of(const vtable_api_header *table, void *object) {
    vtable_api_object out;
    out.table = table;
    out.object = object;
    return out;
}

/* The text of a String, while it is there. */
static inline vtable_api_str vtable_api_str_of(const vtable_api_string *string) {
    vtable_api_str out;
    out.ptr = string->ptr;
    out.len = string->len;
    return out;
}

/* The units of an OsString, while it is there. */
static inline vtable_api_os_str vtable_api_os_str_of(const vtable_api_os_string *string) {
    vtable_api_os_str out;
    out.ptr = string->ptr;
    out.len = string->len;
    return out;
}

/* A String that nobody frees, of a NUL-terminated text that lives as long as the module: a literal. */
static inline vtable_api_string vtable_api_string_static(const char *text) {
    vtable_api_string out;
    out.ptr = VTABLE_API_MUTABLE_(char *, text);
    out.len = vtable_api_str_from(text).len;
    out.cap = 0;
    out.free = NULL;
    return out;
}

#ifdef VTABLE_API_ALLOC
/* What ends an object that is one allocation and owns nothing else: VIEWER_CODEC_HEADER(1, vtable_api_object_free) */
static inline void VTABLE_API_CALL vtable_api_object_free(void *object) VTABLE_API_NOEXCEPT {
    VTABLE_API_DEALLOC(object);
}

static inline void VTABLE_API_CALL vtable_api_string_free_(vtable_api_string *self) VTABLE_API_NOEXCEPT {
    VTABLE_API_DEALLOC(self->ptr);
}

/* Members of a String or Vec of `len` elements of so many bytes. */
#define VTABLE_API_ALLOC_(out, type, count, bytes, give_back) \
    do { \
        (out).ptr = VTABLE_API_CAST_(type, VTABLE_API_ALLOC((count) + ((count) == 0), bytes)); \
        (out).len = (out).cap = (out).ptr != NULL ? (count) : 0; \
        (out).free = (out).ptr != NULL ? (give_back) : NULL; \
    } while (0)

/* A String of so many bytes, all NUL, which is UTF-8 as soon as you have written it. */
static inline vtable_api_string vtable_api_string_alloc(uintptr_t len) {
    vtable_api_string out;
    VTABLE_API_ALLOC_(out, char *, len, 1, vtable_api_string_free_);
    return out;
}

/* A String of its own of a text. */
static inline vtable_api_string vtable_api_string_copy(vtable_api_str text) {
    vtable_api_string out = vtable_api_string_alloc(text.len);
    vtable_api_copy_(out.ptr, text.ptr, out.len);
    return out;
}

/* The same of a NUL-terminated text, in a buffer for example. */
static inline vtable_api_string vtable_api_string_from(const char *text) {
    return vtable_api_string_copy(vtable_api_str_from(text));
}

static inline void VTABLE_API_CALL vtable_api_os_string_free_(vtable_api_os_string *self) VTABLE_API_NOEXCEPT {
    VTABLE_API_DEALLOC(self->ptr);
}

/* An OsString of so many units, all zero. */
static inline vtable_api_os_string vtable_api_os_string_alloc(uintptr_t len) {
    vtable_api_os_string out;
    VTABLE_API_ALLOC_(out, vtable_api_os_unit *, len, sizeof *out.ptr, vtable_api_os_string_free_);
    return out;
}

/* An OsString of its own of such units. */
static inline vtable_api_os_string vtable_api_os_string_copy(vtable_api_os_str text) {
    vtable_api_os_string out = vtable_api_os_string_alloc(text.len);
    vtable_api_copy_(out.ptr, text.ptr, out.len * sizeof *out.ptr);
    return out;
}

/* The same of NUL-terminated ones. */
static inline vtable_api_os_string vtable_api_os_string_from(const vtable_api_os_unit *text) {
    return vtable_api_os_string_copy(vtable_api_os_str_from(text));
}
#endif

/* -- the rule of agreement ------------------------------------------------------------------------- */

static inline bool vtable_api_same_id(const char *a, const char *b) {
    if (a == NULL || b == NULL) {
        return false;
    }
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

/* Writes one line for the caller to read. */
static inline void vtable_api_say(const vtable_api_caller *caller, const char *text) {
    uintptr_t n = 0;
    if (caller->size < VTABLE_API_CALLER_SIZE || caller->why == NULL || caller->why_size == 0) {
        return;
    }
    while (text[n] != '\0' && n + 1 < caller->why_size) {
        caller->why[n] = text[n];
        n++;
    }
    caller->why[n] = '\0';
}

/* Ends what was written at `why`, if whoever wrote did not. */
static inline void vtable_api_end(const vtable_api_caller *caller) {
    if (caller->size >= VTABLE_API_CALLER_SIZE && caller->why != NULL && caller->why_size != 0) {
        caller->why[caller->why_size - 1] = '\0';
    }
}

/* The revisions that both sides hold and mean the same by. 0, or bit 0 is set when they can talk. */
static inline uint64_t vtable_api_agreed(uint64_t a_revisions, const uint64_t *a_fingerprints,
                                         uint64_t b_revisions, const uint64_t *b_fingerprints) {
    uint64_t both = a_revisions & b_revisions & VTABLE_API_REVISIONS_MASK;
    uint64_t rest;
    unsigned n = 0;
    if (a_fingerprints == NULL || b_fingerprints == NULL) {
        return 0;
    }
    for (rest = both; rest != 0; rest >>= 1) {
        n++;
    }
    for (; n > 0; n--) {
        if (a_fingerprints[n - 1] == b_fingerprints[n - 1]) {
            both &= (UINT64_C(1) << n) - 1;
            return (both & 1u) != 0 ? both : 0;
        }
    }
    return 0;
}

/* The `negotiate` of a provider that has no reason to do otherwise. */
static inline const vtable_api_header *VTABLE_API_CALL
vtable_api_negotiate_default(const vtable_api_header *self, const vtable_api_caller *caller) VTABLE_API_NOEXCEPT {
    uint64_t agreed;
    /* Up to `name`. What a caller of another contract has in place of `why` is unknown. */
    if (caller == NULL || caller->contract != VTABLE_API_CONTRACT ||
        caller->size < VTABLE_API_CALLER_SIZE - 2 * sizeof(void *)) {
        return NULL;
    }
    if (!vtable_api_same_id(caller->id, self->id)) {
        vtable_api_say(caller, "this table has another id");
        return NULL;
    }
    agreed = vtable_api_agreed(self->revisions, self->fingerprints, caller->revisions, caller->fingerprints);
    if (agreed == 0) {
        vtable_api_say(caller, "no common revision");
        return NULL;
    }
    if ((caller->required & VTABLE_API_REVISIONS_MASK & ~agreed) != 0) {
        vtable_api_say(caller, "a required revision is not provided");
        return NULL;
    }
    return self;
}

/* Whether a slot holds a function. */
static inline bool vtable_api_has_slot(const vtable_api_header *table, uint32_t index) {
    const void *start = table;
    const unsigned char *slot = VTABLE_API_CAST_(const unsigned char *, start) + VTABLE_API_TABLE_SIZE(index);
    unsigned i;
    for (i = 0; i < sizeof(void *); i++) {
        if (slot[i] != 0) {
            return true;
        }
    }
    return false;
}

/* NULL when the table keeps what it claims for `agreed`, else what is wrong with it.
 * `ends`: for each revision, how many slots there are up to its last one. */
static inline const char *vtable_api_fault(const vtable_api_header *table, uint64_t agreed, const uint32_t *ends) {
    uint32_t index = 0;
    for (; agreed != 0; agreed >>= 1, ends++) {
        if ((agreed & 1u) != 0 && table->size < VTABLE_API_TABLE_SIZE(*ends)) {
            return "the table is shorter than its revisions claim";
        }
        for (; index < *ends; index++) {
            if ((agreed & 1u) != 0 && !vtable_api_has_slot(table, index)) {
                return "the table has an empty slot in a revision that it claims";
            }
        }
    }
    return NULL;
}

/* NULL when `table` may be asked, else what is wrong with it. */
static inline const char *vtable_api_header_fault(const vtable_api_header *table, const char *id) {
    if (table == NULL) {
        return "there is no table";
    }
    if (table->contract != VTABLE_API_CONTRACT) {
        return "the table speaks another contract";
    }
    if (table->size < VTABLE_API_TABLE_SIZE(0) || table->negotiate == NULL) {
        return "the table has no header";
    }
    if (!vtable_api_same_id(table->id, id)) {
        return "the table has another id";
    }
    return NULL;
}

/* Asks `table`, and checks what it answers with. NULL, and one line at `why`, when it will not do. */
static inline const vtable_api_header *vtable_api_negotiate(const vtable_api_header *table, const vtable_api_caller *caller,
                                                            const uint32_t *ends, uint64_t *agreed) {
    const char *fault = vtable_api_header_fault(table, caller->id);
    *agreed = 0;
    if (fault != NULL) {
        vtable_api_say(caller, fault);
        return NULL;
    }
    vtable_api_say(caller, "refused, no reason given");
    table = table->negotiate(table, caller);
    if (table == NULL) {
        vtable_api_end(caller);
        return NULL;
    }
    fault = vtable_api_header_fault(table, caller->id);
    if (fault == NULL) {
        *agreed = vtable_api_agreed(table->revisions, table->fingerprints, caller->revisions, caller->fingerprints);
        fault = *agreed == 0 ? "no common revision"
              : (caller->required & ~*agreed) != 0 ? "a required revision is not provided"
              : vtable_api_fault(table, *agreed, ends);
    }
    vtable_api_say(caller, fault != NULL ? fault : "");
    return fault != NULL ? NULL : table;
}

/* Whether the slot at `offset` is in a revision that was agreed upon. `ends` as above. */
static inline bool vtable_api_has(uint64_t agreed, const uint32_t *ends, uintptr_t offset) {
    for (; agreed != 0; agreed >>= 1, ends++) {
        if (offset < VTABLE_API_TABLE_SIZE(*ends)) {
            return (agreed & 1u) != 0;
        }
    }
    return false;
}

/* -- values that grow ------------------------------------------------------------------------------ */

/* A growable type gains fields or variants. Each of its values is a block of its maker's, which never moves, and crosses as a
 * pointer to it: `const T *` lent for the call, `T *` given. The block begins with a head that says what the maker knows of
 * the type, and who frees it.
 *   - Read a member of growth n only when TYPE_grown(value) >= n. 0: the value is not of this type, nothing in it may be read.
 *   - A block that is lent: write nothing to it, and keep nothing. Never copy a block: yours may be longer or shorter.
 *   - A block that you own: take parts out by copying them and writing zeros over all of each, and then call
 *     vtable_api_growing_free once. Or give the block on as it is, to someone who owns it then.
 *   - An enum's tag that you do not know, or one of a growth that is not common: keep the pointer, give it on or free it.
 *   - Yours: a block that you give away is from an allocator, so aligned to 8 bytes or more, and zero where parts are not
 *     filled in. Its head never changes, and its `free` frees the parts that are not zero (TYPE_free_parts), and then the
 *     block. One that you only lend may lie anywhere.
 *
 * The headers of tables have, for each growable type:
 *   TYPE_grown(value)       how many growths both its maker and this file know
 *   TYPE_drop(&value)       frees what you own, and makes the pointer NULL
 *   TYPE_free_parts(value)  of a block of yours, frees what its parts own: those of the growths that its head counts
 *   TYPE_known(value)       of an enum: whether its tag is a constant of this file, and means to its maker what it means here
 *   TYPE_as_VARIANT(value)  the block of that variant; NULL when it is another one, or not known. Who owns it casts it.
 * and, where there is an allocator (VTABLE_API_STDLIB):
 *   TYPE_alloc(growth)      a block of yours for a struct, zero but for its head; NULL: there is no memory
 *   TYPE_of_VARIANT(growth, ..)  the same for an enum, with what the variant holds, which is the value's then; when it is
 *                           NULL, it is still yours
 *   TYPE_free               the `free` for these
 * TYPE_TARGET_GROWTH, defined as a plain number before the include, hides what came with later growths. */

/* What a maker knows of a growable type, and how it frees a block. It never changes, and is there as long as the block: most are
 * constants of a binary. Never read past `size`. */
typedef struct vtable_api_growth {
    uint32_t size;                /* sizeof(vtable_api_growth); readers compare with >=, never with == */
    uint32_t count;               /* of fingerprints, at least 1 */
    const uint64_t *fingerprints; /* [n-1] covers growths 1 to n */
    const char *id;               /* "viewer/Options": package and type */
    /* Frees the parts that are left in a block, and then the block. Not NULL; called once. */
    void (VTABLE_API_CALL *free)(void *self) VTABLE_API_NOEXCEPT;
    /* NULL, or makes *ret the value's text, for people to read, also where they do not know the variant. */
    void (VTABLE_API_CALL *text)(const void *self, vtable_api_string *ret) VTABLE_API_NOEXCEPT;
    /* NULL, or makes another block with the same value, which the caller owns; NULL when it cannot. */
    void *(VTABLE_API_CALL *clone)(const void *self) VTABLE_API_NOEXCEPT;
} vtable_api_growth;
#define VTABLE_API_GROWTH_SIZE (8 + 5 * sizeof(void *))

/* What each block begins with. */
typedef struct vtable_api_growing {
    const vtable_api_growth *growth;
    uint32_t tag;                 /* an enum's variant; 0 in a struct */
} vtable_api_growing;

VTABLE_API_ASSERT(growth_size, offsetof(vtable_api_growth, size) == 0);
VTABLE_API_ASSERT(growth_count, offsetof(vtable_api_growth, count) == 4);
VTABLE_API_ASSERT(growth_fingerprints, offsetof(vtable_api_growth, fingerprints) == 8);
VTABLE_API_ASSERT(growth_id, offsetof(vtable_api_growth, id) == 8 + 1 * sizeof(void *));
VTABLE_API_ASSERT(growth_free, offsetof(vtable_api_growth, free) == 8 + 2 * sizeof(void *));
VTABLE_API_ASSERT(growth_text, offsetof(vtable_api_growth, text) == 8 + 3 * sizeof(void *));
VTABLE_API_ASSERT(growth_clone, offsetof(vtable_api_growth, clone) == 8 + 4 * sizeof(void *));
VTABLE_API_ASSERT(growth_bytes, sizeof(vtable_api_growth) == VTABLE_API_GROWTH_SIZE);
VTABLE_API_ASSERT(growing_growth, offsetof(vtable_api_growing, growth) == 0);
VTABLE_API_ASSERT(growing_tag, offsetof(vtable_api_growing, tag) == sizeof(void *));
VTABLE_API_ASSERT(growing_bytes, sizeof(vtable_api_growing) == 2 * sizeof(void *));

/* Initialises a constant vtable_api_growth: VTABLE_API_GROWTH(viewer_options, 2, viewer_options_free), for blocks of yours that have
 * growths 1 and 2 of the type. A file that says 1 makes values of growth 1, whatever headers it is built with later. */
#define VTABLE_API_GROWTH(type, n, free) VTABLE_API_GROWTH_WITH(type, n, free, NULL, NULL)
#define VTABLE_API_GROWTH_WITH(type, n, free, text, clone) VTABLE_API_GROWTH_OF_(type, n, free, text, clone)
#define VTABLE_API_GROWTH_OF_(type, n, free, text, clone) \
    { VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_growth)), type##_growths_##n##_, type##_fingerprints_, type##_id_, \
      (free), (text), (clone) }

/* How many growths of a type both sides know, of a maker's and this side's: 0 when the maker's is of another type, or has no
 * growth in common. */
static inline uint32_t vtable_api_grown(const vtable_api_growth *maker, const char *id, const uint64_t *fingerprints,
                                        uint32_t count) {
    uint32_t n;
    if (maker == NULL || maker->size < VTABLE_API_GROWTH_SIZE || maker->fingerprints == NULL || maker->free == NULL ||
        !vtable_api_same_id(maker->id, id)) {
        return 0;
    }
    n = maker->count < count ? maker->count : count;
    while (n > 0 && maker->fingerprints[n - 1] != fingerprints[n - 1]) {
        n--;
    }
    return n;
}

/* Frees a block that you own, by its maker. NULL is none. */
static inline void vtable_api_growing_free(void *owned) {
    const vtable_api_growing *head = VTABLE_API_CAST_(const vtable_api_growing *, owned);
    if (head != NULL && head->growth != NULL && head->growth->free != NULL) {
        head->growth->free(owned);
    }
}

/* The same of an lvalue, which is NULL then. */
#define VTABLE_API_GROWING_DROP_(value) \
    do { \
        vtable_api_growing_free(value); \
        (value) = NULL; \
    } while (0)

/* The text of any block, as its maker says it: true and *ret, which you free; or false, its maker has none. */
static inline bool vtable_api_growing_text(const void *block, vtable_api_string *ret) {
    const vtable_api_growth *growth = VTABLE_API_CAST_(const vtable_api_growing *, block)->growth;
    if (growth->size < VTABLE_API_GROWTH_SIZE || growth->text == NULL) {
        return false;
    }
    growth->text(block, ret);
    return true;
}

/* Another block with the same value, made by the same maker, which you own; NULL when it makes none. */
static inline void *vtable_api_growing_clone(const void *block) {
    const vtable_api_growth *growth = VTABLE_API_CAST_(const vtable_api_growing *, block)->growth;
    return growth->size < VTABLE_API_GROWTH_SIZE || growth->clone == NULL ? NULL : growth->clone(block);
}

/* -- what the headers of tables are made of -------------------------------------------------------- */

/* The header of a table, as an initialiser. */
#define VTABLE_API_HEADER_(table, TABLE, n, release) \
    { VTABLE_API_REVISIONS_(n), VTABLE_API_CAST_(uint32_t, TABLE##_SIZE_##n), VTABLE_API_CONTRACT, TABLE##_ID, \
      table##_fingerprints, table##_provides_##n##_, (release), NULL, NULL }
/* The `negotiate` of tables of a revision. */
#define VTABLE_API_PROVIDES_(table, TABLE, n) \
    static inline const vtable_api_header *VTABLE_API_CALL \
    table##_provides_##n##_(const vtable_api_header *self, const vtable_api_caller *caller) VTABLE_API_NOEXCEPT { \
        VTABLE_API_RECORD_("provides", struct table##_lines_##n##_, TABLE##_LINES_##n##_) \
        return vtable_api_negotiate_default(self, caller); \
    }
#define VTABLE_API_EXPECTS_(table, TABLE, n) VTABLE_API_EXPECTS_OF_(table, TABLE, n)
#define VTABLE_API_EXPECTS_OF_(table, TABLE, n) \
    VTABLE_API_RECORD_("expects", struct table##_lines_##n##_, TABLE##_LINES_##n##_)
/* Each slot of a table is as wide as a pointer, and nothing is between them; behind the last one there may be padding. */
#define VTABLE_API_SLOTS_(table, TABLE, n) VTABLE_API_SLOTS_OF_(table, TABLE, n)
#define VTABLE_API_SLOTS_OF_(table, TABLE, n) \
    VTABLE_API_ASSERT(table##_SIZEOF, sizeof(table##_table) - TABLE##_SIZE_##n < sizeof(uint64_t))

/* -- modules --------------------------------------------------------------------------------------- */

/* What a module or a host offers under a name. Make `table` static, or a second module exports yours. */
typedef struct vtable_api_export {
    const char *name;             /* "png" */
    const vtable_api_header *table;
    void *object;                 /* lent when create is NULL or object is not: never released */
    /* NULL, or makes an object that its owner ends with table->release. NULL when it cannot; an
     * object without state is any pointer but NULL. */
    void *(VTABLE_API_CALL *create)(void) VTABLE_API_NOEXCEPT;
} vtable_api_export;

/* What a module needs of its host. */
typedef struct vtable_api_require {
    const char *name;             /* of the host's export */
    const char *id;               /* of its table */
    uint64_t required;            /* its revisions that the module cannot do without */
} vtable_api_require;

/* The host, as a module sees it. Lives until fini. Never read past `size`. An odd one is one byte more, and says that one
 * fini will end this init and an earlier one. */
typedef struct vtable_api_host {
    uint32_t size;
    uint32_t contract;
    const char *name;             /* "viewer/2.1.0" */
    const vtable_api_export *exports;
    uint32_t export_count;
    uint32_t export_size;         /* bytes from one export to the next */
} vtable_api_host;

/* The type of the exported symbol `vtable_api_module`. Never read past `size`. */
typedef struct vtable_api_module_v1 {
    uint32_t size;
    uint32_t contract;
    const char *name;
    const char *version;
    /* NULL, or: 0 when ready; else refused, one line at why. Each host calls it. Those of one runtime do so one after
     * the other; those of two (a program's, and that of a library which is itself a host) may at the same time. It may fill
     * in exports, export_count and export_size, for good, before it first returns 0; all else here never changes. */
    int32_t (VTABLE_API_CALL *init)(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT;
    /* Once for each runtime, when its last host closes the module. What several runtimes may open counts them, and ends
     * with the last: see vtable_api_is_again. */
    void (VTABLE_API_CALL *fini)(void) VTABLE_API_NOEXCEPT; /* NULL, or ends what init began */
    const vtable_api_require *requirements;
    uint32_t require_count;
    uint32_t require_size;        /* bytes from one requirement to the next */
    const vtable_api_export *exports; /* read after init returned 0 */
    uint32_t export_count;
    uint32_t export_size;         /* bytes from one export to the next */
} vtable_api_module_v1;

VTABLE_API_ASSERT(export_name, offsetof(vtable_api_export, name) == 0);
VTABLE_API_ASSERT(export_table, offsetof(vtable_api_export, table) == 1 * sizeof(void *));
VTABLE_API_ASSERT(export_object, offsetof(vtable_api_export, object) == 2 * sizeof(void *));
VTABLE_API_ASSERT(export_create, offsetof(vtable_api_export, create) == 3 * sizeof(void *));
VTABLE_API_ASSERT(export_bytes, sizeof(vtable_api_export) == 4 * sizeof(void *));
VTABLE_API_ASSERT(require_name, offsetof(vtable_api_require, name) == 0);
VTABLE_API_ASSERT(require_id, offsetof(vtable_api_require, id) == 1 * sizeof(void *));
VTABLE_API_ASSERT(require_required, offsetof(vtable_api_require, required) == 2 * sizeof(void *));
VTABLE_API_ASSERT(require_bytes, sizeof(vtable_api_require) == 8 + 2 * sizeof(void *));
VTABLE_API_ASSERT(host_size, offsetof(vtable_api_host, size) == 0);
VTABLE_API_ASSERT(host_contract, offsetof(vtable_api_host, contract) == 4);
VTABLE_API_ASSERT(host_name, offsetof(vtable_api_host, name) == 8);
VTABLE_API_ASSERT(host_exports, offsetof(vtable_api_host, exports) == 8 + 1 * sizeof(void *));
VTABLE_API_ASSERT(host_export_count, offsetof(vtable_api_host, export_count) == 8 + 2 * sizeof(void *));
VTABLE_API_ASSERT(host_export_size, offsetof(vtable_api_host, export_size) == 12 + 2 * sizeof(void *));
VTABLE_API_ASSERT(host_bytes, sizeof(vtable_api_host) == 16 + 2 * sizeof(void *));
VTABLE_API_ASSERT(module_size, offsetof(vtable_api_module_v1, size) == 0);
VTABLE_API_ASSERT(module_contract, offsetof(vtable_api_module_v1, contract) == 4);
VTABLE_API_ASSERT(module_name, offsetof(vtable_api_module_v1, name) == 8);
VTABLE_API_ASSERT(module_version, offsetof(vtable_api_module_v1, version) == 8 + 1 * sizeof(void *));
VTABLE_API_ASSERT(module_init, offsetof(vtable_api_module_v1, init) == 8 + 2 * sizeof(void *));
VTABLE_API_ASSERT(module_fini, offsetof(vtable_api_module_v1, fini) == 8 + 3 * sizeof(void *));
VTABLE_API_ASSERT(module_requirements, offsetof(vtable_api_module_v1, requirements) == 8 + 4 * sizeof(void *));
VTABLE_API_ASSERT(module_require_count, offsetof(vtable_api_module_v1, require_count) == 8 + 5 * sizeof(void *));
VTABLE_API_ASSERT(module_require_size, offsetof(vtable_api_module_v1, require_size) == 12 + 5 * sizeof(void *));
VTABLE_API_ASSERT(module_exports, offsetof(vtable_api_module_v1, exports) == 16 + 5 * sizeof(void *));
VTABLE_API_ASSERT(module_export_count, offsetof(vtable_api_module_v1, export_count) == 16 + 6 * sizeof(void *));
VTABLE_API_ASSERT(module_export_size, offsetof(vtable_api_module_v1, export_size) == 20 + 6 * sizeof(void *));
VTABLE_API_ASSERT(module_bytes, sizeof(vtable_api_module_v1) == 24 + 6 * sizeof(void *));

/* VTABLE_API_MODULE("png", "1.0.3", init, fini, NULL, 0, exports, 1); once in a module, at file scope. */
#ifdef __cplusplus
#define VTABLE_API_MODULE_DECLARE extern "C" VTABLE_API_EXPORT
#else
#define VTABLE_API_MODULE_DECLARE extern VTABLE_API_EXPORT
#endif
#define VTABLE_API_MODULE(name, version, init, fini, requirements, require_count, exports, export_count) \
    VTABLE_API_MODULE_AS(vtable_api_module, name, version, init, fini, requirements, require_count, exports, export_count)
/* The same under another symbol: for modules that are linked into a program, where each needs its own. */
#define VTABLE_API_MODULE_AS(symbol, name, version, init, fini, requirements, require_count, exports, export_count) \
    VTABLE_API_MODULE_DECLARE const vtable_api_module_v1 symbol; \
    const vtable_api_module_v1 symbol = { \
        VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_module_v1)), VTABLE_API_CONTRACT, (name), (version), (init), (fini), \
        (requirements), VTABLE_API_CAST_(uint32_t, require_count), VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_require)), \
        (exports), VTABLE_API_CAST_(uint32_t, export_count), VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_export)) }

/* The export of this name, or NULL. For a host's exports and for a module's. */
static inline const vtable_api_export *vtable_api_find_export(const vtable_api_export *exports, uint32_t count,
                                                              uint32_t stride, const char *name) {
    const unsigned char *at = VTABLE_API_CAST_(const unsigned char *, VTABLE_API_CAST_(const void *, exports));
    if (exports == NULL || stride < sizeof(vtable_api_export)) {
        return NULL;
    }
    for (; count > 0; count--, at = at + stride) {
        const vtable_api_export *found = VTABLE_API_CAST_(const vtable_api_export *, VTABLE_API_CAST_(const void *, at));
        if (name != NULL && vtable_api_same_id(found->name, name)) {
            return found;
        }
    }
    return NULL;
}

/* An object that the host lends under this name, until fini. */
static inline bool vtable_api_find(const vtable_api_host *host, const char *name, vtable_api_object *lent) {
    const vtable_api_export *found = host == NULL ? NULL
        : vtable_api_find_export(host->exports, host->export_count, host->export_size, name);
    if (found == NULL || (found->create != NULL && found->object == NULL)) {
        return false;
    }
    lent->table = found->table;
    lent->object = found->object;
    return true;
}

/* Whether the same runtime has the module open already, for another of its hosts: one fini will end both. */
static inline bool vtable_api_is_again(const vtable_api_host *host) {
    return (host->size & 1u) != 0;
}

/* An object of your own: end it with vtable_api_release. */
static inline bool vtable_api_create(const vtable_api_export *from, vtable_api_object *owned) {
    if (from == NULL || from->create == NULL) {
        return false;
    }
    owned->table = from->table;
    owned->object = from->create();
    return owned->object != NULL;
}

#ifdef __cplusplus
}
#endif
#pragma pack(pop)
#elif defined(VTABLE_API_STDLIB) && !defined(VTABLE_API_ALLOC)
#error "vtable-api: define VTABLE_API_STDLIB before the first include of vtable_api.h"
#endif
