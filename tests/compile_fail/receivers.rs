//! Ways to take `self`.

use std::pin::Pin;
use std::sync::Arc;
use vtable_api::vtable_api;

#[vtable_api(id = "t/receivers", unrecorded)]
pub trait Receivers {
    fn value(self);
    fn boxed(self: Box<Self>);
    fn pinned(self: Pin<&mut Self>);
    fn shared(self: Arc<Self>);
    fn typed(self: &Self);
}

fn main() {}
