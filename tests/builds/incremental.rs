//! An edit that moves what stands behind it on its line builds again: rustc compares what it makes of generated code with what it made
//! before, and ends where the spans of one expression differ in more than their lines.

use crate::support::Project;

const SOURCE: &str = r#"
use vtable_api::{AbiType, OwnedStr, SliceMut, Str, vtable_api};

#[vtable_api(id = "again/sink")]
pub trait Sink: Send {
    fn take(&mut self, @: u8) -> Result<u32, Failure>;
}

#[vtable_api(id = "again/codec")]
pub trait Codec: Send + Sync {
    fn plain(&self, @: u8);
    fn optional(&self, @: Option<&dyn Sink>, b: Option<&mut dyn Sink>) -> Option<Box<dyn Sink>>;
    fn objects(&self, @: &dyn Sink, b: Box<dyn Sink>) -> Result<Box<dyn Sink>, Failure>;
    fn called(&self, @: &dyn Fn(&Frame) -> u32, b: &mut dyn FnMut(Str<'_>, Kind) -> bool);
    fn values<'a>(&'a self, @: Frame, b: Option<Kind>, c: Growing, d: &Views<'a>) -> Option<Str<'a>>;
    fn raw(&self, @: extern "C" fn(u32) -> u32, b: Option<unsafe extern "C" fn(&u8, &u8) -> u8>);
    #[revision(2)]
    fn plain_ex1(&self, @: u8, b: Event) -> Event {
        self.plain(@);
        b
    }
    #[revision(3)]
    fn owned(&self, @: String, b: Vec<Frame>) -> Box<Frame> {
        let _ = @;
        Box::new(b[0])
    }
}

#[vtable_api(id = "again/free")]
pub trait Free {
    fn make(@: u32) -> u32;
    #[revision(2)]
    fn text(@: &str) -> &str {
        @
    }
}

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Frame { pub @: u32, pub b: f64 }

#[derive(AbiType)]
#[repr(C)]
pub struct Views<'a> { pub @: Str<'a>, pub b: SliceMut<'a, bool> }

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub union Either { pub @: u32, pub b: f32 }

#[derive(AbiType)]
#[repr(transparent)]
pub struct Id { pub @: u64 }

#[derive(AbiType, Clone, Copy)]
#[repr(u8)]
pub enum Kind { X@, Y }

#[derive(AbiType, Clone, Copy)]
#[repr(u16)]
#[abi(open)]
pub enum Growing { X@ = 1, Unknown(u16) }

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Event { X@ { @: u8, b: OwnedStr }, Y(Frame), Z }

#[derive(AbiType, Debug)]
#[repr(u32)]
pub enum Failure { X@ = 1, Y }

struct Provider;
impl Free for Provider {
    fn make(@: u32) -> u32 {
        @
    }
}
pub fn free() -> FreeRef<'static> {
    FreeRef::new(&Provider)
}
"#;

#[test]
fn names_of_other_lengths_build_again() {
    let project = Project::library("again", "");
    let places: Vec<usize> = SOURCE.match_indices('@').map(|(at, _)| at).collect();
    let source = |long: usize| {
        let mut text = String::new();
        let mut last = 0;
        for (index, at) in places.iter().enumerate() {
            text.push_str(&SOURCE[last..*at]);
            text.push_str(if index < long { "aaaa" } else { "a" });
            last = at + 1;
        }
        text + &SOURCE[last..]
    };
    // All short, all long, and back: each line changes, and those behind it do not, and the reverse.
    project.write("src/lib.rs", &source(0));
    project.cli("init").assert_builds("init");
    for long in [0, places.len(), 0] {
        project.write("src/lib.rs", &source(long));
        project.cargo_with("build", &[("CARGO_INCREMENTAL", "1")]).assert_builds(&format!("{long} long names"));
    }
    for (line, old) in source(0).lines().enumerate().filter(|(_, line)| line.contains("a:")) {
        let text: Vec<String> = source(0)
            .lines()
            .enumerate()
            .map(|(at, other)| if at == line { old.replace("a:", "aaaaaa:") } else { other.to_owned() })
            .collect();
        // A default body names its parameter, so some of these do not build; none ends the compiler.
        project.write("src/lib.rs", &text.join("\n"));
        let built = project.cargo_with("build", &[("CARGO_INCREMENTAL", "1")]);
        assert!(!built.stderr.contains("internal compiler error"), "{old}\n{}", built.stderr);
    }
}
