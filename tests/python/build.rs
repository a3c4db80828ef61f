//! The bridge and the modules, each built once.

use crate::c;
use crate::fixtures::{compile, newest};
use crate::support::{Project, first_tool, workspace};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A module file.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// `C, gcc`
    pub(crate) made: String,
    /// The revision of `PyApi` that its source knows.
    pub(crate) revision: u32,
    pub(crate) file: PathBuf,
    pub(crate) digest: String,
}

pub(crate) struct Fixtures {
    /// `py-api` as a user has it, outside of this workspace, and `edited`, the same; `fork` is another's.
    pub(crate) project: Project,
    /// Has `vtmodule`, and the modules.
    pub(crate) folder: PathBuf,
    pub(crate) modules: Vec<Module>,
    /// It keeps a reference with each call.
    pub(crate) leaky: PathBuf,
    /// Whether no compiler is missing here.
    pub(crate) is_complete: bool,
}

pub(crate) static FIXTURES: LazyLock<Fixtures> = LazyLock::new(|| {
    let folder = c::folder("every-python");
    let project = copy();
    for (package, revision) in [("py-api", 1), ("py-api", 2), ("fork", 2)] {
        let header = format!(
            "header --quiet --manifest-path {package}/Cargo.toml --revision {revision} --out {package}-{revision}"
        );
        project.cli(&header).assert_builds(&header);
    }
    let built = build_rust(None, "dev");
    install_bridge(&folder, &built.join("libvtmodule.so"), "_bridge.so");
    let mut fixtures =
        Fixtures { project, leaky: folder.join("leaky.so"), folder, modules: Vec::new(), is_complete: true };
    fixtures.compile_all();
    std::fs::copy(built.join("libstats.so"), fixtures.folder.join("stats_rust.so")).expect("a copy");
    fixtures.add("Rust", 3, "stats_rust.so");
    fixtures
});

/// The packages of the example that are in Rust, for this machine or another, with a profile. Where they lie.
pub(crate) fn build_rust(target: Option<&str>, profile: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target/tmp is in target");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--package", "vtmodule", "--package", "python-stats", "--profile", profile])
        .current_dir(workspace());
    cargo.env("CARGO_TARGET_DIR", folder).args(target.iter().flat_map(|target| ["--target", target]));
    let done = cargo.output().expect("cargo runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    target.map_or(folder.to_owned(), |target| folder.join(target)).join(if profile == "dev" {
        "debug"
    } else {
        profile
    })
}

/// `vtmodule` in a folder for `sys.path`.
pub(crate) fn install_bridge(folder: &Path, bridge: &Path, name: &str) {
    let package = folder.join("vtmodule");
    std::fs::create_dir_all(&package).expect("a folder");
    std::fs::copy(example("vtmodule/vtmodule/__init__.py"), package.join("__init__.py")).expect("a copy");
    std::fs::copy(bridge, package.join(name)).expect("a copy");
}

/// A file of the example.
pub(crate) fn example(file: &str) -> PathBuf {
    workspace().join("examples/python").join(file)
}

