//! Which types may be where: a constant of [`Asked`] for each question, which is `true` where a bound holds; where it does not, the constant
//! of [`Otherwise`] is found in its place.

use crate::describe::Described;
use crate::describe::list::List;
use crate::table::handle::{Api, Handle, Lent, Owned};
pub(super) use crate::values::copied::Part as CopiedPart;
use crate::values::growing::{Copies, Growable, TextOf, text_of};
use crate::values::scalars::FnReturn;
use crate::values::traits::{AbiType, AnyBits, Element, Lend, LendMut, LendsCopy, Plain, Pointee, Scalar, Whole};
use crate::values::walk::After;
use core::fmt::Display;
use core::marker::PhantomData;

/// A type that is asked about.
pub struct Asked<T: ?Sized>(PhantomData<T>);

/// The answers where bounds do not hold.
pub trait Otherwise {
    /// What is known of it.
    const __VT_KNOWN: Known = Known::Nothing;
    /// How many lifetimes it has.
    const __VT_LIFETIMES: usize = usize::MAX;
    /// Whether it may be a parameter or a return.
    const __VT_SLOT: Answer = Answer::No;
    /// Whether it may be a field or an element of what is copied.
    const __VT_PART: Answer = Answer::No;
    /// Whether it is its own form in memory: a field.
    const __VT_FIELD: Answer = Answer::No;
    /// The same of an element.
    const __VT_MEMORY: Answer = Answer::No;
    /// Whether it may be a part of a value that is a parameter or a return.
    const __VT_VALUE: Answer = Answer::No;
    /// Whether it may be an element of a `&mut [T]`.
    const __VT_WRITTEN: Answer = Answer::No;
    /// Whether it may stand behind a reference.
    const __VT_BEHIND: Answer = Answer::No;
    /// Whether it may be lent, as it is or as a copy.
    const __VT_REFERRED: Answer = Answer::No;
    /// Whether it may stand behind a raw pointer.
    const __VT_POINTED: Answer = Answer::Yes;
    /// Whether it may be given away.
    const __VT_GIVEN: Answer = Answer::No;
    /// Whether a raw function may take it.
    const __VT_TAKEN: Answer = Answer::No;
    /// Whether one that is safe to call may take and return it.
    const __VT_RETURNED: Answer = Answer::No;
    /// Whether one that is not may.
    const __VT_VOUCHED: Answer = Answer::No;
    /// Whether it may stand in a type that asks. It is not known before that one is: if it stands in itself, nothing about its form is.
    const __VT_INSIDE: Answer = Answer::Yes;
    /// Whether it is the trait object of a table.
    const __VT_OBJECT: Answer = Answer::No;
    /// What to write in its place.
    const __VT_ADVICE: Advice = Advice { always: false, text: "" };
    /// What the keys of a map or set lack, if they are keys.
    const __VT_LACKS: &'static str = "";
    /// [`AbiType::AFTER`]
    const __VT_AFTER: After = After::Nothing;
    /// Whether it may go to another thread.
    const __VT_SEND: bool = false;
    /// Whether other threads may use it.
    const __VT_SYNC: bool = false;
    /// Whether a trait object has the hidden supertrait of its table.
    const __VT_ERASED: bool = false;
    /// Whether it has an `impl Drop` of its own.
    const __VT_DROP: bool = false;
    /// [`Pointee::ENDS_AS_ZEROS`]; what has no such constant has an error.
    const __VT_ENDS: bool = true;
    /// Whether it is a handle of a table.
    const __VT_HANDLE: bool = false;
    /// Whether it is one that owns its object.
    const __VT_OWNED: bool = false;
    /// Whether it is one that can be lent.
    const __VT_LENT: bool = false;
    /// What shows the value of a block as text.
    const __VT_TEXT: Option<TextOf> = None;
    /// Whether it has a [`Default`].
    const __VT_DEFAULT: bool = false;
    /// What nobody calls: the build has ended.
    fn __vt_default<T>() -> T {
        unreachable!("a type without a `Default` ends the build")
    }
}
impl<T: ?Sized> Otherwise for Asked<T> {}

impl<T: Handle> Asked<T> {
    /// As [`Otherwise`] says.
    pub const __VT_HANDLE: bool = true;
}
impl<T: Owned> Asked<T> {
    /// As [`Otherwise`] says.
    pub const __VT_OWNED: bool = true;
}
impl<T: Lent> Asked<T> {
    /// As [`Otherwise`] says.
    pub const __VT_LENT: bool = true;
}

