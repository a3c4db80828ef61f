//! Feature `abi_stable`: types of the crate [abi_stable] may cross, and handles may be where it wants a type whose layout it
//! can check. So a program with its plug-ins moves interface by interface.
//!
//! | file | what lives there |
//! |---|---|
//! | `types.rs` | `RStr`, `RSlice`, `RString`, `RVec`, `RBox`, `ROption`, `RResult` as slots have them |
//! | `handles.rs` | handles as abi_stable has them |
//!
//! [abi_stable]: https://docs.rs/abi_stable/0.11

mod handles;
mod types;

pub use abi_stable;
pub use handles::{EXCLUSIVE, OWNED, SHARED, StableHandle, TableCheck};

/// Lets abi_stable have the handles of a table.
#[macro_export]
#[doc(hidden)]
macro_rules! __stable_handles {
    ($vouched:block $shared:ident, $exclusive:ident, $owned:ident) => {
        $crate::__stable_handles! { @one $vouched SHARED ['a] $shared<'a>, $shared<'static> }
        $crate::__stable_handles! { @one $vouched EXCLUSIVE ['a] $exclusive<'a>, $exclusive<'static> }
        $crate::__stable_handles! { @one $vouched OWNED [] $owned, $owned }
    };
    (@one $vouched:block $KIND:ident [$($lifetime:lifetime)?] $handle:ty, $of_static:ty) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: the same type with its lifetime made general.
        unsafe impl<$($lifetime)?> $crate::stable::abi_stable::abi_stability::GetStaticEquivalent_ for $handle {
            type StaticEquivalent = $of_static;
        }
        // SAFETY: a transparent struct around what the layout describes. Who has equal layouts has handles of one kind on tables
        // whose common revisions are the same (`TableCheck`), so what a handle says was agreed is true on both sides.
        unsafe impl<$($lifetime)?> $crate::stable::abi_stable::StableAbi for $handle {
            type IsNonZeroType = $crate::stable::abi_stable::reexports::False;
            const LAYOUT: &'static $crate::stable::abi_stable::type_layout::TypeLayout =
                <$crate::stable::StableHandle<$of_static, { $crate::stable::$KIND }> as $crate::stable::abi_stable::StableAbi>::LAYOUT;
        }
    };
}
