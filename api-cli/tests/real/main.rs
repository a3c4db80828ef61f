//! The program with the real macro: one workspace, whose packages each live through something.

#[path = "../common/mod.rs"]
mod common;
mod inputs;
mod rustc;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use cargo_vtable_api::Exit;
use common::{Ran, run};

const CODEC: &str = "\
use vtable_api::{vtable_api, AbiType};

/// An image decoder.
#[vtable_api(id = \"viewer/codec\")]
pub trait Codec {
    /// Decodes one image.
    fn decode(&self, input: &[u8], out: &mut Frame) -> u32;
}

/// A picture.
#[derive(AbiType)]
#[repr(C)]
pub struct Frame {
    /// In pixels.
    pub width: u32,
    pub height: u32,
    pub pixels: *mut u8,
}
";

const DRAFT: &str = "    #[revision(2)]
    fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> u32 {
        let _ = (input, out, flags);
        0
    }
}

/// A picture.";

/// Made once; builds of `vtable-api` are shared by all packages, and by later runs.
static WORKSPACE: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::create_dir_all(&root).unwrap();
    let shapes = "shapes = { path = '../shapes' }\n";
    let walk = "walk = { path = '../walk' }\n";
    let members = [
        ("codec", ""),
        ("kinds", ""),
        ("shapes", ""),
        ("painter", shapes),
        ("walk", ""),
        ("host", walk),
        ("words", ""),
        ("wrong", ""),
    ];
    let all: Vec<_> = members.iter().chain(&inputs::MEMBERS).chain(&rustc::MEMBERS).collect();
    let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
    let members = format!("[workspace]\nmembers = {names:?}\nresolver = '3'\n");
    let dependency = format!("[workspace.dependencies]\nvtable-api = {{ path = '{}' }}\n", repository.display());
    fs::write(root.join("Cargo.toml"), format!("{members}{dependency}")).unwrap();
    fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    for (name, more) in all {
        let _ = fs::remove_dir_all(root.join(name));
        fs::create_dir_all(root.join(name).join("src")).unwrap();
        fs::write(root.join(name).join("Cargo.toml"), manifest(name, more)).unwrap();
        fs::write(root.join(name).join("src/lib.rs"), "").unwrap();
    }
    root
});

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = '{name}'\nversion = '0.1.0'\nedition = '2024'\n\
         [dependencies]\nvtable-api = {{ workspace = true }}\n{dependencies}"
    )
}

