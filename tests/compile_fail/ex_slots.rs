//! Names of slots that supersede others.

use vtable_api::vtable_api;

#[vtable_api(id = "t/gap", unrecorded)]
pub trait Gap {
    fn read(&self);
    #[revision(2)]
    fn read_ex2(&self) {}
}

#[vtable_api(id = "t/base", unrecorded)]
pub trait Base {
    fn read(&self);
    #[revision(2)]
    fn write_ex1(&self) {}
}

#[vtable_api(id = "t/both", unrecorded)]
pub trait Both {
    fn read(&self);
    #[revision(2)]
    fn read_ex(&self) {}
    #[revision(3)]
    fn read_ex1(&self) {}
}

#[vtable_api(id = "t/same", unrecorded)]
pub trait Same {
    fn read(&self);
    fn read_ex1(&self);
}

#[vtable_api(id = "t/pascal", c_case = "Pascal", unrecorded)]
pub trait Pascal {
    fn read_it(&self);
    fn read__it(&self);
}

fn main() {}
