//! Types that cannot be a parameter or be returned.

use vtable_api::vtable_api;

#[vtable_api(id = "t/parameters", unrecorded)]
pub trait Parameters {
    fn some(&self, value: impl Copy);
    fn any(&self) -> impl Copy;
    fn tuple(&self, one: (u32,));
    fn wide(&self, wide: i128);
    fn big(&self, big: u128);
    fn slice(&self, bytes: [u8]);
    fn text(&self, text: str);
    fn never(&self) -> !;
    fn this(&self) -> Self;
    fn rust(&self, call: fn(u32));
    fn system(&self, call: extern "system" fn(u32));
    fn many(&self, call: unsafe extern "C" fn(u32, ...));
    fn maybe(&self, wide: Option<i128>);
}

fn main() {}
