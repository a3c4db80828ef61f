//! What fails ends the build with one text; of an answer that did, rustc makes a type that has no errors of its own ([`Holds`]).

use super::advice;
use super::answers::{Answer, Part, Place};
use crate::describe::message::fail;
use crate::values::walk::After;

/// Ends the build if the compiled trait has not the supertrait by which its objects cross. Else 0.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn has_supertrait(is_so: bool) -> usize {
    if !is_so {
        fail(
            "[VT0114] the trait lacks the hidden supertrait that `#[vtable_api]` added: another macro removed it\n         \
             help: put `#[vtable_api]` below that macro's attribute, so that it reads what the macro generates",
        )
    }
    0
}

/// Ends the build with this text if something is not so. Else 0.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn is_so(is_so: bool, text: &str) -> usize {
    if !is_so {
        fail(text)
    }
    0
}

/// Ends the build if a type that is taken for one with a lifetime, by its name, has not one. Else 0.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn has_lifetime(lifetimes: usize, name: &str) -> usize {
    if lifetimes != 1 {
        advice::no_lifetime(name)
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

/// Ends the build if the first of these, in which the others stand, may not be where it is; but not for what was
/// said before; or if it has other than so many `lifetimes` where its tokens have `shown`. Else 0.
#[track_caller]
#[inline]
pub const fn may_cross(parts: &[Part], lifetimes: usize, shown: usize) -> usize {
    let top = &parts[0];
    if matches!(top.answer, Answer::Unusable) && matches!(top.place, Place::Slot | Place::Part) {
        fail(if top.is_reference() { advice::HOLDS } else { advice::UNUSABLE })
    }
    refuse_empty(parts);
    refuse_pointed(parts, matches!(top.place, Place::Field | Place::Part));
    let is_given = parts.len() > 1 && matches!(parts[1].place, Place::Given);
    if top.is_wrong() || top.is_unknown() || (is_given && parts[1].is_wrong()) {
        let at = culprit(parts);
        let part = &parts[at];
        if if part.is_unknown() { part.is_first } else { part.is_new } {
            advice::refuse(part, is_behind_mut(parts, at), matches!(top.place, Place::Field | Place::Part))
        }
    } else if lifetimes != shown && !top.is_object() && !matches!(top.place, Place::Inside) {
        advice::hidden(top)
    }
    0
}

/// Whether what is at this place stands behind the `&mut` that comes before it, by its tokens: this chooses a text.
#[inline]
const fn is_behind_mut(parts: &[Part], at: usize) -> bool {
    at > 0 && parts[at - 1].is_by_mut()
}

/// Ends the build if a raw pointer leads to one of these, and it is nothing in memory.
#[track_caller]
#[inline]
const fn refuse_pointed(parts: &[Part], is_field: bool) {
    let mut at = 0;
    while at < parts.len() {
        let part = &parts[at];
        if matches!((part.answer, part.place), (Answer::No, Place::Pointed)) && part.is_new {
            advice::refuse(part, false, is_field)
        }
        at += 1;
    }
}

/// Ends the build if one of these is passed, and nothing is in it.
#[track_caller]
#[inline]
const fn refuse_empty(parts: &[Part]) {
    let mut at = 0;
    while at < parts.len() {
        let part = &parts[at];
        if matches!((part.answer, part.place), (Answer::Empty, Place::Slot | Place::Value))
            && part.is_new
            && !part.is_empty_array()
        {
            fail(advice::EMPTY)
        }
        at += 1;
    }
}

/// Ends the build if what a value lends by `&mut` must be looked at after the call, when it may be somebody else's: `further`, because
/// it is lent for a lifetime that is not the call's alone; or if a `&mut` leads to another one; or if what it lends is a copy that lives
/// for the call alone, and its lifetime is `further`. Else 0.
#[track_caller]
#[inline]
pub const fn may_be_lent(after: After, further: bool, text: &str) -> usize {
    match after {
        After::Nothing => 0,
        After::Copied if further => advice::copied_further(text),
        After::Copied => 0,
        _ if further => advice::lent_further(text),
        After::Nested => advice::nested(text),
        After::Lent => 0,
    }
}

/// `Option<T>`, whose values lend for what `T` does.
///
/// # Safety
/// It is.
#[diagnostic::on_unimplemented(
    message = "[VT0102] this `Option` is not the one of std, so nobody knows for which lifetime it lends",
    label = "another type or alias has the name",
    note = "give it another name"
)]
pub unsafe trait StdOption<T> {}
// SAFETY: it is.
unsafe impl<T> StdOption<T> for Option<T> {}

/// Ends the build if it is not std's. Else 0.
#[inline]
pub const fn is_option<O: StdOption<T>, T>() -> usize {
    0
}

/// Ends the build if a result lends by `&mut` what would have to be looked at once it was written, or is a copy that ends with the call; but not where something `beside`
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
        After::Copied => advice::copied_on(text),
        _ => advice::lent_on(text),
    }
}

/// Ends the build if a slot returns a `Result` that crosses, and no panic can be its error, which is `text` or, where that is not
/// shown, that of `text`. Else 0.
#[track_caller]
#[inline]
pub const fn may_be_caught(crosses: Answer, is_result: bool, is_caught: bool, is_shown: bool, text: &str) -> usize {
    if matches!(crosses, Answer::Yes) && is_result && !is_caught {
        advice::uncaught(is_shown, text)
    }
    0
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
            let is_same = part.is_again() && wrong + 1 == at && parts[wrong].is_wrong() && !part.is_lent();
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
