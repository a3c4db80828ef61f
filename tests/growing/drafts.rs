//! Drafts: two builds whose drafts differ use what is frozen, even where the member has the same name and size.

use crate::support::Project;

const FROZEN: &str = r#"
use vtable_api::{AbiType, Unknown, vtable_api};

#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    {FIELD}
}

#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub enum Event {
    Key(u32),
    {VARIANT}
    Unknown(Unknown),
}

{INNER}

#[vtable_api(id = "tests/drafts")]
pub trait Drafts {
    fn options(&self, of: &Options) -> String;
    fn back(&self, of: Options) -> Options;
    fn event(&self, of: Event) -> String;
}
"#;

const INNER: &str = "#[derive(AbiType, Clone, Debug, Default)]\npub struct Inner { pub of: {TYPE} }";

/// A draft of growth 2, and in it a type that the record does not have.
fn draft(ty: &str) -> String {
    FROZEN
        .replace("{FIELD}", "#[abi(growth = 2)] pub inner: Inner,")
        .replace("{VARIANT}", "#[abi(growth = 2)] Held(Inner),")
        .replace("{INNER}", &INNER.replace("{TYPE}", ty))
}

/// A release of the one package.
fn release(name: &str, version: u32, source: &str) -> Project {
    let manifest = format!(
        "[package]\nname = \"drafts\"\nversion = \"0.{version}.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n\n[workspace]\n"
    );
    let project = Project::with_manifest(name, &manifest);
    project.write("src/lib.rs", source);
    project
}

const SIDE: &str = r#"
mod {R} {
    use drafts_{R}::*;
    use vtable_api::{Module, module::Descriptor};

    struct Real;
    impl Drafts for Real {
        fn options(&self, of: &Options) -> String { format!("{of:?}") }
        fn back(&self, of: Options) -> Options { of }
        fn event(&self, of: Event) -> String { format!("{of:?}") }
    }
    vtable_api::module! { create "drafts" => DraftsBox: || Real; }

    pub fn host(name: &str, module: &'static Descriptor) {
        let it: DraftsBox = Module::from_static(module).unwrap().create("drafts").unwrap();
        let options = Options { level: 1, inner: Inner { of: 7 } };
        println!("{R} with {name}: {}", it.options(&options));
        println!("back {:?}", it.back(options));
        println!("event {}", it.event(Event::Held(Inner { of: 7 })));
    }
}
"#;

const SAID: &str = "\
a with b: Options { level: 1, inner: Inner { of: 0 } }
back Options { level: 1, inner: Inner { of: 0 } }
event Unknown(Unknown { tag: 1, text: None })
a with c: Options { level: 1, inner: Inner { of: 7 } }
back Options { level: 1, inner: Inner { of: 7 } }
event Held(Inner { of: 7 })
b with a: Options { level: 1, inner: Inner { of: 0 } }
back Options { level: 1, inner: Inner { of: 0 } }
event Unknown(Unknown { tag: 1, text: None })
";

#[test]
fn drafts_that_differ_do_not_cross() {
    let first = FROZEN.replace("{FIELD}", "").replace("{VARIANT}", "").replace("{INNER}", "");
    let frozen = release("drafts-frozen", 0, &first);
    frozen.cli("init").assert_builds("init");
    frozen.cli("freeze").assert_builds("growth 1");
    let drafts = [("a", "u32"), ("b", "i32"), ("c", "u32")];
    let program = Project::library("drafts-program", "");
    program.remove("src/lib.rs");
    let (mut source, mut dependencies) = (String::new(), String::from("[dependencies]\n"));
    for (version, (name, ty)) in (1..).zip(drafts) {
        let project = release(&format!("drafts-{name}"), version, &draft(ty));
        project.write("abi.toml", &frozen.read("abi.toml"));
        let path = project.path().display().to_string();
        dependencies.push_str(&format!("drafts-{name} = {{ package = \"drafts\", path = '{path}' }}\n"));
        source.push_str(&SIDE.replace("{R}", name));
    }
    let main = "fn main() {\n    a::host(\"b\", &b::VTABLE_MODULE);\n    a::host(\"c\", &c::VTABLE_MODULE);\n    b::host(\"a\", &a::VTABLE_MODULE);\n}\n";
    program.write("src/main.rs", &format!("#![forbid(unsafe_code)]\n#![allow(dead_code)]\n{main}{source}"));
    let manifest = program.read("Cargo.toml");
    program.write("Cargo.toml", &manifest.replace("[dependencies]\n", &dependencies));
    let run = program.cargo_with("run -q", &[("VTABLE_API", "quiet-drafts")]);
    run.assert_builds("the program");
    assert_eq!(run.stdout, SAID, "{}", run.stderr);
}
