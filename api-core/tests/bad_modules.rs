//! Whatever is wrong with a module is one line: where, what was wanted, what was found, the way out.
#![cfg(all(feature = "load", unix))]

include!("support/counter.rs");
include!("support/cc.rs");

use std::fs;
use std::path::Path;
use vtable_api_core::module::{Error, ErrorKind, Host, Module};
use vtable_api_core::{Reason, Refusal};

/// The error's line with the path as `@`, which is a single one.
#[track_caller]
fn line(error: &Error, path: &Path) -> String {
    let text = error.to_string();
    assert!(!text.contains('\n') && text.len() < 1200, "{text}");
    text.replace(&format!("`{}`", path.display()), "@")
}

/// Opening fails like this.
#[track_caller]
fn refused(path: &Path, kind: ErrorKind, wanted: &str) {
    let error = Module::open(path).unwrap_err();
    assert_eq!((line(&error, path), error.kind()), (wanted.into(), kind));
}

/// A C module that does not open.
#[track_caller]
fn refused_c(name: &str, source: &str, kind: ErrorKind, wanted: &str) {
    refused(&cc::module(name, source), kind, wanted);
}

/// A C module that opens, and whose export `a` is refused.
#[track_caller]
fn unusable(name: &str, source: &str, reason: Reason, wanted: &str) {
    let path = cc::module(name, source);
    let module = Module::open(&path).unwrap();
    let error = module.create::<CounterBox>("a").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Table);
    assert_eq!(error.refusal(), Some(Refusal { table: "test/counter", reason }));
    assert_eq!(line(&error, &path), format!("module `c 1.0` at @, export `a`: {wanted}"));
}

const MAKER: &str = "its author must fix it (Rust: `module!`, C: VTABLE_API_MODULE)";

#[test]
fn no_file() {
    let path = cc::dir().join("nowhere.so");
    refused(
        &path,
        ErrorKind::NotFound,
        "@: expected a module, found no file; check the path, or build the module first",
    );
    refused(
        Path::new("bad\0path"),
        ErrorKind::NotFound,
        "`bad\\u{0}path`: expected a module, found that it cannot be read: file name contained an unexpected NUL byte; \
         check the path and who may read it",
    );
}

