//! Hosts and modules of revisions 1 and 2 on other machines: 32-bit x86, 64-bit Arm, and s390x, which is big-endian.
//! All print the same, but for the size of a pointer; and the fingerprints that they see in each other's tables are
//! those in `abi.toml`.
//!
//! The packages are in `tests/machines`, a workspace that cargo and `cargo vtable-api` build in a copy. Its records were
//! made like any user's, in `tests/machines`:
//!
//! ```text
//! cargo vtable-api init --manifest-path r1/Cargo.toml
//! cargo vtable-api freeze --manifest-path r1/Cargo.toml
//! cp r1/abi.toml r2/abi.toml
//! cargo vtable-api freeze --manifest-path r2/Cargo.toml
//! ```
#![cfg(target_os = "linux")]

mod c;
#[path = "machines/fixtures.rs"]
mod fixtures;
mod support;

use fixtures::{compile, difference, flags, newest, run, source, without_tables};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use support::{Project, installed_file, installed_target, tool};

static PROJECT: LazyLock<Project> = LazyLock::new(|| fixtures::project("machines"));

/// A kind of machine, and what binaries for it are made and run with.
struct Machine {
    name: &'static str,
    pointers: u32,
    /// C compilers and their arguments.
    compilers: &'static [(&'static str, &'static [&'static str])],
    /// What runs a program; nothing where the system does.
    emulator: &'static [&'static str],
    /// A file that its C library needs, and where that comes from.
    needs: Option<(&'static str, &'static str)>,
    /// Rust's name for it; none where we have no Rust.
    target: Option<&'static str>,
}

const HERE: Machine = Machine {
    name: "this machine",
    pointers: usize::BITS / 8,
    compilers: &[("cc", &[])],
    emulator: &[],
    needs: None,
    target: Some(""),
};

/// With a compiler each, on a 64-bit x86 machine.
const OTHERS: [Machine; 3] = [
    Machine {
        name: "i386",
        pointers: 4,
        compilers: &[("gcc", &["-m32"]), ("clang", &["-m32"])],
        needs: Some(("/usr/lib32/crt1.o", "libc6-dev-i386")),
        target: Some("i686-unknown-linux-gnu"),
        ..HERE
    },
    Machine {
        name: "aarch64",
        pointers: 8,
        compilers: &[("aarch64-linux-gnu-gcc", &[])],
        emulator: &["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"],
        needs: Some(("/usr/aarch64-linux-gnu/lib/libc.so.6", "libc6-dev-arm64-cross")),
        target: None,
    },
    Machine {
        name: "s390x",
        pointers: 8,
        compilers: &[("s390x-linux-gnu-gcc", &[])],
        emulator: &["qemu-s390x", "-L", "/usr/s390x-linux-gnu"],
        needs: Some(("/usr/s390x-linux-gnu/lib/libc.so.6", "libc6-dev-s390x-cross")),
        target: None,
    },
];

/// One side of a cell.
struct Side {
    shown: String,
    revision: u32,
    rust: bool,
    file: PathBuf,
}

impl Machine {
    fn is_there(&self) -> bool {
        let x86 = cfg!(target_arch = "x86_64");
        if !x86 && self.name != HERE.name {
            eprintln!("machines: not run for {}, whose compilers are those of a 64-bit x86 machine", self.name);
            return false;
        }
        self.needs.is_none_or(|(file, package)| installed_file("machines", Path::new(file), package))
            && self.emulator.first().is_none_or(|emulator| tool("machines", emulator, "--version"))
    }

    /// What is made with each compiler that is there, as the function makes it.
    fn sides(
        &self,
        of_c: impl Fn(&mut Command, u32) -> PathBuf,
        of_rust: Option<impl Fn(u32) -> PathBuf>,
    ) -> Vec<Side> {
        let mut sides = Vec::new();
        for (compiler, more) in self.compilers {
            let Some(program) = newest(compiler) else {
                tool("machines", compiler, "--version");
                continue;
            };
            for revision in [1, 2] {
                let mut command = Command::new(&program);
                command.args(c::STRICT).args(*more).args(flags(&PROJECT, revision));
                let shown = format!("{} {revision}", [&[*compiler], *more].concat().join(" "));
                sides.push(Side { shown, revision, rust: false, file: of_c(&mut command, revision) });
            }
        }
        if let Some(of_rust) = of_rust {
            for revision in [1, 2] {
                let file = of_rust(revision);
                sides.push(Side { shown: format!("Rust {revision}"), revision, rust: true, file });
            }
        }
        sides
    }

