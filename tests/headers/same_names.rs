//! Modules in C++ that have classes of one name. g++ makes the static members of templates one in the whole process,
//! even of libraries that are loaded with RTLD_LOCAL: what headers make of a class must not be among them.
#![cfg(target_os = "linux")]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::c;
use crate::support::first_tool;
use std::path::{Path, PathBuf};
use std::process::Command;
use vtable_api::Module;
use vtable_api::module::ErrorKind;
use vtable_api_manifest::canon;
use vtable_api_manifest::header::{self, Input};
use vtable_api_manifest::model::{Bounds, Slot, Table};

/// What the modules provide.
#[vtable_api::vtable_api(id = "test/shade", unrecorded)]
pub trait Shade: Send + Sync {
    /// Tells the modules apart.
    fn number(&self) -> u32;
    /// Calls back.
    fn twice(&self, of: &dyn Fn(u32) -> u32) -> u32;
}

/// Both modules have this very class, each with another number.
const MODULE: &str = r#"
#include "test_shade.hpp"
class Gray : public test_shade::ShadeProvider<Gray> {
public:
    std::uint32_t number() const { return NUMBER; }
    std::uint32_t twice(test_shade::ShadeTwiceOf of) const { return of(NUMBER) + of(NUMBER); }
};
static const vtable_api_export exports[] = { Gray::creates("gray") };
extern "C" VTABLE_API_EXPORT const vtable_api_module_v1 vtable_api_module = {
    sizeof(vtable_api_module_v1), VTABLE_API_CONTRACT, "gray", "1.0", nullptr, nullptr, nullptr, 0,
    sizeof(vtable_api_require), exports, 1, sizeof(vtable_api_export)
};
"#;

/// Writes the headers as the command does.
fn headers(folder: &Path) {
    let slot = |text: &str| Slot { revision: 1, ..canon::parse_signature(text).expect(text) };
    let table = Table {
        id: "test/shade".into(),
        trait_name: "Shade".into(),
        module: "same_names".into(),
        bounds: Bounds { send: true, sync: true },
        c_case: Default::default(),
        docs: vec![],
        slots: vec![slot("fn number(&self) -> u32"), slot("fn twice(&self, of: &dyn Fn(u32) -> u32) -> u32")],
        revisions: vec![],
        line: None,
    };
    let fingerprints = <ShadeRef<'_> as vtable_api::__private::handle::Handle>::SPEC.fingerprints;
    let (table, types, package, header_names) =
        (&table, &[][..], "tests", &header::file_name as &dyn Fn(&str) -> String);
    let input = Input { table, types, package, fingerprints, prefix: None, header_names };
    let files = [
        ("vtable_api.h", header::common().to_owned()),
        ("vtable_api.hpp", header::cpp_common().to_owned()),
        ("test_shade.h", header::table(&input).expect("a header")),
        ("test_shade.hpp", header::cpp(&input).expect("a header")),
        ("gray.cpp", MODULE.to_owned()),
    ];
    for (file, text) in files {
        std::fs::write(folder.join(file), text).expect("a file is written");
    }
}

fn module(folder: &Path, compiler: &str, number: u32, more: &str) -> PathBuf {
    let library = folder.join(format!("libgray{number}{}.so", more.replace([' ', '='], "")));
    let mut command = Command::new(compiler);
    command.current_dir(folder).args(["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC"]);
    command.args(more.split(' ')).arg(format!("-DNUMBER={number}")).args(["gray.cpp", "-o"]).arg(&library);
    let done = command.output().expect("the compiler runs");
    assert!(done.status.success(), "{compiler} {more}: {}", String::from_utf8_lossy(&done.stderr));
    library
}

#[test]
fn each_module_runs_its_own_code() {
    for names in [&["g++"][..], &["clang++", "clang++-14", "clang++-16", "clang++-19"]] {
        let Some(compiler) = first_tool("same_names", names) else { continue };
        let folder = c::folder(&format!("same_names-{compiler}"));
        headers(&folder);
        for optimised in ["-O0", "-O2"] {
            let modules =
                [1, 2].map(|number| Module::open(module(&folder, compiler, number, optimised)).expect("it opens"));
            let shades = modules.each_ref().map(|module| module.create::<ShadeBox>("gray").expect("a shade"));
            assert_eq!(shades.each_ref().map(|shade| shade.number()), [1, 2], "{compiler} {optimised}");
            let twice = shades.each_ref().map(|shade| shade.twice(&|number| number * 10));
            assert_eq!(twice, [20, 40], "{compiler} {optimised}");
        }
    }
}

/// Headers of others, or older ones, may do without.
#[test]
fn a_module_with_the_table_of_another_is_refused() {
    let Some(compiler) = first_tool("same_names", &["g++"]) else { return };
    let folder = c::folder("same_names-merged");
    headers(&folder);
    let header = std::fs::read_to_string(folder.join("test_shade.hpp")).expect("text");
    let merged = header.replace("VTABLE_API_HIDDEN_ ", "");
    assert_ne!(merged, header);
    std::fs::write(folder.join("test_shade.hpp"), merged).expect("a file is written");

    let first = Module::open(module(&folder, compiler, 1, "-O0")).expect("it opens");
    let second = module(&folder, compiler, 2, "-O0");
    let error = Module::open(&second).expect_err("its table is the first one's");
    assert_eq!(error.kind(), ErrorKind::Malformed);
    let line = error.to_string().replace(second.to_str().expect("UTF-8"), "@");
    assert_eq!(
        line,
        "module `gray 1.0` at `@`: expected export `gray` to have a table of its own module, found one in \
         another file: most likely both have C++ classes of the same name, which g++ has merged; compile the module with `-fvisibility=hidden` or \
         `-fno-gnu-unique`, and with new headers"
    );
    // What the line says helps, also with such headers.
    for (number, flag) in [(3, "-fvisibility=hidden"), (4, "-fno-gnu-unique")] {
        let third = Module::open(module(&folder, compiler, number, flag)).expect("it opens");
        assert_eq!(third.create::<ShadeBox>("gray").expect("a shade").number(), number);
    }
    assert_eq!(first.create::<ShadeBox>("gray").expect("a shade").number(), 1);
}