#[test]
fn no_library() {
    let path = cc::dir().join("notes.txt");
    fs::write(&path, "Buy milk\nand bread\n").unwrap();
    refused(
        &path,
        ErrorKind::NotALibrary,
        "@: expected a module, found a text file that starts with `Buy milk`; give the path of a built module",
    );
    fs::write(&path, "").unwrap();
    refused(
        &path,
        ErrorKind::NotALibrary,
        "@: expected a module, found an empty file; give the path of a built module",
    );
    refused(
        &cc::dir(),
        ErrorKind::NotALibrary,
        "@: expected a module, found a directory; give the path of a built module",
    );
    refused(
        Path::new("/dev/null"),
        ErrorKind::NotALibrary,
        "@: expected a module, found something that is not a file; give the path of a built module",
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_library_that_does_not_load() {
    let path = cc::dir().join("broken.so");
    fs::write(&path, b"\x7fELF\x02\x01\x01 and no more").unwrap();
    let said = path.display();
    refused(
        &path,
        ErrorKind::Load,
        &format!(
            "@: expected a module, found a library that the system cannot load: {said}: file too short; \
             build it for this system, and install what it needs"
        ),
    );
    let path = cc::link("undefined", "int missing(void); int f(void) { return missing(); }", &[]);
    let said = path.display();
    refused(
        &path,
        ErrorKind::Load,
        &format!(
            "@: expected a module, found a library that the system cannot load: {said}: undefined symbol: missing; \
             build it for this system, and install what it needs"
        ),
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_library_that_is_cut_short() {
    let whole = fs::read(cc::module("whole", "EXPORTS({ \"a\", &good.header, NULL, create })")).unwrap();
    let path = cc::dir().join("cut.so");
    for len in [whole.len() / 4, whole.len() / 2] {
        fs::write(&path, &whole[..len]).unwrap();
        let error = Module::open(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotALibrary);
        let text = line(&error, &path);
        let begin = format!("@: expected a module, found a truncated library: {len} bytes of at least ");
        assert!(text.starts_with(&begin) && text.ends_with("; give the path of a built module"), "{text}");
    }
}

#[test]
fn every_beginning_of_a_library_is_survived() {
    let whole = fs::read(cc::module("long", "EXPORTS({ \"a\", &good.header, NULL, create })")).unwrap();
    let path = cc::dir().join("beginning.so");
    for len in (0..whole.len()).step_by(397) {
        // A new file each time: the last one may be mapped.
        let _ = fs::remove_file(&path);
        fs::write(&path, &whole[..len]).unwrap();
        let _ = Module::open(&path).map_err(|error| line(&error, &path));
    }
}

#[test]
fn no_symbol() {
    refused(
        &cc::link("empty", "int nothing;", &[]),
        ErrorKind::NoSymbol,
        "@: expected a module, found a library without the symbol `vtable_api_module`; \
         export one (Rust: `export = true;` in `module!`, C: VTABLE_API_MODULE)",
    );
}

#[test]
fn the_symbol_of_a_dependency() {
    let inner = cc::module("inner", "EXPORTS({ \"a\", &good.header, NULL, create })");
    let flags = [inner.to_str().unwrap(), "-Wl,--no-as-needed"];
    let outer = cc::link("outer", "int nothing;", &[flags[1], flags[0]]);
    let inner = inner.display();
    refused(
        &outer,
        ErrorKind::NoSymbol,
        &format!(
            "@: expected a module, found a library whose `vtable_api_module` is not its own but comes from `{inner}`; open that file, \
             or export one (Rust: `export = true;` in `module!`, C: VTABLE_API_MODULE)"
        ),
    );
}

#[test]
fn another_contract() {
    refused_c(
        "contract",
        "VTABLE_API_EXPORT const uint32_t vtable_api_module[32] = { 128, 7 };",
        ErrorKind::Contract,
        "@: expected a module with contract 1, found one with contract 7; use a module built for that contract",
    );
}

#[test]
fn a_descriptor_that_is_too_short() {
    let known = size_of::<vtable_api_core::raw::ModuleV1>();
    refused_c(
        "short",
        "VTABLE_API_EXPORT const uint32_t vtable_api_module[2] = { 8, 1 };",
        ErrorKind::Malformed,
        &format!("@: expected a module with contract 1, found a descriptor of 8 bytes, but one has {known}; {MAKER}"),
    );
}

#[test]
fn a_descriptor_without_texts() {
    let malformed = |name, source: &str, found: &str| {
        let wanted = format!("@: expected a module with contract 1, found {found}; {MAKER}");
        refused_c(name, source, ErrorKind::Malformed, &wanted);
    };
    let module =
        |name: &str, version: &str| format!("VTABLE_API_MODULE({name}, {version}, NULL, NULL, NULL, 0, NULL, 0);");
    malformed("no_name", &module("NULL", "\"1\""), "a null module name");
    malformed("no_version", &module("\"c\"", "NULL"), "a null module version");
    malformed("latin", &module("\"\\xe4\"", "\"1\""), "a module name that is not UTF-8");
    let long = format!("\"{}\"", "x".repeat(300));
    malformed("long", &module(&long, "\"1\""), "a module name of more than 255 bytes, or without its NUL");
}

#[test]
fn arrays_that_cannot_be() {
    let source = |exports, count, size| {
        format!(
            "EXPORT_ONE static const vtable_api_export exports[] = {{ {{ \"a\", &good.header, NULL, create }} }};
             static inline const void *used(void) {{ return exports; }}
             VTABLE_API_MODULE_DECLARE const vtable_api_module_v1 vtable_api_module;
             const vtable_api_module_v1 vtable_api_module = {{ sizeof vtable_api_module, 1, \"c\", \"1.0\", NULL, NULL,
                 NULL, 0, 0, {exports}, {count}, {size} }};"
        )
        .replace("EXPORT_ONE", "")
    };
    let malformed = |name, source: String, found: &str| {
        let wanted = format!("module `c 1.0` at @: expected a module with contract 1, found {found}; {MAKER}");
        refused_c(name, &source, ErrorKind::Malformed, &wanted);
    };
    let one = 4 * size_of::<usize>();
    malformed("null_exports", source("NULL", "3", "sizeof exports[0]"), "3 exports at a null pointer");
    malformed(
        "small_exports",
        source("exports", "1", "8"),
        &format!("exports that are 8 bytes apart, but one has {one}"),
    );
    malformed(
        "odd_exports",
        source("exports", "1", "99"),
        &format!("exports that are 99 bytes apart, but one has {one}"),
    );
    malformed(
        "huge_exports",
        source("exports", "0xfffffff0u", "sizeof exports[0]"),
        "a count of 4294967280 exports, but at most 65535 are possible",
    );
    malformed(
        "far_exports",
        source("exports", "2", "0x80000000u"),
        &format!("exports that are 2147483648 bytes apart, but one has {one}"),
    );
    malformed(
        "odd_address",
        source("(const vtable_api_export *)(const void *)((const char *)exports + 1)", "1", "sizeof exports[0]"),
        &format!("exports at an address that is not aligned to {}", align_of::<usize>()),
    );
    malformed(
        "null_requirements",
        "VTABLE_API_MODULE(\"c\", \"1.0\", NULL, NULL, NULL, 2, NULL, 0);".into(),
        "2 requirements at a null pointer",
    );
}

/// The module's source with `fill` run when the library is loaded.
fn filled_in(fill: &str) -> String {
    format!(
        "#include <string.h>
         #include <sys/mman.h>
         static counter_table table;
         static vtable_api_export exports[1];
         extern VTABLE_API_EXPORT vtable_api_module_v1 vtable_api_module;
         vtable_api_module_v1 vtable_api_module = {{ sizeof vtable_api_module, 1, \"c\", \"1.0\", NULL, NULL,
             NULL, 0, sizeof(vtable_api_require), exports, 1, sizeof exports[0] }};
         /* These bytes, and then a page that nobody can read. */
         static inline void *before_nothing(const void *bytes, size_t len) {{
             char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | 0x20, -1, 0);
             munmap(pages + 4096, 4096);
             return memcpy(pages + 4096 - len, bytes, len);
         }}
         static inline void (*no_function(void))(void *) {{
             void *data = &table;
             void (*function)(void *);
             memcpy(&function, &data, sizeof function);
             return function;
         }}
         __attribute__((constructor)) static void fill(void) {{
             table = good;
             exports[0] = (vtable_api_export) {{ \"a\", &table.header, NULL, create }};
             {fill}
         }}"
    )
}

/// Only Linux tells what can be read.
#[test]
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn pointers_to_where_nothing_is() {
    let unnamed = |name, fill, found: &str| {
        let wanted = format!("@: expected a module with contract 1, found {found}; {MAKER}");
        refused_c(name, &filled_in(fill), ErrorKind::Malformed, &wanted);
    };
    unnamed(
        "name_nowhere",
        "vtable_api_module.name = (const char *)8;",
        "a module name at an address that cannot be read",
    );
    unnamed(
        "version_without_end",
        "vtable_api_module.version = before_nothing(\"123\", 3);",
        "a module version without its NUL",
    );
    malformed(
        "many_exports",
        "vtable_api_module.export_count = 65535;",
        "65535 exports, 32 bytes apart, not all of which can be read",
    );
    malformed(
        "distant_exports",
        "vtable_api_module.export_count = 60; vtable_api_module.export_size = 65536;",
        "60 exports, 65536 bytes apart, not all of which can be read",
    );
    malformed(
        "requirements_nowhere",
        "vtable_api_module.requirements = (const vtable_api_require *)64; vtable_api_module.require_count = 1;",
        "1 requirements, 24 bytes apart, not all of which can be read",
    );
    malformed(
        "table_nowhere",
        "exports[0].table = (const vtable_api_header *)64;",
        "export `a` with a table at an address that cannot be read",
    );
    malformed(
        "table_cut_off",
        "exports[0].table = before_nothing(&good, VTABLE_API_TABLE_SIZE(2));",
        "export `a` with a table of size 88, of which 80 bytes can be read",
    );
    malformed(
        "id_without_end",
        "table.header.id = before_nothing(\"test/counter\", 12);",
        "export `a` with a table id without its NUL",
    );
    malformed(
        "fingerprints_cut_off",
        "table.header.fingerprints = before_nothing(prints, 8);",
        "export `a` with a table whose fingerprints cannot all be read",
    );
}

#[test]
fn functions_that_are_data() {
    malformed(
        "init_that_is_data",
        "memcpy(&vtable_api_module.init, (void *[]) { &table }, sizeof(void *));",
        "an `init` that is not a function",
    );
    malformed(
        "fini_that_is_data",
        "memcpy(&vtable_api_module.fini, (void *[]) { &table }, sizeof(void *));",
        "a `fini` that is not a function",
    );
    malformed(
        "release_that_is_data",
        "table.header.release = no_function();",
        "export `a` with a table whose `release` is not a function",
    );
    malformed(
        "negotiate_that_is_data",
        "memcpy(&table.header.negotiate, (void *[]) { &table }, sizeof(void *));",
        "export `a` with a table whose `negotiate` is not a function",
    );
    malformed(
        "create_that_is_data",
        "memcpy(&exports[0].create, (void *[]) { &table }, sizeof(void *));",
        "export `a` with a `create` that is not a function",
    );
}

/// Refused with a line that says so of a module that has a name.
#[track_caller]
fn malformed(name: &str, fill: &str, found: &str) {
    let wanted = format!("module `c 1.0` at @: expected a module with contract 1, found {found}; {MAKER}");
    refused_c(name, &filled_in(fill), ErrorKind::Malformed, &wanted);
}

/// Behind the symbol's 8 bytes is a page that nobody can read.
#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn a_symbol_that_is_too_small() {
    let source = r#"
        #include <sys/mman.h>
        __asm__(".section .zend, \"aw\", @nobits\n.balign 4096\n.zero 4088\n.globl vtable_api_module\n"
                ".type vtable_api_module, @object\n.size vtable_api_module, 8\n"
                "vtable_api_module: .zero 8\n.zero 4096\n.previous");
        /* Contract 1, and a size that would be that of a descriptor. */
        extern unsigned vtable_api_module[2];
        __attribute__((constructor)) static void fill(void) {
            vtable_api_module[0] = 72;
            vtable_api_module[1] = 1;
            mprotect(vtable_api_module + 2, 4096, PROT_NONE);
        }"#;
    let found = "a descriptor of 72 bytes, of which 8 can be read";
    let wanted = format!("@: expected a module with contract 1, found {found}; {MAKER}");
    refused(&cc::link("symbol_at_the_end", source, &[]), ErrorKind::Malformed, &wanted);
}

/// What a second `init` spoils is told to the second host. The first one goes on, so there is no `fini`.
#[test]
fn a_second_init_that_spoils_the_exports() {
    let path = cc::module(
        "spoils",
        "static vtable_api_export exports[] = { { \"a\", &good.header, NULL, create } };
         static int inits, finis;
         static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size);
         static void fini(void) { finis++; }
         VTABLE_API_EXPORT vtable_api_module_v1 vtable_api_module = { sizeof vtable_api_module, 1, \"c\", \"1.0\", init, fini,
             NULL, 0, 0, exports, 1, sizeof exports[0] };
         static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
             (void)host; (void)why; (void)why_size;
             vtable_api_module.exports = ++inits == 2 ? NULL : exports;
             exports[0].name = finis == 0 ? \"a\" : \"ended\";
             return 0;
         }",
    );
    let first = Module::open(&path).unwrap();
    let error = Host::new("second").open(&path).unwrap_err();
    let found = "found 1 exports at a null pointer";
    let wanted = format!("module `c 1.0` at @: expected a module with contract 1, {found}; {MAKER}");
    assert_eq!(line(&error, &path), wanted);
    assert_eq!(first.create::<CounterBox>("a").unwrap().add(2), 2);
    let names = |module: &Module| module.exports().map(|export| export.name().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&Host::new("third").open(&path).unwrap()), ["a"]);
}

#[test]
fn larger_elements_of_a_newer_contract_header_are_fine() {
    let path = cc::module(
        "newer",
        "typedef struct { vtable_api_export known; const void *more; } newer;
         static const newer exports[] = {
             { { \"a\", &good.header, NULL, create }, &good }, { { \"b\", &good.header, NULL, create }, NULL } };
         typedef struct { vtable_api_module_v1 known; const void *more; } newer_module;
         VTABLE_API_EXPORT const newer_module vtable_api_module = { { sizeof(newer_module), 1, \"c\", \"2.0\", NULL, NULL,
             NULL, 0, 0, &exports[0].known, 2, sizeof exports[0] }, NULL };",
    );
    let module = Module::open(path).unwrap();
    let names: Vec<_> = module.exports().map(|export| export.name().to_owned()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(module.create::<CounterBox>("b").unwrap().add(3), 3);
}

#[test]
fn exports_that_cannot_be() {
    let flawed = |kind, name, source: &str, found: &str, help: &str| {
        let wanted = format!("module `c 1.0` at @: expected a module with contract 1, found {found}; {help}");
        refused_c(name, source, kind, &wanted);
    };
    let malformed = |name, source: &str, found: &str| flawed(ErrorKind::Malformed, name, source, found, MAKER);
    malformed("nameless", "EXPORTS({ NULL, &good.header, NULL, create })", "exports[0] with a null name");
    malformed("tableless", "EXPORTS({ \"a\", NULL, NULL, create })", "export `a` with a null table");
    malformed(
        "askew",
        "EXPORTS({ \"a\", (const vtable_api_header *)(const void *)((const char *)&good + 1), NULL, create })",
        &format!(
            "export `a` with a table at an address that is not aligned to {}",
            align_of::<vtable_api_core::raw::Header>()
        ),
    );
    let table = |header: &str| {
        format!(
            "static const counter_table bad = {{ {{ {header} }}, count, add, twice }};
             EXPORTS({{ \"a\", &bad.header, NULL, create }})"
        )
    };
    flawed(
        ErrorKind::Contract,
        "table_contract",
        &table("3, sizeof bad, 2, \"test/counter\", prints, vtable_api_negotiate_default, NULL, NULL, NULL"),
        "export `a` with a table with contract 2",
        "use a module built for that contract",
    );
    malformed(
        "table_header",
        &table("3, 20, 1, \"test/counter\", prints, vtable_api_negotiate_default, NULL, NULL, NULL"),
        &format!("export `a` with a table of size 20, but a header alone has {}", vtable_api_core::raw::HEADER_SIZE),
    );
    malformed(
        "table_negotiate",
        &table("3, sizeof bad, 1, \"test/counter\", prints, NULL, NULL, NULL, NULL"),
        "export `a` with a table without `negotiate`",
    );
    malformed(
        "table_id",
        &table("3, sizeof bad, 1, NULL, prints, vtable_api_negotiate_default, NULL, NULL, NULL"),
        "export `a` with a null table id",
    );
}

#[test]
fn tables_that_cannot_be_used() {
    let table = |header: &str, slots: &str| {
        format!(
            "static const counter_table bad = {{ HEADER({header}), {slots} }};
             EXPORTS({{ \"a\", &bad.header, NULL, create }})"
        )
    };
    let all = "count, add, twice";
    unusable(
        "wrong_id",
        &table("3, 3, \"test/other\", prints, vtable_api_negotiate_default", all),
        Reason::WrongId,
        "expected table `test/counter`, found table `test/other`; no export has `test/counter`; use another module",
    );
    unusable(
        "no_common",
        &table("3, 3, \"test/counter\", other_prints, vtable_api_negotiate_default", all),
        Reason::NoCommonRevision,
        "expected table `test/counter`, found one with no revision in common: revision 1 differs; \
         rebuild against the released interface (a draft is compatible only with its own build)",
    );
    unusable(
        "no_fingerprints",
        &table("3, 3, \"test/counter\", NULL, vtable_api_negotiate_default", all),
        Reason::NoCommonRevision,
        "expected table `test/counter`, found one with no revision in common: revision 1 differs; \
         rebuild against the released interface (a draft is compatible only with its own build)",
    );
    let (has, wants) = (2 * size_of::<usize>() as u32, 3 * size_of::<usize>() as u32);
    let (size, wanted) =
        (vtable_api_core::raw::HEADER_SIZE as u32 + has, vtable_api_core::raw::HEADER_SIZE as u32 + wants);
    unusable(
        "short_table",
        &table("3, 2, \"test/counter\", prints, vtable_api_negotiate_default", all),
        Reason::Size { size, wanted },
        &format!(
            "expected table `test/counter`, found a size of {size}, but its revisions need {wanted}; \
             the provider must set `size` to the end of its last slot"
        ),
    );
    unusable(
        "null_slot",
        &table("3, 3, \"test/counter\", prints, vtable_api_negotiate_default", "count, NULL, twice"),
        Reason::NullSlot { index: 1 },
        "expected table `test/counter`, found slot 1 null in a revision that it claims to have; \
         the provider must fill in every slot or clear the revision's bit",
    );
}

#[test]
fn providers_that_refuse() {
    let refusing = |body: &str| {
        format!(
            "static const vtable_api_header *no(const vtable_api_header *self, const vtable_api_caller *caller) {{
                 (void)self; (void)caller; {body} return NULL; }}
             static const counter_table bad = {{ HEADER(3, 3, \"test/counter\", prints, no), count, add, twice }};
             EXPORTS({{ \"a\", &bad.header, NULL, create }})"
        )
    };
    unusable(
        "refuses",
        &refusing("vtable_api_say(caller, \"no licence\\nfor you\");"),
        Reason::Refused,
        "expected table `test/counter`, found a provider that refused; it says: no licence\\u{a}for you",
    );
    unusable(
        "refuses_silently",
        &refusing(""),
        Reason::Refused,
        "expected table `test/counter`, found a provider that refused without a reason; ask its author",
    );
}

#[test]
fn an_older_table_is_used_and_a_required_revision_is_named() {
    let path = cc::module(
        "older",
        "static const counter_table old = { HEADER(1, 2, \"test/counter\", prints, vtable_api_negotiate_default), count, add, NULL };
         EXPORTS({ \"a\", &old.header, NULL, create })",
    );
    let module = Module::open(&path).unwrap();
    let counter = module.create::<CounterBox>("a").unwrap();
    assert_eq!((counter.add(4), counter.twice()), (4, 8), "the default body of revision 2");

    let error = module.create_required::<CounterBox>("a", [2]).unwrap_err();
    assert_eq!(
        line(&error, &path),
        "module `c 1.0` at @, export `a`: expected table `test/counter`, found one without revision 2, which is required; \
         use a newer provider"
    );
    let error = module.create_required::<CounterBox>("a", [1, 3]).unwrap_err();
    assert_eq!(
        line(&error, &path),
        "module `c 1.0` at @, export `a`: expected revision 3 of table `test/counter`, found that this program knows 1 to 2; \
         build it against a newer interface"
    );
    assert_eq!(error.refusal().unwrap().reason, Reason::Required { revision: 3 });
    assert!(module.create_required::<CounterBox>("a", [0]).is_err());
    assert!(module.create_required::<CounterBox>("a", [64]).is_err());
    assert!(module.create_required::<CounterBox>("a", [1]).is_ok());
}

#[test]
fn the_wrong_export() {
    let path = cc::module(
        "several",
        "static counter shared = { 5 };
         static const counter_table other = { HEADER(3, 3, \"test/other\", prints, vtable_api_negotiate_default), count, add, twice };
         static void *never(void) { return NULL; }
         EXPORTS({ \"made\", &good.header, NULL, create }, { \"lent\", &good.header, &shared, NULL },
                 { \"both\", &good.header, &shared, create }, { \"other\", &other.header, NULL, create },
                 { \"never\", &good.header, NULL, never })",
    );
    let module = Module::open(&path).unwrap();
    let fails = |error: Error, kind, wanted: &str| {
        assert_eq!((line(&error, &path), error.kind()), (format!("module `c 1.0` at @{wanted}"), kind));
    };
    fails(
        module.get::<CounterRef>("jpg").unwrap_err(),
        ErrorKind::NoExport,
        ": expected export `jpg`, found `made`, `lent`, `both`, `other`, `never`; ask for an export that exists, or use another module",
    );
    fails(
        module.get::<CounterRef>("made").unwrap_err(),
        ErrorKind::Form,
        ", export `made`: expected an object that is lent, found objects that are created; call `create` for it",
    );
    fails(
        module.create::<CounterBox>("lent").unwrap_err(),
        ErrorKind::Form,
        ", export `lent`: expected objects that are created, found an object that is lent; call `get` for it",
    );
    fails(
        module.create::<CounterBox>("other").unwrap_err(),
        ErrorKind::Table,
        ", export `other`: expected table `test/counter`, found table `test/other`; \
         exports that have it: `made`, `lent`, `both`, `never`",
    );
    fails(
        module.create::<CounterBox>("never").unwrap_err(),
        ErrorKind::Create,
        ", export `never`: expected a new object, found that the provider could not make one; its own output may say why",
    );
    assert_eq!(module.get::<CounterRef>("both").unwrap().count(), 5);
    assert_eq!(module.create::<CounterBox>("both").unwrap().count(), 0);
}

#[test]
fn nothing_is_created_for_a_table_that_will_not_do() {
    let path = cc::module(
        "eager",
        "static uint32_t made;
         static void *make(void) { made++; return calloc(1, sizeof(counter)); }
         static uint32_t get_made(void *c) { (void)c; return made; }
         static const counter_table of_made = { HEADER(3, 3, \"test/counter\", prints, vtable_api_negotiate_default), get_made, add, twice };
         static const counter_table bad = { HEADER(3, 3, \"test/counter\", other_prints, vtable_api_negotiate_default), count, add, twice };
         EXPORTS({ \"bad\", &bad.header, NULL, make }, { \"made\", &of_made.header, &made, NULL })",
    );
    let module = Module::open(path).unwrap();
    assert!(module.create::<CounterBox>("bad").is_err());
    assert_eq!(module.get::<CounterRef>("made").unwrap().count(), 0);
}

#[test]
fn init_refuses() {
    let source = |body: &str| {
        format!(
            "static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {{
                 (void)host; (void)why; (void)why_size; {body} }}
             VTABLE_API_MODULE(\"c\", \"1.0\", init, NULL, NULL, 0, NULL, 0);"
        )
    };
    refused_c(
        "init_says",
        &source(
            "(void)why_size; static const char line[] = \"no licence\"; for (unsigned i = 0; i < sizeof line; i++) why[i] = line[i]; return -3;",
        ),
        ErrorKind::Init,
        "module `c 1.0` at @: expected an `init` that returns 0, found -3: no licence; follow that reason, or ask its author",
    );
    refused_c(
        "init_silent",
        &source("return 1;"),
        ErrorKind::Init,
        "module `c 1.0` at @: expected an `init` that returns 0, found 1 and no reason; ask its author",
    );
    refused_c(
        "init_fills",
        &source("for (uintptr_t i = 0; i < why_size; i++) why[i] = '\\n' + 'x' * (i % 2); return 1;"),
        ErrorKind::Init,
        &format!(
            "module `c 1.0` at @: expected an `init` that returns 0, found 1: {}...; follow that reason, or ask its author",
            "\\x82\\u{a}".repeat(44) + "\\x82"
        ),
    );
}

#[test]
fn requirements_that_the_host_does_not_meet() {
    static SHARED: Steps = Steps::new(0);
    let host = Host::new("viewer/2.1.0").lend("shared", CounterRef::new(&SHARED));
    let source = |require: &str| {
        format!(
            "static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {{
                 (void)host; (void)why; (void)why_size; return 77; }}
             static const vtable_api_require needs[] = {{ {{ {require} }} }};
             VTABLE_API_MODULE(\"c\", \"1.0\", init, NULL, needs, 1, NULL, 0);"
        )
    };
    let unmet = |name, require: &str, kind, wanted: &str| {
        let path = cc::module(name, &source(require));
        let error = host.open(&path).unwrap_err();
        assert_eq!((line(&error, &path), error.kind()), (format!("module `c 1.0` at @: expected {wanted}"), kind));
    };
    unmet(
        "needs_log",
        "\"log\", \"test/log\", 1",
        ErrorKind::Requirement,
        "export `log` (table `test/log`) of host `viewer/2.1.0`, found `shared`; \
         make the host lend it, or use a module that does not need it",
    );
    unmet(
        "needs_other",
        "\"shared\", \"test/log\", 1",
        ErrorKind::Requirement,
        "export `shared` of host `viewer/2.1.0` to be table `test/log`, found table `test/counter`; \
         use a module and a host that use this name for the same table",
    );
    unmet(
        "needs_newer",
        "\"shared\", \"test/counter\", 7",
        ErrorKind::Requirement,
        "export `shared` (table `test/counter`) of host `viewer/2.1.0` with revision 1 to 3, found revision 1 to 2; \
         use a newer host, or an older module",
    );
    unmet(
        "needs_null",
        "NULL, \"test/counter\", 1",
        ErrorKind::Malformed,
        &format!("a module with contract 1, found requirements[0] with a null name; {MAKER}"),
    );
    unmet(
        "needs_nothing",
        "\"shared\", \"test/counter\", 3",
        ErrorKind::Init,
        "an `init` that returns 0, found 77 and no reason; ask its author",
    );
}

#[test]
fn hostile_names_stay_on_the_line() {
    let path = cc::module(
        "hostile",
        "static const vtable_api_export exports[] = { { \"a\\nb\\x1b[31m\", &good.header, NULL, create } };
         VTABLE_API_MODULE(\"evil\\r\\nname\", \"\\x1b[2J\", NULL, NULL, NULL, 0, exports, 1);",
    );
    let module = Module::open(&path).unwrap();
    let error = module.get::<CounterRef>("\n").unwrap_err();
    assert_eq!(
        line(&error, &path),
        "module `evil\\u{d}\\u{a}name \\u{1b}[2J` at @: expected export `\\u{a}`, found `a\\u{a}b\\u{1b}[31m`; \
         ask for an export that exists, or use another module"
    );
    assert_eq!(module.name(), "evil\r\nname");
}

#[test]
fn exports_are_read_after_init_and_fini_follows_a_refusal() {
    let path = cc::module(
        "late",
        "static vtable_api_export exports[1];
         static int32_t runs;
         static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size);
         static void fini(void) { runs++; }
         VTABLE_API_EXPORT vtable_api_module_v1 vtable_api_module = { sizeof vtable_api_module, 1, \"c\", \"1.0\", init, fini,
             NULL, 0, 0, NULL, 0, 0 };
         static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
             (void)host; (void)why; (void)why_size;
             exports[0].name = \"a\";
             if (runs == 1) { exports[0].table = &good.header; exports[0].create = create; }
             vtable_api_module.exports = exports; vtable_api_module.export_count = 1;
             vtable_api_module.export_size = sizeof exports[0];
             return 0;
         }",
    );
    refused(
        &path,
        ErrorKind::Malformed,
        &format!("module `c 1.0` at @: expected a module with contract 1, found export `a` with a null table; {MAKER}"),
    );
    let module = Module::open(&path).unwrap();
    assert_eq!(module.create::<CounterBox>("a").unwrap().add(1), 1, "tried again, after `fini`");
}
