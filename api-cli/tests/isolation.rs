//! Two checkouts of one package, under each setting by which cargo shares or moves what it builds: each sees its own
//! sources only, or is told that it cannot.
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, Ran};

/// Both checkouts, as packages `one` and `two` of a common folder: what stands above them is for both.
struct Checkouts {
    above: Project,
    settings: Vec<(&'static str, String)>,
}

const NAMES: [&str; 2] = ["one", "two"];

impl Checkouts {
    /// The second has a broken source, which is older than anything that is built of the first.
    fn new() -> Checkouts {
        let above = Project::empty();
        for name in NAMES {
            let manifest = "[package]\nname = \"viewer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
            above.write(&format!("{name}/Cargo.toml"), manifest);
            above.write(&format!("{name}/src/lib.rs"), common::source(&[REVISION_1]));
        }
        let checkouts = Checkouts { above, settings: Vec::new() };
        checkouts.run("one", &["init", "-q"]).ended(Exit::Clean);
        checkouts.run("one", &["freeze", "-q"]).ended(Exit::Clean);
        fs::copy(checkouts.above.path("one/abi.toml"), checkouts.above.path("two/abi.toml")).unwrap();
        for name in NAMES {
            fs::remove_dir_all(checkouts.above.path(name).join("target")).unwrap_or_default();
        }
        let broken = common::source(&[&REVISION_1.replace("input: &[u8]", "input: &mut [u8]")]);
        checkouts.above.write("two/src/lib.rs", broken);
        checkouts
    }

    fn set(mut self, name: &'static str, value: &str) -> Checkouts {
        self.settings.push((name, value.replace("{above}", &self.above.root().display().to_string())));
        self
    }

    fn config(self, text: &str) -> Checkouts {
        self.above.write(".cargo/config.toml", text.replace("{above}", &self.above.root().display().to_string()));
        self
    }

    /// A program in the folder above.
    fn script(self, name: &str, text: &str) -> Checkouts {
        self.above.write(name, text);
        fs::set_permissions(self.above.path(name), fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    fn command(&self, folder: &str, args: &[&str]) -> Command {
        let mut command = self.above.command(folder, args);
        command.env_remove("CARGO_BUILD_BUILD_DIR").envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    fn run(&self, folder: &str, args: &[&str]) -> Ran {
        let done = self.command(folder, args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let exit = u8::try_from(done.status.code().unwrap()).unwrap();
        Ran { exit, out: text(done.stdout), err: text(done.stderr) }
    }

    fn abi(&self, folder: &str) -> String {
        fs::read_to_string(self.above.path(folder).join("abi.toml")).unwrap()
    }
}

/// What each finds, in an order in which the other's build comes before.
fn assert_apart(what: &str, checkouts: &Checkouts) {
    let before = checkouts.abi("two");
    for _ in 0..2 {
        let one = checkouts.run("one", &["check"]);
        assert_eq!(one.exit, 0, "{what}: {one:#?}");
        let two = checkouts.run("two", &["check"]);
        assert!(two.exit == 100 && two.out.contains("[VT0004]"), "{what}: {two:#?}");
    }
    checkouts.run("two", &["freeze"]).ended(Exit::Findings);
    assert_eq!(checkouts.abi("two"), before, "{what}");
}

#[test]
fn folders_that_are_shared_are_told_apart() {
    let set = |name, value| Checkouts::new().set(name, value);
    assert_apart("target folder", &set("CARGO_TARGET_DIR", "{above}/shared"));
    assert_apart("the same, by its other name", &set("CARGO_BUILD_TARGET_DIR", "{above}/shared"));
    assert_apart("build folder", &set("CARGO_BUILD_BUILD_DIR", "{above}/shared"));
    assert_apart("both", &set("CARGO_BUILD_BUILD_DIR", "{above}/shared").set("CARGO_TARGET_DIR", "{above}/shared"));
    let config = |text| Checkouts::new().config(text);
    assert_apart("target folder, above", &config("[build]\ntarget-dir = \"{above}/shared\"\n"));
    assert_apart("build folder, above", &config("[build]\nbuild-dir = \"{above}/shared\"\n"));
    assert_apart("in home", &Checkouts::new().config("[build]\nbuild-dir = \"{workspace-root}/../shared\"\n"));
    assert_apart("in braces", &set("CARGO_TARGET_DIR", "{above}/{shared}"));
}

#[test]
fn links_lead_to_one_folder() {
    let checkouts = Checkouts::new();
    fs::create_dir(checkouts.above.path("shared")).unwrap();
    for name in NAMES {
        std::os::unix::fs::symlink(checkouts.above.path("shared"), checkouts.above.path(name).join("target")).unwrap();
    }
    assert_apart("links", &checkouts);
}

/// Inside of the other one's folder, and of its target folder.
#[test]
fn a_checkout_in_a_checkout_is_one_of_its_own() {
    let checkouts = Checkouts::new();
    fs::rename(checkouts.above.path("two"), checkouts.above.path("one/two")).unwrap();
    std::os::unix::fs::symlink(checkouts.above.path("one/two"), checkouts.above.path("two")).unwrap();
    assert_apart("nested", &checkouts.set("CARGO_TARGET_DIR", "{above}/one/target"));
}

/// As compiler caches do, but badly: the first build of a crate of this name is that of all.
const CACHE: &str = r#"#!/bin/sh
cache=$(dirname "$0")/cache
name= out= next=
for arg in "$@"; do
    case $next in name) name=$arg ;; out) out=$arg ;; esac
    case $arg in --crate-name) next=name ;; --out-dir) next=out ;; *) next= ;; esac
