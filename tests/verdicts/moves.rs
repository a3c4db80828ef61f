//! Types and tables that move between packages, and packages that get another name: what the error says to write makes the
//! record fit again, no fingerprint changes, and modules and hosts built before the move meet those built after it.

use crate::support::{Project, shared_target};
use std::path::PathBuf;
use std::process::Command;

const FRAME: &str = "\
#[derive(AbiType)]
#[repr(C)]
pub struct Frame { pub size: Size, pub tag: u64 }

#[derive(AbiType)]
#[repr(C)]
pub struct Size { pub width: u32, pub height: u32 }
";

const LEVEL: &str = "\
#[derive(AbiType)]
#[repr(u32)]
pub enum Level { Low, High }
";

const TRAIT: &str = "\
#[vtable_api(id = \"moves/codec\")]
pub trait Codec {
    fn decode(&self, level: Level) -> Frame;
    fn count(&self, frames: &[Frame]) -> u32;
}
";

const MODULE: &str = "\
use api::{Codec, CodecBox, Frame, Level, Size};
struct Plain;
impl Codec for Plain {
    fn decode(&self, level: Level) -> Frame {
        Frame { size: Size { width: 3, height: 4 }, tag: level as u64 }
    }
    fn count(&self, frames: &[Frame]) -> u32 {
        frames.iter().map(|frame| frame.size.width).sum()
    }
}
vtable_api::module! {
    create \"plain\" => CodecBox: || Plain;
    export = true;
}
";

