/* vtable_api_host.h - how a program in C or C++ opens modules.
 *
 * Part of vtable-api; `cargo vtable-api header --host` writes it beside vtable_api.h. Do not edit. C99 to C23, C++11 to
 * C++23; POSIX (link with -ldl where dlopen is not in the C library) and Windows. It allocates nothing that stays, and
 * has no state of its own.
 *
 *     static const vtable_api_host host = VTABLE_API_HOST("viewer/2.1.0", NULL, 0);
 *     if (!vtable_api_open("plugins/libpng.so", &host, &opened, why, sizeof why)) { puts(why); }
 *     else if (vtable_api_create(vtable_api_opened_find(&opened, "png"), &object)) {
 *         if (viewer_codec_negotiate(object, 0, host.name, why, sizeof why, &codec)) { codec.t->decode(codec.object, ...); }
 *         vtable_api_release(object);
 *     }
 *     vtable_api_close(&opened);
 *
 * Trust. Opening a library runs its code. What is checked finds mistakes, not attackers: nothing is read past a `size`, a
 * count or a stride that the module tells, and a descriptor that cannot be true is refused.
 *
 * Ownership. `host`, its exports and what they lend belong to the program, and stay until the module is closed. What a
 * module gives (its exports, their tables, the functions in them, what it lends, its texts) stays until it is closed.
 * `vtable_api_opened` is the one that closes: a copy of it is not closed with it, and must not be closed or used after it.
 *
 * The order of endings. First what came from the module: objects by vtable_api_release, Strings, Vecs and Boxes by
 * VTABLE_API_FREE, both from every other module that they were given to as well. Then vtable_api_close, which calls the
 * module's fini and unloads its library. Then what the host lent. A module whose threads go on, or of which somebody kept
 * a function or a table, is not closed: the end of the program ends it.
 *
 * Threads. vtable_api_open may be called from any thread, by several at a time, each with an `out` of its own; not from
 * the init of the module that it opens. An open module may be searched by any thread. vtable_api_close is called once, by
 * whichever thread, when no other one uses the module, and not by a slot or callback of it.
 *
 * Twice. Each vtable_api_open is a runtime of its own to the module: one init, one fini. A module in Rust counts them. One
 * in C that does not count ends with the first that is closed, so open such a one once.
 */
#ifndef VTABLE_API_HOST_H
#define VTABLE_API_HOST_H

#include "vtable_api.h"

#pragma pack(push, 8) /* whatever the includer left in force */
#if !defined(_WIN32)
#include <dlfcn.h>
#include <sys/stat.h>
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* A module that is open; one with NULLs is not. Its name and version are module->name and module->version. */
typedef struct vtable_api_opened {
    const vtable_api_module_v1 *module;
    void *library;
} vtable_api_opened;

/* A host that lends `count` exports, as an initialiser: VTABLE_API_HOST("viewer/2.1.0", exports, 2), or NULL, 0. */
#define VTABLE_API_HOST(name, exports, count) \
    { VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_host)), VTABLE_API_CONTRACT, (name), (exports), \
      VTABLE_API_CAST_(uint32_t, count), VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_export)) }

#if defined(__cplusplus)
#define VTABLE_API_ADDRESS_(pointer) reinterpret_cast<uintptr_t>(pointer)
#else
#define VTABLE_API_ADDRESS_(pointer) ((uintptr_t)(pointer))
#endif
/* Of what the addresses of tables and of requirements are multiples: they begin with, or have, a uint64_t. */
#define VTABLE_API_ALIGN_ VTABLE_API_CAST_(uint32_t, offsetof(vtable_api_tag_u64, u64))

/* -- what is said when something is refused -------------------------------------------------------- */

/* One line of UTF-8, for which there is so much room. */
typedef struct vtable_api_line_ {
    char *at;
    uintptr_t room, used;
} vtable_api_line_;

