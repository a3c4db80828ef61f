//! A plug-in: abi_stable's root module, one trait object of abi_stable's, one handle of vtable-api's.

use abi_stable::export_root_module;
use abi_stable::prefix_type::PrefixTypeTrait;
use abi_stable::sabi_trait::prelude::TD_Opaque;
use abi_stable::std_types::{RBox, RErr, ROk, RResult, RSlice, RStr, RString, RVec};
use viewer_interface::{Codec, CodecBox, Filter, Filter_TO, Plugin, PluginRef};

struct Invert;

impl Filter for Invert {
    fn apply(&self, mut pixels: RVec<u8>) -> RVec<u8> {
        pixels.iter_mut().for_each(|pixel| *pixel = !*pixel);
        pixels
    }
}

struct Grey;

impl Codec for Grey {
    fn decode(&self, file: RSlice<'_, u8>) -> RResult<RVec<u8>, RString> {
        match file.strip_prefix(b"grey") {
            Some(pixels) => ROk(pixels.to_vec().into()),
            None => RErr(RString::from("no `grey` in front")),
        }
    }
    fn is_called(&self, name: RStr<'_>) -> bool {
        name == "grey"
    }
    fn describe(&self) -> RString {
        RString::from("one byte a pixel")
    }
}

extern "C" fn new_filter() -> Filter_TO<'static, RBox<()>> {
    Filter_TO::from_value(Invert, TD_Opaque)
}

extern "C" fn new_codec() -> CodecBox {
    CodecBox::new(Grey)
}

#[export_root_module]
pub fn root() -> PluginRef {
    Plugin { new_filter, new_codec }.leak_into_prefix()
}
