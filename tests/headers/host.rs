//! Hosts in C and C++ that open modules with `vtable_api_host.h`: one in C, one in Rust, and those that break a rule, each
//! of which is refused with its line and not left loaded. By every compiler here, under valgrind, and for Windows.
#![cfg(all(target_os = "linux", target_pointer_width = "64"))]

use crate::fixtures::{compile, flags, run, source};
use crate::support::{Project, shared_target, tool};
use crate::wine::Wine;
use crate::{c, compilers, fixtures, wine};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const MINGW: &str = "x86_64-w64-mingw32-gcc";

/// Modules that are not opened: file, what it is compiled with, and the line. What follows `began` has been begun.
const BROKEN: &[(&str, &[&str], &str)] = &[
    ("symbol", &["-DNO_SYMBOL"], "no module: it has no symbol `vtable_api_module`"),
    ("contract", &["-DCONTRACT=2"], "another contract: it has number 2"),
    ("size", &["-DSIZE=64"], "its descriptor has 64 bytes, but one has 72"),
    ("name", &["-DNAME=NULL"], "its name is NULL"),
    ("name_utf8", &["-DNAME=\"\\xff\""], "its name is not UTF-8"),
    ("its_version", &["-DVERSION=NULL"], "its version is NULL"),
    ("needs", &["-DNEEDS=NULL,2,24"], "2 requirements are at NULL"),
    ("needs_many", &["-DNEEDS=needs,65536,24"], "65536 requirements are more than 65535"),
    ("needs_short", &["-DNEEDS=needs,1,16"], "1 requirements are as far apart as they cannot be"),
    ("needs_odd", &["-DNEEDS=needs,1,28"], "1 requirements are as far apart as they cannot be"),
    ("needs_far", &["-DNEEDS=needs,1,65544"], "1 requirements are as far apart as they cannot be"),
    ("needs_at", &["-DNEEDS=(void*)((char*)needs+1),1,24"], "1 requirements are at an address that is not aligned"),
    ("need_name", &[NEEDS, "-DNEED={NULL,\"a/b\",1}"], "requirement 0: its name is NULL"),
    ("need_id", &[NEEDS, "-DNEED={\"services\",NULL,1}"], "requirement 0: its table's id is NULL"),
    (
        "unmet",
        &[NEEDS, "-DNEED={\"log\",\"viewer/log\",1}"],
        "it requires export `log` (table `viewer/log`) of the host, which has no export of that name",
    ),
    (
        "unmet_id",
        &[NEEDS, "-DNEED={\"services\",\"viewer/log\",1}"],
        "it requires export `services` (table `viewer/log`) of the host, where that is table `machines/services`",
    ),
    (
        "unmet_revision",
        &[NEEDS, "-DNEED={\"services\",\"machines/services\",5}"],
        "it requires export `services` (table `machines/services`) of the host, where it is without revision 3",
    ),
    ("refuses", &["-DREFUSES"], "its init refused: not today, and not tomorrow?"),
    ("silent", &["-DREFUSES_SILENTLY"], "its init refused: no reason given"),
    ("exports", &["-DEXPORTS=NULL,3,32"], "began\nended\n3 exports are at NULL"),
    ("exports_short", &["-DEXPORTS=exports,1,24"], "began\nended\n1 exports are as far apart as they cannot be"),
    ("export_name", &["-DEXPORT_NAME=NULL"], "began\nended\nexport 0: its name is NULL"),
    ("no_table", &["-DTABLE=NULL"], "began\nended\nexport 0, `probe` has no table"),
    ("table_contract", &["-DTABLE_CONTRACT=2"], "began\nended\nexport 0, `probe` has a table of another contract"),
    ("table_size", &["-DTABLE_SIZE=56"], "began\nended\nexport 0, `probe` has a table without a whole header"),
    ("negotiate", &["-DNEGOTIATE=NULL"], "began\nended\nexport 0, `probe` has a table without a whole header"),
    ("table_id", &["-DTABLE_ID=NULL"], "began\nended\nexport 0, `probe`: its table's id is NULL"),
];
const NEEDS: &str = "-DNEEDS=needs,1,24";

/// What the host says before it opens anything.
const WITHOUT: &str = "there is no host\nthere is no path\n";

/// All binaries for one system, in one folder.
struct Modules {
    folder: PathBuf,
    /// Each with what the host prints of it, without the folder.
    files: Vec<(PathBuf, String)>,
}

static PROJECT: LazyLock<Project> = LazyLock::new(|| fixtures::project("host"));

static HERE: LazyLock<Modules> = LazyLock::new(|| {
    let mut all = Modules { folder: c::folder("host-modules"), files: Vec::new() };
    all.good("cc", "good.so", &["-fPIC"]);
    all.rust();
    all.broken("cc", "so", &["-fPIC"]);
    all.of_two_files();
    all.no_libraries();
    all
});