/* An empty line; `why` may be NULL. */
static inline vtable_api_line_ vtable_api_line_at_(char *why, uintptr_t why_size) {
    vtable_api_line_ line = { NULL, 0, 0 };
    if (why != NULL && why_size != 0) {
        line.at = why;
        line.room = why_size;
        *why = '\0';
    }
    return line;
}

/* Bytes of the character of UTF-8 that begins there; 0 when none does. */
static inline unsigned vtable_api_character_(const unsigned char *at) {
    unsigned n = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf5 ? 4 : 0;
    unsigned i;
    for (i = 1; i < n; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f)
        || (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f)) {
        return 0;
    }
    return n;
}

/* Whether a character of `n` bytes would end the line, or do something to a terminal. */
static inline bool vtable_api_is_control_(const unsigned char *at, unsigned n) {
    return n == 1 ? at[0] < 0x20 || at[0] == 0x7f
         : n == 2 ? at[0] == 0xc2 && at[1] < 0xa0
                  : n == 3 && at[0] == 0xe2 && at[1] == 0x80 && (at[2] == 0xa8 || at[2] == 0xa9);
}

/* Appends what there is room for, in whole characters. */
static inline void vtable_api_put_(vtable_api_line_ *line, const char *text) {
    const unsigned char *at = VTABLE_API_CAST_(const unsigned char *, VTABLE_API_CAST_(const void *, text));
    while (*at != '\0') {
        unsigned n = vtable_api_character_(at), i;
        const char *shown = n == 0 ? "?" : vtable_api_is_control_(at, n) ? " " : NULL;
        unsigned bytes = shown != NULL ? 1 : n;
        if (line->room == 0 || line->room - line->used <= bytes) {
            line->room = line->used;
            return;
        }
        for (i = 0; i < bytes; i++) {
            line->at[line->used++] = shown != NULL ? *shown : VTABLE_API_CAST_(char, at[i]);
        }
        line->at[line->used] = '\0';
        at = at + (n == 0 ? 1 : n);
    }
}

static inline void vtable_api_put_number_(vtable_api_line_ *line, uint64_t number) {
    char digits[24];
    unsigned at = sizeof digits - 1;
    digits[at] = '\0';
    do {
        digits[--at] = VTABLE_API_CAST_(char, '0' + number % 10);
        number /= 10;
    } while (number != 0);
    vtable_api_put_(line, digits + at);
}

/* Appends `before`, the text in backticks, and `after`. */
static inline void vtable_api_put_name_(vtable_api_line_ *line, const char *before, const char *name, const char *after) {
    vtable_api_put_(line, before);
    vtable_api_put_(line, "`");
    vtable_api_put_(line, name);
    vtable_api_put_(line, "`");
    vtable_api_put_(line, after);
}

/* What another binary wrote for one line, without the space around it; appends it to `before`. */
static inline void vtable_api_put_reason_(vtable_api_line_ *line, const char *before, char *text) {
    uintptr_t end = vtable_api_str_from(text).len;
    while (end > 0 && VTABLE_API_CAST_(unsigned char, text[end - 1]) <= ' ') {
        text[--end] = '\0';
    }
    while (*text != '\0' && VTABLE_API_CAST_(unsigned char, *text) <= ' ') {
        text++;
    }
    vtable_api_put_(line, before);
    vtable_api_put_(line, *text != '\0' ? text : "no reason given");
}

/* -- the system ------------------------------------------------------------------------------------ */

