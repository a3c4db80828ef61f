//! Default bodies: what callers of older providers run.

use vtable_api::vtable_api;

#[vtable_api(id = "t/missing", unrecorded)]
pub trait Missing {
    fn go(&self);
    #[revision(2)]
    fn more(&self);
}

#[vtable_api(id = "t/later", unrecorded)]
pub trait Later {
    fn go(&self);
    #[revision(2)]
    fn more(&self) {
        self.most();
        Self::more(self);
    }
    #[revision(3)]
    fn most(&self) {
        self.more();
    }
}

#[vtable_api(id = "t/no-receiver", unrecorded)]
pub trait NoReceiver {
    fn version() -> u32;
    #[revision(2)]
    fn double() -> u32 {
        Self::version() * 2
    }
    #[revision(2)]
    fn name(&self) -> u32 {
        Self::double()
    }
}

fn main() {}
