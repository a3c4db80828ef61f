//! The texts, whole: what users read. A change here is a change of the product.

use vtable_api_manifest::canon;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::Violation;

use crate::support::*;

#[track_caller]
fn text(found: &[Violation], wanted: &str) {
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.join("\n"), wanted);
}

/// The example of the front page.
fn decode(input: &str) -> Package {
    let status = def("enum", "Status", Some("u32"), &["Ok = 0"]);
    let decode = format!("fn decode(&self, input: {input}, out: &mut Frame) -> Status");
    package(&[&decode], &[frame(&["width: u32"]), status])
}

#[test]
fn row_30_the_example_of_the_front_page() {
    let mut old = recorded(decode("&[u8]"));
    old.tables[0].slots[0].line = Some(9);
    text(
        &rules::check(&old, &decode("&mut [u8]")),
        "\
[VT0004] slot 0 `Codec::decode` is frozen since revision 1: parameter `input` changed type
  recorded: &[u8]          (abi.toml:9)
  now:      &mut [u8]
  help: restore it, and append the new form at the end of the trait:
            #[revision(2)]
            fn decode_ex1(&self, input: &mut [u8], out: &mut Frame) -> Status { .. }",
    );
}

#[test]
fn the_help_takes_the_next_free_revision_and_name() {
    let old = recorded(package(&["fn go(a: u8)", "2 fn go_ex1(a: u16)"], &[]));
    let now = package(&["fn go(a: u32)", "2 fn go_ex1(a: u16)", "3 fn go_ex2()", "4 fn other()"], &[]);
    text(
        &rules::check(&old, &now),
        "\
[VT0004] slot 0 `Codec::go` is frozen since revision 1: parameter `a` changed type
  recorded: u8             (abi.toml:6)
  now:      u32
  help: restore it, and append the new form at the end of the trait:
            #[revision(4)]
            fn go_ex3(a: u32) { .. }",
    );
}

#[test]
fn row_1_removed() {
    text(
        &edit(&[BASE[0], BASE[2]]),
        "\
[VT0001] slot 1 `Codec::read` is frozen since revision 1: it was removed
  recorded: fn read(&mut self, f: *mut Frame) -> i32  (abi.toml:7)
  help: put it back after `open`; a slot that nobody should call any more stays, marked `#[deprecated]`:
            fn read(&mut self, f: *mut Frame) -> i32;",
    );
}

#[test]
fn row_51_lifetimes() {
    let longer = |lifetimes: &str| format!("fn longer(&self, a: &str, b: &str) -> &str where {lifetimes}");
    let change = |before: &str, after: &str| rules::check(&recorded(package(&[before], &[])), &package(&[after], &[]));
    text(
        &change(&longer("(_, 'a, _) -> 'a"), &longer("(_, _, 'a) -> 'a")),
        "\
[VT0023] slot 0 `Codec::longer` is frozen since revision 1: what its return value borrows from changed
  recorded: fn longer<'a>(&self, a: &'a str, b: &str) -> &'a str  (abi.toml:6)
  now:      fn longer<'a>(&self, a: &str, b: &'a str) -> &'a str
  help: restore it, and append the new form at the end of the trait:
            #[revision(2)]
            fn longer_ex1<'a>(&self, a: &str, b: &'a str) -> &'a str { .. }",
    );
    text(
        &change("fn keep(&self, a: &[u8])", "fn keep(&self, a: &[u8]) where (_, 'static)"),
        "\
[VT0023] slot 0 `Codec::keep` is frozen since revision 1: the lifetime of parameter `a` changed
  recorded: fn keep(&self, a: &[u8])  (abi.toml:6)
  now:      fn keep(&self, a: &'static [u8])
  help: restore it, and append the new form at the end of the trait:
            #[revision(2)]
            fn keep_ex1(&self, a: &'static [u8]) { .. }",
    );
    let view = |lifetimes: &str| format!("fn view(&self, a: View, b: View) -> View where {lifetimes}");
    text(
        &change(&view("(_, 'a, _) -> 'a"), &view("(_, _, 'a) -> 'a")),
        "\
[VT0023] slot 0 `Codec::view` is frozen since revision 1: what its return value borrows from changed
  recorded: fn view(&self, a: View, b: View) -> View where (_, 'a, _) -> 'a  (abi.toml:6)
  now:      fn view(&self, a: View, b: View) -> View where (_, _, 'a) -> 'a
  help: restore it, and append the new form at the end of the trait:
            // lifetimes: (_, _, 'a) -> 'a
            #[revision(2)]
            fn view_ex1(&self, a: View, b: View) -> View { .. }",
    );
}

#[test]
fn row_63_field_added() {
    text(
        &edit_type(frame(&["a: u32"]), frame(&["a: u32", "b: u32"])),
        "\
[VT0013] field `b` of `Frame` is new, but the struct is frozen since revision 1
  recorded: fields a       (abi.toml:8)
  now:      b: u32
  help: remove it, and put it in a new type `FrameEx1` for a new slot at the end of the trait:
            #[revision(2)]
            fn read_ex1(&mut self, f: *mut FrameEx1) -> i32 { .. }",
    );
}

#[test]
fn row_79_closed_enum_grows() {
    let error = |variants: &[&str]| def("enum", "Error", Some("u32"), variants);
    text(&edit_type(error(&["Ok = 0"]), error(&["Ok = 0", "Busy = 1"])), "\
[VT0016] variant `Busy` of `Error` is new, but the enum is closed, and frozen since revision 1
  recorded: variants Ok    (abi.toml:8)
  now:      Busy = 1
  help: a closed enum never grows: remove it, and put it in a new type `ErrorEx1` for a new slot at the end of the trait:
            #[revision(2)]
            fn read_ex1(&mut self, f: *mut ErrorEx1) -> i32 { .. }
        an enum that will grow must be declared `#[abi(open)]` before its first freeze");
}

#[test]
fn every_help_that_is_code_parses() {
    let found = edit(&["fn zero(&self)", BASE[0], "fn read(&mut self, f: *mut Frame, n: u8) -> i32"]);
    let lines = found.iter().flat_map(|violation| &violation.help);
    let code: Vec<&str> = lines.filter_map(|line| line.trim().strip_suffix(" { .. }")).collect();
    assert_eq!(code.len(), 2);
    for signature in code {
        assert!(canon::parse_signature(signature).is_ok(), "{signature}");
    }
}
