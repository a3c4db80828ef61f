//! What stands where only a name is needed was not refused there; what stands twice in one type is refused once.

use vtable_api::{AbiType, Open, vtable_api};

#[derive(AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum Format {
    Png = 1,
    Unknown(u16),
}

#[vtable_api(id = "t/twice", unrecorded)]
pub trait Twice {
    fn opened(&self) -> Result<Open<Format>, Open<Format>>;
    fn instants(&self, times: Result<std::time::Instant, std::time::Instant>);
}

#[vtable_api(id = "t/named", unrecorded)]
pub trait Named {
    fn pointer(&self) -> *const Vec<String>;
    fn formats(&self) -> Vec<Open<Format>>;
    fn values(&self) -> Vec<String>;
    fn format(&self) -> Option<Open<Format>>;
}

fn main() {}
