//! A file is replaced by another with an older time, as `git`, `cp -p` and `tar` do, and cargo does not see it: the
//! command does, in the package as in those that it needs, whatever else is edited at the same time.

mod common;

use std::fs;
use std::time::{Duration, SystemTime};

use cargo_vtable_api::Exit;
use common::{Project, Ran};

/// The length of the array is `sizes::N`.
const RECORD: &str = "\
table\tviewer/codec\tCodec\tviewer\tviewer\tlib\t\tsnake\trecorded
slot\t1\tfn decode(&self, input: &[u8; ~])\t-
";
const DRAFT: &str = "slot\t2\tfn more(&self)\t-\n";

/// Where the number comes from.
struct Origin {
    what: &'static str,
    /// The library of `sizes`.
    library: &'static str,
    /// Its build script.
    script: &'static str,
    /// Which file has the number, from the folder of `sizes`, and what is around it there.
    file: &'static str,
    text: &'static str,
}

const ORIGINS: [Origin; 7] = [
    Origin {
        what: "a constant",
        library: "mod inner;\npub use inner::N;\n",
        script: "",
        file: "src/inner.rs",
        text: "pub const N: u8 = {};\n",
    },
    Origin {
        what: "include!",
        library: "pub const N: u8 = include!(\"number.in\");\n",
        script: "",
        file: "src/number.in",
        text: "{}",
    },
    Origin {
        what: "include_str!, outside of the package",
        library: "pub const N: u8 = include_str!(\"../../number.txt\").as_bytes()[0] - b'0';\n",
        script: "",
        file: "../number.txt",
        text: "{}",
    },
    Origin {
        what: "what a build script writes, of a file that it names",
        library: "pub const N: u8 = include!(concat!(env!(\"OUT_DIR\"), \"/n.rs\"));\n",
        script: "fn main() {\n    println!(\"cargo::rerun-if-changed=../number.txt\");\n    \
                 std::fs::copy(\"../number.txt\", std::env::var(\"OUT_DIR\").unwrap() + \"/n.rs\").unwrap();\n}\n",
        file: "../number.txt",
        text: "{}",
    },
    Origin {
        what: "what a build script writes, of a folder that it names",
        library: "pub const N: u8 = include!(concat!(env!(\"OUT_DIR\"), \"/n.rs\"));\n",
        script: "fn main() {\n    println!(\"cargo::rerun-if-changed=../numbers\");\n    \
                 std::fs::copy(\"../numbers/n\", std::env::var(\"OUT_DIR\").unwrap() + \"/n.rs\").unwrap();\n}\n",
        file: "../numbers/n",
        text: "{}",
    },
    Origin {
        what: "a variable that a build script sets, of a file that it does not name",
        library: "pub const N: u8 = env!(\"NUMBER\").as_bytes()[0] - b'0';\n",
        script: "fn main() {\n    println!(\"cargo::rustc-env=NUMBER={}\", std::fs::read_to_string(\"data/n\").unwrap());\n}\n",
        file: "data/n",
        text: "{}",
    },
    Origin {
        what: "a build script itself",
        library: "pub const N: u8 = env!(\"NUMBER\").as_bytes()[0] - b'0';\n",
        script: "fn main() {}\n",
        file: "build.rs",
        text: "fn main() {\n    println!(\"cargo::rerun-if-changed=build.rs\");\n    println!(\"cargo::rustc-env=NUMBER={}\");\n}\n",
    },
];

/// `viewer`, a workspace, and `sizes`, one of its members or beside it.
struct Replaced<'o> {
    origin: &'o Origin,
    project: Project,
    sizes: &'static str,
}

impl<'o> Replaced<'o> {
    fn new(origin: &'o Origin, sizes: &'static str) -> Replaced<'o> {
        let project = Project::empty();
        let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        let path = sizes.strip_prefix("viewer/").map_or_else(|| format!("../{sizes}"), ToOwned::to_owned);
        project.write(
            "viewer/Cargo.toml",
            format!("{}[dependencies]\nsizes = {{ path = \"{path}\" }}\n[workspace]\n", package("viewer")),
        );
        project.write(&format!("{sizes}/Cargo.toml"), package("sizes"));
        project.write(&format!("{sizes}/src/lib.rs"), format!("#![no_std]\n{}", origin.library));
        if !origin.script.is_empty() {
            project.write(&format!("{sizes}/build.rs"), origin.script);
        }
        let replaced = Replaced { origin, project, sizes };
        replaced.number(4, false);
        replaced.table(RECORD);
        replaced
    }

    fn table(&self, record: &str) {
        let source = common::source(&[record]);
        assert_eq!(source.matches(",126,").count(), 1);
        self.project.write("viewer/src/lib.rs", source.replace(",126,", ",b'0' + sizes::N,"));
    }

    /// As if it had been there before all that is built.
    fn number(&self, number: u32, is_old: bool) {
        let file = format!("{}/{}", self.sizes, self.origin.file);
        self.project.write(&file, self.origin.text.replace("{}", &number.to_string()));
        if is_old {
            let open = fs::File::options().write(true).open(self.project.path(&file)).unwrap();
            open.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).unwrap();
        }
    }

    #[track_caller]
    fn runs(&self, args: &[&str], exit: Exit) -> Ran {
        let ran = self.project.start("viewer", args);
        assert_eq!(ran.exit, exit.code(), "{}, {}, {args:?}: {ran:#?}", self.origin.what, self.sizes);
        ran
    }
}

