//! What the viewer and its plug-ins agree on. `Filter` and the root module are abi_stable's, as they always were. `Codec` was, too, and is now a table
//! of vtable-api; its methods have the types that they had, so nothing that implements or calls it changed.
//!
//! What did change: `#[sabi_trait]` became `#[vtable_api]`, and `Codec_TO<'static, RBox<()>>` became `CodecBox`.
#![allow(non_local_definitions, reason = "what sabi_trait expands to")]

use abi_stable::library::RootModule;
use abi_stable::package_version_strings;
use abi_stable::sabi_types::VersionStrings;
use abi_stable::std_types::{RBox, RResult, RSlice, RStr, RString, RVec};
use abi_stable::{StableAbi, sabi_trait};
use vtable_api::vtable_api;

/// Changes pixels in place of their owner. Not moved yet.
#[sabi_trait]
pub trait Filter: Send + Sync {
    #[sabi(last_prefix_field)]
    fn apply(&self, pixels: RVec<u8>) -> RVec<u8>;
}

/// Makes pixels of a file. Moved: from here on it may grow, and an older plug-in still loads.
#[vtable_api(id = "viewer/codec")]
pub trait Codec: Send + Sync {
    fn decode(&self, file: RSlice<'_, u8>) -> RResult<RVec<u8>, RString>;
    fn is_called(&self, name: RStr<'_>) -> bool;

    #[revision(2)]
    fn describe(&self) -> RString {
        RString::from("a codec that does not say")
    }
}

/// The root module of a plug-in. abi_stable checks its layout when it is loaded, and with it the table of `CodecBox`.
#[repr(C)]
#[derive(StableAbi)]
#[sabi(kind(Prefix(prefix_ref = PluginRef)))]
#[sabi(missing_field(panic))]
pub struct Plugin {
    pub new_filter: extern "C" fn() -> Filter_TO<'static, RBox<()>>,
    #[sabi(last_prefix_field)]
    pub new_codec: extern "C" fn() -> CodecBox,
}

impl RootModule for PluginRef {
    abi_stable::declare_root_module_statics! {PluginRef}
    const BASE_NAME: &'static str = "viewer_plugin";
    const NAME: &'static str = "viewer_plugin";
    const VERSION_STRINGS: VersionStrings = package_version_strings!();
}
