//! `cargo vtable-api inspect` on stripped binaries of Rust, C and C++, for several systems and machines; and what is
//! written for C++, as a host and as a module.
#![cfg(unix)]

use crate::support;
use crate::support::{Built, Project, first_tool, installed_target, tool, works};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// As releases are built: one unit, stripped.
const WORKSPACE: &str = "\
[workspace]
members = [\"kit\", \"module\", \"host\"]
resolver = \"3\"

[profile.dev]
strip = true
lto = \"fat\"
";

const DEPENDENCIES: &str = "vtable-api = { path = \"{vtable-api}\" }\n";

/// The parts that say which revisions there are.
const KIT_1: &str = "  revision 1, fingerprint f37fa3f140a1dd97";
const KIT_2: &str = "  revision 2, fingerprint a77b7a9ed05ade10";
const LOG_1: &str = "  revision 1, fingerprint 9448ca60ad9421e3";

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::with_manifest("inspect", WORKSPACE);
    let package = |name: &str, kind: &str, dependencies: &str| {
        let head = format!("[package]\nname = \"inspect-{name}\"\nversion = \"1.0.3\"\nedition = \"2024\"\n\n");
        project.write(
            &format!("{name}/Cargo.toml"),
            &format!("{head}{kind}\n[dependencies]\n{DEPENDENCIES}{dependencies}"),
        );
    };
    let kit = "kit = { path = \"../kit\", package = \"inspect-kit\" }\n";
    package("kit", "[lib]\nname = \"kit\"\n", "");
    package("module", "[lib]\nname = \"inspect_module\"\ncrate-type = [\"cdylib\", \"staticlib\"]\n", kit);
    package("host", "", kit);
    project.write("kit/src/lib.rs", include_str!("inspect/kit.rs"));
    project.write("module/src/lib.rs", include_str!("inspect/module.rs"));
    project.write("host/src/main.rs", include_str!("inspect/host.rs"));
    for (name, text) in [
        ("module.c", include_str!("inspect/module.c")),
        ("host.c", include_str!("inspect/host.c")),
        ("module.cpp", include_str!("inspect/module.cpp")),
        ("host.cpp", include_str!("inspect/host.cpp")),
        ("none.c", "#include \"demo_kit.h\"\n#include \"demo_log.h\"\nint x;\n"),
    ] {
        project.write(name, text);
    }
    for command in ["init", "freeze", "header --lang c++ --out include"] {
        let command = format!("{command} --quiet --manifest-path kit/Cargo.toml");
        project.cli(&command).assert_builds(&command);
    }
    project.cargo("build --workspace").assert_builds("the workspace");
    project
});

fn built(file: &str) -> PathBuf {
    let folder = support::shared_target().join("debug");
    [folder.join(file), folder.join("deps").join(file)].into_iter().find(|path| path.exists()).expect(file)
}

/// The report, without what only people need; the files' own lines begin with `FILE`.
#[track_caller]
fn inspect(file: &Path, more: &str) -> String {
    let done = run(file, more);
    assert!(done.success, "{}{}", done.stdout, done.stderr);
    done.stdout.replace(&file.display().to_string(), "FILE")
}