    /// Where Rust's hosts and modules for this machine are built.
    fn rust(&self) -> Option<PathBuf> {
        let target = self.target?;
        if target.is_empty() {
            return Some(fixtures::build_rust(&PROJECT, None));
        }
        installed_target("machines", target).then(|| fixtures::build_rust(&PROJECT, Some(target)))
    }

    fn start(&self, program: &Path) -> Command {
        let Some((emulator, more)) = self.emulator.split_first() else { return Command::new(program) };
        let mut command = Command::new(emulator);
        command.args(more).arg(program);
        command
    }

    /// Runs each host with each module. How many cells there were, and those that are wrong.
    fn run_all(&self) -> (usize, Vec<String>) {
        let out = c::folder(self.name);
        let stem = |command: &Command, revision| {
            let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
            format!("{}{}_{revision}", command.get_program().to_string_lossy(), words.contains(&"-m32".into()))
        };
        let host = |command: &mut Command, revision| {
            let file = out.join(format!("host_{}", stem(command, revision)));
            compile(command.arg(source(&PROJECT, "host.c")).arg("-ldl").arg("-o").arg(&file), &out);
            file
        };
        let module = |command: &mut Command, revision| {
            let file = out.join(format!("module_{}.so", stem(command, revision)));
            let source = source(&PROJECT, "module.c");
            compile(command.args(["-shared", "-fPIC"]).arg(source).arg("-o").arg(&file), &out);
            file
        };
        let rust = self.rust();
        let rust = rust.as_deref();
        let rust_host = rust.map(|folder| |revision| folder.join(format!("machines-host-r{revision}")));
        let rust_module = rust.map(|folder| |revision| folder.join(format!("libmachines_module_r{revision}.so")));
        let (hosts, modules) = (self.sides(host, rust_host), self.sides(module, rust_module));
        let mut wrong = Vec::new();
        for host in &hosts {
            for module in &modules {
                let what = format!("{}: host {}, module {}", self.name, host.shown, module.shown);
                let found = run(self.start(&host.file).arg(&module.file), &out).silent(&what);
                let wanted = expected(host.revision, module.revision, self.pointers);
                let wanted = without_tables(&wanted, host.rust, module.rust);
                if found != wanted {
                    wrong.push(format!("{what}\n{}", difference(&wanted, &found)));
                }
            }
        }
        (hosts.len() * modules.len(), wrong)
    }
}

/// The fingerprints that are recorded for a table as of a revision of the package.
fn recorded(revision: u32, table: &str) -> String {
    let record = PROJECT.read(&format!("r{revision}/abi.toml"));
    let mut line = format!("table: {table}");
    for block in record.split("[[revision]]").skip(1) {
        let key = |key: &str| {
            let at = block.split(&format!("{key} = \"")).nth(1).expect("the key");
            at.split('"').next().expect("its value")
        };
        if key("table") == table {
            line.extend([" ", key("fingerprint")]);
        }
    }
    assert!(line.len() >= format!("table: {table} 0123456789abcdef").len(), "{line}");
    line
}

/// What a host prints.
fn expected(host: u32, module: u32, pointers: u32) -> String {
    let agreed = if host == 2 && module == 2 { 3 } else { 1 };
    let asked = match (module, host) {
        (1, _) => 42,
        (_, 1) => 126,
        _ => 127,
    };
    let later = match (host, module) {
        (1, _) => "",
        (_, 1) => "revision 2 is absent\n",
        _ => "narrow_ex1: 2276\ndescribe: a probe of revision 2\n",
    };
    let [services, probe, ledger, counter] =
        [(host, "services"), (module, "probe"), (module, "ledger"), (module, "counter")]
            .map(|(revision, name)| recorded(revision, &format!("machines/{name}")));
    format!(
        "log: init of machines-module-r{module}
log: {services}
module: machines-module-r{module}
{probe}
{ledger}
agreed: {agreed}
pointers: {pointers}
narrow: 5166
wide: 14302651161076
floats: 1000242750
half: 125
pairs: 0 1101511693361 20 40 4000000000
name: a probe
places: (shown 0 1 3000 b) (hidden -1 6 1500 a) 4000060003 60000 2 1
shapes: point circle 500 box 7 2 box 8 3
bits: 4294967295 in halves 4294967295
next: 257 40006
parse: empty 1234567890123456 bad digit 120 at 2 too long
halve: -1 549755813888 -1
keep: 4000000000 2 1, what it keeps
boxed: (shown -7 1 125 p)
event 0: start
event 1: step 1 of 3
event 2: step 2 of 3
event 3: step 3 of 3
event 4: finished
watch: 5
event 0: start
event 1: step 1 of 3
watch: 2
compute: 115500
log: asked
ask: {asked}
{counter}
counters: 11 14
{later}released: memory of the module, memory of the host, left 0 and 0
"
    )
}