done
case $name in viewer) ;; *) exec "$@" ;; esac
kind=$(echo "$*" | grep -c -- '--emit=dep-info,metadata,link')
if [ -d "$cache/$kind" ]; then
    cp "$cache/$kind"/* "$out"
    exit 0
fi
"$@" || exit $?
mkdir -p "$cache/$kind"
cp "$out"/*viewer* "$cache/$kind"
"#;

#[test]
fn what_a_bad_cache_gives_is_refused() {
    for wrapper in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_BUILD_RUSTC_WRAPPER"] {
        let checkouts = Checkouts::new().script("cache.sh", CACHE).set(wrapper, "{above}/cache.sh");
        checkouts.run("one", &["check"]).ended(Exit::Clean);
        for command in ["check", "freeze"] {
            let ran = checkouts.run("two", &[command]).ended(Exit::CouldNotCheck);
            ran.complains("`viewer` was not built here: table `viewer/codec` is from another build")
                .complains(wrapper_in(wrapper));
        }
    }
}

/// Nor what it gives at another time, for another text of the same files.
#[test]
fn what_a_bad_cache_gives_later_is_refused() {
    let wrapper = ("cache.sh", CACHE.to_owned(), "[build]\nrustc-wrapper = \"{above}/cache.sh\"\n");
    let instead = CACHE.replacen("name= out=", "set -- rustc \"$@\"\nname= out=", 1);
    let instead = ("compiler.sh", instead, "[build]\nrustc = \"{above}/compiler.sh\"\n");
    for (name, text, config) in [wrapper, instead] {
        later(&Checkouts::new().script(name, &text).config(config));
    }
    // One that does nothing but start the compiler is in nobody's way.
    let config = "[build]\nrustc-wrapper = \"{above}/plain.sh\"\n";
    let checkouts = Checkouts::new().script("plain.sh", "#!/bin/sh\nexec \"$@\"\n").config(config);
    checkouts.run("one", &["check"]).ended(Exit::Clean);
    checkouts.run("one", &["check"]).ended(Exit::Clean);
    checkouts.run("two", &["check"]).ended(Exit::Findings).says("[VT0004]");
}

fn later(checkouts: &Checkouts) {
    checkouts.run("one", &["check"]).ended(Exit::Clean);
    fs::copy(checkouts.above.path("two/src/lib.rs"), checkouts.above.path("one/src/lib.rs")).unwrap();
    for command in ["check", "freeze"] {
        let ran = checkouts.run("one", &[command]).ended(Exit::CouldNotCheck);
        ran.complains("`viewer` was not built here: table `viewer/codec` is from another build");
    }
}

fn wrapper_in(wrapper: &str) -> &str {
    wrapper.strip_prefix("CARGO_BUILD_").unwrap_or(wrapper)
}

#[test]
fn a_word_of_ours_in_the_users_settings_is_refused() {
    let checkouts = Checkouts::new()
        .config("[env]\nVTABLE_API_SESSION = { value = \"/x/0123456789abcdef.session\", force = true }\n");
    let ran = checkouts.run("one", &["check"]).ended(Exit::CouldNotCheck);
    ran.complains("VTABLE_API_SESSION in cargo's `[env]`");
    // In the environment it means nothing: the command has its own.
    let checkouts = Checkouts::new().set("VTABLE_API_SESSION", "/x/0123456789abcdef.session");
    checkouts.run("one", &["check"]).ended(Exit::Clean);
}

/// Where cargo copies what it builds, our builds are not put in place of the user's.
#[test]
fn the_users_artifacts_stay_theirs() {
    let nightly = Command::new("cargo").args(["+nightly", "--version"]).output();
    if !nightly.is_ok_and(|done| done.status.success()) {
        eprintln!("passed over: there is no nightly toolchain");
        return;
    }
    let config = "[build]\nartifact-dir = \"{above}/out\"\n[unstable]\nunstable-options = true\n";
    let checkouts = Checkouts::new().config(config).set("RUSTUP_TOOLCHAIN", "nightly");
    let checkouts = checkouts.set("CARGO", "cargo");
    checkouts.run("one", &["check"]).ended(Exit::Clean);
    assert!(!checkouts.above.path("out").exists());
}

#[test]
fn what_was_damaged_is_made_again() {
    let checkouts = Checkouts::new();
    checkouts.run("one", &["check"]).ended(Exit::Clean);
    let damage = |end: &str| {
        let mut damaged = 0;
        for file in files(&checkouts.above.path("one/target/vtable-api")) {
            if file.to_string_lossy().ends_with(end) {
                fs::write(file, "junk").unwrap();
                damaged += 1;
            }
        }
        assert!(damaged > 0, "{end}");
    };
    for end in [".rlib", ".sources", "word", ".d"] {
        damage(end);
        let ran = checkouts.run("one", &["check"]);
        assert_eq!(ran.exit, 0, "{end}: {ran:#?}");
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        match entry.file_type().unwrap().is_dir() {
            true => all.extend(files(&entry.path())),
            false => all.push(entry.path()),
        }
    }
    all
}
