//! What the compiler knows of a type that its recorded fields do not say: between which threads it may go, and whether it is
//! dropped. A marker, an `unsafe impl Send` or an `impl Drop` changes no byte, and yet two binaries must mean the same.

use crate::describe::TypeInfo;
use core::marker::PhantomData;

/// A type that is asked whether it is `Send` and `Sync`: `<Probe<T>>::SEND` is this type's own where `T` is `Send`, and else
/// that of [`Otherwise`].
#[derive(Debug)]
pub struct Probe<T: ?Sized>(PhantomData<T>);

/// What a type is not.
pub trait Otherwise {
    /// It is not `Send`.
    const SEND: bool = false;
    /// It is not `Sync`.
    const SYNC: bool = false;
}
impl<T: ?Sized> Otherwise for Probe<T> {}

impl<T: ?Sized + Send> Probe<T> {
    /// It is `Send`.
    pub const SEND: bool = true;
}
impl<T: ?Sized + Sync> Probe<T> {
    /// It is `Sync`.
    pub const SYNC: bool = true;
}

/// The text of the record: where `Own` is otherwise than its `Fields` alone, `[Send, Sync]` each.
///
/// ```
/// use vtable_api_core::facts::traits;
/// assert_eq!(traits::<u32, (u32,)>([true, true], [true, true]), "");
/// assert_eq!(traits::<u32, (u32,)>([false, false], [true, true]), "!Send + !Sync");
/// assert_eq!(traits::<String, (u32,)>([true, true], [false, true]), "Send + Drop");
/// ```
#[inline]
pub const fn traits<Own, Fields>(own: [bool; 2], fields: [bool; 2]) -> &'static str {
    // Dropped by itself: what owns memory by its fields says so there.
    let drops = core::mem::needs_drop::<Own>() && !core::mem::needs_drop::<Fields>();
    let send = if own[0] == fields[0] { 0 } else { 1 + own[0] as usize };
    let sync = if own[1] == fields[1] { 0 } else { 1 + own[1] as usize };
    TEXTS[drops as usize][send][sync]
}

/// What the record has of a type.
#[inline]
pub const fn of(info: &TypeInfo) -> &'static str {
    match &info.definition {
        Some(definition) => definition.traits,
        None => "",
    }
}

/// [`traits`] of a type that is not generic, and of all its fields.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_traits {
    ($Own:ty, $Fields:ty) => {{
        #[allow(unused_imports)]
        use $crate::facts::Otherwise as _;
        $crate::facts::traits::<$Own, $Fields>(
            [<$crate::facts::Probe<$Own>>::SEND, <$crate::facts::Probe<$Own>>::SYNC],
            [<$crate::facts::Probe<$Fields>>::SEND, <$crate::facts::Probe<$Fields>>::SYNC],
        )
    }};
}

const TEXTS: [[[&str; 3]; 3]; 2] = [
    [["", "!Sync", "Sync"], ["!Send", "!Send + !Sync", "!Send + Sync"], ["Send", "Send + !Sync", "Send + Sync"]],
    [
        ["Drop", "!Sync + Drop", "Sync + Drop"],
        ["!Send + Drop", "!Send + !Sync + Drop", "!Send + Sync + Drop"],
        ["Send + Drop", "Send + !Sync + Drop", "Send + Sync + Drop"],
    ],
];
