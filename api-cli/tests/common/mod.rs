//! Temporary packages for the tests, with records made by hand: these tests are about the program, and need
//! no macro.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_vtable_api::{Exit, Streams};
use tempfile::TempDir;

/// A table of one slot, and a type.
pub(crate) const REVISION_1: &str = "\
table\tviewer/codec\tCodec\tviewer\tviewer\tlib\t\tsnake\trecorded
doc\tDecodes images.
slot\t1\tfn decode(&self, input: &[u8], out: &mut Frame) -> u32\t-
doc\tDecodes one.
type\tFrame\tviewer\tstruct\t-
field\twidth: u32
";

/// The same with a slot of revision 2.
pub(crate) const REVISION_2: &str = "\
table\tviewer/codec\tCodec\tviewer\tviewer\tlib\t\tsnake\trecorded
slot\t1\tfn decode(&self, input: &[u8], out: &mut Frame) -> u32\t-
slot\t2\tfn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> u32\t-
type\tFrame\tviewer\tstruct\t-
field\twidth: u32
";

/// How a run ended, and what it wrote.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Asserts the exit code, and shows everything when it is another.
    #[track_caller]
    pub(crate) fn ended(self, exit: Exit) -> Ran {
        assert_eq!(self.exit, exit.code(), "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Ran {
        assert!(self.out.contains(text), "no `{text}` in {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn complains(self, text: &str) -> Ran {
        assert!(self.err.contains(text), "no `{text}` in {self:#?}");
        self
    }
}

/// A package in a folder of its own.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A library package `viewer` with the tables of these records.
    pub(crate) fn with(records: &[&str]) -> Project {
        let project = Project { folder: TempDir::with_prefix("a package ").unwrap() };
        project.write("Cargo.toml", "[package]\nname = \"viewer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        project.records(records);
        project
    }

    /// An empty folder.
    pub(crate) fn empty() -> Project {
        Project { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Replaces the library's source.
    pub(crate) fn records(&self, records: &[&str]) {
        self.write("src/lib.rs", source(records));
    }

    pub(crate) fn abi(&self) -> String {
        self.read("abi.toml")
    }

    /// Runs a command in process.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let manifest = self.path("Cargo.toml").into_os_string();
        let program = ["cargo-vtable-api", "vtable-api"].map(Into::into);
        let args = args.iter().map(Into::into).chain(["--manifest-path".into(), manifest]);
        run(program.into_iter().chain(args))
    }

    /// Runs the real program in a folder of the project.
    pub(crate) fn start(&self, folder: &str, args: &[&str]) -> Ran {
        let done = self.command(folder, args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let exit = u8::try_from(done.status.code().unwrap()).unwrap();
        Ran { exit, out: text(done.stdout), err: text(done.stderr) }
    }

    pub(crate) fn command(&self, folder: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-vtable-api"));
        command.args(args).current_dir(self.path(folder)).env_remove("CARGO_TARGET_DIR");
        command
    }

    pub(crate) fn git(&self, args: &[&str]) {
        let settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").arg("-C").arg(self.root()).args(settings).args(args).output().unwrap();
        assert!(done.status.success(), "git {args:?}: {done:?}");
    }

    pub(crate) fn commit(&self) {
        self.write(".gitignore", "target\n");
        self.git(&["init", "-q"]);
        self.git(&["add", "."]);
        self.git(&["commit", "-q", "-m", "all"]);
    }
}

/// Runs the program in process.
pub(crate) fn run(args: impl IntoIterator<Item = std::ffi::OsString>) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = cargo_vtable_api::run(args, &mut Streams { out: &mut out, err: &mut err });
    let text = |bytes| anstream::adapter::strip_str(&String::from_utf8(bytes).unwrap()).to_string();
    Ran { exit: exit.code(), out: text(out), err: text(err) }
}

/// A crate whose objects have these records.
pub(crate) fn source(records: &[&str]) -> String {
    let mut source = "#![no_std]\n".to_owned() + SESSION;
    for (index, record) in records.iter().enumerate() {
        source.push_str(&item(index, record));
    }
    source
}

/// What [`item`] needs once in a crate. As the macro does, it writes into each record for which run it is built: the
/// name of the file in the variable, before `.session`.
pub(crate) const SESSION: &str = r#"
#[allow(dead_code)]
const WORD: [u8; 16] = {
    let mut word = [b'?'; 16];
    if let Some(path) = option_env!("VTABLE_API_SESSION") {
        let (path, mut at) = (path.as_bytes(), 0);
        while at < 16 {
            word[at] = path[path.len() - ".session".len() - 16 + at];
            at += 1;
        }
    }
    word
};
#[allow(dead_code)]
const fn signed<const N: usize>(mut bytes: [u8; N], at: usize) -> [u8; N] {
    let mut index = 0;
    while index < 16 {
        bytes[at + index] = WORD[index];
        index += 1;
    }
    bytes
}
"#;

/// What the macro leaves of a table in the object file.
pub(crate) fn item(index: usize, record: &str) -> String {
    let (head, rest) = record.split_once('\n').unwrap();
    let record = format!("{head}\nbuilt\t{}\t-\t-\n{rest}", "?".repeat(16));
    let mut frame = b"VTABREC\x01".to_vec();
    frame.extend(u32::try_from(record.len()).unwrap().to_le_bytes());
    let word = frame.len() + head.len() + "\nbuilt\t".len();
    frame.extend(record.as_bytes());
    let mut bytes = String::new();
    for byte in &frame {
        write!(bytes, "{byte},").unwrap();
    }
    format!(
        "#[used]\n#[cfg_attr(target_vendor = \"apple\", unsafe(link_section = \"__DATA,__vtabapi\"))]\n\
         #[cfg_attr(not(target_vendor = \"apple\"), unsafe(link_section = \".vtabapi\"))]\n\
         static RECORD_{index}: [u8; {}] = signed([{bytes}], {word});\n",
        frame.len()
    )
}

/// A frame of a record section.
pub(crate) fn frame(version: u8, payload: &str) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_le_bytes();
    [b"VTABREC", &[version][..], &length[..], payload.as_bytes()].concat()
}

/// An object file for a big-endian machine with these frames, and padding between them.
pub(crate) fn object(frames: &[Vec<u8>]) -> Vec<u8> {
    use object::{Architecture, BinaryFormat, Endianness, SectionKind};
    let mut object = object::write::Object::new(BinaryFormat::Elf, Architecture::S390x, Endianness::Big);
    let section = object.add_section(vec![], b".vtabapi".to_vec(), SectionKind::ReadOnlyData);
    for frame in frames {
        object.append_section_data(section, frame, 8);
    }
    object.write().unwrap()
}