#if defined(_WIN32)
#if !defined(_WINDOWS_)
/* As windows.h declares them, which may come before or after. */
struct HINSTANCE__;
#if defined(_WIN64)
typedef unsigned long long vtable_api_bytes_;
typedef long long(__stdcall *vtable_api_function_)(void);
#else
typedef unsigned long vtable_api_bytes_;
typedef int(__stdcall *vtable_api_function_)(void);
#endif
__declspec(dllimport) struct HINSTANCE__ *__stdcall LoadLibraryExW(const wchar_t *, void *, unsigned long);
__declspec(dllimport) int __stdcall FreeLibrary(struct HINSTANCE__ *);
__declspec(dllimport) vtable_api_function_ __stdcall GetProcAddress(struct HINSTANCE__ *, const char *);
__declspec(dllimport) int __stdcall GetModuleHandleExW(unsigned long, const wchar_t *, struct HINSTANCE__ **);
__declspec(dllimport) unsigned long __stdcall GetFullPathNameW(const wchar_t *, unsigned long, wchar_t *, wchar_t **);
__declspec(dllimport) int __stdcall MultiByteToWideChar(unsigned, unsigned long, const char *, int, wchar_t *, int);
__declspec(dllimport) unsigned long __stdcall GetLastError(void);
__declspec(dllimport) void *__stdcall GetProcessHeap(void);
__declspec(dllimport) void *__stdcall HeapAlloc(void *, unsigned long, vtable_api_bytes_);
__declspec(dllimport) int __stdcall HeapFree(void *, unsigned long, void *);
#else
typedef FARPROC vtable_api_function_;
#endif

/* No path of the system's is longer, with its NUL. */
#define VTABLE_API_PATH_ 32768

/* Loads a library by its absolute path, with the libraries beside it and those of the system, and never with one in the
 * current directory. */
static inline void *vtable_api_load_(const char *path, vtable_api_line_ *line) {
    void *heap = GetProcessHeap(), *library = NULL;
    wchar_t *wide = VTABLE_API_CAST_(wchar_t *, HeapAlloc(heap, 0, 2 * VTABLE_API_PATH_ * sizeof(wchar_t)));
    wchar_t *whole = wide + VTABLE_API_PATH_;
    unsigned long length = 0, error = 0;
    if (wide == NULL) {
        vtable_api_put_(line, "there is no memory for its path");
        return NULL;
    }
    /* UTF-8, of which nothing may be wrong */
    if (MultiByteToWideChar(65001, 8, path, -1, wide, VTABLE_API_PATH_) != 0) {
        length = GetFullPathNameW(wide, VTABLE_API_PATH_, whole, NULL);
    }
    if (length == 0 || length >= VTABLE_API_PATH_) {
        vtable_api_put_(line, "this is no path in UTF-8, or a longer one than the system has");
    } else {
        library = LoadLibraryExW(whole, NULL, 0x1100); /* LOAD_LIBRARY_SEARCH_: DLL_LOAD_DIR, DEFAULT_DIRS */
        error = GetLastError();
        if (library == NULL) {
            vtable_api_put_(line, "the system does not load it: error ");
            vtable_api_put_number_(line, error);
        }
    }
    HeapFree(heap, 0, wide);
    return library;
}

static inline void vtable_api_unload_(void *library) {
    FreeLibrary(VTABLE_API_CAST_(struct HINSTANCE__ *, library));
}

/* The address of the symbol, or NULL. */
static inline const void *vtable_api_symbol_(void *library) {
    vtable_api_function_ found = GetProcAddress(VTABLE_API_CAST_(struct HINSTANCE__ *, library), "vtable_api_module");
    const void *address;
    const unsigned char *from = VTABLE_API_CAST_(const unsigned char *, VTABLE_API_CAST_(const void *, &found));
    unsigned char *to = VTABLE_API_CAST_(unsigned char *, VTABLE_API_CAST_(void *, &address));
    unsigned i;
    for (i = 0; i < sizeof address; i++) {
        to[i] = from[i];
    }
    return address;
}

/* The library in which this address is; NULL for none. */
static inline void *vtable_api_library_of_(const void *address) {
    struct HINSTANCE__ *found = NULL; /* GET_MODULE_HANDLE_EX_FLAG_: FROM_ADDRESS, UNCHANGED_REFCOUNT */
    return GetModuleHandleExW(6, VTABLE_API_CAST_(const wchar_t *, address), &found) != 0 ? found : NULL;
}

/* Whether the address is in this library. An export may be forwarded to another one. */
static inline bool vtable_api_is_in_(void *library, const char *path, const void *address) {
    VTABLE_API_CAST_(void, path);
    return vtable_api_library_of_(address) == library;
}
#else
/* VTABLE_API_NO_PLACES, defined before the include, leaves out the check that a module's table is in the module's own file: for
 * what translates C and takes no names of symbols, such as Zig's @cImport. */
