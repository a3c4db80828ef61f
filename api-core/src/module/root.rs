//! Whether the module that a library exports is its own. rustc exports `vtable_api_module` from whichever crate has it, so a
//! library that links another module and forgets to export its own would be that other one to every host. What a crate is made
//! into tells, where it is clear: `module!` says so when the library is loaded, and in a record.

use crate::record::role_name;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// What a crate says of its module: a frame of the record.
type Frame = &'static [u8];

/// The library is made of this module's crate, which does not export it.
static UNEXPORTED: AtomicPtr<Frame> = AtomicPtr::new(null_mut());
/// The exported module is of a crate that only other crates are made with.
static LINKED: AtomicPtr<Frame> = AtomicPtr::new(null_mut());

/// Nothing but a shared library is made of this crate, and it does not export its module. Called by the system's loader, before
/// a host can open anything.
#[doc(hidden)]
#[inline]
pub fn is_unexported(frame: &'static Frame) {
    UNEXPORTED.store(core::ptr::from_ref(frame).cast_mut(), Ordering::Release);
}

/// No library or program is made of this crate, and it exports its module. Called as [`is_unexported`].
#[doc(hidden)]
#[inline]
pub fn is_linked(frame: &'static Frame) {
    LINKED.store(core::ptr::from_ref(frame).cast_mut(), Ordering::Release);
}

/// The name of the module that this library is, if it does not export it.
#[inline]
pub(super) fn unexported() -> Option<&'static str> {
    name(&UNEXPORTED)
}

/// The name of the exported module, if it cannot be the library's own.
#[inline]
pub(super) fn linked() -> Option<&'static str> {
    name(&LINKED)
}

#[inline]
fn name(said: &AtomicPtr<Frame>) -> Option<&'static str> {
    let frame = said.load(Ordering::Acquire).cast_const();
    // SAFETY: null, or from a `&'static` in the functions above.
    unsafe { frame.as_ref() }.map(|frame| role_name(frame))
}

/// What is added to [`crate::module!`], when a crate is made into one kind of thing, and on a condition: a record, and a
/// function that the system's loader calls.
#[doc(hidden)]
#[macro_export]
macro_rules! __module_root {
    ($role:ident {} $when:tt) => {
        $crate::__module_root! { $role {::core::env!("CARGO_PKG_NAME")} $when }
    };
    (unexported $name:tt $when:tt) => {
        $crate::__module_root! { "unexported" is_unexported $name $when }
    };
    (linked $name:tt $when:tt) => {
        $crate::__module_root! { "linked" is_linked $name $when }
    };
    ($role:literal $say:ident {$name:expr} {$when:meta}) => {
        #[cfg($when)]
        const _: () = {
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__vtabapi"))]
            #[cfg_attr(not(any(target_vendor = "apple", target_family = "wasm")), unsafe(link_section = ".vtabapi"))]
            static __VTABLE_API_SECTION: [::core::primitive::u8; $crate::record::role_len($role, $name)] =
                $crate::record::role($role, $name);
            extern "C" fn __vtable_api_root() {
                static __VTABLE_API_FRAME: &[::core::primitive::u8] = &__VTABLE_API_SECTION;
                $crate::module::$say(&__VTABLE_API_FRAME)
            }
            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
            #[cfg_attr(windows, unsafe(link_section = ".CRT$XCU"))]
            #[cfg_attr(all(unix, not(target_vendor = "apple")), unsafe(link_section = ".init_array"))]
            static __VTABLE_API_ROOT: extern "C" fn() = __vtable_api_root;
        };
    };
}
