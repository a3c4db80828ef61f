//! abi_stable: `sabi_trait` objects, from a root module whose layout is checked when it is loaded.
#![allow(non_camel_case_types, non_local_definitions, reason = "its macros want such names, and expand to such items")]

use abi_stable::library::RootModule;
use abi_stable::package_version_strings;
use abi_stable::sabi_types::VersionStrings;
use abi_stable::std_types::{RBox, RResult, RSlice, RStr, RVec};
use abi_stable::{StableAbi, export_root_module, prefix_type::PrefixTypeTrait, sabi_extern_fn, sabi_trait};
use abi_stable::sabi_trait::prelude::TD_Opaque;
use abi_stable::sabi_types::{RMut, RRef};
use harness::Work;

#[sabi_trait]
pub trait Codec {
    fn integers(&self, a: u64, b: u64) -> u64;
    fn text(&self, text: RStr<'_>) -> u64;
    fn bytes(&self, bytes: RSlice<'_, u8>) -> u64;
    fn result(&self, a: u64) -> RResult<u64, Failure>;
    fn vec(&self, len: u64) -> RVec<u8>;
    fn callback(&self, a: u64, callback: Callback_TO<'_, RMut<'_, ()>>) -> u64;
    #[sabi(last_prefix_field)]
    fn object(&self, a: u64, other: Other_TO<'_, RRef<'_, ()>>) -> u64;
}

/// It has no closure type: this is how its documentation passes one.
#[sabi_trait]
pub trait Callback {
    #[sabi(last_prefix_field)]
    fn call(&mut self, a: u64) -> u64;
}

#[sabi_trait]
pub trait Other {
    #[sabi(last_prefix_field)]
    fn value(&self, a: u64) -> u64;
}

#[repr(u32)]
#[derive(StableAbi)]
pub enum Failure {
    Full = 1,
    Other = 2,
}

#[repr(C)]
#[derive(StableAbi)]
#[sabi(kind(Prefix(prefix_ref = Module_Ref)))]
#[sabi(missing_field(panic))]
pub struct Module {
    #[sabi(last_prefix_field)]
    pub new: extern "C" fn() -> Codec_TO<'static, RBox<()>>,
}

impl RootModule for Module_Ref {
    abi_stable::declare_root_module_statics! {Module_Ref}
    const BASE_NAME: &'static str = "peer_abi_stable";
    const NAME: &'static str = "peer_abi_stable";
    const VERSION_STRINGS: VersionStrings = package_version_strings!();
}

struct Provider(Work);

impl Codec for Provider {
    fn integers(&self, a: u64, b: u64) -> u64 {
        self.0.integers(a, b)
    }
    fn text(&self, text: RStr<'_>) -> u64 {
        self.0.text(text.as_str())
    }
    fn bytes(&self, bytes: RSlice<'_, u8>) -> u64 {
        self.0.bytes(bytes.as_slice())
    }
    fn result(&self, a: u64) -> RResult<u64, Failure> {
        self.0.result(a, Failure::Full).into()
    }
    fn vec(&self, len: u64) -> RVec<u8> {
        self.0.vec(len).into()
    }
    fn callback(&self, a: u64, mut callback: Callback_TO<'_, RMut<'_, ()>>) -> u64 {
        self.0.callback(a, |a| callback.call(a))
    }
    fn object(&self, a: u64, other: Other_TO<'_, RRef<'_, ()>>) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

#[export_root_module]
pub fn module() -> Module_Ref {
    Module { new }.leak_into_prefix()
}

#[sabi_extern_fn]
fn new() -> Codec_TO<'static, RBox<()>> {
    Codec_TO::from_value(Provider(Work(7)), TD_Opaque)
}