impl<T: Default> Asked<T> {
    /// As [`Otherwise::__VT_DEFAULT`].
    pub const __VT_DEFAULT: bool = true;
    /// The value that a maker does not send.
    pub fn __vt_default() -> T {
        T::default()
    }
}
impl<T: Growable + Display> Asked<(Copies<true>, T)> {
    /// As [`Otherwise::__VT_TEXT`].
    pub const __VT_TEXT: Option<TextOf> = Some(text_of::<T>);
}

/// What to write in place of a type.
#[derive(Clone, Copy, Debug)]
pub struct Advice {
    /// Whether the type crosses nowhere, whatever its arguments are.
    pub always: bool,
    /// The text; empty for a type of the user's.
    pub text: &'static str,
}

/// What is known of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it has no name in the record.
    Nothing,
    /// Its name, and that nobody looks inside.
    Opaque,
    /// Its name, and that its `repr(transparent)` may be taken away.
    Changeable,
    /// Its name, and that it has more values than variants.
    Open,
    /// Its name, and that it is a handle of a table.
    Handle,
    /// Its name.
    Described,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It may.
    Yes,
    /// It may not.
    No,
    /// It may, but nobody could use it.
    Unusable,
    /// It may, but there is nothing in it, and C has no such structs.
    Empty,
}

impl<T: Described + ?Sized> Asked<T> {
    /// As [`Otherwise::__VT_KNOWN`].
    pub const __VT_KNOWN: Known = match (T::OPAQUE, T::CHANGEABLE, T::OPEN) {
        (true, ..) => Known::Opaque,
        (_, true, _) => Known::Changeable,
        (.., true) => Known::Open,
        _ if T::HANDLE => Known::Handle,
        _ => Known::Described,
    };
    /// As [`Otherwise::__VT_LIFETIMES`].
    pub const __VT_LIFETIMES: usize = <T::Lifetimes<()> as List>::LEN;
}
impl<T: AbiType> Asked<T> {
    /// As [`Otherwise::__VT_SLOT`].
    pub const __VT_SLOT: Answer = match T::USABLE {
        // All but `()` itself, which is left out: the address of nothing would be passed.
        true if size_of::<T::Wire>() == 0 && size_of::<T::Arg>() > 0 => Answer::Empty,
        true => Answer::Yes,
        false => Answer::Unusable,
    };
    /// As [`Otherwise::__VT_AFTER`]; what cannot be used has its error.
    pub const __VT_AFTER: After = if T::USABLE { T::AFTER } else { After::Nothing };
}
impl<T: AbiType<Return: Whole>> Asked<T> {
    /// As [`Otherwise::__VT_VALUE`].
    pub const __VT_VALUE: Answer = Self::__VT_SLOT;
}
impl<T: CopiedPart> Asked<T> {
    /// As [`Otherwise::__VT_PART`].
    pub const __VT_PART: Answer = if T::USABLE { Answer::Yes } else { Answer::Unusable };
}
impl<T: Plain> Asked<T> {
    /// As [`Otherwise::__VT_FIELD`].
    pub const __VT_FIELD: Answer = Answer::Yes;
    /// As [`Otherwise::__VT_MEMORY`].
    pub const __VT_MEMORY: Answer = Answer::Yes;
}
impl<T: LendMut> Asked<T> {
    /// As [`Otherwise::__VT_WRITTEN`].
    pub const __VT_WRITTEN: Answer = Answer::Yes;
}
impl<T: Pointee> Asked<T> {
    /// As [`Otherwise::__VT_BEHIND`].
    pub const __VT_BEHIND: Answer = Answer::Yes;
    /// As [`Otherwise::__VT_ENDS`].
    pub const __VT_ENDS: bool = T::ENDS_AS_ZEROS;
}
impl<T: Lend<Way: LendsCopy>> Asked<T> {
    /// As [`Otherwise::__VT_POINTED`]: what is copied has no layout that a pointer could lead to.
    pub const __VT_POINTED: Answer = if T::Way::IS_COPY { Answer::No } else { Answer::Yes };
}
/// It is what stands around the reference that decides.
macro_rules! lent {
    ($($ty:ty)*) => { $(
        #[cfg(all(feature = "std", any(unix, windows)))]
        impl Asked<$ty> {
            /// As [`Otherwise::__VT_BEHIND`].
            pub const __VT_BEHIND: Answer = Answer::Yes;
            /// As [`Otherwise::__VT_REFERRED`].
            pub const __VT_REFERRED: Answer = Answer::Yes;
        }
    )* };
}
lent! { std::path::Path std::ffi::OsStr }
impl<T: Lend> Asked<T> {
    /// As [`Otherwise::__VT_REFERRED`].
    pub const __VT_REFERRED: Answer = Answer::Yes;
}
impl<T: Element> Asked<T> {
    /// As [`Otherwise::__VT_GIVEN`].
    pub const __VT_GIVEN: Answer = Answer::Yes;
}
impl<T: Scalar> Asked<T> {
    /// As [`Otherwise::__VT_TAKEN`].
    pub const __VT_TAKEN: Answer = Answer::Yes;
}
impl<T: AnyBits> Asked<T> {
    /// As [`Otherwise::__VT_RETURNED`].
    pub const __VT_RETURNED: Answer = Answer::Yes;
}
impl<T: FnReturn> Asked<T> {
    /// As [`Otherwise::__VT_VOUCHED`].
    pub const __VT_VOUCHED: Answer = Answer::Yes;
}
impl<T: Api + ?Sized> Asked<T> {
    /// As [`Otherwise::__VT_OBJECT`].
    pub const __VT_OBJECT: Answer = Answer::Yes;
}
impl<T: Send + ?Sized> Asked<T> {
    /// As [`Otherwise::__VT_SEND`].
    pub const __VT_SEND: bool = true;
}
impl<T: Sync + ?Sized> Asked<T> {
    /// As [`Otherwise::__VT_SYNC`].
    pub const __VT_SYNC: bool = true;
}
#[allow(drop_bounds, reason = "it is the `impl` that is asked for, and not what fields do")]
impl<T: Drop> Asked<T> {
    /// As [`Otherwise::__VT_DROP`].
    pub const __VT_DROP: bool = true;
}