/// A package of the workspace.
struct Member(&'static str);

impl Member {
    fn path(&self, file: &str) -> PathBuf {
        WORKSPACE.join(self.0).join(file)
    }

    /// At once: cargo reads the whole workspace for the other tests meanwhile.
    fn write(&self, file: &str, text: &str) {
        let new = WORKSPACE.join(format!("{}.new", self.0));
        fs::write(&new, text).unwrap();
        fs::rename(new, self.path(file)).unwrap();
    }

    fn abi(&self) -> String {
        fs::read_to_string(self.path("abi.toml")).unwrap()
    }

    fn run(&self, args: &[&str]) -> Ran {
        let manifest = self.path("Cargo.toml").into_os_string();
        let args = args.iter().map(Into::into).chain(["--manifest-path".into(), manifest]);
        run(["cargo-vtable-api".into()].into_iter().chain(args))
    }

    /// What cargo itself says of the package.
    fn builds(&self, mode: &str) -> (bool, String) {
        self.builds_with(&[("VTABLE_API", mode)])
    }

    fn builds_with(&self, variables: &[(&str, &str)]) -> (bool, String) {
        let mut cargo = Command::new("cargo");
        cargo.args(["check", "--quiet", "--color", "never", "--manifest-path"]).arg(self.path("Cargo.toml"));
        cargo.env_remove("VTABLE_API").envs(variables.iter().copied());
        cargo.env("CARGO_TARGET_DIR", WORKSPACE.join("target"));
        let done = cargo.output().unwrap();
        (done.status.success(), String::from_utf8(done.stderr).unwrap())
    }
}

#[test]
fn a_table_is_recorded_extended_and_guarded() {
    let codec = Member("codec");
    codec.write("src/lib.rs", CODEC);
    codec.run(&["check"]).ended(Exit::Findings).says("[VT0050]");
    codec.run(&["init"]).ended(Exit::Clean);
    codec.run(&["freeze"]).ended(Exit::Clean).says("viewer/codec: revision 1, 1 slot (decode), fingerprint ");
    codec.run(&["check", "--locked"]).ended(Exit::Clean).says("1 slot, revision 1 recorded");
    let (builds, said) = codec.builds("locked");
    assert!(builds, "{said}");
    let header = codec.run(&["header"]).ended(Exit::Clean);
    header.says("An image decoder.").says("Decodes one image.").says("A picture.").says("In pixels.");

    let draft = CODEC.replace("}\n\n/// A picture.", DRAFT);
    codec.write("src/lib.rs", &draft);
    codec.run(&["check"]).ended(Exit::Clean).says("1 draft (decode_ex1)");
    codec.run(&["check", "--locked"]).ended(Exit::Findings).says("[VT0056]");
    codec.run(&["freeze"]).ended(Exit::Clean).says("viewer/codec: revision 2, 1 slot (decode_ex1), fingerprint ");
    let (builds, said) = codec.builds("locked");
    assert!(builds, "{said}");

    let before = codec.abi();
    codec.write("src/lib.rs", &draft.replacen("input: &[u8]", "input: &mut [u8]", 1));
    let finding = "[VT0004] slot 0 `Codec::decode` is frozen since revision 1: parameter `input` changed type";
    codec.run(&["check"]).ended(Exit::Findings).says(finding).says("/codec/src/lib.rs:7:29\n");
    let annotated = codec.run(&["check", "--format", "github"]).ended(Exit::Findings);
    annotated.says("codec/src/lib.rs,line=7,endLine=7,col=29,endColumn=38,title=VT0004::[VT0004] slot 0");
    let json = codec.run(&["check", "--format", "json"]).ended(Exit::Findings);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let at = &json["findings"][0]["at"];
    assert_eq!((&at["line"], &at["column"], &at["end_column"]), (&7.into(), &29.into(), &38.into()), "{json}");
    codec.run(&["freeze"]).ended(Exit::Findings).complains(finding).complains("nothing was frozen");
    codec.run(&["header"]).ended(Exit::Findings).complains(finding);
    let (builds, said) = codec.builds("");
    assert!(!builds && said.contains(finding), "{said}");
    assert_eq!(codec.abi(), before);
}

#[test]
fn modules_and_programs_have_tables_too() {
    let kinds = Member("kinds");
    kinds.write("src/lib.rs", CODEC);
    kinds.write("Cargo.toml", &(manifest("kinds", "") + "[lib]\ncrate-type = ['cdylib', 'staticlib']\n"));
    kinds.run(&["init"]).ended(Exit::Clean);
    kinds.run(&["freeze"]).ended(Exit::Clean).says("viewer/codec: revision 1");
    kinds.write("src/main.rs", &format!("{CODEC}\nfn main() {{}}\n"));
    kinds.write("Cargo.toml", &manifest("kinds", ""));
    fs::remove_file(kinds.path("src/lib.rs")).unwrap();
    kinds.run(&["check", "--locked"]).ended(Exit::Clean).says("viewer/codec: 1 slot, revision 1 recorded");
    kinds.write("src/lib.rs", &CODEC.replace("viewer/codec", "viewer/other"));
    let ran = kinds.run(&["check"]).ended(Exit::Clean);
    ran.says("viewer/other: 1 slot, nothing recorded").says("viewer/codec: 1 slot, revision 1 recorded");
}

#[test]
fn a_type_of_another_package_is_watched() {
    let (shapes, painter) = (Member("shapes"), Member("painter"));
    let shape = "#[derive(vtable_api::AbiType)]\n#[repr(C)]\npub struct Shape { pub x: f32, pub y: f32 }\n";
    shapes.write("src/lib.rs", shape);
    let table = "#[vtable_api::vtable_api]\npub trait Painter { fn paint(&self, shape: &shapes::Shape); }\n";
    painter.write("src/lib.rs", table);
    painter.run(&["init"]).ended(Exit::Clean);
    painter.run(&["freeze"]).ended(Exit::Clean).says("painter/painter: revision 1, 1 slot (paint)");
    assert!(painter.abi().contains("name = \"shapes::Shape\""), "{}", painter.abi());
    shapes.write("src/lib.rs", &shape.replace("pub y: f32", "pub y: f64"));
    painter.run(&["check"]).ended(Exit::Findings).says("[VT0012]").says("/shapes/src/lib.rs:3:39\n");
    shapes.run(&["check"]).ended(Exit::CouldNotCheck).complains("package `shapes` has no table");
}

/// After the edit, the default body and the provider no longer type-check: rustc says that in its own words, and `cargo
/// build` in ours.
#[test]
fn what_the_build_says_check_says() {
    let (walk, host) = (Member("walk"), Member("host"));
    let provider = "\npub struct Plain;\nimpl Codec for Plain {\n    fn decode(&self, input: &[u8], out: &mut Frame) -> u32 {\n        \
                    input.len() as u32 + out.width\n    }\n}\n";
    let body = DRAFT.replace(
        "        let _ = (input, out, flags);\n        0\n",
        "        let _ = flags;\n        self.decode(input, out)\n",
    );
    let source = CODEC.replace("}\n\n/// A picture.", &body) + provider;
    walk.write("src/lib.rs", &source);
    host.write("src/lib.rs", "pub use walk::Codec;\n#[vtable_api::vtable_api]\npub trait Host { fn go(&self); }\n");
    for member in [&walk, &host] {
        member.run(&["init"]).ended(Exit::Clean);
        member.run(&["freeze"]).ended(Exit::Clean);
        member.run(&["check", "--locked"]).ended(Exit::Clean);
    }
    let before = walk.abi();
    walk.write("src/lib.rs", &source.replacen("input: &[u8]", "input: &mut [u8]", 1));
    let finding = "[VT0004] slot 0 `Codec::decode` is frozen since revision 1: parameter `input` changed type";
    let ran = walk
        .run(&["check"])
        .ended(Exit::Findings)
        .says(finding)
        .says("walk/src/lib.rs:7:29\n")
        .says("walk: 1 finding;");
    assert!(!ran.err.contains("E0308"), "{ran:#?}");
    is_told_to_programs(&walk);
    every_command_says(&walk, &host, finding);
    assert_eq!(walk.abi(), before);
    // What is wrong without us is not a finding, and is shown.
    walk.write("src/lib.rs", &source.replacen("input.len()", "input.length()", 1));
    walk.run(&["check"]).ended(Exit::CouldNotCheck).complains("`walk` does not build, so its tables are not known");
    walk.write("src/lib.rs", &source);
    // A program that has no table to record: only the build looks at it.
    fs::create_dir_all(walk.path("src/bin")).unwrap();
    walk.write("src/bin/first.rs", "fn main() {}\n");
    walk.write("src/bin/second.rs", "#[vtable_api::vtable_api]\npub trait Here { fn go(&self); }\nfn main() {}\n");
    walk.run(&["check"])
        .ended(Exit::Findings)
        .says("[VT0057] `Here` is a table in `second`")
        .says("walk/src/bin/second.rs:2:11\n");
    fs::remove_dir_all(walk.path("src/bin")).unwrap();
    walk.run(&["check", "--locked"]).ended(Exit::Clean);
}

/// In annotations and JSON.
fn is_told_to_programs(walk: &Member) {
    let annotated = walk.run(&["check", "--format", "github"]).ended(Exit::Findings);
    annotated.says("walk/src/lib.rs,line=7,endLine=7,col=29,endColumn=38,title=VT0004::[VT0004] slot 0");
    let json = walk.run(&["check", "--format", "json"]).ended(Exit::Findings);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let found = &json["findings"][0];
    assert_eq!(
        (&found["code"], &found["package"], &found["at"]["column"]),
        (&"VT0004".into(), &"walk".into(), &29.into()),
        "{json}"
    );
    assert_eq!((&found["recorded"]["text"], &found["now"]), (&"&[u8]".into(), &"&mut [u8]".into()), "{json}");
    assert_eq!(found["recorded"]["line"].as_u64().is_some(), found["help"].as_str().is_some(), "{json}");
}

fn every_command_says(walk: &Member, host: &Member, finding: &str) {
    walk.run(&["freeze"])
        .ended(Exit::Findings)
        .complains(finding)
        .complains("nothing was frozen, because of 1 finding");
    walk.run(&["header"]).ended(Exit::Findings).complains(finding);
    walk.run(&["diff", "abi.toml"]).ended(Exit::Findings).complains(finding);
    // What needs it is not called clean, nor is it blamed.
    let both = walk.run(&["check", "-p", "walk", "-p", "host"]).ended(Exit::Findings).says(finding);
    assert!(!both.out.contains("host: "), "{both:#?}");
    host.run(&["check"]).ended(Exit::Findings).says(finding);
    host.run(&["diff", "abi.toml", "source", "-p", "host", "-p", "walk"]).ended(Exit::Findings).complains(finding);
    host.run(&["header", "-p", "host", "-p", "walk", "--out", "h"]).ended(Exit::Findings).complains(finding);
    host.run(&["freeze", "-p", "host", "-p", "walk"]).ended(Exit::Findings).complains(finding);
}

/// What makes the macro leave its checks to the command is no word that a variable of the user's can have.
#[test]
fn no_variable_switches_the_checks_off() {
    let words = Member("words");
    words.write("src/lib.rs", CODEC);
    words.run(&["init"]).ended(Exit::Clean);
    words.run(&["freeze"]).ended(Exit::Clean);
    words.write("src/lib.rs", &CODEC.replacen("input: &[u8]", "input: &mut [u8]", 1));
    let file = words.path("0123456789abcdef.session");
    let session = file.to_str().unwrap();
    let variables: [&[(&str, &str)]; 5] = [
        &[("VTABLE_API", "extract")],
        &[("VTABLE_API", "locked,extract"), ("VTABLE_API_PLACES", "1")],
        &[("VTABLE_API_SESSION", session)],
        &[("VTABLE_API_SESSION", "1")],
        &[("VTABLE_API_SESSION", "")],
    ];
    for set in variables {
        let (builds, said) = words.builds_with(set);
        assert!(!builds && said.contains("[VT0004]") && said.contains("[VT0061]"), "{set:?}: {said}");
    }
    let (_, said) = words.builds_with(&[("VTABLE_API_SESSION", session)]);
    assert!(said.contains("`VTABLE_API_SESSION` is set, but no `cargo vtable-api` that set it is running"), "{said}");
    // Nor does cargo's own way to set one, against the command or the build.
    for value in ["VTABLE_API = 'extract'", "VTABLE_API = { value = 'extract', force = true }"] {
        fs::create_dir_all(words.path(".cargo")).unwrap();
        words.write(".cargo/config.toml", &format!("[env]\n{value}\n"));
        let mut cargo = Command::new("cargo");
        cargo.args(["check", "--quiet"]).current_dir(words.path(".")).env("CARGO_TARGET_DIR", WORKSPACE.join("target"));
        let done = cargo.env_remove("VTABLE_API").output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success() && said.contains("[VT0004]"), "{value}: {said}");
    }
    fs::remove_dir_all(words.path(".cargo")).unwrap();
    words.run(&["check"]).ended(Exit::Findings).says("[VT0004]");
    // Nor is a draft more than one where warnings are errors.
    words.write("src/lib.rs", &CODEC.replace("}\n\n/// A picture.", DRAFT));
    fs::create_dir_all(words.path(".cargo")).unwrap();
    words.write(".cargo/config.toml", "[build]\nrustflags = ['-Dwarnings']\n");
    let done = Command::new(env!("CARGO_BIN_EXE_cargo-vtable-api")).arg("check").current_dir(words.path(".")).output();
    let done = done.unwrap();
    assert!(done.status.success() && String::from_utf8_lossy(&done.stdout).contains("1 draft"), "{done:?}");
    fs::remove_dir_all(words.path(".cargo")).unwrap();
}