#if defined(VTABLE_API_NO_PLACES)
#elif (defined(__GNUC__) || defined(__TINYC__)) && !defined(_AIX)
/* `dladdr` under a name of our own: dlfcn.h declares it, or does not, as other macros say. */
typedef struct vtable_api_place_ {
    const char *file;
    void *base;
    const char *symbol;
    void *address;
} vtable_api_place_;
#if defined(__APPLE__)
extern int vtable_api_dladdr_(const void *address, vtable_api_place_ *place) __asm__("_dladdr");
#else
extern int vtable_api_dladdr_(const void *address, vtable_api_place_ *place) __asm__("dladdr");
#endif
/* Where an address is; all NULL when the system does not tell. */
static inline vtable_api_place_ vtable_api_place_of_(const void *address) {
    vtable_api_place_ place = { NULL, NULL, NULL, NULL }, none = { NULL, NULL, NULL, NULL };
    return vtable_api_dladdr_(address, &place) != 0 ? place : none;
}
#else
#define VTABLE_API_NO_PLACES
#endif

/* Loads a library. A name without a folder is a file here, as it is on Windows, and not one to search for. */
static inline void *vtable_api_load_(const char *path, vtable_api_line_ *line) {
    char here[260] = "./";
    uintptr_t n = 0, at;
    void *library;
    const char *said;
    while (path[n] != '\0' && path[n] != '/') {
        n++;
    }
    if (path[n] == '\0' && n + sizeof "./" <= sizeof here) {
        for (at = 0; at <= n; at++) {
            here[at + 2] = path[at];
        }
        path = here;
    }
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        said = dlerror();
        vtable_api_put_(line, "the system does not load it: ");
        vtable_api_put_(line, said != NULL ? said : "no reason given");
    }
    return library;
}

static inline void vtable_api_unload_(void *library) {
    dlclose(library);
}

/* The address of the symbol, or NULL. */
static inline const void *vtable_api_symbol_(void *library) {
    return dlsym(library, "vtable_api_module");
}

/* The library in which this address is; NULL for none, or if the system does not tell. */
static inline void *vtable_api_library_of_(const void *address) {
#if defined(VTABLE_API_NO_PLACES)
    VTABLE_API_CAST_(void, address);
    return NULL;
#else
    return vtable_api_place_of_(address).base;
#endif
}

/* Whether the address is in the library that this path opens, as far as the system tells: the symbol may be that of a
 * library which this one needs. */
static inline bool vtable_api_is_in_(void *library, const char *path, const void *address) {
#if defined(VTABLE_API_NO_PLACES)
    VTABLE_API_CAST_(void, path);
    VTABLE_API_CAST_(void, address);
    VTABLE_API_CAST_(void, library);
    return true;
#else
    const char *file = vtable_api_place_of_(address).file;
    struct stat opened, found;
    VTABLE_API_CAST_(void, library);
    if (file == NULL || vtable_api_same_id(file, path) || stat(file, &found) != 0 || stat(path, &opened) != 0) {
        return true;
    }
    return found.st_dev == opened.st_dev && found.st_ino == opened.st_ino;
#endif
}
#endif

/* -- what a descriptor may say --------------------------------------------------------------------- */

/* What an element of an array has, and of what its address is a multiple. */
typedef struct vtable_api_kind_ {
    const char *many, *one;
    uint32_t bytes, align;
} vtable_api_kind_;

/* An array whose elements may be longer than this side knows. */
typedef struct vtable_api_array_ {
    const void *start;
    uint32_t count, stride;
} vtable_api_array_;