/// Where a type stands: what is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As a parameter or a return.
    Slot,
    /// As a part of one.
    Value,
    /// As a field of what is copied, or as an element of memory that is.
    Part,
    /// As a field.
    Field,
    /// In a slice, an array or a box.
    Memory,
    /// In a slice that is lent by `&mut`.
    Written,
    /// Behind a reference.
    Behind,
    /// Behind the reference of a parameter.
    Lent,
    /// Behind a raw pointer.
    Pointed,
    /// In what is given away.
    Given,
    /// As a parameter of a raw function.
    Taken,
    /// The same, where nobody vouches for it.
    Passed,
    /// As its return.
    Returned,
    /// As its return, where its caller vouches for it.
    Vouched,
    /// Behind `dyn`.
    Object,
    /// In another type, which asks.
    Inside,
}

/// A type, or one that stands in it.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// As it is written.
    pub text: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Whether it was not asked about before, anywhere.
    pub is_first: bool,
    /// The same, of this place.
    pub is_new: bool,
    /// [`Otherwise::__VT_KNOWN`]
    pub known: Known,
    /// What was asked.
    pub answer: Answer,
    /// [`Otherwise::__VT_PART`]
    pub copied: Answer,
    /// [`Otherwise::__VT_ADVICE`]
    pub advice: Advice,
    /// [`Otherwise::__VT_LACKS`]
    pub lacks: &'static str,
}

/// [`Part`]: `$constant` of [`Asked`] says whether `$ty` may be at that `$Place`.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_part {
    ($Place:ident $constant:ident $is_first:literal $is_new:literal $text:literal $ty:ty) => {
        $crate::asked::Part {
            text: $text,
            place: $crate::asked::Place::$Place,
            is_first: $is_first,
            is_new: $is_new,
            known: <$crate::asked::Asked<$ty>>::__VT_KNOWN,
            answer: <$crate::asked::Asked<$ty>>::$constant,
            copied: <$crate::asked::Asked<$ty>>::__VT_PART,
            advice: <$crate::asked::Asked<$ty>>::__VT_ADVICE,
            lacks: <$crate::asked::Asked<$ty>>::__VT_LACKS,
        }
    };
}

