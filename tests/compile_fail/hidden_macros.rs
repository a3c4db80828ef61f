//! The macros that expansions are made of want someone to vouch for their tokens, which safe code cannot.
#![forbid(unsafe_code)]

use vtable_api_core::{handle, negotiate::TableSpec};

/// A table of the user's making.
pub struct OtherTable;
impl OtherTable {
    pub const __VT_SPEC: &'static TableSpec = &TableSpec::new(c"t/other", "t/other", &[1], &[1], c"user");
}
pub struct OtherObject {
    pub raw: handle::Object<OtherTable>,
}
fn __vt_object(_: &handle::Object<OtherTable>) -> &OtherObject {
    todo!()
}

mod silent {
    use super::*;
    pub struct OtherBox {
        pub raw: handle::Boxed<OtherTable>,
    }
    vtable_api_core::__vt_handle!({ handle::vouch() } OtherTable OtherObject Boxed OtherBox);
}

mod spoken {
    use super::*;
    pub struct OtherBox {
        pub raw: handle::Boxed<OtherTable>,
    }
    vtable_api_core::__vt_handle!({ unsafe { handle::vouch() } } OtherTable OtherObject Boxed OtherBox);
}

mod evaded {
    use super::*;
    pub struct OtherBox {
        pub raw: handle::Boxed<OtherTable>,
    }
    vtable_api_core::__vt_handle!({ panic!() } OtherTable OtherObject Boxed OtherBox);
}

fn main() {}
