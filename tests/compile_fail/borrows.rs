//! What a result is borrowed from, in tables where no handle implements the trait: as the trait says, and nothing else.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, Str, vtable_api};

#[derive(AbiType)]
#[repr(C)]
pub struct View<'a> {
    pub text: Str<'a>,
}

#[vtable_api(id = "t/borrows", unrecorded)]
pub trait Borrows {
    fn echo(text: &str) -> &str;
    fn view(view: View<'_>) -> View<'_>;
    fn named<'x>(text: &'x str, other: &str) -> &'x str;
    fn own(&self, text: &str) -> &str;
    #[revision(2)]
    fn later(text: &str, flags: u32) -> &str {
        let _ = flags;
        text
    }
}

pub fn echo(handle: BorrowsRef<'static>) -> &'static str {
    handle.echo(&String::from("gone"))
}

pub fn view(handle: BorrowsRef<'static>) -> View<'static> {
    handle.view(View { text: String::from("gone").as_str().into() })
}

pub fn named(handle: BorrowsRef<'static>) -> &'static str {
    handle.named(&String::from("gone"), "kept")
}

pub fn later(handle: BorrowsRef<'static>) -> &'static str {
    handle.later(&String::from("gone"), 0)
}

pub fn fine(handle: &'static BorrowsBox) -> &'static str {
    handle.own(handle.named("kept", &String::from("gone")))
}

fn main() {}
