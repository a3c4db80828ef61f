//! Builds both sides: Rust with two profiles, C and C++ with every compiler.

use crate::c;
use crate::side::{Language, Side, Source};
use crate::support::{Project, first_tool, in_parallel, output_within, shared_target};
use std::collections::BTreeMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

pub(crate) const REVISIONS: [u32; 3] = [1, 2, 3];

pub(crate) struct Fixtures {
    pub(crate) project: Project,
    pub(crate) hosts: Vec<Side>,
    pub(crate) modules: Vec<Side>,
    /// It requires revision 2 of the host's services.
    pub(crate) demanding: PathBuf,
    /// Whether no compiler is missing here.
    pub(crate) is_complete: bool,
}

pub(crate) static FIXTURES: LazyLock<Fixtures> = LazyLock::new(|| {
    let project = copy();
    let packages: String = REVISIONS
        .map(|revision| format!(" --package matrix-host-r{revision} --package matrix-module-r{revision}"))
        .concat();
    project.cargo(&format!("build{packages} --package matrix-demanding")).assert_silent("Rust");
    project.cargo(&format!("build{packages} --profile fat")).assert_silent("Rust, optimised");
    for revision in REVISIONS {
        let header = format!("header --quiet --host --manifest-path r{revision}/Cargo.toml --out include-r{revision}");
        project.cli(&header).assert_builds(&header);
    }
    let compilers = compilers();
    let is_complete = compilers.len() == COMPILERS.len();
    let (mut hosts, mut modules) = of_rust();
    for (job, file) in compile_all(&project, &compilers) {
        let side = job.side(file);
        if job.is_host { &mut hosts } else { &mut modules }.push(side);
    }
    Fixtures { project, hosts, modules, demanding: rust_library("debug", "matrix_demanding"), is_complete }
});

// -- the packages ---------------------------------------------------------------------------------

/// Revision 2 in other states, each with a host and a module.
pub(crate) const OTHERS: [(Source, &str); 3] =
    [(Source::Draft, "draft"), (Source::OtherDraft, "other"), (Source::Fork, "fork")];

const MORE: &str = "\"fresh-r1\", \"fresh-r2\", \"fresh-r3\", \"draft\", \"other\", \"fork\", \"module-draft\", \
    \"module-other\", \"module-fork\", \"host-draft\", \"host-other\", \"host-fork\", ";

/// `tests/matrix` elsewhere, with `fresh-r1` and so on: the interfaces once more, to freeze them anew. And with
/// `OTHERS`.
fn copy() -> Project {
    let project = Project::empty("matrix");
    let from = folder();
    for (file, text) in files(&from) {
        let time = last_change(&from.join(&file));
        let write = |file: &str, text: &str| {
            project.write(file, text);
            // What was built of it in the last run is as good as new.
            let open = std::fs::File::options().write(true).open(project.path().join(file)).expect("just written");
            open.set_modified(time).expect("its time is set");
        };
        let text = text.replace("path = \"../..\"", "path = \"{vtable-api}\"");
        let text = text.replace("members = [", &format!("members = [{MORE}"));
        write(&file, &text);
        for (source, name) in OTHERS {
            if let Some((file, text)) = varied(&file, &text, source, name) {
                write(&file, &text);
            }
            if file == "r1/abi.toml" {
                write(&format!("{name}/abi.toml"), &text);
            }
        }
        if let Some(rest) = file.strip_prefix('r') {
            write(&format!("fresh-r{rest}"), &text.replace("name = \"matrix-r", "name = \"fresh-r"));
        }
    }
    project
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix")
}

/// Of a file's text in the copy, which this program changes, too.
fn last_change(file: &Path) -> SystemTime {
    let time = |file: &Path| file.metadata().and_then(|data| data.modified()).expect("the time of a file");
    time(file).max(time(&std::env::current_exe().expect("this program")))
}

/// A file of revision 2 for another interface in its place.
fn varied(file: &str, text: &str, source: Source, name: &str) -> Option<(String, String)> {
    let (folder, rest) = file.split_once('/')?;
    let folder = match folder {
        "r2" if rest != "abi.toml" => name.to_owned(),
        "module-r2" | "host-r2" => folder.replace("r2", name),
        _ => return None,
    };
    let text = text.replace("-r2\"", &format!("-{name}\"")).replace("\"../r2\"", &format!("\"../{name}\""));
    let swapped = (file == "r2/src/lib.rs" && source != Source::Draft).then(|| {
        let start = text.find("    /// With one number more.").expect("the first slot of revision 2");
        let middle = start + text[start..].find("    /// Who it is.").expect("the second");
        let end = middle + text[middle..].find("\n}").expect("the end of the trait") + 1;
        format!(
            "{}{}\n{}{}",
            &text[..start],
            &text[middle..end],
            text[start..middle].trim_end_matches('\n'),
            &text[end - 1..]
        )
    });
    Some((format!("{folder}/{rest}"), swapped.unwrap_or(text)))
}

/// The text files below a folder, by their paths in it.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() && name != "target" {
            found.extend(files(&path).into_iter().map(|(file, text)| (format!("{name}/{file}"), text)));
        } else if path.is_file() && name != "Cargo.lock" {
            found.insert(name, std::fs::read_to_string(&path).expect("a text file"));
        }
    }
    found
}

// -- Rust -----------------------------------------------------------------------------------------