/// What a derive leaves of a type that rustc refuses.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_left {
    (Lifetimes $ty:ty) => {{
        use $crate::asked::Otherwise as _;
        <$crate::asked::Asked<$ty>>::__VT_LIFETIMES
    }};
    // The user's, by its name.
    (Option) => {
        const _: fn(Option<()>) -> $crate::__private::core::option::Option<()> = |__vt_it| __vt_it;
    };
    (Result) => {
        const _: fn(Result<(), ()>) -> $crate::__private::core::result::Result<(), ()> = |__vt_it| __vt_it;
    };
}

impl Part {
    #[inline]
    pub(super) const fn is_object(&self) -> bool {
        matches!(self.place, Place::Object)
    }

    #[inline]
    pub(super) const fn is_wrong(&self) -> bool {
        matches!(self.answer, Answer::No)
    }

    /// Whether nothing is known of it, whatever it stands in.
    #[inline]
    pub(super) const fn is_unknown(&self) -> bool {
        matches!(self.known, Known::Nothing) && !self.is_object()
    }

    #[inline]
    pub(super) const fn is_raw(&self) -> bool {
        matches!(self.place, Place::Taken | Place::Passed | Place::Returned | Place::Vouched)
    }

    /// Whether it is the same type at the same place as the part before, asked for more.
    #[inline]
    pub(super) const fn is_again(&self) -> bool {
        matches!(self.place, Place::Given | Place::Passed | Place::Returned)
    }

    /// Whether it is what may not be given away because it borrows, by its tokens: this chooses a text.
    #[inline]
    pub(super) const fn is_lent(&self) -> bool {
        let mut text = self.text.as_bytes();
        while let [first, rest @ ..] = text {
            if matches!(self.place, Place::Given) && matches!(first, b'&' | b'\'') {
                return true;
            }
            text = rest;
        }
        false
    }

    /// Whether it is a type of the user's that crosses by value only, as a copy.
    #[inline]
    pub(super) const fn is_copied(&self) -> bool {
        matches!(self.copied, Answer::Yes | Answer::Unusable)
            && self.advice.text.is_empty()
            && matches!(self.place, Place::Field | Place::Memory | Place::Written | Place::Behind | Place::Pointed)
    }

    /// Whether it begins so, by its tokens: this chooses a text.
    #[inline]
    pub(super) const fn begins(&self, with: &str) -> bool {
        let (text, with) = (self.text.as_bytes(), with.as_bytes());
        let mut at = 0;
        while at < with.len() {
            if at == text.len() || text[at] != with[at] {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Whether it has `Send` or `Sync` beside a trait, by its tokens.
    #[inline]
    pub(super) const fn says_threads(&self) -> bool {
        let mut text = self.text.as_bytes();
        while let [_, rest @ ..] = text {
            if matches!(text, [b'+', b' ', b'S', b'e' | b'y', b'n', b'c' | b'd', ..]) {
                return true;
            }
            text = rest;
        }
        false
    }

    /// Whether it is `[T; 0]`, by its tokens: that was said.
    #[inline]
    pub(super) const fn is_empty_array(&self) -> bool {
        matches!(self.text.as_bytes(), [b'[', .., b';', b' ', b'0', b']'])
    }

    /// Whether it is a `&mut`, or an optional one, by its tokens.
    #[inline]
    pub(super) const fn is_by_mut(&self) -> bool {
        let mut text = self.text.as_bytes();
        while let [_, rest @ ..] = text {
            match text {
                [b'm', b'u', b't', b' ', ..] => return self.begins("&"),
                [b'<' | b'[' | b'(', ..] => return false,
                _ => {}
            }
            text = rest;
        }
        false
    }

    /// Whether it is a reference to an object, by its tokens.
    #[inline]
    pub(super) const fn is_lent_object(&self) -> bool {
        let mut text = self.text.as_bytes();
        let is_reference = matches!(text, [b'&', ..]);
        while let [_, rest @ ..] = text {
            if is_reference && matches!(text, [b' ' | b'&' | b'(', b'd', b'y', b'n', b' ', ..]) {
                return true;
            }
            if matches!(text, [b'<' | b'[', ..]) {
                return false;
            }
            text = rest;
        }
        false
    }

    /// Whether it is a reference, or an optional one, by its tokens: this chooses a text.
    #[inline]
    pub(super) const fn is_reference(&self) -> bool {
        matches!(self.text.as_bytes(), [b'&', ..] | [b'O', b'p', b't', b'i', b'o', b'n', b'<', b'&', ..])
    }

    #[inline]
    pub(super) const fn is_opaque(&self) -> bool {
        matches!(self.known, Known::Opaque)
    }
}