#[test]
fn a_file_with_an_older_time_is_seen_wherever_a_number_comes_from() {
    for (index, origin) in ORIGINS.iter().enumerate() {
        let replaced = Replaced::new(origin, ["viewer/sizes", "sizes"][index % 2]);
        replaced.runs(&["init", "-q"], Exit::Clean);
        replaced.runs(&["freeze", "-q"], Exit::Clean);
        replaced.runs(&["check", "--locked"], Exit::Clean);
        let changed = |args: &[&str]| {
            let ran = replaced.runs(args, Exit::Findings);
            let said = ran.out + &ran.err;
            assert!(said.contains("[VT0004]") && said.contains("now:      &[u8; 5]"), "{}: {said}", origin.what);
        };
        // Together with an edit that cargo sees.
        replaced.number(5, true);
        replaced.table(&(RECORD.to_owned() + DRAFT));
        changed(&["freeze"]);
        changed(&["check"]);
        // Cargo sees one, and not that it is taken back.
        replaced.number(4, false);
        replaced.runs(&["check"], Exit::Clean);
        replaced.number(5, false);
        changed(&["check"]);
        replaced.number(4, true);
        replaced.runs(&["check"], Exit::Clean);
        replaced.runs(&["freeze"], Exit::Clean);
    }
}

/// A draft would be recorded with the number that was.
#[test]
fn what_is_frozen_has_the_number_of_now() {
    for sizes in ["viewer/sizes", "sizes"] {
        let replaced = Replaced::new(&ORIGINS[0], sizes);
        replaced.runs(&["init", "-q"], Exit::Clean);
        replaced.runs(&["freeze", "--dry-run"], Exit::Clean).says("[u8; 4]");
        replaced.table(&(RECORD.to_owned() + DRAFT));
        replaced.number(5, true);
        replaced.runs(&["freeze"], Exit::Clean);
        let abi = replaced.project.read("viewer/abi.toml");
        assert!(abi.contains("[u8; 5]") && !abi.contains("[u8; 4]"), "{abi}");
    }
}

/// What was built while the dependent did not build.
#[test]
fn what_was_built_without_a_result_is_known_too() {
    let replaced = Replaced::new(&ORIGINS[0], "sizes");
    replaced.runs(&["init", "-q"], Exit::Clean);
    let whole = replaced.project.read("viewer/src/lib.rs");
    replaced.project.write("viewer/src/lib.rs", "extern crate sizes;\nmistake!();\n");
    replaced.runs(&["check"], Exit::CouldNotCheck);
    replaced.number(5, true);
    replaced.project.write("viewer/src/lib.rs", &whole);
    replaced.runs(&["freeze", "--dry-run"], Exit::Clean).says("[u8; 5]");
}

/// A run that is killed has built the number that nobody has now.
#[cfg(unix)]
#[test]
fn what_a_killed_run_has_built_is_not_trusted() {
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    let replaced = Replaced::new(&ORIGINS[0], "sizes");
    replaced.runs(&["init", "-q"], Exit::Clean);
    let whole = replaced.project.read("viewer/src/lib.rs");
    replaced.number(5, true);
    replaced.runs(&["check"], Exit::Clean);
    replaced.number(6, false);
    let endless = "const _: () = { let mut i = 0u64; while i < 1 << 40 { i += 1; } };\n";
    replaced.project.write("viewer/src/lib.rs", format!("#![allow(long_running_const_eval)]\n{endless}{whole}"));
    let mut run = replaced.project.command("viewer", &["check"]).process_group(0).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(5));
    let group = format!("-{}", run.id());
    assert!(Command::new("kill").args(["-KILL", "--", &group]).status().unwrap().success());
    run.wait().unwrap();
    replaced.number(5, true);
    replaced.table(&(RECORD.to_owned() + DRAFT));
    replaced.runs(&["freeze", "--dry-run"], Exit::Clean).says("[u8; 5]");
}

/// A program that has no table to record: only the user's own `cargo check` looks at it.
#[test]
fn what_only_cargo_check_builds_is_known_too() {
    let replaced = Replaced::new(&ORIGINS[0], "sizes");
    let program = |value: u8| {
        format!(
            "const _: () = assert!(viewer::N == {value}, \"[VT0004] the number is another one\");\nfn main() {{}}\n"
        )
    };
    let library = replaced.project.read("viewer/src/lib.rs") + "pub use sizes::N;\n";
    replaced.project.write("viewer/src/lib.rs", library);
    replaced.project.write("viewer/src/bin/first.rs", program(4));
    replaced.project.write("viewer/src/bin/second.rs", program(4));
    replaced.runs(&["init", "-q"], Exit::Clean);
    replaced.runs(&["check"], Exit::Clean);
    let file = replaced.project.path("viewer/src/bin/second.rs");
    fs::write(&file, program(5)).unwrap();
    let open = fs::File::options().write(true).open(&file).unwrap();
    open.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).unwrap();
    replaced.runs(&["check"], Exit::Findings).says("[VT0004] the number is another one");
}
