//! What is said of what is lent for a call or owns an object, where it stands in something else; and of what would be changed where a copy
//! crosses. The tokens choose these texts.

use super::answers::{Answer, Known, Part, Place};

type Words = [&'static str; 3];

const CALLBACK: Words = [
    "",
    " is a callback, which is lent for the call: it can only be a parameter by itself",
    "take it as a parameter of its own, `&mut dyn FnMut(..)`; what is kept is an object, `Box<dyn Api>` of a `#[vtable_api]` trait with one method",
];
const THREADS: Words = [
    "",
    " is no object of a table: what threads may do with objects is said once, of the trait",
    "write `dyn Api` alone, and `Send` and `Sync` on the trait: `pub trait Api: Send + Sync`",
];
const LENT: Words = [
    "",
    " is an object that is lent for the call: it can only be a parameter by itself",
    "take it as a parameter of its own, `&dyn Api`; to give objects away, write `Box<dyn Api>`: in a `Vec`, a tuple, or a type without `repr`",
];
const HANDLE: Words = [
    "",
    " is a handle on an object that is lent: it can only be a parameter or a return by itself",
    "take it as a parameter of its own, `&dyn Api`; to give objects away, write `Box<dyn Api>`: in a `Vec`, a tuple, or a type without `repr`",
];
const OWNED: Words = [
    "",
    " owns an object, so nothing else in memory is one: it crosses by value, or in a `Vec`, a tuple or a type without `repr`",
    "take `&dyn Api` or `&mut dyn Api` to lend the object; or remove the `repr` of what holds it, so that a copy of both crosses",
];
const CHANGED: Words = [
    "",
    " crosses as a copy, so nobody could change it through a `&mut`",
    "return the new value; or take a callback that is called with it, `&mut dyn FnMut(T)`; what is plain in memory (integers, `#[repr(C)]` types) can be changed through `&mut T` and `&mut [T]`",
];

/// What is wrong with it, and the way out; `None`: what is said of its place.
#[inline]
pub(super) const fn words(part: &Part, is_behind_mut: bool) -> Option<Words> {
    let is_in_memory =
        matches!(part.place, Place::Field | Place::Memory | Place::Behind | Place::Lent | Place::Pointed);
    if part.is_object() {
        return match () {
            () if part.begins("dyn Fn") || part.begins("(dyn Fn") => Some(CALLBACK),
            () if part.says_threads() && part.advice.text.is_empty() => Some(THREADS),
            () => None,
        };
    }
    if part.is_unknown() {
        return if part.is_lent_object() { Some(LENT) } else { None };
    }
    let is_copied = matches!(part.copied, Answer::Yes | Answer::Unusable);
    let is_handle = matches!(part.known, Known::Handle);
    match () {
        () if is_handle && !is_copied => Some(HANDLE),
        () if is_in_memory && is_handle => Some(OWNED),
        () if is_in_memory && is_copied && is_behind_mut && !part.advice.text.is_empty() => Some(CHANGED),
        () => None,
    }
}
