//! Where a build system says less than cargo does (Bazel, Buck, rustc alone): what is missing is named, and what it
//! would decide is not guessed.

use crate::cases::VIEWER;
use crate::support::{Built, Project};
use std::path::PathBuf;
use std::process::Command;

/// `vtable-api`, built by cargo, for a rustc that runs without it.
struct Alone {
    project: Project,
    library: PathBuf,
}

impl Alone {
    fn new() -> Alone {
        let project = VIEWER.project("edits-sandbox");
        let built = project.cargo("build --message-format json");
        built.assert_builds("with cargo");
        let mut paths =
            built.stdout.split('"').filter(|text| text.ends_with(".rlib") && text.contains("libvtable_api-"));
        let library = PathBuf::from(paths.next_back().expect("the library's file"));
        Alone { project, library }
    }

    /// Compiles the library as a crate of this name.
    fn rustc(&self, name: &str, variables: &[(&str, &str)]) -> Built {
        let mut rustc = Command::new("rustc");
        std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO")).for_each(|(name, _)| {
            rustc.env_remove(name);
        });
        rustc.args(["--crate-type", "lib", "--edition", "2024", "--emit", "metadata", "--crate-name", name]);
        rustc.arg("--extern").arg(format!("vtable_api={}", self.library.display()));
        for folder in
            [self.library.parent(), self.library.parent().map(|up| up.join("deps")).as_deref()].into_iter().flatten()
        {
            rustc.arg("-L").arg(format!("dependency={}", folder.display()));
        }
        rustc.arg("src/lib.rs").current_dir(self.project.path()).envs(variables.iter().copied());
        Built::from(rustc.output().expect("rustc runs"))
    }

    fn write(&self, from: &str, to: &str) {
        self.project.write("src/lib.rs", &VIEWER.source.replace(from, to));
    }

    /// The one thing that it says, whatever the number of tables.
    #[track_caller]
    fn refuses(&self, name: &str, variables: &[(&str, &str)], says: &str, help: &str) {
        let error = self.rustc(name, variables).only_error(says);
        let folder = self.project.path().display().to_string();
        let message = error.message().replace(&folder, "{folder}");
        assert!(message.starts_with(says) && message.contains(help), "wanted {says}\n{help}\n{message}");
    }

    /// Compares with the record: what is released builds, and an edit does not.
    #[track_caller]
    fn guards(&self, name: &str, variables: &[(&str, &str)], arguments: &str) {
        let ids = |source: &str| source.replace("\")]\npub trait", &format!("\"{arguments})]\npub trait"));
        self.project.write("src/lib.rs", &ids(VIEWER.source));
        self.rustc(name, variables).assert_silent(arguments);
        self.project.write("src/lib.rs", &ids(&VIEWER.source.replace("fn rewind", "fn back")));
        let error = self.rustc(name, variables).only_error(arguments);
        assert_eq!(error.code(), Some("VT0002"), "{error}");
        self.project.write("src/lib.rs", VIEWER.source);
    }
}

#[test]
pub(crate) fn what_the_build_does_not_say_is_asked_for() {
    let alone = Alone::new();
    let folder = alone.project.path().to_string_lossy().into_owned();
    let package = ("CARGO_PKG_NAME", "viewer");
    alone.refuses(
        "viewer",
        &[],
        "[VT0057] cannot tell to which package `Codec` belongs: `CARGO_PKG_NAME` is not set",
        "make the build set it for the compiler",
    );
    alone.write("id = \"viewer/codec\"", "");
    alone.refuses("codec", &[], "[VT0057] cannot tell to which package `Codec` belongs", "");
    alone.write("", "");
    alone.refuses(
        "viewer",
        &[package],
        "[VT0057] `Codec` is a table, and cannot tell where the abi.toml of the package `viewer` is: \
         `CARGO_MANIFEST_DIR` is not set",
        "record = \"path/to/abi.toml\"",
    );
    alone.project.remove("Cargo.toml");
    // The crate of the package's name is its library.
    for root in [folder.as_str(), ".", "src/.."] {
        alone.guards("viewer", &[package, ("CARGO_MANIFEST_DIR", root)], "");
    }
    for root in [folder.as_str(), "."] {
        alone.refuses(
            "viewer_impl",
            &[package, ("CARGO_MANIFEST_DIR", root)],
            "[VT0057] `Codec` is a table, and cannot tell whether `viewer_impl` is the library or the main program of the \
             package `viewer`: there is no Cargo.toml in {folder}",
            "make Cargo.toml and abi.toml inputs of the build",
        );
        alone.guards("viewer_impl", &[package, ("CARGO_MANIFEST_DIR", root)], ", record = \"abi.toml\"");
    }
    std::fs::create_dir(alone.project.path().join("records")).expect("a folder");
    std::fs::rename(alone.project.path().join("abi.toml"), alone.project.path().join("records/viewer.toml"))
        .expect("moved");
    alone.guards("viewer_impl", &[package], ", record = \"records/viewer.toml\"");
    alone.refuses(
        "viewer",
        &[package, ("CARGO_MANIFEST_DIR", &folder)],
        "[VT0050] `Codec` is a table, and there is no {folder}/abi.toml, so there is no record of what was released",
        "make it an input of the build, or name it",
    );
    // Cargo has one place for it, which the command reads and writes.
    let cargo = VIEWER.project("edits-record-elsewhere");
    cargo.write("other.toml", VIEWER.abi());
    cargo.write("src/lib.rs", &VIEWER.source.replacen("sink\"", "sink\", record = \"other.toml\"", 1));
    let error = cargo.check().only_error("another record");
    assert!(error.message().starts_with("[VT0040] `Sink` would have its record in "), "{error}");
    cargo.write("src/lib.rs", &VIEWER.source.replacen("sink\"", "sink\", record = \"abi.toml\"", 1));
    cargo.check().assert_silent("the same record");
}

/// `[package] workspace = …`: what is inherited comes from there.
#[test]
fn a_dependency_is_renamed_in_a_workspace_elsewhere() {
    let project = Project::empty("edits-workspace-elsewhere");
    project.write("around/Cargo.toml", "[workspace]\nmembers = [\"../member\"]\nresolver = \"3\"\n\n[workspace.dependencies]\nplugins = { package = \"vtable-api\", path = \"{vtable-api}\" }\n");
    std::fs::rename(project.path().join("Cargo.lock"), project.path().join("around/Cargo.lock")).expect("moved");
    let manifest = "[package]\nname = \"workspace-elsewhere\"\nversion = \"0.1.0\"\nedition = \"2024\"\nworkspace = \"../around\"\n\n";
    let source = "#[plugins::vtable_api(unrecorded)]\npub trait Here { fn go(&self, at: Point); }\n\
                  #[derive(plugins::AbiType)]\n#[repr(C)]\npub struct Point { pub x: u32 }\n";
    project.write("member/src/lib.rs", source);
    for table in ["dependencies", "target.'cfg(all())'.dependencies"] {
        project.write("member/Cargo.toml", &format!("{manifest}[{table}]\nplugins = {{ workspace = true }}\n"));
        project.cargo("check --manifest-path member/Cargo.toml").assert_silent(table);
    }
}
