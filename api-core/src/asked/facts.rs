//! What the compiler knows of a type that its recorded fields do not say: between which threads it may go, and whether it is
//! dropped. A marker, an `unsafe impl Send` or an `impl Drop` changes no byte, and yet two binaries must mean the same.

use crate::describe::TypeInfo;
use core::marker::PhantomData;

/// The text of the record: where `Own` is otherwise than its `Fields` alone, `[Send, Sync]` each, and whether it has an `impl Drop`.
///
/// ```
/// use vtable_api_core::facts::traits;
/// assert_eq!(traits::<u32, (u32,)>([true, true], [true, true], false), "");
/// assert_eq!(traits::<u32, (u32,)>([false, false], [true, true], false), "!Send + !Sync");
/// assert_eq!(traits::<String, (u32,)>([true, true], [false, true], false), "Send + Drop");
/// assert_eq!(traits::<String, (String,)>([true, true], [true, true], true), "Drop");
/// ```
#[inline]
pub const fn traits<Own, Fields>(own: [bool; 2], fields: [bool; 2], has_drop: bool) -> &'static str {
    // Dropped by itself: what owns memory by its fields alone says so there.
    let drops = has_drop || (core::mem::needs_drop::<Own>() && !core::mem::needs_drop::<Fields>());
    let send = if own[0] == fields[0] { 0 } else { 1 + own[0] as usize };
    let sync = if own[1] == fields[1] { 0 } else { 1 + own[1] as usize };
    TEXTS[drops as usize][send][sync]
}

/// The text where nothing is known but whether it has an `impl Drop`. A call is part of a constant, and a condition is not.
#[inline]
pub const fn drops(has_drop: bool) -> &'static str {
    TEXTS[has_drop as usize][0][0]
}

/// What the record has of a type.
#[inline]
pub const fn of(info: &TypeInfo) -> &'static str {
    match &info.definition {
        Some(definition) => definition.traits,
        None => "",
    }
}

/// What may be sent to another thread, and not be shared with one: it stands for a type parameter.
pub type Sent = PhantomData<core::cell::Cell<u8>>;
/// What may be shared, and not be sent.
pub type Shared = PhantomData<Stays>;

/// Of a thread, which others may look at.
#[derive(Debug)]
pub struct Stays(PhantomData<*const u8>);
// SAFETY: there is nothing to look at.
unsafe impl Sync for Stays {}

/// What a type parameter must be for a generic type to have a trait.
#[derive(Clone, Copy)]
enum If {
    Never,
    Always,
    Send,
    Sync,
    Both,
}

impl If {
    /// By which arguments the type has it. What the compiler asks of one is that it is `Send`, that it is `Sync`, or both.
    const fn of(any: bool, sent: bool, shared: bool) -> Self {
        match (any, sent, shared) {
            (false, ..) => If::Never,
            (_, true, true) => If::Always,
            (_, true, false) => If::Send,
            (_, false, true) => If::Sync,
            (_, false, false) => If::Both,
        }
    }

    const fn text(self) -> [&'static str; 2] {
        match self {
            If::Never | If::Always => [" for any T", ""],
            If::Send => [" if T", ": Send"],
            If::Sync => [" if T", ": Sync"],
            If::Both => [" if T", ": Send + Sync"],
        }
    }
}

/// [`traits`] of a generic type, as it is written: on what of its parameters `Send` and `Sync` depend, where its fields do not say it.
#[derive(Debug)]
pub struct Generic {
    own: [bool; 2],
    fields: [bool; 2],
    text: [u8; Generic::MOST],
    len: usize,
}

impl Generic {
    const MOST: usize = 512;

    /// What holds of it where all that it is made of is `Send` and `Sync`.
    #[inline]
    pub const fn new<Own, Fields>(own: [bool; 2], fields: [bool; 2], has_drop: bool) -> Self {
        Generic { own, fields, text: [0; Generic::MOST], len: 0 }.push(traits::<Own, Fields>(own, fields, has_drop))
    }

    /// Where the parameter of this number is [`Sent`], and where it is [`Shared`].
    #[inline]
    pub const fn and(mut self, number: u8, own: [[bool; 2]; 2], fields: [[bool; 2]; 2]) -> Self {
        let mut i = 0;
        while i < 2 {
            let now = If::of(self.own[i], own[0][i], own[1][i]);
            let by_fields = if self.own[i] == self.fields[i] {
                If::of(self.fields[i], fields[0][i], fields[1][i])
            } else if self.own[i] {
                If::Always
            } else {
                If::Never
            };
            if now as u8 != by_fields as u8 {
                let [before, after] = now.text();
                let comma = if self.len == 0 { "" } else { ", " };
                self = self.push(comma).push(["Send", "Sync"][i]).push(before).number(number).push(after);
            }
            i += 1;
        }
        self
    }

    const fn number(mut self, number: u8) -> Self {
        if number >= 10 {
            self = self.number(number / 10);
        }
        self.text[self.len] = b'0' + number % 10;
        self.len += 1;
        self
    }

    const fn push(mut self, text: &str) -> Self {
        self.len = crate::describe::flatten::copy(text.as_bytes(), &mut self.text, self.len);
        self
    }

    /// The text.
    #[inline]
    pub const fn text(&self) -> &str {
        match core::str::from_utf8(self.text.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

/// [`traits`] of a type that is not generic, and of all its fields.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_traits {
    ($Own:ty, $Fields:ty) => {{
        #[allow(unused_imports)]
        use $crate::asked::Otherwise as _;
        $crate::facts::traits::<$Own, $Fields>(
            $crate::__abi_asked!($Own),
            $crate::__abi_asked!($Fields),
            <$crate::asked::Asked<$Own>>::__VT_DROP,
        )
    }};
}

/// The same of a generic type of which nobody knows what its parameters can be: `Drop` is the same for all of them.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_drop {
    ($Own:ty) => {{
        #[allow(unused_imports)]
        use $crate::asked::Otherwise as _;
        $crate::facts::drops(<$crate::asked::Asked<$Own>>::__VT_DROP)
    }};
}

/// `[Send, Sync]`
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_asked {
    ($T:ty) => {
        [<$crate::asked::Asked<$T>>::__VT_SEND, <$crate::asked::Asked<$T>>::__VT_SYNC]
    };
}

/// The same of a generic type: its alias, that of its fields, arguments for both, and for each parameter those that [`Generic::and`] wants.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_generic_traits {
    ($Own:ident $Fields:ident [$($any:tt)*] $([$number:literal [$($sent:tt)*] [$($shared:tt)*]])*) => {{
        #[allow(unused_imports)]
        use $crate::asked::Otherwise as _;
        const TEXT: $crate::facts::Generic = $crate::facts::Generic::new::<$Own<$($any)*>, $Fields<$($any)*>>(
            $crate::__abi_asked!($Own<$($any)*>),
            $crate::__abi_asked!($Fields<$($any)*>),
            <$crate::asked::Asked<$Own<$($any)*>>>::__VT_DROP,
        )
        $(.and(
            $number,
            [$crate::__abi_asked!($Own<$($sent)*>), $crate::__abi_asked!($Own<$($shared)*>)],
            [$crate::__abi_asked!($Fields<$($sent)*>), $crate::__abi_asked!($Fields<$($shared)*>)],
        ))*;
        TEXT.text()
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
