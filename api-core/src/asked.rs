//! Whether a type may cross, asked once of each type that an interface names, and what the build says if it may not.
//!
//! A bound that does not hold is an error wherever it is asked for, and a table asks in thirty places. So an expansion asks here
//! first: [`Asked`] has a constant for each question, which is `true` where a bound holds; where it does not, the constant
//! of [`Otherwise`] is found in its place. What fails ends the build with one text. All else that the expansion says of its
//! types goes through [`Holds`]: of an answer that ended the build rustc makes a type that has no errors of its own.
//!
//! Nothing rests on these answers but texts: what crosses is bound by the traits of [`convert`](crate::convert) everywhere.
//! `__VT_SEND`, `__VT_SYNC` and `__VT_DROP` are asked in the same way, for the record: see [`facts`](crate::facts).

mod advice;

use crate::convert::{AbiType, AnyBits, Element, Plain, Pointee, Scalar};
use crate::describe::Described;
use crate::follow::After;
use crate::handle::Api;
use crate::lifetimes::List;
use crate::scalars::FnReturn;
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
    /// Whether it is its own form in memory: a field.
    const __VT_FIELD: Answer = Answer::No;
    /// The same of an element.
    const __VT_MEMORY: Answer = Answer::No;
    /// Whether it may stand behind a reference.
    const __VT_BEHIND: Answer = Answer::No;
    /// Whether it may be given away.
    const __VT_GIVEN: Answer = Answer::No;
    /// Whether a raw function may take it.
    const __VT_TAKEN: Answer = Answer::No;
    /// Whether one that is safe to call may take and return it.
    const __VT_RETURNED: Answer = Answer::No;
    /// Whether one that is not may.
    const __VT_VOUCHED: Answer = Answer::No;
    /// Whether it is the trait object of a table.
    const __VT_OBJECT: Answer = Answer::No;
    /// What to write in its place.
    const __VT_ADVICE: Advice = Advice { always: false, text: "" };
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
}
impl<T: ?Sized> Otherwise for Asked<T> {}

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
}

impl<T: Described + ?Sized> Asked<T> {
    /// As [`Otherwise::__VT_KNOWN`].
    pub const __VT_KNOWN: Known = match (T::OPAQUE, T::CHANGEABLE, T::OPEN) {
        (true, ..) => Known::Opaque,
        (_, true, _) => Known::Changeable,
        (.., true) => Known::Open,
        _ => Known::Described,
    };
    /// As [`Otherwise::__VT_LIFETIMES`].
    pub const __VT_LIFETIMES: usize = <T::Lifetimes<()> as List>::LEN;
}
impl<T: AbiType> Asked<T> {
    /// As [`Otherwise::__VT_SLOT`].
    pub const __VT_SLOT: Answer = if T::USABLE { Answer::Yes } else { Answer::Unusable };
    /// As [`Otherwise::__VT_AFTER`].
    pub const __VT_AFTER: After = T::AFTER;
}
impl<T: Plain> Asked<T> {
    /// As [`Otherwise::__VT_FIELD`].
    pub const __VT_FIELD: Answer = Answer::Yes;
    /// As [`Otherwise::__VT_MEMORY`].
    pub const __VT_MEMORY: Answer = Answer::Yes;
}
impl<T: Pointee> Asked<T> {
    /// As [`Otherwise::__VT_BEHIND`].
    pub const __VT_BEHIND: Answer = Answer::Yes;
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

/// Ends the build if the compiled trait has not the supertrait by which its objects cross. Else 0.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn has_supertrait(is_so: bool) -> usize {
    if !is_so {
        crate::checks::fail(
            "[VT0114] the trait lacks the hidden supertrait that `#[vtable_api]` gave it: another macro took it away\n         \
             help: put `#[vtable_api]` below that macro's attribute, so that it reads what the macro writes",
        )
    }
    0
}

/// Something that is true of `()`, whatever `ANSWERED` is.
pub trait Holds<const ANSWERED: usize> {
    /// `T` itself.
    type Is<T: ?Sized>: ?Sized;
}
impl<const ANSWERED: usize> Holds<ANSWERED> for () {
    type Is<T: ?Sized> = T;
}

