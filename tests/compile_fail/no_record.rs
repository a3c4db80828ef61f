//! A table where nothing is recorded.

use vtable_api::vtable_api;

#[vtable_api(id = "t/here")]
pub trait Here {
    fn go(&self);
}

fn main() {}