/* NULL for a name, a version or an id; else what is there instead. */
static inline const char *vtable_api_text_fault_(const char *text) {
    const unsigned char *at = VTABLE_API_CAST_(const unsigned char *, VTABLE_API_CAST_(const void *, text));
    unsigned n = 0;
    if (text == NULL) {
        return " is NULL";
    }
    while (text[n] != '\0') {
        if (++n > 255) {
            return " has more than 255 bytes, or no NUL";
        }
    }
    while (*at != '\0') {
        n = vtable_api_character_(at);
        if (n == 0) {
            return " is not UTF-8";
        }
        at = at + n;
    }
    return NULL;
}

/* NULL when so many elements can be where they are said to be. */
static inline const char *vtable_api_array_fault_(vtable_api_array_ array, vtable_api_kind_ kind) {
    if (array.count == 0) {
        return NULL;
    }
    if (array.start == NULL) {
        return " are at NULL";
    }
    if (VTABLE_API_ADDRESS_(array.start) % kind.align != 0) {
        return " are at an address that is not aligned";
    }
    if (array.count > 65535) {
        return " are more than 65535";
    }
    if (array.stride < kind.bytes || array.stride > 65536 || array.stride % kind.align != 0) {
        return " are as far apart as they cannot be";
    }
    return NULL;
}

static inline const void *vtable_api_element_(vtable_api_array_ array, uint32_t index) {
    const unsigned char *start = VTABLE_API_CAST_(const unsigned char *, array.start);
    return start + VTABLE_API_CAST_(uintptr_t, index) * array.stride;
}

/* Whether this is a text; else says of which one what is wrong. */
static inline bool vtable_api_is_text_(vtable_api_line_ *line, const char *which, const char *text) {
    const char *fault = vtable_api_text_fault_(text);
    if (fault != NULL) {
        vtable_api_put_(line, which);
        vtable_api_put_(line, fault);
    }
    return fault == NULL;
}

/* Whether this can be an array; else says of which elements what is wrong. */
static inline bool vtable_api_is_array_(vtable_api_line_ *line, vtable_api_array_ array, vtable_api_kind_ kind) {
    const char *fault = vtable_api_array_fault_(array, kind);
    if (fault != NULL) {
        vtable_api_put_number_(line, array.count);
        vtable_api_put_(line, kind.many);
        vtable_api_put_(line, fault);
    }
    return fault == NULL;
}

/* The line for an element: that of the module with a number more. */
static inline vtable_api_line_ vtable_api_line_of_(const vtable_api_line_ *line, const char *one, uint32_t index) {
    vtable_api_line_ of = *line;
    vtable_api_put_(&of, one);
    vtable_api_put_number_(&of, index);
    return of;
}

static inline bool vtable_api_is_whole_(const vtable_api_module_v1 *module, vtable_api_line_ *line) {
    if (VTABLE_API_ADDRESS_(module) % sizeof(void *) != 0) {
        vtable_api_put_(line, "its `vtable_api_module` is at an address that is not aligned");
        return false;
    }
    if (module->contract != VTABLE_API_CONTRACT) {
        vtable_api_put_(line, "another contract: it has number ");
        vtable_api_put_number_(line, module->contract);
        return false;
    }
    if (module->size < sizeof *module) {
        vtable_api_put_(line, "its descriptor has ");
        vtable_api_put_number_(line, module->size);
        vtable_api_put_(line, " bytes, but one has ");
        vtable_api_put_number_(line, sizeof *module);
        return false;
    }
    return vtable_api_is_text_(line, "its name", module->name) && vtable_api_is_text_(line, "its version", module->version);
}

/* Says which requirement is not met; `found` is what the host has under its name. */
static inline void vtable_api_unmet_(vtable_api_line_ *line, const vtable_api_require *need, const vtable_api_header *found) {
    unsigned revision = 1;
    uint64_t missing;
    vtable_api_put_name_(line, "it requires export ", need->name, "");
    vtable_api_put_name_(line, " (table ", need->id, ") of the host, ");
    if (found == NULL) {
        vtable_api_put_(line, "which has no export of that name");
    } else if (!vtable_api_same_id(found->id, need->id)) {
        vtable_api_put_name_(line, "where that is table ", found->id != NULL ? found->id : "", "");
    } else {
        for (missing = need->required & ~found->revisions; (missing & 1u) == 0; missing >>= 1) {
            revision++;
        }
        vtable_api_put_(line, "where it is without revision ");
        vtable_api_put_number_(line, revision);
    }
}