fn run(file: &Path, more: &str) -> Built {
    let mut command = Command::new(support::cargo_vtable_api());
    command.arg("inspect").arg(file).args(more.split_whitespace());
    Built::from(command.output().expect("it runs"))
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Compiles a file of the project, strictly.
#[track_caller]
fn compile(compiler: &str, flags: &str, source: &str, out: &str) -> PathBuf {
    let project = &*PROJECT;
    let mut command = Command::new(compiler);
    command.current_dir(project.path()).args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Iinclude"]);
    let done = command.args(flags.split_whitespace()).args([source, "-o", out]).output().expect("it runs");
    assert!(done.status.success(), "{compiler} {flags} {source}: {}", said(&done));
    project.path().join(out)
}

#[test]
fn binaries_in_rust() {
    let _ = &*PROJECT;
    let (module, host) = (built("libinspect_module.so"), built("inspect-host"));
    let provides = format!("provides demo/kit as `kit`, a new object for each who asks\n{KIT_1}\n{KIT_2}\n");
    let expects = format!("expects demo/log as `log`, not without revision 1\n{LOG_1}\n");
    let own = format!(
        "module `inspect-module` 1.0.3, made with vtable-api {}\n{provides}{expects}",
        env!("CARGO_PKG_VERSION")
    );
    let text = inspect(&module, "--quiet");
    let (head, rest) = text.split_once('\n').expect("lines");
    assert!(head.starts_with("FILE: ELF shared library for ") && head.ends_with("-endian, stripped"), "{head}");
    assert_eq!(rest, own);

    let knows = format!("knows demo/kit\n{KIT_1}\n{KIT_2}\nknows demo/log\n{LOG_1}\n");
    let text = inspect(&host, "--quiet");
    assert!(text.starts_with("FILE: ELF program for ") && text.ends_with(&knows), "{text}");
    assert!(inspect(&host, "").contains("compilers named in it: "), "it is stripped of symbols only");

    let both = inspect(&module, &format!("--quiet --host {}", host.display()));
    let agreed = "  provides demo/kit as `kit`: revisions 1, 2 agreed, where the host asks for it\n  \
                  expects demo/log as `log`: revision 1 agreed, where the host lends it\n";
    assert!(both.ends_with(agreed), "{both}");
    PROJECT
        .cargo("rustc -p inspect-module --crate-type rlib --config profile.dev.lto=false")
        .assert_builds("what others link");
    for file in ["libinspect_module.a", "libinspect_module.rlib"] {
        let text = inspect(&built(file), "--quiet");
        assert!(text.starts_with("FILE: ELF archive of ") && text.contains(&provides), "{text}");
    }
}

/// For a system whose linker leaves out what nothing refers to, `#[used]` or not.
#[test]
fn binaries_for_windows() {
    const TARGET: &str = "x86_64-pc-windows-gnu";
    if !installed_target("inspect", TARGET) || !tool("inspect", "x86_64-w64-mingw32-gcc", "--version") {
        return;
    }
    PROJECT.cargo(&format!("build -p inspect-module -p inspect-host --target {TARGET}")).assert_builds("for Windows");
    let built = |file: &str| support::shared_target().join(TARGET).join("debug").join(file);
    let (module, host) = (built("inspect_module.dll"), built("inspect-host.exe"));
    let text = inspect(&module, &format!("--quiet --host {}", host.display()));
    assert!(text.starts_with("FILE: PE shared library for x86_64, 64-bit, little-endian, stripped\n"), "{text}");
    assert!(
        text.contains(&format!("provides demo/kit as `kit`, a new object for each who asks\n{KIT_1}\n{KIT_2}\n")),
        "{text}"
    );
    assert!(text.contains("\n  expects demo/log as `log`: revision 1 agreed, where the host lends it\n"), "{text}");
    // What the crate declares, with its slots: fingerprints alone are in the module's own record, too.
    assert!(inspect(&module, "").contains("parse_ex1"), "the table's own record");
    assert!(
        inspect(&host, "--quiet").ends_with(&format!("knows demo/kit\n{KIT_1}\n{KIT_2}\nknows demo/log\n{LOG_1}\n"))
    );
}

/// Each linker of this machine, which is told to leave out what nothing refers to, and each way in which a release is built.
#[test]
fn every_linker_keeps_the_record() {
    let _ = &*PROJECT;
    let knows = format!("knows demo/kit\n{KIT_1}\n{KIT_2}\nknows demo/log\n{LOG_1}\n");
    let provides = format!("provides demo/kit as `kit`, a new object for each who asks\n{KIT_1}\n{KIT_2}\n");
    // Apart from what the other tests read.
    let target = support::shared_target().with_extension("linkers");
    for (linker, program) in [("bfd", "ld.bfd"), ("gold", "ld.gold"), ("lld", "ld.lld"), ("mold", "mold")] {
        if !tool("inspect", program, "--version") {
            continue;
        }
        let flags = format!("-Clinker-features=-lld -Clink-arg=-fuse-ld={linker} -Clink-arg=-Wl,--gc-sections,-s");
        for what in ["-p inspect-host --bin inspect-host", "-p inspect-module --lib --crate-type cdylib"] {
            let folder = target.display();
            PROJECT
                .cargo(&format!("rustc --target-dir {folder} {what} -- {flags}"))
                .assert_builds(&format!("{linker} {what}"));
        }
        let host = inspect(&target.join("debug/inspect-host"), "--quiet");
        assert!(host.ends_with(&knows), "{linker}: {host}");
        let module = inspect(&target.join("debug/libinspect_module.so"), "--quiet");
        assert!(module.contains(&provides), "{linker}: {module}");
    }
}

/// A compiler, what it is asked for, how its record names it, and what kind of file comes out.
type Binary = (&'static str, &'static str, &'static str, &'static str);

const SHARED: &[Binary] = &[
    ("gcc", "-std=c99 -O0 -shared -fPIC -s", "gcc ", "ELF shared library for x86_64"),
    ("gcc", "-std=c2x -O3 -flto -shared -fPIC -s", "gcc ", "ELF shared library for x86_64"),
    ("gcc", "-O2 -ffunction-sections -fdata-sections -Wl,--gc-sections -shared -fPIC -s", "gcc ", "ELF shared library"),
    ("gcc", "-m32 -O2 -ffreestanding -c", "gcc ", "ELF object file for i386, 32-bit, little-endian"),
    ("g++", "-x c++ -std=c++11 -O2 -shared -fPIC -s", "gcc ", "ELF shared library"),
    ("clang", "-std=c11 -O3 -flto -c", "", ""),
    ("clang", "-std=c11 -Oz -ffunction-sections -c", "clang ", "ELF object file"),
    ("clang", "--target=x86_64-apple-macos -ffreestanding -c", "clang ", "Mach-O object file for x86_64"),
    ("clang", "--target=arm64-apple-macos -ffreestanding -O2 -c", "clang ", "Mach-O object file for aarch64"),
    ("clang", "--target=x86_64-pc-windows-msvc -ffreestanding -O2 -c", "clang ", "COFF object file for x86_64"),
    ("tcc", "-shared", "tcc ", "ELF shared library"),
    ("x86_64-w64-mingw32-gcc", "-O2 -shared -s -Wl,--gc-sections", "gcc ", "PE shared library for x86_64"),
    ("aarch64-linux-gnu-gcc", "-O2 -shared -fPIC -s", "gcc ", "ELF shared library for aarch64"),
    ("s390x-linux-gnu-gcc", "-O3 -flto -shared -fPIC -s", "gcc ", "ELF shared library for s390x, 64-bit, big-endian"),
];

/// A compiler, under this name or one with a version.
fn found(name: &'static str) -> Option<&'static str> {
    match name {
        "clang" => first_tool("inspect", &["clang", "clang-14", "clang-16", "clang-19"]),
        name => tool("inspect", name, if name == "tcc" { "-v" } else { "--version" }).then_some(name),
    }
}

#[test]
fn modules_in_c_leave_the_same_record() {
    let project = &*PROJECT;
    let provides = format!("provides demo/log\n{LOG_1}\n");
    for (index, (compiler, flags, named, kind)) in SHARED.iter().enumerate() {
        let Some(compiler) = found(compiler) else { continue };
        if flags.contains("-m32")
            && !works("inspect", Command::new("gcc").args(["-m32", "--print-libgcc-file-name"]), "lib32gcc")
        {
            continue;
        }
        let file = compile(compiler, flags, "module.c", &format!("module{index}.so"));
        if kind.is_empty() {
            let done = run(&file, "");
            assert!(done.stderr.contains("it has only bitcode for link-time optimisation"), "{}", done.stderr);
            continue;
        }
        let text = inspect(&file, "--quiet");
        let (head, rest) = text.split_once('\n').expect("lines");
        assert!(head.starts_with(&format!("FILE: {kind}")), "{compiler} {flags}: {head}");
        assert_eq!(rest, provides, "{compiler} {flags}");
        let text = inspect(&file, "");
        let line = format!("provides demo/log (declared by package inspect-kit) (compiled by {named}");
        assert!(text.contains(&line), "{compiler} {flags}: {text}");
    }
    let module = project.path().join("module0.so");
    let text = inspect(&module, &format!("--quiet --host {}", built("inspect-host").display()));
    assert!(text.ends_with("  provides demo/log: revision 1 agreed, where the host asks for it\n"), "{text}");
}

#[test]
fn callers_in_c_say_up_to_which_revision() {
    let host = compile("gcc", "-O2 -c", "host.c", "host.o");
    assert_eq!(
        inspect(&host, "--quiet").split_once('\n').map(|(_, rest)| rest.to_owned()),
        Some(format!("expects demo/kit\n{KIT_1}\nexpects demo/log\n{LOG_1}\n"))
    );
    let done = run(&built("libinspect_module.so"), &format!("--quiet --host {}", host.display()));
    assert!(done.stdout.contains("  provides demo/kit as `kit`: revision 1 agreed\n"), "{}", done.stdout);
    // Code in C says all that it does: this one lends nothing.
    assert!(!done.success && done.stdout.starts_with("error: [VT0062] requirement `log`, table `demo/log` of "));
    assert!(
        done.stdout.ends_with("expects demo/log as `log`: refused, the host does not provide this table\n"),
        "{}",
        done.stdout
    );
}

#[test]
fn what_leaves_no_record_is_told() {
    let cases = [
        ("-O0 -c", "none.c", "none.o", "it declares, provides and expects no table"),
        (
            "-DVTABLE_API_NO_RECORD -std=c99 -shared -fPIC",
            "module.c",
            "without.so",
            "or its headers predate the record, or VTABLE_API_NO_RECORD",
        ),
    ];
    for (flags, source, out, help) in cases {
        let done = run(&compile("gcc", flags, source, out), "");
        assert!(
            done.stdout.is_empty() && done.stderr.contains(", without a record of tables\n  help: "),
            "{}",
            done.stderr
        );
        assert!(done.stderr.contains(help), "{}", done.stderr);
    }
}

/// Every start of a real library, and bytes of it changed: an answer, or an error of at most two lines.
#[test]
fn damaged_files_have_a_clear_answer() {
    let whole = std::fs::read(compile("gcc", "-O2 -shared -fPIC -s", "module.c", "whole.so")).expect("it was made");
    let file = PROJECT.path().join("damaged.so");
    let step = whole.len() / 60;
    for n in 0..60 {
        let mut bytes = whole[..n * step].to_vec();
        if n % 2 == 1 {
            bytes = whole.clone();
            bytes[(n * step * 31 + n) % whole.len()] ^= 0xff;
            bytes[0x28 + n % 24] ^= 1 << (n % 8);
        }
        std::fs::write(&file, bytes).expect("written");
        let done = run(&file, "");
        let lines = done.stderr.lines().count();
        assert!(done.success == done.stderr.is_empty() && lines <= 2, "{n}: {}", done.stderr);
        assert!(!done.stderr.contains("panicked"), "{n}: {}", done.stderr);
    }
}

/// What each pair of host and module prints.
const PRINTED: &str = "\
log: ready
agreed 0b11
a--c
6 6
None
Some(\"stopped at 4\") 3
WORD 4
true Some(Long)
nothing
7
3 hi!
log: told
from the module: lent and ended
";

#[test]
fn what_is_written_for_cpp_runs_with_rust() {
    let _ = &*PROJECT;
    if found("g++").is_none() {
        return;
    }
    let strict = "-Wshadow -g";
    let hosts = [compile("g++", &format!("{strict} -std=c++17"), "host.cpp", "host17"), built("inspect-host")];
    let modules = [
        compile("g++", &format!("{strict} -std=c++17 -shared -fPIC"), "module.cpp", "module17.so"),
        compile(
            "g++",
            &format!("{strict} -std=c++20 -O2 -fno-exceptions -fno-rtti -shared -fPIC"),
            "module.cpp",
            "module20.so",
        ),
        built("libinspect_module.so"),
    ];
    for host in &hosts {
        for module in &modules {
            let done = Command::new(host).arg(module).output().expect("it runs");
            assert_eq!(said(&done), PRINTED, "{} {}", host.display(), module.display());
        }
    }
    if tool("inspect", "valgrind", "--version") {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["-q", "--error-exitcode=9", "--leak-check=full", "--show-leak-kinds=definite"]);
        let done = valgrind.arg(&hosts[0]).arg(&modules[0]).output().expect("it runs");
        assert_eq!(said(&done), PRINTED);
    }
}

#[test]
fn no_exception_leaves_a_slot() {
    let _ = &*PROJECT;
    if found("g++").is_none() {
        return;
    }
    let module = compile("g++", "-std=c++17 -shared -fPIC", "module.cpp", "throws.so");
    let done = Command::new(built("inspect-host")).arg(module).arg("throw").output().expect("it runs");
    assert!(!done.status.success(), "{}", said(&done));
    let line = "vtable-api: demo/kit: slot `parse_ex1` threw a fit; an exception cannot cross the boundary\n";
    assert_eq!(String::from_utf8_lossy(&done.stderr), line);
}
