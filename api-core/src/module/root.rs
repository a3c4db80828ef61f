//! Which module a library is, when that can be told: of a crate that nothing but a shared library is made of, `module!` says
//! so. rustc exports `vtable_api_module` from whichever crate has it, so a library that links another module and forgets to
//! export its own would be that other one to every host.

use crate::record::unexported_name;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A record frame: the module that this library is, whose `vtable_api_module` it has not.
static OWN: AtomicPtr<&'static [u8]> = AtomicPtr::new(null_mut());

/// Called by the system's loader, before a host can open anything.
#[doc(hidden)]
pub fn is_not_exported(frame: &'static &'static [u8]) {
    OWN.store(core::ptr::from_ref(frame).cast_mut(), Ordering::Release);
}

/// The name of the module that this library is, if it does not export it.
pub(super) fn not_exported() -> Option<&'static str> {
    let own = OWN.load(Ordering::Acquire).cast_const();
    // SAFETY: null, or from a `&'static` in `is_not_exported`.
    unsafe { own.as_ref() }.map(|frame| unexported_name(frame))
}

/// What is added to [`crate::module!`] in a crate that nothing but a shared library is made of, on the condition that the
/// module is not exported: a record of it, and a function that the system's loader calls.
#[doc(hidden)]
#[macro_export]
macro_rules! __module_root {
    ({} $when:tt) => {
        $crate::__module_root! { {::core::env!("CARGO_PKG_NAME")} $when }
    };
    ({$name:expr} {$when:meta}) => {
        #[cfg($when)]
        const _: () = {
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__vtabapi"))]
            #[cfg_attr(not(any(target_vendor = "apple", target_family = "wasm")), unsafe(link_section = ".vtabapi"))]
            static __VTABLE_API_SECTION: [::core::primitive::u8; $crate::record::unexported_len($name)] =
                $crate::record::unexported($name);
            extern "C" fn __vtable_api_root() {
                static __VTABLE_API_FRAME: &[::core::primitive::u8] = &__VTABLE_API_SECTION;
                $crate::module::is_not_exported(&__VTABLE_API_FRAME)
            }
            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
            #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
            #[cfg_attr(all(unix, not(target_vendor = "apple")), unsafe(link_section = ".init_array"))]
            static __VTABLE_API_ROOT: extern "C" fn() = __vtable_api_root;
        };
    };
}
