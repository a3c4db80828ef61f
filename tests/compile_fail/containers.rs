//! Containers of what is not plain in memory.

use vtable_api::vtable_api;

#[vtable_api(id = "t/strings", unrecorded)]
pub trait Strings {
    fn all(&self, list: Vec<String>);
}

#[vtable_api(id = "t/borrowed", unrecorded)]
pub trait Borrowed {
    fn one(&self, text: &String);
}

fn main() {}