/// A file beside this one.
pub(crate) fn script(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python").join(file)
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

const MANIFEST: &str = "[package]\nname = \"python-NAME\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nname = \"py_api\"\n\n\
    [dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n\n[workspace]\n";

const SOURCES: [&str; 6] =
    ["abi.toml", "src/lib.rs", "src/fallback.rs", "src/module.rs", "src/module/function.rs", "src/module/value.rs"];

/// `py-api` elsewhere, once more to be edited, and a fork of it: the same revision 1, another revision 2, frozen as well.
fn copy() -> Project {
    let project = Project::empty("python");
    let source = example("py-api");
    let [text, record] = ["src/lib.rs", "abi.toml"].map(|file| read(&source.join(file)));
    for name in ["py-api", "edited"] {
        project.write(&format!("{name}/Cargo.toml"), &MANIFEST.replace("NAME", name));
        for file in SOURCES {
            project.write(&format!("{name}/{file}"), &read(&source.join(file)));
        }
    }
    let (first, _) = text.split_once("    // -- revision 2 --").expect("where revision 2 begins");
    let first = first.replace("mod fallback;\npub mod module;\n", "");
    let other = "    /// Someone else's second revision.\n    #[revision(2)]\n    unsafe fn int_new_ex1(&self, low: u64, high: i64) \
                 -> Option<NonNull<Object>> {\n        let _ = (low, high);\n        None\n    }\n}\n";
    project.write("fork/src/lib.rs", &(first + other));
    project.write("fork/Cargo.toml", &MANIFEST.replace("NAME", "fork"));
    project.write("fork/abi.toml", first_revision(&record));
    let freeze = "freeze --quiet --manifest-path fork/Cargo.toml";
    project.cli(freeze).assert_builds(freeze);
    project
}

/// A record as it was when there was one revision.
fn first_revision(record: &str) -> &str {
    let closes = record.find("[[revision]]").expect("it has one");
    let end = record[closes..].find("\n\n").expect("more follows");
    &record[..closes + end + 1]
}

impl Fixtures {
    fn compile_all(&mut self) {
        for (name, names) in [("gcc", vec!["gcc", "cc"]), ("clang", vec![]), ("tcc", vec!["tcc"])] {
            self.with_c(name, &compiler(name, "clang", names));
        }
        for (name, names) in [("g++", vec!["g++"]), ("clang++", vec![])] {
            let Some(compiler) = compiler(name, "clang++", names) else {
                self.is_complete = false;
                continue;
            };
            let file = format!("records_{}.so", name.replace("++", "pp"));
            let flags = ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
            self.compile(&compiler, &flags, &example("modules/records.cpp"), "py-api-2", &file);
            self.add(&format!("C++, {name}"), 2, &file);
        }
    }

    fn with_c(&mut self, name: &str, compiler: &Option<String>) {
        let Some(compiler) = compiler else {
            self.is_complete = false;
            return;
        };
        let flags: &[&str] = if name == "tcc" { &["-Wall", "-Werror"] } else { &c::STRICT };
        let tokens = example("modules/tokens.c");
        let mut made = vec![(format!("C, {name}"), tokens.clone(), "py-api-1", format!("tokens_{name}.so"))];
        if name == "gcc" {
            made.push(("C, gcc, a fork's revision 2".into(), tokens, "fork-2", "tokens_fork.so".into()));
            let median = example("modules/median.c");
            made.push(("C and its library, gcc".into(), median, "py-api-1", "median_gcc.so".into()));
            made.push(("C, gcc, the other slots".into(), script("slots.c"), "py-api-1", "slots_gcc.so".into()));
            self.compile(compiler, flags, &script("leaky.c"), "py-api-1", "leaky.so");
        }
        for (label, source, header, file) in made {
            self.compile(compiler, flags, &source, header, &file);
            self.add(&label, 1, &file);
        }
    }

    /// A module of one source file, against the headers in a folder of the project.
    pub(crate) fn compile(&self, compiler: &str, flags: &[&str], source: &Path, headers: &str, file: &str) -> PathBuf {
        let out = self.folder.join(file);
        let mut command = Command::new(compiler);
        command.args(flags).args(["-shared", "-fPIC"]).arg("-I").arg(self.project.path().join(headers));
        compile(command.arg(source).arg("-o").arg(&out), &self.folder);
        out
    }

    fn add(&mut self, made: &str, revision: u32, file: &str) {
        let file = self.folder.join(file);
        let digest = digest(&file);
        self.modules.push(Module { made: made.into(), revision, file, digest });
    }

    /// What the scripts are given: the folder, a number, and files.
    pub(crate) fn arguments<'a>(&self, number: u32, files: impl IntoIterator<Item = &'a Path>) -> Vec<OsString> {
        let mut args = vec![self.folder.clone().into(), number.to_string().into()];
        args.extend(files.into_iter().map(OsString::from));
        args
    }
}

fn compiler(name: &str, llvm: &str, names: Vec<&'static str>) -> Option<String> {
    if names.is_empty() {
        return newest(llvm).or_else(|| first_tool(&format!("python: {name}"), &[llvm]).map(String::from));
    }
    first_tool("python", &names).map(String::from)
}

/// SHA-256 in hex.
pub(crate) fn digest(file: &Path) -> String {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    hmac_sha256::Hash::hash(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