const HOST: &str = "\
use api::{CodecBox, Level};
fn main() -> Result<(), vtable_api::module::Error> {
    let module = vtable_api::Module::open(std::env::args().nth(1).unwrap())?;
    let codec: CodecBox = module.create(\"plain\")?;
    let frame = codec.decode(Level::High);
    let tag = frame.tag;
    println!(\"{tag} {} {}\", codec.count(&[frame]), codec.agreed());
    Ok(())
}
";

/// Five packages, of which `api` and `types` are about to move.
struct Workspace {
    project: Project,
    /// Package and folder of the table, and of its types.
    api: (&'static str, &'static str),
    types: (&'static str, &'static str),
}

impl Workspace {
    fn new() -> Workspace {
        let project = Project::empty("moves");
        let workspace = Workspace { project, api: ("moves-api", "api"), types: ("moves-types", "types") };
        workspace.manifests();
        workspace.write_source(&workspace.types, FRAME, "");
        workspace.write_source(&workspace.api, &format!("{LEVEL}{TRAIT}"), "pub use types::*;");
        workspace.project.write("module/src/lib.rs", MODULE);
        workspace.project.write("host/src/main.rs", HOST);
        workspace
    }

    fn write_source(&self, (_, folder): &(&str, &str), items: &str, uses: &str) {
        let head = "#![forbid(unsafe_code)]\n#[allow(unused_imports)]\nuse vtable_api::*;\n";
        self.project.write(&format!("{folder}/src/lib.rs"), &format!("{head}{uses}\n{items}"));
    }

    fn source(&self, (_, folder): &(&str, &str)) -> String {
        self.project.read(&format!("{folder}/src/lib.rs"))
    }

    fn manifests(&self) {
        let members = ["module", "host", self.api.1, self.types.1].map(|member| format!("\"{member}\"")).join(", ");
        self.project.write("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"));
        let on = |key: &str, (package, folder): &(&str, &str)| {
            format!("{key} = {{ package = \"{package}\", path = \"../{folder}\" }}\n")
        };
        let write = |folder: &str, name: &str, rest: &str| {
            let head = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
            let ours = "vtable-api = { path = \"{vtable-api}\" }\n";
            self.project.write(&format!("{folder}/Cargo.toml"), &format!("{head}{rest}{ours}"));
        };
        write(self.types.1, self.types.0, "[dependencies]\n");
        write(self.api.1, self.api.0, &format!("[dependencies]\n{}", on("types", &self.types)));
        let api = on("api", &self.api);
        write("module", "moves-module", &format!("[lib]\ncrate-type = [\"cdylib\"]\n\n[dependencies]\n{api}"));
        write("host", "moves-host", &format!("[dependencies]\n{api}"));
    }

    /// Writes what the errors say, until there are none; how many times.
    fn follow_the_errors(&self) -> usize {
        for round in 0.. {
            assert!(round < 8, "it does not end");
            let built = self.project.cargo_with("check --workspace", &[("VTABLE_API", "locked")]);
            if built.success {
                built.assert_silent("as it was");
                return round;
            }
            for error in built.errors() {
                self.follow(&error.message());
            }
        }
        unreachable!()
    }

    /// "if it is the recorded `Frame`, which has moved …, write `#[abi(package = "moves-types")]` on it"
    fn follow(&self, message: &str) {
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some((_, rest)) = message.split_once("if it is the recorded `") else { panic!("no way out: {message}") };
        let (name, rest) = rest.split_once('`').expect("a name");
        let (_, rest) = rest.split_once("write `").expect("what to write");
        let (attribute, _) = rest.split_once("` on it").expect("the attribute");
        for place in [self.api, self.types] {
            let source = self.source(&place);
            for kind in ["struct", "enum"] {
                let item = format!("pub {kind} {name} ");
                let pinned = format!("{attribute}\n{item}");
                if source.contains(&item) && !source.contains(&pinned) {
                    self.project.write(&format!("{}/src/lib.rs", place.1), &source.replace(&item, &pinned));
                }
            }
        }
    }

    /// Builds module and host, and keeps them under a name.
    fn build(&self, name: &str) -> [PathBuf; 2] {
        self.project.cargo_with("build --workspace", &[("VTABLE_API", "locked")]).assert_builds(name);
        let target = shared_target().join("debug");
        let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        let module = format!("{prefix}moves_module{suffix}");
        let host = format!("moves-host{}", std::env::consts::EXE_SUFFIX);
        [module, host].map(|file| {
            let kept = self.project.path().join(format!("{name}-{file}"));
            std::fs::copy(target.join(&file), &kept).expect("it was built");
            kept
        })
    }
}

#[track_caller]
fn meet(module: &PathBuf, host: &PathBuf) {
    let done = Command::new(host).arg(module).output().expect("it runs");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!((out.trim(), err.trim()), ("1 3 1", ""), "{} with {}", host.display(), module.display());
}

#[test]
pub(crate) fn what_moves_stays_what_it_was() {
    let mut workspace = Workspace::new();
    for command in ["init", "freeze"] {
        workspace.project.cli(&format!("{command} -p moves-api")).assert_builds(command);
    }
    let abi = workspace.project.read("api/abi.toml");
    assert!(abi.contains("name = \"moves-types::Size\"") && abi.contains("name = \"Level\""), "{abi}");
    let [module, host] = workspace.build("before");
    meet(&module, &host);
    let check = |workspace: &Workspace, what: &str, rounds: std::ops::Range<usize>| {
        let needed = workspace.follow_the_errors();
        assert!(rounds.contains(&needed), "{what}: {needed} errors in a row");
        let (package, folder) = workspace.api;
        let record = workspace.project.read(&format!("{folder}/abi.toml"));
        assert_eq!(record.replace("package = \"moves-api\"\n", ""), abi, "{what}");
        let checked = workspace.project.cli(&format!("check --locked -p {package}"));
        checked.assert_builds(what);
        let [new_module, new_host] = workspace.build(what);
        meet(&new_module, &host);
        meet(&module, &new_host);
    };

    // A package of types gets another name.
    workspace.types = ("moves-model", "types");
    workspace.manifests();
    check(&workspace, "renamed", 1..4);

    // A type of the table's own package goes to another one.
    let (api, types) = (workspace.source(&workspace.api), workspace.source(&workspace.types));
    workspace.project.write("api/src/lib.rs", &api.replace(LEVEL, ""));
    workspace.project.write("types/src/lib.rs", &format!("{types}{LEVEL}"));
    check(&workspace, "out", 1..4);

    // Types of another package come to the table's own, with what they say of themselves.
    let types = workspace.source(&workspace.types);
    let start = types.find("#[derive(AbiType)]\n#[repr(C)]").expect("the frame");
    let end = types.find("#[derive(AbiType)]\n#[repr(u32)]").expect("the level");
    workspace.project.write("types/src/lib.rs", &format!("{}{}", &types[..start], &types[end..]));
    let api = workspace.source(&workspace.api);
    workspace.project.write("api/src/lib.rs", &format!("{api}{}", &types[start..end]));
    check(&workspace, "in", 0..1);

    // The table goes to another package, with its record and the types beside it.
    std::fs::rename(workspace.project.path().join("api"), workspace.project.path().join("core")).expect("renamed");
    workspace.api = ("moves-core", "core");
    workspace.manifests();
    let record = abi.replacen("format = 1\n", "format = 1\npackage = \"moves-api\"\n", 1);
    workspace.project.write("core/abi.toml", &record);
    check(&workspace, "table", 0..1);
}

#[test]
pub(crate) fn what_moved_and_has_another_name_says_both() {
    let project = Project::library("moves-both", &format!("use vtable_api::*;\n{FRAME}{LEVEL}{TRAIT}"));
    for command in ["init", "freeze"] {
        project.cli(command).assert_builds(command);
    }
    let source = project.read("src/lib.rs");
    // The command names both, where it sees that it is the same type.
    let moved = source.replace("pub struct Size", "#[abi(package = \"elsewhere\")]\npub struct Extent");
    project.write("src/lib.rs", &moved.replace(": Size", ": Extent"));
    let found = project.cli("check");
    let help = "keep the recorded one beside it: `#[abi(name = \"Size\", package = \"moves-both\")]`";
    assert!(!found.success && found.stdout.contains("[VT0018]") && found.stdout.contains(help), "{found:?}");
    let pinned = moved.replace("#[abi(package = \"elsewhere\")]", "#[abi(name = \"Size\", package = \"moves-both\")]");
    project.write("src/lib.rs", &pinned.replace(": Size", ": Extent"));
    project.check().assert_silent("pinned");
    project.cli("check --locked").assert_builds("pinned");
    // A name that no package has.
    project.write("src/lib.rs", &source.replace("pub struct Size", "#[abi(package = \"no name\")]\npub struct Size"));
    let error = project.check().only_error("a wrong name");
    assert!(error.text.contains("`no name` cannot be used as a package name here"), "{error}");
    // Under these names stand types of which vtable-api says more than their fields.
    for name in ["core", "abi_stable"] {
        let package = format!("#[abi(package = \"{name}\")]\npub struct Size");
        project.write("src/lib.rs", &source.replace("pub struct Size", &package));
        let error = project.check().only_error(name);
        assert!(error.text.contains(&format!("`{name}` cannot be used as a package name here")), "{error}");
    }
    project.write("src/lib.rs", &source);
    let record = project.read("abi.toml");
    project.write("abi.toml", &record.replacen("format = 1\n", "format = 1\npackage = \"core\"\n", 1));
    let built = project.check();
    assert!(built.stderr.contains("`core` is not the name of a package that has a record"), "{built:?}");
    project.write("abi.toml", &record);
}

/// A workspace of two packages that both have recorded a table of one id.
#[test]
pub(crate) fn two_packages_that_have_recorded_one_table_in_two_ways_are_found() {
    let project = Project::empty("moves-twins");
    project.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"one\", \"two\"]\n");
    let member = |folder: &str, slot: &str| {
        let head = format!("[package]\nname = \"moves-twin-{folder}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
        let ours = "[dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n";
        project.write(&format!("{folder}/Cargo.toml"), &format!("{head}{ours}"));
        let table = format!("#[vtable_api::vtable_api(id = \"moves/twin\")]\npub trait Twin {{ {slot} }}\n");
        project.write(&format!("{folder}/src/lib.rs"), &table);
    };
    member("one", "fn read(&self) -> u32;");
    member("two", "fn read(&self) -> u64;");
    for command in ["init -p moves-twin-one", "init -p moves-twin-two"] {
        project.cli(command).assert_builds(command);
    }
    let refused = project.cli("freeze --workspace");
    let says = "[VT0021] table `moves/twin`: `moves-twin-two` has a different revision 1 than `moves-twin-one` would";
    assert!(!refused.success && refused.stderr.contains(says), "{refused:?}");
    project.cli("freeze -p moves-twin-one").assert_builds("the first one");
    for command in ["freeze -p moves-twin-two", "check -p moves-twin-two"] {
        let refused = project.cli(command);
        let says =
            "[VT0021] table `moves/twin`: `moves-twin-one` has a different revision 1 than `moves-twin-two` would";
        assert!(!refused.success && format!("{refused:?}").contains(says), "{command}: {refused:?}");
    }
    // As where two branches meet.
    let first = project.read("one/abi.toml");
    project.write("one/abi.toml", "format = 1\n");
    project.cli("freeze -p moves-twin-two").assert_builds("the second one");
    project.write("one/abi.toml", &first);
    project.check().assert_silent("each is what it has recorded");
    let found = project.cli("check --workspace");
    let says = "[VT0021] two packages have recorded different tables `moves/twin`: `moves-twin-one` and";
    assert!(!found.success && found.stdout.contains(says), "{found:?}");
}

/// A package with a table, and one with a type that it takes.
#[test]
pub(crate) fn a_variant_of_another_packages_open_enum_is_a_draft() {
    let project = Project::empty("moves-open");
    project.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"types\", \"tables\"]\n");
    let head =
        |name: &str| format!("[package]\nname = \"moves-open-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
    let ours = "[dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n";
    project.write("types/Cargo.toml", &format!("{}{ours}", head("types")));
    project
        .write("tables/Cargo.toml", &format!("{}{ours}moves-open-types = {{ path = \"../types\" }}\n", head("tables")));
    let kind = |more: &str| {
        let derive = "#[derive(vtable_api::AbiType)]\n#[abi(open)]\n#[repr(u8)]";
        project.write("types/src/lib.rs", &format!("{derive}\npub enum Kind {{ First = 1, {more}Unknown(u8) }}\n"));
    };
    kind("");
    let table = "#[vtable_api::vtable_api(id = \"moves/open\")]\npub trait Open { fn take(&self, kind: moves_open_types::Kind); }\n";
    project.write("tables/src/lib.rs", table);
    project.cli("init -p moves-open-tables").assert_builds("init");
    project.cli("freeze -p moves-open-tables").assert_builds("freeze");
    let locked = || project.cargo_with("check -p moves-open-tables", &[("VTABLE_API", "locked")]);
    locked().assert_silent("79 nothing appended");
    kind("Second = 2, ");
    project.cargo("check -p moves-open-tables").assert_silent("79 a draft of another package");
    let error = locked().only_error("79 a draft of another package, locked");
    let says = "[VT0056] the open enum `moves-open-types::Kind`, which slot 0 `Open::take` reaches, has draft variants";
    assert!(error.message().starts_with(says), "{error}");
    let found = project.cli("check --locked -p moves-open-tables");
    assert!(!found.success && found.stdout.contains("[VT0056] variant `Second`"), "{found:?}");
    project.cli("freeze -p moves-open-tables").assert_builds("freeze");
    locked().assert_silent("79 what is frozen");
}

/// A generic type is told from one without parameters that is called like it, in either order.
#[test]
pub(crate) fn a_type_may_be_called_like_a_generic_one() {
    let generic = "pub mod one {\n    #[derive(vtable_api::AbiType)]\n    #[repr(C)]\n    pub struct Mode<T> { pub value: T }\n}\n";
    for (name, repr, item) in [
        ("enum", "u8", "pub enum Mode { On = 1 }"),
        ("newtype", "transparent", "pub struct Mode(pub u64);"),
        ("borrows", "C", "pub struct Mode<'a> { pub text: vtable_api::Str<'a> }"),
    ] {
        let plain =
            format!("pub mod two {{\n    #[derive(vtable_api::AbiType)]\n    #[repr({repr})]\n    {item}\n}}\n");
        let mode = if name == "borrows" { "two::Mode<'_>" } else { "two::Mode" };
        let slots = format!(
            "#[vtable_api::vtable_api(id = \"moves/modes\")]\npub trait Modes {{\n    fn one(&self, mode: one::Mode<u8>);\n    \
             fn two(&self, mode: {mode});\n}}\n"
        );
        let project = Project::library(&format!("moves-modes-{name}"), &format!("{generic}{plain}{slots}"));
        for command in ["init", "freeze", "check --locked"] {
            project.cli(command).assert_builds(command);
        }
        project.check().assert_silent(name);
    }
}