fn name_of(file: &Path) -> String {
    file.file_name().expect("a file").to_string_lossy().into_owned()
}

fn host_source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("headers/host").join(name)
}

/// What the host prints of a module that it opens. `log`: what the module says to it.
fn opened(name: &str, log: &str) -> String {
    format!(
        "log: init of {}\n{log}opened {name}\nhalf of 5: 2.5\nleft: 0\nclosed\n",
        name.split(' ').next().unwrap_or_default()
    )
}

impl Modules {
    fn library(&self, compiler: &str, file: &str, source: &Path, more: &[&str]) -> PathBuf {
        let out = self.folder.join(file);
        let mut command = Command::new(compiler);
        command.args(c::STRICT).arg("-shared").args(flags(&PROJECT, 2)).arg(source).args(more);
        compile(command.arg("-o").arg(&out), &self.folder);
        out
    }

    fn good(&mut self, compiler: &str, file: &str, more: &[&str]) {
        let out = self.library(compiler, file, &source(&PROJECT, "module.c"), more);
        let table = "log: table: machines/services 1dd2a53cb4498860\n";
        self.files.push((out, opened("machines-module-r2 1.0", table)));
    }

    fn rust(&mut self) {
        PROJECT.cargo("build --release --package machines-module-r2").assert_silent("a module in Rust");
        let out = self.folder.join("rust.so");
        std::fs::copy(shared_target().join("release/libmachines_module_r2.so"), &out).expect("it was built");
        self.files.push((out, opened("machines-module-r2 0.1.0", "")));
    }

    fn broken(&mut self, compiler: &str, extension: &str, more: &[&str]) {
        for (name, defined, line) in BROKEN {
            let file = format!("{name}.{extension}");
            let out = self.library(compiler, &file, &host_source("broken.c"), &[more, defined].concat());
            let (before, line) =
                line.rsplit_once('\n').map_or((String::new(), *line), |(before, line)| (format!("{before}\n"), line));
            self.files.push((out, format!("{before}refused: {file}: {line}\n")));
        }
    }

    /// The symbol, and a table, of another library.
    fn of_two_files(&mut self) {
        let [beside, rpath] = ["-L", "-Wl,-rpath,"].map(|flag| format!("{flag}{}", self.folder.display()));
        let source = host_source("broken.c");
        for (name, needed, defined, said) in [
            (
                "others",
                "-lneeded",
                "-DOTHERS",
                "refused: others.so: no module: its `vtable_api_module` is that of another library\n",
            ),
            (
                "apart",
                "-lelsewhere",
                "-DTABLE_ELSEWHERE",
                "began\nended\nrefused: apart.so: export 0, `probe` has a table in another file: compile the module with \
                 -fvisibility=hidden or -fno-gnu-unique\n",
            ),
        ] {
            let itself = if name == "others" { "-DNAME=\"needed\"" } else { "-DELSEWHERE" };
            self.library("cc", &format!("{}.so", needed.replace("-l", "lib")), &source, &["-fPIC", itself]);
            let more = ["-fPIC", defined, &beside, needed, &rpath];
            let out = self.library("cc", &format!("{name}.so"), &source, &more);
            self.files.push((out, said.to_owned()));
        }
    }

    fn no_libraries(&mut self) {
        let text = self.folder.join("text.so");
        std::fs::write(&text, "hello\n").expect("a file");
        self.files.push((text, "refused: text.so: the system does not load it: ...\n".into()));
        let absent = self.folder.join("\u{e4}\u{20ac}\u{1f600}absent.so");
        self.files
            .push((absent, "refused: \u{e4}\u{20ac}\u{1f600}absent.so: the system does not load it: ...\n".into()));
    }

    /// A file that lists all of them. On Windows, what a program is told in its command line is not UTF-8.
    fn list(&self, name: &str, paths: impl Fn(&Path) -> PathBuf) -> PathBuf {
        let list = self.folder.join(name);
        let lines: String = self.files.iter().map(|(file, _)| format!("{}\n", paths(file).display())).collect();
        std::fs::write(&list, lines).expect("written");
        list
    }

    fn wanted(&self) -> String {
        let parts = self.files.iter().map(|(_, wanted)| wanted.as_str());
        std::iter::once(WITHOUT).chain(parts).collect()
    }

