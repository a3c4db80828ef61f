//! Windows: hosts and modules of `tests/machines` that MinGW makes with two C runtimes, clang for the MSVC ABI with
//! none, and rustc, each host with each module, run by Wine. They print what the same sources print on this system.
//!
//! And what a Rust host says of files that are no modules there.
#![cfg(target_os = "linux")]

mod c;
#[path = "machines/fixtures.rs"]
mod fixtures;
mod support;
#[path = "windows/wine.rs"]
mod wine;

use fixtures::{compile, difference, flags, newest, run, source, without_tables};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use support::{Project, installed_target, shared_target, tool};
use wine::Wine;

const MINGW: &str = "x86_64-w64-mingw32-gcc";
const TARGET: &str = "x86_64-pc-windows-gnu";

/// All binaries lie in one folder.
struct Fixtures {
    project: Project,
    folder: PathBuf,
    tools: Tools,
    rust: bool,
}

/// The programs without which nothing is tested here.
struct Tools {
    wine: PathBuf,
    clang: String,
    lld: String,
    /// MinGW's libraries, with which lld links.
    kernel32: PathBuf,
}

/// What a binary was made by, and which C runtime it is bound to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Maker {
    Msvcrt,
    Ucrt,
    MsvcAbi,
    MsvcAbiCpp,
    Rust,
}
use Maker::{MsvcAbi, MsvcAbiCpp, Msvcrt, Rust, Ucrt};

impl Maker {
    fn shown(self) -> &'static str {
        match self {
            Msvcrt => "msvcrt",
            Ucrt => "ucrt",
            MsvcAbi => "MSVC ABI",
            MsvcAbiCpp => "MSVC ABI, C++",
            Rust => "Rust",
        }
    }

    fn stem(self) -> &'static str {
        match self {
            Msvcrt => "msvcrt",
            Ucrt => "ucrt",
            MsvcAbi => "msvc",
            MsvcAbiCpp => "msvc_cpp",
            Rust => "rust",
        }
    }
}

static FIXTURES: LazyLock<Option<Fixtures>> = LazyLock::new(|| {
    let tools = Tools::find()?;
    let project = fixtures::project("windows");
    let folder = c::folder("binaries");
    let rust = installed_target("windows", TARGET);
    let fixtures = Fixtures { project, folder, tools, rust };
    for revision in [1, 2] {
        fixtures.with_mingw(revision);
        fixtures.with_clang(revision);
    }
    if rust {
        fixtures.with_rust();
    }
    Some(fixtures)
});

impl Tools {
    fn find() -> Option<Tools> {
        let wine = wine::find("windows")?;
        let [clang, lld] = ["clang", "lld-link"].map(|name| newest(name).or_else(|| named(name)));
        if !tool("windows", MINGW, "--version") {
            return None;
        }
        let asked = Command::new(MINGW).arg("-print-file-name=libkernel32.a").output().expect("it ran before");
        let kernel32 = PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim());
        Some(Tools { wine, clang: clang?, lld: lld?, kernel32 })
    }
}

/// Says that a tool is missing.
fn named<T>(name: &str) -> Option<T> {
    tool("windows", name, "--version");
    None
}

