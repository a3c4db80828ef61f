// Shared libraries from C source, built when a test runs.
#[allow(dead_code, reason = "not every includer uses all of it")]
mod cc {
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::{env, fs};

    /// What every C module here begins with: a counter that `count`, `add` and `twice` read.
    const PRELUDE: &str = r#"
#include "vtable_api.h"
#include <stdlib.h>
typedef struct { uint32_t count; } counter;
typedef struct {
    vtable_api_header header;
    uint32_t (*count)(void *);
    uint32_t (*add)(void *, uint32_t);
    uint32_t (*twice)(void *);
} counter_table;
static inline uint32_t count(void *c) { return ((counter *)c)->count; }
static inline uint32_t add(void *c, uint32_t steps) { return ((counter *)c)->count += steps; }
static inline uint32_t twice(void *c) { return 2 * ((counter *)c)->count; }
static inline void *create(void) { return calloc(1, sizeof(counter)); }
#define HEADER(revisions, slots, id, fingerprints, negotiate) \
    { revisions, VTABLE_API_TABLE_SIZE(slots), 1, id, fingerprints, negotiate, free, NULL, NULL }
static const uint64_t prints[] = { 0x11, 0x12 };
static const uint64_t other_prints[] = { 0x99, 0x98 };
static inline const void *unused(void) { return prints[0] ? (const void *)other_prints : (const void *)create; }
/* A good table, and a module of these exports. */
static const counter_table good = { HEADER(3, 3, "test/counter", prints, vtable_api_negotiate_default), count, add, twice };
static inline const void *unused_too(void) { return &good; }
#define EXPORTS(...) \
    static const vtable_api_export exports[] = { __VA_ARGS__ }; \
    VTABLE_API_MODULE("c", "1.0", NULL, NULL, NULL, 0, exports, sizeof exports / sizeof exports[0]);
"#;

    /// A directory of this test program's own.
    pub(crate) fn dir() -> PathBuf {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME"));
        fs::create_dir_all(&dir).unwrap();
        dir.canonicalize().unwrap()
    }

    /// Builds a module from C.
    pub(crate) fn module(name: &str, source: &str) -> PathBuf {
        link(name, &format!("{PRELUDE}\n{source}"), &[])
    }

    /// Builds any shared library.
    pub(crate) fn link(name: &str, source: &str, flags: &[&str]) -> PathBuf {
        let (c, so) = (dir().join(format!("{name}.c")), library(name));
        fs::write(&c, source).unwrap();
        let headers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-manifest/src/header");
        let compiler = env::var("CC").unwrap_or_else(|_| "cc".into());
        let status = Command::new(compiler)
            .args([
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Wno-unused-const-variable",
                "-shared",
                "-fPIC",
                "-I",
            ])
            .arg(headers)
            .arg(&c)
            .args(flags)
            .arg("-o")
            .arg(&so)
            .status();
        assert!(
            status
                .expect("a C compiler: `cc`, or what `CC` names")
                .success(),
            "{} does not compile",
            c.display()
        );
        so
    }

    /// Where a library of that name is.
    pub(crate) fn library(name: &str) -> PathBuf {
        dir().join(format!(
            "{}{name}{}",
            env::consts::DLL_PREFIX,
            env::consts::DLL_SUFFIX
        ))
    }
}
