//! Which module a library is, when that can be told: of a crate that nothing but a shared library is made of, `module!` says
//! so. rustc exports `vtable_api_module` from whichever crate has it, so a library that links another module and forgets to
//! export its own would be that other one to every host.

use super::Descriptor;
use core::ffi::CStr;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// The descriptor of the crate that this library is made of, which has `vtable_api_module` not from there.
static ROOT: AtomicPtr<Descriptor> = AtomicPtr::new(null_mut());

/// This library is module `own`, and does not export it: called by the system's loader, before a host can open anything.
#[doc(hidden)]
pub fn is_not_exported(own: &'static Descriptor) {
    ROOT.store(core::ptr::from_ref(own).cast_mut(), Ordering::Release);
}

/// The name of the module that this library is, if it does not export it.
pub(super) fn not_exported() -> Option<&'static CStr> {
    let root = ROOT.load(Ordering::Acquire).cast_const();
    // SAFETY: null, or from a `&'static` in `is_not_exported`.
    let root = unsafe { root.as_ref() }?;
    // SAFETY: `module!` made the descriptor from a `&'static CStr`.
    Some(unsafe { CStr::from_ptr(root.as_raw().name) })
}

/// A function that the system's loader calls when the library is loaded: what `module!` adds to [`crate::module!`] in a crate
/// that nothing but a shared library is made of. The lines are those of `module!`, of which only one matters here.
#[doc(hidden)]
#[macro_export]
macro_rules! __module_root {
    (export = true; $($rest:tt)*) => {};
    (export = false; $($rest:tt)*) => { $crate::__module_root! { @is all() } };
    (export = cfg($($condition:tt)*); $($rest:tt)*) => { $crate::__module_root! { @is not(all($($condition)*)) } };
    (@is $($condition:tt)*) => {
        #[cfg($($condition)*)]
        const _: () = {
            extern "C" fn __vtable_api_root() {
                $crate::module::is_not_exported(&VTABLE_MODULE)
            }
            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
            #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
            #[cfg_attr(all(unix, not(target_vendor = "apple")), unsafe(link_section = ".init_array"))]
            static __VTABLE_API_ROOT: extern "C" fn() = __vtable_api_root;
        };
    };
    ($line:tt $($rest:tt)*) => { $crate::__module_root! { $($rest)* } };
    () => { $crate::__module_root! { @is all() } };
}