pub(crate) fn rust_program(profile: &str, name: &str) -> PathBuf {
    shared_target().join(profile).join(format!("{name}{EXE_SUFFIX}"))
}

pub(crate) fn rust_library(profile: &str, name: &str) -> PathBuf {
    shared_target().join(profile).join(format!("{DLL_PREFIX}{name}{DLL_SUFFIX}"))
}

fn of_rust() -> (Vec<Side>, Vec<Side>) {
    let side = |revision, build: &str, name: String, file| Side {
        language: Language::Rust,
        revision,
        build: build.into(),
        name,
        source: Source::Released,
        file,
    };
    let (mut hosts, mut modules) = (Vec::new(), Vec::new());
    for (profile, build) in [("debug", "debug"), ("fat", "fat LTO, panic=abort")] {
        for revision in REVISIONS {
            let host = rust_program(profile, &format!("matrix-host-r{revision}"));
            hosts.push(side(revision, build, String::new(), host));
            let module = rust_library(profile, &format!("matrix_module_r{revision}"));
            modules.push(side(revision, build, format!("matrix-module-r{revision}"), module));
        }
    }
    (hosts, modules)
}

// -- C and C++ ------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug)]
pub(crate) struct Compiler {
    pub(crate) name: &'static str,
    pub(crate) program: &'static str,
    pub(crate) language: Language,
}

/// With the names that they have where several versions may be.
const COMPILERS: [(&str, Language, &[&str]); 5] = [
    ("gcc", Language::C, &["gcc"]),
    ("clang", Language::C, CLANG),
    ("tcc", Language::C, &["tcc"]),
    ("g++", Language::Cpp, &["g++"]),
    ("clang++", Language::Cpp, CLANG_CPP),
];
const CLANG: &[&str] = &["clang", "clang-14", "clang-15", "clang-16", "clang-17", "clang-18", "clang-19"];
const CLANG_CPP: &[&str] =
    &["clang++", "clang++-14", "clang++-15", "clang++-16", "clang++-17", "clang++-18", "clang++-19"];

pub(crate) fn compilers() -> Vec<Compiler> {
    let found = COMPILERS.iter().map(|(name, language, programs)| {
        // tcc has another way to be asked.
        let program = match *name {
            "tcc" => crate::support::tool("the matrix", "tcc", "-v").then_some("tcc"),
            _ => first_tool("the matrix", programs),
        };
        Some(Compiler { name, program: program?, language: *language })
    });
    found.flatten().collect()
}

/// One binary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    pub(crate) compiler: Compiler,
    pub(crate) is_host: bool,
    /// Of the source,
    pub(crate) revision: u32,
    /// of the header.
    pub(crate) header: u32,
}

impl Job {
    fn build(&self) -> String {
        let name = self.compiler.name;
        if self.header == self.revision { name.into() } else { format!("{name}, header of revision {}", self.header) }
    }

    pub(crate) fn side(&self, file: PathBuf) -> Side {
        Side {
            language: self.compiler.language,
            revision: self.revision,
            build: self.build(),
            name: if self.is_host { String::new() } else { format!("{}-module-r{}", self.extension(), self.revision) },
            source: Source::Released,
            file,
        }
    }

    fn extension(&self) -> &'static str {
        if self.compiler.language == Language::Cpp { "cpp" } else { "c" }
    }

    pub(crate) fn compile(&self, project: &Project, out: &Path, more: &[&str]) -> PathBuf {
        let Job { compiler, revision, header, .. } = *self;
        let kind = if self.is_host { "host" } else { "module" };
        let stem = format!("{}_{kind}_r{revision}_with_{header}", compiler.name);
        let file = out.join(if self.is_host { stem } else { format!("{DLL_PREFIX}{stem}{DLL_SUFFIX}") });
        let source = project.path().join("c").join(format!("{kind}_r{revision}.{}", self.extension()));
        let mut command = Command::new(compiler.program);
        command.arg(if compiler.language == Language::Cpp { "-std=c++17" } else { "-std=c11" });
        command.args(&c::STRICT[1..]).args(more).arg("-I").arg(project.path().join(format!("include-r{header}")));
        if header != revision {
            let tables = ["ENGINE", "SERVICES", "SESSION"];
            command.args(tables.map(|table| format!("-DMATRIX_{table}_TARGET_REVISION={revision}")));
        }
        if !self.is_host {
            command.args(["-shared", "-fPIC"]);
        }
        command.arg(source).arg("-o").arg(&file);
        if self.is_host {
            command.arg("-ldl");
        }
        let done = output_within(Duration::from_secs(120), &mut command);
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.is_empty(), "{command:?}\n{said}");
        file
    }
}

/// Every source with the header of its time, and with today's.
fn compile_all(project: &Project, compilers: &[Compiler]) -> Vec<(Job, PathBuf)> {
    let out = c::folder("binaries");
    let mut jobs = Vec::new();
    for &compiler in compilers {
        for (revision, header) in [(1, 1), (2, 2), (3, 3), (1, 3), (2, 3)] {
            let job = Job { compiler, is_host: false, revision, header };
            jobs.push(job);
            jobs.extend((compiler.language == Language::C).then_some(Job { is_host: true, ..job }));
        }
    }
    let files = in_parallel(&jobs, |_| (), |(), job| job.compile(project, &out, &[]));
    jobs.into_iter().zip(files).collect()
}