#[test]
fn every_machine_prints_the_same() {
    let mut wrong = Vec::new();
    for machine in [HERE].into_iter().chain(OTHERS) {
        if machine.is_there() {
            let (cells, found) = machine.run_all();
            println!("{}: {cells} pairs of a host and a module", machine.name);
            wrong.extend(found);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A host in C catches no panic, so an unwinder finds nobody to unwind to: the module itself must.
#[test]
fn a_panic_below_a_host_in_c_ends_with_a_line() {
    let built = fixtures::build_rust(&PROJECT, None);
    let out = c::folder("panics");
    let host = out.join("host");
    let mut command = Command::new("cc");
    command.args(c::STRICT).args(flags(&PROJECT, 2)).arg("-DMAKES_PANIC");
    compile(command.arg(source(&PROJECT, "host.c")).arg("-ldl").arg("-o").arg(&host), &out);
    let ran = run(Command::new(host).arg(built.join("libmachines_module_r2.so")), &out);
    assert_eq!(ran.status.signal(), Some(6), "aborts\n{ran:?}");
    let line = "vtable-api: module `machines-module-r2`: machines/probe: slot `wide` panicked; a panic cannot cross the boundary";
    assert!(ran.err.contains("attempt to add with overflow"), "the panic's own message\n{ran:?}");
    assert_eq!(ran.err.lines().last(), Some(line), "{ran:?}");
}

/// Targets of clang, and whether 8 bytes are 4-aligned there. The headers are freestanding: this needs no C library.
const TARGETS: [(&str, bool); 11] = [
    ("x86_64-linux-gnu", false),
    ("i686-linux-gnu", true),
    ("aarch64-linux-gnu", false),
    ("armv7-linux-gnueabihf", false),
    ("s390x-linux-gnu", false),
    ("powerpc64-linux-gnu", false),
    ("riscv64-linux-gnu", false),
    ("x86_64-w64-mingw32", false),
    ("x86_64-pc-windows-msvc", false),
    ("i686-pc-windows-msvc", false),
    ("arm64-apple-macos", false),
];

const LANGUAGES: [&[&str]; 4] = [
    &["-x", "c", "-std=c99"],
    &["-x", "c", "-std=c11"],
    &["-x", "c++", "-std=c++11", "-nostdinc++"],
    &["-x", "c++", "-std=c++17", "-nostdinc++"],
];

/// Every size and offset in a header is asserted, so a header that compiles says that they hold. In C and in C++.
#[test]
fn what_headers_assert_holds_on_every_machine() {
    let Some(clang) = newest("clang") else {
        tool("machines", "clang", "--version");
        return;
    };
    let out = c::folder("headers");
    let includes = "#include \"machines_probe.h\"\n#include \"machines_services.h\"\n#include \"machines_counter.h\"\n#include \"machines_ledger.h\"\n";
    let asserted = format!("{includes}VTABLE_API_ASSERT(there, offsetof(machines_place, x) == 8);\n");
    for (name, text) in [("all.h.c", includes), ("there.h.c", asserted.as_str())] {
        std::fs::write(out.join(name), text).expect("a file");
    }
    for (target, four_aligned) in TARGETS {
        for language in LANGUAGES {
            let command = |file: &str| {
                let mut command = Command::new(&clang);
                command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-ffreestanding", "-fsyntax-only"]);
                command.arg(format!("--target={target}")).args(language).args(flags(&PROJECT, 2));
                run(command.arg(out.join(file)), &out)
            };
            command("all.h.c").silent(&format!("{target} {language:?}"));
            // An assertion that does not hold everywhere: they are looked at.
            let there = command("there.h.c");
            assert_eq!(there.status.success(), !four_aligned, "{target} {language:?}\n{}", there.err);
        }
    }
}

#[test]
fn the_records_are_what_freeze_makes_of_the_sources() {
    let project = &*PROJECT;
    for revision in [1, 2] {
        let check = format!("check --locked --manifest-path r{revision}/Cargo.toml");
        project.cli(&check).assert_builds(&check);
    }
    assert!(project.read("r2/abi.toml").starts_with(&project.read("r1/abi.toml")), "revision 2 appends");
}
