//! What depends on the build.

use vtable_api::vtable_api;

#[vtable_api(id = "t/conditions", unrecorded)]
pub trait Conditions {
    #[cfg(unix)]
    fn go(&self);
    #[cfg_attr(unix, must_use, rustfmt::skip)]
    fn come(&self) -> u32;
    // Documentation may depend on the build.
    #[cfg_attr(all(docsrs, unix), doc(cfg(unix)), doc = "On Unix, that is")]
    fn stay(&self) -> u32;
    fn with(&self, #[cfg(unix)] a: u32);
}

fn main() {}