impl Fixtures {
    /// A host without a module ends at once.
    fn wine(&self) -> Wine<'_> {
        Wine::start(&self.tools.wine, &self.folder, USERS, &self.binary("host", Msvcrt, 1))
    }

    fn binary(&self, kind: &str, maker: Maker, revision: u32) -> PathBuf {
        let extension = if kind == "host" { "exe" } else { "dll" };
        self.folder.join(format!("{}_{kind}_{revision}.{extension}", maker.stem()))
    }

    fn with_mingw(&self, revision: u32) {
        let specs = run(Command::new(MINGW).arg("-dumpspecs"), &self.folder).silent("MinGW's specs");
        assert!(specs.contains("-lmsvcrt"), "MinGW's own C runtime is msvcrt");
        let ucrt = self.folder.join("ucrt.specs");
        std::fs::write(&ucrt, specs.replace("-lmsvcrt", "-lucrt")).expect("specs");
        for maker in [Msvcrt, Ucrt] {
            for (kind, more) in [("host", None), ("module", Some("-shared"))] {
                let mut command = Command::new(MINGW);
                command.args(c::STRICT).args(flags(&self.project, revision)).args(more);
                if maker == Ucrt {
                    command.arg(format!("-specs={}", ucrt.display())).arg("-D_UCRT");
                }
                command.arg(source(&self.project, &format!("{kind}.c")));
                compile(command.arg("-o").arg(self.binary(kind, maker, revision)), &self.folder);
            }
        }
    }

    fn with_clang(&self, revision: u32) {
        for (kind, maker) in [("host", MsvcAbi), ("module", MsvcAbi), ("module", MsvcAbiCpp)] {
            let language = if maker == MsvcAbi { "-std=c11" } else { "-std=c++17" };
            let mut more = flags(&self.project, revision);
            more.extend(["-DNO_RUNTIME".to_owned(), language.to_owned()]);
            if maker == MsvcAbiCpp {
                more.extend(["-x", "c++", "-fno-exceptions", "-nostdinc++"].map(String::from));
            }
            let name = format!("{}_{kind}", maker.stem());
            let object = self.object(&name, "x86_64", &format!("c/{kind}.c"), &more);
            let link = if kind == "host" { ["/entry:begin", "/subsystem:console"] } else { ["/dll", "/noentry"] };
            self.link(&self.binary(kind, maker, revision), &link, &[&object, &self.tools.kernel32]);
        }
    }

    /// An object file for the MSVC ABI, with no C library.
    fn object(&self, name: &str, machine: &str, source: &str, more: &[String]) -> PathBuf {
        let object = self.folder.join(format!("{name}.obj"));
        let mut command = Command::new(&self.tools.clang);
        command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-ffreestanding", "-fno-builtin", "-c"]);
        command.arg(format!("--target={machine}-pc-windows-msvc")).args(more);
        compile(command.arg(self.project.path().join(source)).arg("-o").arg(&object), &self.folder);
        object
    }

    fn link(&self, to: &Path, more: &[&str], from: &[&Path]) {
        let mut command = Command::new(&self.tools.lld);
        command.arg("/nodefaultlib").args(more).args(from).arg(format!("/out:{}", to.display()));
        compile(&mut command, &self.folder);
    }

    fn with_rust(&self) {
        let built = fixtures::build_rust(&self.project, Some(TARGET));
        for revision in [1, 2] {
            let host = built.join(format!("machines-host-r{revision}.exe"));
            let module = built.join(format!("machines_module_r{revision}.dll"));
            for (kind, file) in [("host", host), ("module", module)] {
                std::fs::copy(file, self.binary(kind, Rust, revision)).expect("a copy");
            }
        }
        let mut command = Command::new(MINGW);
        command.args(c::STRICT).arg("-shared").arg(self.project.path().join("windows/bcryptprimitives.c"));
        command.arg("-o").arg(self.folder.join("bcryptprimitives.dll")).arg("-ladvapi32");
        compile(&mut command, &self.folder);
    }

    fn makers<'a>(&self, of: &'a [Maker]) -> impl Iterator<Item = Maker> + use<'a> {
        let rust = self.rust;
        of.iter().copied().filter(move |&maker| maker != Rust || rust)
    }

    /// The libraries that a binary asks for.
    fn imports(&self, binary: &Path) -> Vec<String> {
        let mut command = Command::new("x86_64-w64-mingw32-objdump");
        let text = run(command.arg("-p").arg(binary), &self.folder).silent("objdump");
        text.lines().filter_map(|line| line.trim().strip_prefix("DLL Name: ")).map(str::to_lowercase).collect()
    }

    /// What the same host and module in C print on this system.
    fn natively(&self, host: u32, module: u32) -> String {
        let made = |kind: &str, revision: u32, more: &[&str]| {
            let file = self.folder.join(format!("native_{kind}_{revision}"));
            let mut command = Command::new("cc");
            command.args(c::STRICT).args(flags(&self.project, revision));
            command.arg(source(&self.project, &format!("{kind}.c"))).args(more).arg("-o").arg(&file);
            compile(&mut command, &self.folder);
            file
        };
        let (host, module) = (made("host", host, &["-ldl"]), made("module", module, &["-shared", "-fPIC"]));
        run(Command::new(host).arg(module), &self.folder).silent("on this system")
    }
}

/// How many tests use Wine.
const USERS: usize = 5;

fn name(file: &Path) -> String {
    file.file_name().expect("a file").to_string_lossy().into_owned()
}