/* Whether the host has what the module cannot do without. */
static inline bool vtable_api_is_met_(const vtable_api_module_v1 *module, const vtable_api_host *host, vtable_api_line_ *line) {
    vtable_api_array_ array = { NULL, 0, 0 };
    vtable_api_kind_ kind = { " requirements", "requirement ", 0, 0 };
    uint32_t index;
    kind.bytes = VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_require));
    kind.align = VTABLE_API_ALIGN_;
    array.start = module->requirements;
    array.count = module->require_count;
    array.stride = module->require_size;
    if (!vtable_api_is_array_(line, array, kind)) {
        return false;
    }
    for (index = 0; index < array.count; index++) {
        const vtable_api_require *need = VTABLE_API_CAST_(const vtable_api_require *, vtable_api_element_(array, index));
        vtable_api_line_ of = vtable_api_line_of_(line, kind.one, index);
        const vtable_api_export *found;
        const vtable_api_header *table;
        if (!vtable_api_is_text_(&of, ": its name", need->name) || !vtable_api_is_text_(&of, ": its table's id", need->id)) {
            return false;
        }
        found = vtable_api_find_export(host->exports, host->export_count, host->export_size, need->name);
        table = found != NULL ? found->table : NULL;
        if (table == NULL || !vtable_api_same_id(table->id, need->id)
            || (need->required & VTABLE_API_REVISIONS_MASK & ~table->revisions) != 0) {
            vtable_api_unmet_(line, need, table);
            return false;
        }
    }
    return true;
}

static inline bool vtable_api_is_ready_(const vtable_api_module_v1 *module, const vtable_api_host *host, vtable_api_line_ *line) {
    char said[512];
    unsigned i;
    if (module->init == NULL) {
        return true;
    }
    for (i = 0; i < sizeof said; i++) {
        said[i] = '\0';
    }
    if (module->init(host, said, sizeof said) == 0) {
        return true;
    }
    said[sizeof said - 1] = '\0';
    vtable_api_put_reason_(line, "its init refused: ", said);
    return false;
}

/* NULL for a table that may be asked; else what is there instead. */
static inline const char *vtable_api_table_fault_(const vtable_api_header *table, const vtable_api_module_v1 *module) {
    const void *own, *other;
    if (table == NULL) {
        return " has no table";
    }
    if (VTABLE_API_ADDRESS_(table) % VTABLE_API_ALIGN_ != 0) {
        return " has a table at an address that is not aligned";
    }
    if (table->contract != VTABLE_API_CONTRACT) {
        return " has a table of another contract";
    }
    if (table->size < VTABLE_API_TABLE_SIZE(0) || table->negotiate == NULL) {
        return " has a table without a whole header";
    }
    own = vtable_api_library_of_(module);
    other = vtable_api_library_of_(table);
    if (own != NULL && other != NULL && own != other) {
        return " has a table in another file: compile the module with -fvisibility=hidden or -fno-gnu-unique";
    }
    return NULL;
}

/* Whether all exports may be used. They are read when init has filled them in. */
static inline bool vtable_api_has_exports_(const vtable_api_module_v1 *module, vtable_api_line_ *line) {
    vtable_api_array_ array = { NULL, 0, 0 };
    vtable_api_kind_ kind = { " exports", "export ", 0, 0 };
    uint32_t index;
    kind.bytes = VTABLE_API_CAST_(uint32_t, sizeof(vtable_api_export));
    kind.align = VTABLE_API_CAST_(uint32_t, sizeof(void *));
    array.start = module->exports;
    array.count = module->export_count;
    array.stride = module->export_size;
    if (!vtable_api_is_array_(line, array, kind)) {
        return false;
    }
    for (index = 0; index < array.count; index++) {
        const vtable_api_export *one = VTABLE_API_CAST_(const vtable_api_export *, vtable_api_element_(array, index));
        vtable_api_line_ of = vtable_api_line_of_(line, kind.one, index);
        const char *fault;
        if (!vtable_api_is_text_(&of, ": its name", one->name)) {
            return false;
        }
        vtable_api_put_name_(&of, ", ", one->name, "");
        fault = vtable_api_table_fault_(one->table, module);
        if (fault != NULL) {
            vtable_api_put_(&of, fault);
            return false;
        }
        if (!vtable_api_is_text_(&of, ": its table's id", one->table->id)) {
            return false;
        }
    }
    return true;
}