/// Where a type stands: what is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// As a parameter or a return.
    Slot,
    /// As a field.
    Field,
    /// In a slice, an array or a box.
    Memory,
    /// Behind a reference.
    Behind,
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
    /// [`Otherwise::__VT_ADVICE`]
    pub advice: Advice,
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
            advice: <$crate::asked::Asked<$ty>>::__VT_ADVICE,
        }
    };
}

impl Part {
    #[inline]
    const fn is_object(&self) -> bool {
        matches!(self.place, Place::Object)
    }

    #[inline]
    const fn is_wrong(&self) -> bool {
        matches!(self.answer, Answer::No) && !matches!(self.place, Place::Inside)
    }

    /// Whether nothing is known of it, whatever it stands in.
    #[inline]
    const fn is_unknown(&self) -> bool {
        matches!(self.known, Known::Nothing) && !self.is_object()
    }

    #[inline]
    const fn is_raw(&self) -> bool {
        matches!(self.place, Place::Taken | Place::Passed | Place::Returned | Place::Vouched)
    }

    /// Whether it is the same type at the same place as the part before, asked for more.
    #[inline]
    const fn is_again(&self) -> bool {
        matches!(self.place, Place::Given | Place::Passed | Place::Returned)
    }

    #[inline]
    const fn is_opaque(&self) -> bool {
        matches!(self.known, Known::Opaque)
    }
}

/// Ends the build if the first of these, in which the others stand, may not be where it is; but not for what was
/// said before; or if it has other than so many `lifetimes` where its tokens have `shown`. Else 0.
#[track_caller]
#[inline]
pub const fn may_cross(parts: &[Part], lifetimes: usize, shown: usize) -> usize {
    let top = &parts[0];
    if matches!(top.answer, Answer::Unusable) && matches!(top.place, Place::Slot) {
        crate::checks::fail(advice::UNUSABLE)
    }
    let is_given = parts.len() > 1 && matches!(parts[1].place, Place::Given);
    if top.is_wrong() || top.is_unknown() || (is_given && parts[1].is_wrong()) {
        let part = &parts[culprit(parts)];
        if if part.is_unknown() { part.is_first } else { part.is_new } {
            advice::refuse(part, matches!(top.place, Place::Field))
        }
    } else if lifetimes != shown && !top.is_object() && !matches!(top.place, Place::Inside) {
        advice::hidden(top)
    }
    0
}

/// Ends the build if what a value lends by `&mut` must be looked at after the call, when it may be somebody else's: `further`, because
/// it is lent for a lifetime that is not the call's alone; or if a `&mut` leads to another one. Else 0.
#[track_caller]
#[inline]
pub const fn may_be_lent(after: After, further: bool, text: &str) -> usize {
    match after {
        After::Nothing => 0,
        _ if further => advice::lent_further(text),
        After::Nested => advice::nested(text),
        After::Lent => 0,
    }
}

/// Ends the build if a result lends by `&mut` what would have to be looked at once it was written; but not where something `beside`
/// it, which is lent for longer, has to be, and was refused. Else 0.
#[track_caller]
#[inline]
pub const fn may_be_lent_on(after: After, beside: &[After], text: &str) -> usize {
    let mut at = 0;
    while at < beside.len() {
        if !matches!(beside[at], After::Nothing) {
            return 0;
        }
        at += 1;
    }
    match after {
        After::Nothing => 0,
        _ => advice::lent_on(text),
    }
}

/// Which of the parts it is that may not be there: no object, a type that is unknown, or else the innermost one that stands where it
/// may not.
#[inline]
const fn culprit(parts: &[Part]) -> usize {
    let (mut at, mut unknown, mut wrong, mut object) = (0, None, 0, None);
    while at < parts.len() {
        let part = &parts[at];
        if part.is_unknown() {
            if part.advice.always {
                return at;
            }
            unknown = if part.is_again() { unknown } else { Some(at) };
        } else if part.is_wrong() {
            if part.is_object() {
                object = Some(at);
            }
            // What has no place in memory cannot be given away, either; nor is a value passed that is no scalar.
            let is_same = part.is_again() && wrong + 1 == at && parts[wrong].is_wrong();
            wrong = if is_same { wrong } else { at };
        }
        at += 1;
    }
    match (object, unknown) {
        (Some(at), _) => at,
        // A function has no name because of what it takes or returns.
        (None, Some(at)) if wrong > at && parts[wrong].is_raw() => wrong,
        (None, Some(at)) => at,
        (None, None) => wrong,
    }
}
