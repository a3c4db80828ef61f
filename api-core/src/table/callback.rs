//! What expansions say of callbacks, as macros by example like those in `expand.rs`: `&dyn Fn` and `&mut dyn FnMut` as a C function and a
//! context.

/// A C function whose context is a reference to the caller's closure, and the callback's names.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_callback {
    (
        $vouched:block $Name:ident $Is:ident $id:literal $names:literal $thunk:ident [$($mutability:tt)?] [$($closure:tt)*]
        ($($value:ident: $ty:ty,)*) [$($ret:tt)*] {$($received:tt)*} ($($passed:tt)*)
    ) => {
        struct $Name;
        impl $crate::fault::Sited for $Name {
            const NAMES: &'static $crate::fault::Names = &$crate::fault::Names { table: $id, slots: $names };
        }
        impl $Name {
            const CALL: *const $crate::__private::core::ffi::c_void = {
                let _: $crate::handle::Vouched = $vouched;
                // SAFETY: what `At` makes is a function pointer.
                unsafe { $crate::handle::erase(<$Is<$crate::slot::At<Self, $crate::slot::D0>>>::$thunk(Self::call)) }
            };
            fn call<'__vt>(__vt_context: $crate::slot::Object, $($value: $ty,)*) -> $($ret)* {
                // SAFETY: the context is the reference that the handle lends during the call of the slot.
                let __vt_closure = unsafe { &$($mutability)? *__vt_context.0.cast::<&'__vt $($mutability)? ($($closure)*)>() };
                $($received)*
                (*__vt_closure)($($passed)*)
            }
        }
    };
}

/// The closure that a provider's method gets, called `held`, of the callback that came in as `raw`.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_closure {
    (
        $vouched:block $Name:ident $Is:ident [$send:literal $sync:literal] $slot:literal $place:literal $raw:ident $held:ident
        ($($value:ident: $param:ty,)*) ($($ty:ty,)*) [$($ret:tt)*] {$($lent:tt)*} ($($passed:tt)*)
    ) => {
        let __vt_callback =
            $crate::fault::check($crate::handle::Callback::<$send, $sync>::new($raw), __vt_site($slot), $place);
        let mut $held = move |$($value: $param,)*| {
            let _: $crate::handle::Vouched = $vouched;
            // SAFETY: the signature of this callback; not null.
            let __vt_function = unsafe {
                $crate::handle::Callback::function::<
                    $crate::slot::SlotFn<$Is<$($ret)*>, $Is<($crate::slot::Object, $($ty,)*)>>,
                >(&__vt_callback)
            };
            $($lent)*
            // SAFETY: the arguments are what the callback's contract wants.
            unsafe {
                __VtCaller::call::<$($ret)*, _>(
                    &raw const __vt_function,
                    ($crate::slot::Object($crate::handle::Callback::context(&__vt_callback)), $($passed)*),
                    $crate::fault::Site::of::<$Name>(0),
                )
            }
        };
    };
}
