//! Revisions that no table can have.

use vtable_api::vtable_api;

#[vtable_api(id = "t/twice", unrecorded)]
pub trait Twice {
    fn go(&self);
    #[revision(2)]
    #[revision(3)]
    fn more(&self) {}
}

#[vtable_api(id = "t/skipped", unrecorded)]
pub trait Skipped {
    fn go(&self);
    #[revision(3)]
    fn more(&self) {}
}

#[vtable_api(id = "t/order", unrecorded)]
pub trait Order {
    #[revision(2)]
    fn more(&self) {}
    fn go(&self);
}

#[vtable_api(id = "t/limit", unrecorded)]
pub trait Limit {
    fn go(&self);
    #[revision(64)]
    fn more(&self) {}
}

fn main() {}
