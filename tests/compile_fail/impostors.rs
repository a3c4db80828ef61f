//! Names that are not what they seem: a text alone proves nothing.
#![forbid(unsafe_code)]
#![allow(unused_imports)]

mod supertraits {
    use core::marker::Unpin as Sync;

    /// The user's own.
    pub trait Send {}

    #[vtable_api::vtable_api(id = "t/supertraits", unrecorded)]
    pub trait Supertraits: Send + Sync {
        fn go(&self);
    }
}

mod callbacks {
    use core::marker::Unpin as Send;
    use core::ops::Fn as FnMut;
    use core::panic::UnwindSafe as Sync;

    #[vtable_api::vtable_api(id = "t/callbacks", unrecorded)]
    pub trait Callbacks {
        fn sent(&self, call: &(dyn Fn(u32) + Send));
        fn shared(&self, call: &(dyn for<'x> Fn(&'x u32, &'x str) -> u32 + Sync));
        fn exclusive(&self, call: &mut dyn FnMut(u32));
        fn fine(&self, call: &(dyn Fn(&u32) + core::marker::Send + core::marker::Sync));
    }
}

fn main() {}