/* Checks and begins a module; a fini is to follow. Else it has not begun, or has ended. */
static inline bool vtable_api_begin_(const vtable_api_module_v1 *module, const vtable_api_host *host, vtable_api_line_ *line) {
    if (!vtable_api_is_whole_(module, line) || !vtable_api_is_met_(module, host, line)
        || !vtable_api_is_ready_(module, host, line)) {
        return false;
    }
    if (vtable_api_has_exports_(module, line)) {
        return true;
    }
    if (module->fini != NULL) {
        module->fini();
    }
    return false;
}

/* -- opening and closing --------------------------------------------------------------------------- */

/* Loads the library at `path` (UTF-8 on Windows), and checks and begins its module. When it returns false, there is one
 * line at `why`, which may be NULL: the path, and what was found; nothing is loaded, and `out` is closed. */
static inline bool vtable_api_open(const char *path, const vtable_api_host *host, vtable_api_opened *out, char *why,
                                   uintptr_t why_size) {
    const void *found;
    void *library;
    vtable_api_line_ line = vtable_api_line_at_(why, why_size);
    out->module = NULL;
    out->library = NULL;
    if (path == NULL || host == NULL) {
        vtable_api_put_(&line, path == NULL ? "there is no path" : "there is no host");
        return false;
    }
    vtable_api_put_(&line, path);
    vtable_api_put_(&line, ": ");
    library = vtable_api_load_(path, &line);
    if (library == NULL) {
        return false;
    }
    found = vtable_api_symbol_(library);
    if (found == NULL) {
        vtable_api_put_(&line, "no module: it has no symbol `vtable_api_module`");
    } else if (!vtable_api_is_in_(library, path, found)) {
        vtable_api_put_(&line, "no module: its `vtable_api_module` is that of another library");
    } else if (vtable_api_begin_(VTABLE_API_CAST_(const vtable_api_module_v1 *, found), host, &line)) {
        out->module = VTABLE_API_CAST_(const vtable_api_module_v1 *, found);
        out->library = library;
        vtable_api_line_at_(why, why_size);
        return true;
    }
    vtable_api_unload_(library);
    return false;
}

/* The export of this name, or NULL. vtable_api_create makes an object of it. */
static inline const vtable_api_export *vtable_api_opened_find(const vtable_api_opened *opened, const char *name) {
    const vtable_api_module_v1 *module = opened->module;
    return module == NULL ? NULL
        : vtable_api_find_export(module->exports, module->export_count, module->export_size, name);
}

/* An object that the module lends under this name, until it is closed. */
static inline bool vtable_api_opened_lent(const vtable_api_opened *opened, const char *name, vtable_api_object *lent) {
    const vtable_api_export *found = vtable_api_opened_find(opened, name);
    if (found == NULL || (found->create != NULL && found->object == NULL)) {
        return false;
    }
    lent->table = found->table;
    lent->object = found->object;
    return true;
}

/* Ends the module and unloads its library; does nothing with one that is closed. */
static inline void vtable_api_close(vtable_api_opened *opened) {
    vtable_api_opened was = *opened;
    if (was.module == NULL) {
        return;
    }
    opened->module = NULL;
    opened->library = NULL;
    if (was.module->fini != NULL) {
        was.module->fini();
    }
    vtable_api_unload_(was.library);
}

#ifdef __cplusplus
}
#endif
#pragma pack(pop)
#endif