    /// Compares what a host says of all files; `...` ends a line that the system ends.
    #[track_caller]
    fn compare(&self, by: &str, said: &str) {
        let said = said.replace(&format!("{}/", self.folder.display()), "");
        let wanted = self.wanted();
        let is_same = |(wanted, said): (&str, &str)| match wanted.strip_suffix("...") {
            Some(start) => said.len() > start.len() && said.starts_with(start),
            None => said == wanted,
        };
        let same = wanted.lines().count() == said.lines().count() && wanted.lines().zip(said.lines()).all(is_same);
        assert!(same, "{by}\n{}", fixtures::difference(&wanted, &said));
    }
}

#[test]
fn hosts_by_every_compiler_open_and_close_modules() {
    let list = HERE.list("natively", Path::to_owned);
    let include = flags(&PROJECT, 2).remove(0);
    // What is built for another machine loads nothing of this one.
    let here = compilers::compilers().iter().filter(|compiler| compiler.runs && !compiler.args.contains(&"-m32"));
    for compiler in here {
        let folder = c::folder(&format!("host by {}", compiler.name()).replace([' ', '=', '+'], "-"));
        let text = std::fs::read_to_string(host_source("host.c")).expect("the host");
        std::fs::write(folder.join(format!("host.{}", compiler.extension)), text).expect("written");
        let strict: &[&str] = match (compiler.extension, &*compiler.program) {
            ("cpp", _) => &["-Wshadow", "-Wold-style-cast"],
            (_, "tcc") => &[],
            _ => &["-Wshadow"],
        };
        let out = compiler.link(&folder, "host", &[&[&*include], strict, &["-ldl"]].concat());
        let (name, said) = (compiler.name(), String::from_utf8_lossy(&out.stderr));
        assert!(out.status.success() && said.is_empty(), "{name}: {said}");
        let ran = run(Command::new(folder.join("program")).arg(&list), &folder);
        HERE.compare(&name, &ran.silent(&name));
    }
}

/// What a program has loaded, it unloads, and of what it has opened nothing is left.
#[test]
fn valgrind_finds_nothing() {
    if !tool("hosts under valgrind", "valgrind", "--version") {
        return;
    }
    let (folder, list) = (c::folder("host-valgrind"), HERE.list("valgrind", Path::to_owned));
    let host = folder.join("host");
    let mut command = Command::new("cc");
    command.args(c::STRICT).args(["-g", &flags(&PROJECT, 2)[0]]).arg(host_source("host.c"));
    compile(command.arg("-ldl").arg("-o").arg(&host), &folder);
    let mut valgrind = Command::new("valgrind");
    valgrind.args([
        "-q",
        "--error-exitcode=99",
        "--leak-check=full",
        "--show-leak-kinds=definite,indirect",
        "--errors-for-leak-kinds=definite,indirect",
    ]);
    valgrind.arg(&host).arg(&list);
    let ran = run(&mut valgrind, &folder);
    assert!(ran.status.success() && ran.err.is_empty(), "{}\n{}", ran.status, ran.err);
    HERE.compare("valgrind", &ran.out);
}

/// Windows: the same modules and lines, but for what the system says; a path may have any letters.
#[test]
fn a_host_for_windows_opens_and_closes_modules() {
    let Some(program) = wine::find("hosts for Windows").filter(|_| tool("hosts for Windows", MINGW, "--version"))
    else {
        return;
    };
    let mut all = Modules { folder: c::folder("host-windows"), files: Vec::new() };
    all.good(MINGW, "good.dll", &[]);
    all.broken(MINGW, "dll", &[]);
    std::fs::write(all.folder.join("text.dll"), "hello\n").expect("a file");
    for name in ["text.dll", "absent.dll", "N\u{e4}he/absent.dll"] {
        let wanted = format!("refused: {name}: the system does not load it: error ...\n");
        all.files.push((all.folder.join(name), wanted));
    }
    std::fs::create_dir_all(all.folder.join("N\u{e4}he")).expect("a folder");
    let [good, other] = ["good.dll", "N\u{e4}he/other.dll"].map(|name| all.folder.join(name));
    std::fs::copy(good, &other).expect("a copy");
    all.files.push((other, all.files[0].1.clone()));
    // Both ways to have what the header needs of the system.
    let hosts = [("host.exe", &[][..]), ("after.exe", &["-include", "windows.h"])].map(|(name, more)| {
        let out = all.folder.join(name);
        let mut command = Command::new(MINGW);
        command.args(c::STRICT).args(more).arg(&flags(&PROJECT, 2)[0]).arg(host_source("host.c"));
        compile(command.arg("-o").arg(&out), &all.folder);
        out
    });
    let wine = Wine::start(&program, &all.folder, 1, &hosts[0]);
    let list = all.list("wine", |file| file.strip_prefix(&all.folder).expect("in it").to_owned());
    for host in &hosts {
        let name = host.display().to_string();
        all.compare(&name, &wine.run(host, &[&name_of(&list)]).silent(&name));
    }
}
