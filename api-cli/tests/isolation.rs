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

    /// The number of `two`, which is another one, is in a package that both need.
    fn sizes(self) -> Checkouts {
        for (name, number) in [("one", 4), ("two", 5)] {
            let manifest = format!("{name}/Cargo.toml");
            let dependency = "[dependencies]\nsizes = { path = \"sizes\" }\n[workspace]\n";
            self.above.write(&manifest, self.above.read(&manifest).replace("[workspace]\n", dependency));
            let sizes = "[package]\nname = \"sizes\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
            self.above.write(&format!("{name}/sizes/Cargo.toml"), sizes);
            self.above.write(&format!("{name}/sizes/src/lib.rs"), format!("#![no_std]\npub const N: u8 = {number};\n"));
            let source = common::source(&[&REVISION_1.replace("input: &[u8]", "input: &[u8; ~]")]);
            assert_eq!(source.matches(",126,").count(), 1);
            self.above.write(&format!("{name}/src/lib.rs"), source.replace(",126,", ",b'0' + sizes::N,"));
        }
        self.above.write("one/abi.toml", "format = 1\n");
        self.run("one", &["freeze", "-q"]).ended(Exit::Clean);
        fs::copy(self.above.path("one/abi.toml"), self.above.path("two/abi.toml")).unwrap();
        self
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
case $name in viewer | sizes) ;; *) exec "$@" ;; esac
kind=$name-$(echo "$*" | grep -c -- '--emit=dep-info,metadata,link')
if [ -d "$cache/$kind" ]; then
    cp "$cache/$kind"/* "$out"
    exit 0
fi
"$@" || exit $?
mkdir -p "$cache/$kind"
cp "$out"/*"$name"* "$cache/$kind"
"#;

/// What stands before the compiler is not asked: not for the package, nor for what it needs.
#[test]
fn a_bad_cache_is_in_nobodys_way() {
    for wrapper in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_BUILD_RUSTC_WRAPPER"] {
        let checkouts = Checkouts::new().script("cache.sh", CACHE).set(wrapper, "{above}/cache.sh");
        assert_apart(wrapper, &checkouts);
    }
    for key in ["rustc-wrapper", "rustc-workspace-wrapper"] {
        let config = format!("[build]\n{key} = \"{{above}}/cache.sh\"\n");
        let checkouts = Checkouts::new().script("cache.sh", CACHE).config(&config);
        later(&checkouts, |checkouts, command| {
            let ran = checkouts.run("one", &[command]).ended(Exit::Findings);
            assert!((ran.out + &ran.err).contains("[VT0004]"), "{key}");
        });
        let checkouts = Checkouts::new().script("cache.sh", CACHE).config(&config).sizes();
        assert_apart(key, &checkouts);
    }
}

/// What is in its place cannot be left out. What it gives is no build of ours, also at another time for another text.
#[test]
fn what_a_bad_compiler_gives_is_refused() {
    let script = CACHE.replacen("name= out=", "set -- rustc \"$@\"\nname= out=", 1);
    let config = "[build]\nrustc = \"{above}/compiler.sh\"\n";
    later(&Checkouts::new().script("compiler.sh", &script).config(config), |checkouts, command| {
        let ran = checkouts.run("one", &[command]).ended(Exit::CouldNotCheck);
        ran.complains("`viewer` was not built here: table `viewer/codec` is from another build")
            .complains("a compiler wrapper (RUSTC, `build.rustc`)");
    });
    // One that does nothing but start the compiler is in nobody's way.
    let plain = Checkouts::new().script("compiler.sh", "#!/bin/sh\nexec rustc \"$@\"\n").config(config);
    assert_apart("another name for the compiler", &plain);
}

/// One checkout gets the text of the other.
fn later(checkouts: &Checkouts, then: impl Fn(&Checkouts, &str)) {
    checkouts.run("one", &["check"]).ended(Exit::Clean);
    fs::copy(checkouts.above.path("two/src/lib.rs"), checkouts.above.path("one/src/lib.rs")).unwrap();
    ["check", "freeze"].into_iter().for_each(|command| then(checkouts, command));
}

/// What changes how a build is made, and not what of.
#[test]
fn other_settings_change_nothing() {
    let runner = format!("CARGO_TARGET_{}_RUNNER", host().to_uppercase().replace('-', "_"));
    let runner: &'static str = runner.leak();
    let set = |name, value: &str| Checkouts::new().set(name, value);
    assert_apart("a runner", &set(runner, "/nowhere/runner"));
    assert_apart("a target", &set("CARGO_BUILD_TARGET", &host()));
    assert_apart("incremental", &set("CARGO_INCREMENTAL", "1"));
    assert_apart("paths that are others", &set("RUSTFLAGS", "--remap-path-prefix={above}=/somewhere"));
    assert_apart("many words", &set("CARGO_TERM_VERBOSE", "true").set("CARGO_TERM_PROGRESS_WHEN", "never"));
    let profile = "[profile.dev]\nopt-level = 3\nlto = \"fat\"\nstrip = true\ncodegen-units = 1\npanic = \"abort\"\n\
                   incremental = true\ndebug = 2\nsplit-debuginfo = \"unpacked\"\n[profile.dev.package.\"*\"]\nopt-level = 1\n";
    assert_apart("a profile", &Checkouts::new().config(profile));
    let checkouts = Checkouts::new();
    for name in NAMES {
        let manifest = format!("{name}/Cargo.toml");
        checkouts.above.write(&manifest, checkouts.above.read(&manifest) + profile);
    }
    assert_apart("a profile in the manifest", &checkouts);
    let env = "[env]\nVTABLE_API = { value = \"locked\", force = true }\nVTABLE_API_PLACES = \"1\"\n";
    assert_apart("words for the macro", &Checkouts::new().config(env));
}

/// What a later cargo does by itself.
#[test]
fn what_is_not_stable_yet_changes_nothing_either() {
    if !has_nightly() {
        return;
    }
    for (what, config) in [
        ("another layout of folders", "[unstable]\nbuild-dir-new-layout = true\n"),
        ("sums in place of times", "[unstable]\nchecksum-freshness = true\n"),
        ("the old name of what is copied", "[build]\nout-dir = \"{above}/out\"\n[unstable]\nunstable-options = true\n"),
        ("files that are copied", "[build]\nartifact-dir = \"{above}/out\"\n[unstable]\nunstable-options = true\n"),
        ("paths that are left out", "[profile.dev]\ntrim-paths = \"all\"\n[unstable]\ntrim-paths = true\n"),
    ] {
        let checkouts = Checkouts::new().config(config).set("RUSTUP_TOOLCHAIN", "nightly").set("CARGO", "cargo");
        assert_apart(what, &checkouts.sizes());
    }
}

fn host() -> String {
    let done = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(done.stdout).unwrap();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn has_nightly() -> bool {
    let nightly = Command::new("cargo").args(["+nightly", "--version"]).output();
    let has_it = nightly.is_ok_and(|done| done.status.success());
    if !has_it {
        eprintln!("passed over: there is no nightly toolchain");
    }
    has_it
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
    if !has_nightly() {
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