#[test]
fn every_host_runs_every_module() {
    let Some(fixtures) = &*FIXTURES else { return };
    let wine = fixtures.wine();
    let natively = [1, 2].map(|host| [1, 2].map(|module| fixtures.natively(host, module)));
    let sides = |kind, makers| {
        let makers = fixtures.makers(makers).flat_map(|maker| [(maker, 1), (maker, 2)]);
        makers.map(move |(maker, revision)| (maker, revision, fixtures.binary(kind, maker, revision))).collect()
    };
    let hosts: Vec<_> = sides("host", &[Msvcrt, Ucrt, MsvcAbi, Rust]);
    let modules: Vec<_> = sides("module", &[Msvcrt, Ucrt, MsvcAbi, MsvcAbiCpp, Rust]);
    let mut table = String::from("host \\ module");
    modules.iter().for_each(|(maker, revision, _)| write!(table, " | {} {revision}", maker.shown()).unwrap());
    let mut wrong = Vec::new();
    for (by, as_of, host) in &hosts {
        write!(table, "\n{} {as_of}", by.shown()).unwrap();
        for (maker, revision, module) in &modules {
            let what = format!("host {} {as_of}, module {} {revision}", by.shown(), maker.shown());
            let found = wine.run(host, &[&name(module)]).silent(&what);
            let wanted = &natively[*as_of as usize - 1][*revision as usize - 1];
            let wanted = without_tables(wanted, *by == Rust, *maker == Rust);
            assert!(wanted.ends_with("left 0 and 0\n"), "all was called\n{wanted}");
            let right = found == wanted;
            write!(table, " | {}", if right { (*as_of).min(*revision).to_string() } else { "WRONG".into() }).unwrap();
            if !right {
                wrong.push(format!("{what}\n{}", difference(&wanted, &found)));
            }
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{table}\n{}", wrong.join("\n"));
}

/// So that a cell of the test above has two C runtimes, or one and none.
#[test]
fn binaries_are_bound_to_different_c_runtimes() {
    let Some(fixtures) = &*FIXTURES else { return };
    for kind in ["host", "module"] {
        for maker in fixtures.makers(&[Msvcrt, Ucrt, MsvcAbi, Rust]) {
            let imports = fixtures.imports(&fixtures.binary(kind, maker, 2));
            let [old, new] =
                ["msvcrt.dll", "api-ms-win-crt-heap-l1-1-0.dll"].map(|name| imports.contains(&name.into()));
            let wanted = [matches!(maker, Msvcrt | Rust), maker == Ucrt];
            assert_eq!([old, new], wanted, "{maker:?}: {imports:?}");
            assert!(maker != MsvcAbi || imports == ["kernel32.dll"], "{imports:?}");
        }
    }
}

/// Makes a library of `windows/refused.c`; its path below the folder of the binaries.
fn refused(fixtures: &Fixtures, which: &str, machine: &str, more: &[&str], libraries: &[&Path]) -> PathBuf {
    let file = fixtures.folder.join(format!("{}.dll", which.to_lowercase()));
    let flags = [flags(&fixtures.project, 2), vec![format!("-D{which}")]].concat();
    let object = fixtures.object(which, machine, "windows/refused.c", &flags);
    let link = [&["/dll", "/noentry"], more].concat();
    fixtures.link(&file, &link, &[&[object.as_path()], libraries].concat());
    file
}

/// What the Rust host prints, after `refused: `, of a file; and how that ends.
#[test]
fn what_is_no_module_is_refused_in_one_line() {
    let Some(fixtures) = &*FIXTURES else { return };
    let folder = &fixtures.folder;
    let made = |which: &str| name(&refused(fixtures, which, "x86_64", &[], &[]));
    let forwards = ["/export:vtable_api_module=msvc_module_2.vtable_api_module"];
    refused(fixtures, "FORWARDS", "x86_64", &forwards, &[]);
    let other_machine = name(&refused(fixtures, "NO_SYMBOL", "aarch64", &[], &[]));
    std::fs::rename(folder.join(&other_machine), folder.join("aarch64.dll")).expect("it was made");
    std::fs::write(folder.join("text.dll"), "hello\n").expect("a file");
    std::fs::write(folder.join("short.dll"), b"MZ\x90\0").expect("a file");
    std::fs::copy("/proc/self/exe", folder.join("elf.dll")).expect("a copy");
    let not_loaded = "found a library that the system cannot load: ";
    let no_symbol = "found a library without the symbol `vtable_api_module`; export one (Rust: ";
    let no_library = "the system does not load it: error ";
    // Its file, what a Rust host says, what the C host of the MSVC ABI says.
    let cases = [
        (made("NO_SYMBOL"), no_symbol, "no symbol `vtable_api_module`"),
        (name(&fixtures.binary("host", Ucrt, 1)), no_symbol, "no symbol `vtable_api_module`"),
        (
            "forwards.dll".into(),
            "found a library whose `vtable_api_module` is not its own but comes from another",
            "no module: its `vtable_api_module` is that of another library",
        ),
        (made("OTHER_CONTRACT"), "contract 2", "another contract"),
        (made("REFUSES"), "today", "today"),
        ("aarch64.dll".into(), not_loaded, no_library),
        ("short.dll".into(), not_loaded, no_library),
        ("text.dll".into(), "found a text file that starts with `hello`; give the path of a built module", no_library),
        ("elf.dll".into(), "found an ELF file, which this system cannot load; give", no_library),
        ("absent.dll".into(), "found no file; check the path, or build the module first", no_library),
    ];
    let wine = fixtures.wine();
    let hosts = [(MsvcAbi, true), (Rust, fixtures.rust)].into_iter().filter(|(_, there)| *there);
    for (maker, _) in hosts {
        for (file, in_rust, in_c) in &cases {
            let wanted = if maker == Rust { in_rust } else { in_c };
            let ran = wine.run(&fixtures.binary("host", maker, 2), &[file]);
            let what = format!("{}: {file}\n{}{}", maker.shown(), ran.out, ran.err);
            let line = ran.out.strip_prefix("refused: ").unwrap_or_else(|| panic!("{what}"));
            assert!(
                line.contains(wanted) && line.lines().count() == 1 && ran.err.is_empty(),
                "wanted {wanted}\n{what}"
            );
            assert!(maker != Rust || line.contains(file.as_str()), "names the file\n{what}");
            assert_eq!(ran.status.code(), Some(1), "{what}");
        }
    }
}

/// What a module links is searched for beside it, and not in the current directory. Its path may have any letters.
#[test]
fn a_library_that_a_module_needs_lies_beside_it() {
    let Some(fixtures) = &*FIXTURES else { return };
    if !fixtures.rust {
        return;
    }
    let folder = &fixtures.folder;
    let implib = folder.join("neighbour.lib");
    let neighbour = refused(fixtures, "NEIGHBOUR", "x86_64", &[], &[]);
    let needs = refused(fixtures, "NEEDS_NEIGHBOUR", "x86_64", &[], &[&implib]);
    let beside = folder.join("Nähe");
    std::fs::create_dir_all(&beside).expect("a folder");
    let host = fixtures.binary("host", Rust, 2);
    let wine = fixtures.wine();

    // In the current directory, which is the folder of the binaries but not that of the program.
    let elsewhere = folder.join("elsewhere");
    std::fs::create_dir_all(&elsewhere).expect("a folder");
    let program = elsewhere.join("host.exe");
    std::fs::copy(host, &program).expect("a copy");
    std::fs::copy(folder.join("bcryptprimitives.dll"), elsewhere.join("bcryptprimitives.dll")).expect("a copy");
    std::fs::rename(needs, beside.join("needs.dll")).expect("it was made");
    let without = wine.run(&program, &["Nähe/needs.dll"]);
    assert!(
        without.out.contains("Nähe\\needs.dll`: expected a module, found a library that the system cannot load"),
        "{without:?}"
    );

    std::fs::rename(neighbour, beside.join("neighbour.dll")).expect("it was made");
    let with = wine.run(&program, &["Nähe/needs.dll"]);
    assert!(with.out.starts_with("module: with a neighbour\nrefused: "), "{with:?}");
}

/// A bad value or a panic ends the process with a line, there as here.
#[test]
fn a_broken_rule_ends_the_process_with_a_line() {
    let Some(fixtures) = &*FIXTURES else { return };
    if !fixtures.rust {
        return;
    }
    let made = |kind: &str, which: &str| {
        let file = format!("{}_{kind}.{}", which.to_lowercase(), if kind == "host" { "exe" } else { "dll" });
        let mut command = Command::new(MINGW);
        command.args(c::STRICT).args(flags(&fixtures.project, 2)).arg(format!("-D{which}"));
        command.args((kind == "module").then_some("-shared")).arg(source(&fixtures.project, &format!("{kind}.c")));
        compile(command.arg("-o").arg(fixtures.folder.join(&file)), &fixtures.folder);
        fixtures.folder.join(file)
    };
    let rust = ["host", "module"].map(|kind| fixtures.binary(kind, Rust, 2));
    let cases = [
        (
            &made("host", "BREAKS_A_RULE"),
            &rust[1],
            "in module `machines-module-r2`: machines/probe: slot `next`, parameter `color` got 77, which is not a variant of `Color`",
        ),
        (
            &made("host", "MAKES_PANIC"),
            &rust[1],
            "module `machines-module-r2`: machines/probe: slot `wide` panicked; a panic cannot cross the boundary",
        ),
        (
            &rust[0],
            &made("module", "BREAKS_A_RULE"),
            "machines/probe of module `machines-module-r2`: slot `name` returned text that is not UTF-8 after 2 bytes",
        ),
    ];
    let wine = fixtures.wine();
    for (host, module, wanted) in cases {
        let ran = wine.run(host, &[&name(module)]);
        assert!(!ran.status.success(), "{ran:?}");
        assert_eq!(ran.err.lines().last(), Some(format!("vtable-api: {wanted}").as_str()), "{ran:?}");
    }
}

/// What `tests/crossing.rs` shows here is so there: paths above all, whose units are others than Rust's.
#[test]
fn one_of_each_kind_of_value_crosses() {
    let Some(fixtures) = FIXTURES.as_ref().filter(|fixtures| fixtures.rust) else { return };
    let manifest = "[package]\nname = \"windows-crossing\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                    vtable-api = { path = \"{vtable-api}\" }\n\n[workspace]\n";
    let project = Project::with_manifest("windows-crossing", manifest);
    project.write("src/lib.rs", "");
    project.write("tests/crossing.rs", include_str!("crossing.rs"));
    let built = format!("test --target {TARGET} --test crossing --no-run");
    project.cargo(&built).assert_builds(&built);
    let programs = std::fs::read_dir(shared_target().join(TARGET).join("debug/deps")).expect("what was built");
    let programs = programs.map(|file| file.expect("a file").path());
    let is_program = |file: &PathBuf| name(file).starts_with("crossing-") && file.extension() == Some("exe".as_ref());
    let changed = |file: &PathBuf| file.metadata().and_then(|data| data.modified()).expect("its time");
    let program = programs.filter(is_program).max_by_key(changed).expect("a program");
    let beside = fixtures.folder.join("crossing.exe");
    std::fs::copy(program, &beside).expect("a copy");
    let ran = fixtures.wine().run(&beside, &[]);
    assert!(ran.status.success() && ran.out.contains("paths_arrive_as_the_system_has_them ... ok"), "{ran:?}");
}

const PROGRAM: &str = r#"#[vtable_api::vtable_api(id = "program/codec")]
pub trait Codec {
    fn decode(&self, input: &[u8]) -> u32;
}

fn main() {}
"#;

/// Linkers for Windows drop what nothing refers to, and so the records of a program that has tables.
#[test]
fn the_tables_of_a_program_are_found() {
    if !installed_target("windows", TARGET) || !tool("windows", MINGW, "--version") {
        return;
    }
    let manifest = "[package]\nname = \"windows-program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                    vtable-api = { path = \"{vtable-api}\" }\n\n[workspace]\n";
    let project = Project::with_manifest("windows-program", manifest);
    project.write("src/main.rs", PROGRAM);
    let fetch = format!("fetch --target {TARGET}");
    project.cargo_with(&fetch, &[("CARGO_NET_OFFLINE", "false")]).assert_builds(&fetch);
    let [here, there] = [None, Some(TARGET)].map(|target| {
        if let Some(target) = target {
            project.remove("abi.toml");
            project.write(".cargo/config.toml", &format!("[build]\ntarget = \"{target}\"\n"));
        }
        for command in ["init", "freeze", "check --locked"] {
            project.cli(command).assert_builds(command);
        }
        project.read("abi.toml")
    });
    assert!(here.contains("id = \"program/codec\"") && here == there, "{there}");
}
