//! Whether two types are one, for types with lifetimes, too.

use core::any::TypeId;
use core::marker::PhantomData;

/// The identity of `T`, whatever its lifetimes are.
///
/// `TypeId::of` wants `T: 'static`, so that nobody takes a `&'a u8` for a `&'static u8`. Who asks here must not rely on
/// lifetimes.
#[inline(always)]
fn id<T>() -> TypeId {
    trait Erased {
        fn id(&self) -> TypeId
        where
            Self: 'static;
    }
    impl<T> Erased for PhantomData<T> {
        #[inline(always)]
        fn id(&self) -> TypeId
        where
            Self: 'static,
        {
            TypeId::of::<T>()
        }
    }
    let erased: &dyn Erased = &PhantomData::<T>;
    // SAFETY: the same pointer and vtable: lifetimes are gone when code runs. The method reads nothing that is borrowed.
    unsafe { core::mem::transmute::<&dyn Erased, &(dyn Erased + 'static)>(erased) }.id()
}

/// Whether `T` and `U` are one type but for their lifetimes.
pub(crate) fn is_same<T, U>() -> bool {
    id::<T>() == id::<U>()
}
