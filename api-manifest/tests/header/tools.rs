//! The compilers of this machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A compiler in one mode.
#[derive(Clone, Debug)]
pub(super) struct Compiler {
    pub(super) program: String,
    pub(super) args: Vec<&'static str>,
    /// `cpp` or `c`.
    pub(super) extension: &'static str,
    /// Programs it makes run here.
    pub(super) runs: bool,
}

const STRICT: &[&str] = &["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wmissing-field-initializers"];
const C: &[&str] = &["-std=c99", "-std=c11", "-std=c17", "-std=c2x", "-std=gnu17"];
const CPP: &[&str] = &["-std=c++11", "-std=c++14", "-std=c++17", "-std=c++20", "-std=c++2b"];

/// All modes of all compilers. Says what is missing.
pub(super) fn compilers() -> &'static [Compiler] {
    static ALL: OnceLock<Vec<Compiler>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut missing = Vec::new();
        let mut all = Vec::new();
        for (name, programs, modes) in candidates() {
            match programs.into_iter().find(|p| Command::new(p).arg("-v").output().is_ok()) {
                Some(program) => all.extend(modes.into_iter().map(|mode| Compiler { program: program.into(), ..mode })),
                None => missing.push(name.to_owned()),
            }
        }
        let (works, fails): (Vec<_>, Vec<_>) = all.into_iter().partition(works);
        missing.extend(fails.iter().map(Compiler::name));
        assert!(works.iter().any(|c| c.program == "cc" && c.runs), "`cc` is required");
        let strict = std::env::var_os("VTABLE_API_REQUIRE_TOOLS").is_some_and(|v| v == "1");
        assert!(!strict || missing.is_empty(), "missing: {}", missing.join(", "));
        for name in &missing {
            eprintln!("not tested, because it is missing: {name}");
        }
        works
    })
}

type Candidate = (&'static str, Vec<&'static str>, Vec<Compiler>);

fn candidates() -> Vec<Candidate> {
    let clang = vec!["clang", "clang-14", "clang-15", "clang-16", "clang-17", "clang-18", "clang-19"];
    let msvc = |target| mode("c", &[target, "-ffreestanding", "-std=c11"], false);
    vec![
        ("cc", vec!["cc"], modes("c", C, &[])),
        ("cc -m32", vec!["cc"], modes("c", &["-std=c99", "-std=c17"], &["-m32"])),
        ("g++", vec!["g++"], modes("cpp", CPP, &[])),
        ("clang", clang.clone(), modes("c", C, &[])),
        ("clang++", clang.clone(), modes("cpp", CPP, &["-xc++"])),
        ("clang -m32", clang.clone(), modes("c", &["-std=c11"], &["-m32"])),
        ("clang for MSVC", clang, vec![msvc("--target=x86_64-pc-windows-msvc"), msvc("--target=i686-pc-windows-msvc")]),
        ("tcc", vec!["tcc"], vec![Compiler { args: vec!["-Wall", "-Werror"], ..mode("c", &[], true) }]),
        ("MinGW", vec!["x86_64-w64-mingw32-gcc"], vec![mode("c", &["-std=c99"], false)]),
    ]
}

fn modes(extension: &'static str, standards: &[&'static str], more: &[&'static str]) -> Vec<Compiler> {
    let one = |standard: &&'static str| mode(extension, &[&[*standard], more].concat(), true);
    standards.iter().map(one).collect()
}

fn mode(extension: &'static str, args: &[&'static str], runs: bool) -> Compiler {
    Compiler { program: String::new(), args: [STRICT, args].concat(), extension, runs }
}

fn works(compiler: &Compiler) -> bool {
    let dir = directory(&format!("works {}", compiler.name()));
    let source = "#include <stddef.h>\n#include <stdint.h>\nint main(void) { return 0; }\n";
    std::fs::write(dir.join(format!("main.{}", compiler.extension)), source).expect("a file");
    let out = if compiler.runs { compiler.link(&dir, "main", &[]) } else { compiler.compile(&dir, "main", &[]) };
    out.status.success()
}

impl Compiler {
    pub(super) fn name(&self) -> String {
        let flags: Vec<_> = self.args.iter().filter(|a| !a.starts_with("-W")).copied().collect();
        format!("{} {}", self.program, flags.join(" ")).trim_end().to_owned()
    }

    pub(super) fn compile(&self, dir: &Path, file: &str, more: &[&str]) -> Output {
        self.command(dir, file).args(more).args(["-c", "-o", "out.o"]).output().expect("the compiler runs")
    }

    pub(super) fn link(&self, dir: &Path, file: &str, more: &[&str]) -> Output {
        // What is said of the source is not true of object files.
        let is_said = self.args.contains(&"-xc++");
        let (before, extra): (&[&str], &[&str]) = if is_said { (&["-xnone"], &["-lstdc++"]) } else { (&[], &[]) };
        self.command(dir, file)
            .args(before)
            .args(more)
            .args(["-o", "program"])
            .args(extra)
            .output()
            .expect("the compiler runs")
    }

    fn command(&self, dir: &Path, file: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(dir).args(&self.args).arg("-I.").arg(format!("{file}.{}", self.extension));
        command
    }

    /// Compiles, and says what went wrong.
    pub(super) fn accepts(&self, dir: &Path, file: &str, more: &[&str]) {
        let out = self.compile(dir, file, more);
        let text = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{} {more:?} in {}:\n{text}", self.name(), dir.display());
    }
}

/// An empty directory of its own.
pub(super) fn directory(name: &str) -> PathBuf {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(plain);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a directory");
    dir
}

/// Whether a tool is there that some tests run; says which one is not.
pub(super) fn is_there(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").output().is_ok();
    let strict = std::env::var_os("VTABLE_API_REQUIRE_TOOLS").is_some_and(|v| v == "1");
    assert!(found || !strict, "missing: {tool}");
    if !found {
        eprintln!("not tested, because it is missing: {tool}");
    }
    found
}
