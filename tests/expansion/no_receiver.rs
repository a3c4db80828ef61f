//! Without a receiver: no handle implements the trait.

#[vtable_api::vtable_api(id = "golden/version", unrecorded)]
pub trait Version {
    fn number() -> u32;
    fn name(&self) -> &str;
}
