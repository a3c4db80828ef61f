//! What the build says of a type that may not cross, and what to write in its place.

use super::answers::{Advice, Answer, Asked, CopiedPart, Known, Part, Place};
use super::beside;
use super::without_std::is_of_std;
use crate::describe::message::Message;
use crate::values::parts::key::Key;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

pub(super) const UNUSABLE: &str = "[VT0102] what is `repr(C)` with an `impl Drop`, or an enum that owns memory and has no variant 0, cannot be taken out of a `Vec`, `Box` or copied type: zeros are left, and would be dropped, too\n\
     \x20        help: remove the `impl Drop`, or give the enum a variant with the value 0; or write `vtable_api::OwnedSlice<..>` instead of the `Vec`, since that stays where it was made";

pub(super) const HOLDS: &str = "[VT0102] what is lent here as a copy holds an object (`Box<dyn Api>`), or memory of a `repr(C)` type: the copy and the value would both release it\n\
    \x20        help: take the value itself, which gives the object away; or take the object as a parameter of its own, `&dyn Api`";

pub(super) const EMPTY: &str = "[VT0104] a zero-sized type crosses, and C has no empty structs\n\
     \x20        help: leave it out, or give it a part that has a size";

const DERIVE: &str = "if the type is yours, put `#[derive(vtable_api::AbiType)]` on it; otherwise, copy what is needed into your own type";
const UNKNOWN: &str = "if the type is yours, put `#[derive(vtable_api::AbiType)]` on it; otherwise, copy what is needed into your own type\n         \
    if it has the derive, two copies of vtable-api are in this build: `cargo tree -d` shows them";

/// By which `repr` a type of the user's is memory.
macro_rules! with_repr {
    ($before:literal, $behind:literal) => {
        concat!(
            $before,
            "put `#[repr(C)]` on it (on an enum `#[repr(u32)]`, or `#[repr(C, u32)]` if it has payloads)",
            $behind
        )
    };
}

macro_rules! advice {
    ($always:literal: $([$($generics:tt)*] $ty:ty => $text:expr;)*) => { $(
        impl<$($generics)*> Asked<$ty> {
            /// What to write in its place.
            pub const __VT_ADVICE: Advice = Advice { always: $always, text: $text };
        }
    )* };
}
// These cross, but not everywhere.
advice! { false:
    [] String => "write `&str`; in a field or as an element, `vtable_api::OwnedStr`";
    ['a] &'a str => "in a field or as an element, write `vtable_api::Str<'_>`";
    ['a, T] &'a [T] => "in a field or as an element, write `vtable_api::Slice<'_, T>`";
    ['a, T] &'a mut [T] => "as a parameter, write `&mut [&mut [T]]`; in a field or another slice, `vtable_api::SliceMut<'_, T>`";
    [T] Vec<T> => "write `&[T]`; in a field or as an element, `vtable_api::OwnedSlice<T>`";
    [T: ?Sized] Box<T> => "write `NonNull<T>` and a function that frees it; or `vtable_api::OwnedSlice<T>` for `Box<[T]>`, and `vtable_api::OwnedStr` for `Box<str>`";
    [T] Option<T> => "there, only a reference or another pointer that is never null may be optional: take `Option<&T>`, `Option<extern \"C\" fn(..)>` written out, or a `#[repr(C, u32)]` enum with a variant for nothing";
    [E: crate::values::open::Numbered] crate::values::open::Open<E> => "in a slot, write the enum itself; `Open` replaces it in fields and behind pointers, and requires an enum with `#[abi(open)]` and a last variant `Unknown(..)` that holds an integer of its `repr`";
    [T] core::ops::Range<T> => "there, write a `#[repr(C)]` struct with `start` and `end`";
    [A, B] (A, B) => "there, write a `#[repr(C)]` struct; it may be a field of a type without `repr`, of which a copy crosses";
    [A, B, C] (A, B, C) => "there, write a `#[repr(C)]` struct; it may be a field of a type without `repr`, of which a copy crosses";
    [A, B, C, D] (A, B, C, D) => "there, write a `#[repr(C)]` struct; it may be a field of a type without `repr`, of which a copy crosses";
    [] core::time::Duration => "there, write `u64` nanoseconds, and `Duration::from_nanos` in Rust; it may be a field of a type without `repr`, of which a copy crosses";
    [T, E] Result<T, E> => "in a slot or a type without `repr`, write `Result<T, E>` with an error type of yours (`#[derive(AbiType)]`); elsewhere, a `#[repr(C, u32)]` enum with a variant for each";
}
/// What is said of both kinds of maps and sets.
macro_rules! collections {
    ($hasher:literal $([$($generics:tt)*] $ty:ty;)*) => { $(
        advice! { false:
            [$($generics)*] $ty => concat!("a map or set crosses by value, or in what is copied; its keys are integers, `bool`, `char`, text, enums without payloads, or tuples and arrays of these", $hasher, ": pass a `Vec` of pairs or elements otherwise, or `&[Entry]` of a struct of yours");
        }
    )* };
}
collections! { ""
    [K, V] BTreeMap<K, V>;
    [T] BTreeSet<T>;
}
/// What is said of keys that could cross, but that the map or set cannot have.
macro_rules! lacking {
    ($([$($generics:tt)*] $ty:ty => $text:expr;)*) => { $(
        impl<$($generics)*> Asked<$ty> {
            /// What its keys lack.
            pub const __VT_LACKS: &'static str = $text;
        }
    )* };
}
lacking! {
    [K: Key, V: CopiedPart] BTreeMap<K, V> => ORDERED;
    [T: Key] BTreeSet<T> => ORDERED;
}
macro_rules! functions {
    ($(($($p:ident)*))*) => { $(
        advice! { false:
            [R $(, $p)*] extern "C" fn($($p),*) -> R => "nobody checks the arguments and results of such a function: let it take integers, floats and raw pointers, no struct by value, and return one of these; for values that C code must vouch for, write `unsafe extern \"C\" fn(..)`";
        }
    )* };
}
functions! { () (A) (A B) (A B C) (A B C D) }
advice! { true:
    [] i128 => "write two `u64`";
    [] u128 => "write two `u64`";
    [T: ?Sized] Arc<T> => "take `&T`, or make it a `#[vtable_api]` trait and pass `&dyn Api` or `Box<dyn Api>`";
    [T: ?Sized] Rc<T> => "take `&T`, or make it a `#[vtable_api]` trait and pass `&dyn Api` or `Box<dyn Api>`";
    ['a, T: alloc::borrow::ToOwned + ?Sized] Cow<'a, T> => "take `&str` or `&[T]`; return `String` or `Vec<T>`";
    [T] VecDeque<T> => "pass the elements: `&[T]`, or `Vec<T>` to give them away";
    [T] alloc::vec::IntoIter<T> => "return `Vec<T>`";
    [R] fn() -> R => "write `extern \"C\" fn(..)`";
    [A, R] fn(A) -> R => "write `extern \"C\" fn(..)`";
    [A, B, R] fn(A, B) -> R => "write `extern \"C\" fn(..)`";
    [A] (A,) => "write the type itself";
    [A, B, C, D, E] (A, B, C, D, E) => "write a struct of yours with `#[derive(AbiType)]`: a tuple that crosses has at most four parts";
    [A, B, C, D, E, F] (A, B, C, D, E, F) => "write a struct of yours with `#[derive(AbiType)]`: a tuple that crosses has at most four parts";
}

// What a type is for stands in its place, where that can be said in one line.
advice! { true:
    [T: ?Sized] core::cell::RefCell<T> => LOCK;
    [T: ?Sized] core::cell::Cell<T> => LOCK;
    [T: ?Sized] core::cell::UnsafeCell<T> => LOCK;
    [T] core::cell::OnceCell<T> => "write `Option<&T>`, or a slot that returns the value";
    [T: ?Sized] alloc::rc::Weak<T> => "take `&T`, or make it a `#[vtable_api]` trait and pass `&dyn Api` or `Box<dyn Api>`";
    [T: ?Sized] alloc::sync::Weak<T> => "take `&T`, or make it a `#[vtable_api]` trait and pass `&dyn Api` or `Box<dyn Api>`";
    [T] alloc::collections::LinkedList<T> => "pass the elements: `&[T]`, or `Vec<T>` to give them away";
    [T] alloc::collections::BinaryHeap<T> => "pass the elements: `&[T]`, or `Vec<T>` to give them away";
    [T] core::pin::Pin<T> => "take a callback that is called with the result, `&mut dyn FnMut(T)`, or `Box<dyn Api>` of a `#[vtable_api]` trait with a slot `poll`";
    [T] core::task::Poll<T> => "in a slot or a type without `repr`, write `Option<T>`: `None` is not ready";
    [T] core::num::Wrapping<T> => "write the integer, and `Wrapping(n)` in Rust";
    [T] core::cmp::Reverse<T> => "write the value itself";
    [] core::cmp::Ordering => "write `i8` for less, equal and greater: `ordering as i8`, and `n.cmp(&0)` to get it back";
    [T] core::ops::RangeInclusive<T> => "in a slot or a type without `repr`, write `core::ops::Range<T>`, whose end is one higher";
    [T] core::ops::RangeFrom<T> => "write its start";
    [T] core::ops::RangeTo<T> => "write its end";
    ['a] core::fmt::Arguments<'a> => "take `&str`, and pass `&format!(..)`";
    ['a] core::fmt::Formatter<'a> => "return `String`, and write that to the formatter";
    [] core::fmt::Error => "in a slot, write `Result<(), E>` with a unit enum of yours: `#[derive(AbiType)] #[repr(u32)]`";
    [] core::sync::atomic::AtomicBool => ATOMIC;
    [] core::sync::atomic::AtomicU32 => ATOMIC;
    [] core::sync::atomic::AtomicU64 => ATOMIC;
    [] core::sync::atomic::AtomicUsize => ATOMIC;
    [] core::sync::atomic::AtomicI32 => ATOMIC;
    [] core::sync::atomic::AtomicI64 => ATOMIC;
    [] core::net::Ipv4Addr => "write `[u8; 4]`: `address.octets()`";
    [] core::net::Ipv6Addr => "write `[u8; 16]`: `address.octets()`";
    [] core::net::IpAddr => ADDRESS;
    [] core::net::SocketAddr => ADDRESS;
    [] core::any::TypeId => "write a number or a text of your own: each build has other ids";
}
// Behind `dyn`.
advice! { true:
    ['a] dyn core::error::Error + 'a => ERROR;
    ['a] dyn core::error::Error + Send + 'a => ERROR;
    ['a] dyn core::error::Error + Send + Sync + 'a => ERROR;
    [] dyn core::any::Any => ANY;
    [] dyn core::any::Any + Send => ANY;
    [] dyn core::any::Any + Send + Sync => ANY;
    ['a] dyn core::fmt::Debug + 'a => TEXT;
    ['a] dyn core::fmt::Display + 'a => TEXT;
    ['a, T] dyn Iterator<Item = T> + 'a => ITERATOR;
    ['a, T] dyn Iterator<Item = T> + Send + 'a => ITERATOR;
    ['a, T] dyn core::future::Future<Output = T> + 'a => FUTURE;
    ['a, T] dyn core::future::Future<Output = T> + Send + 'a => FUTURE;
}
const ORDERED: &str =
    "put `#[derive(PartialEq, Eq, PartialOrd, Ord)]` on the enum that is its key, which lacks one of them";
const LOCK: &str = "take `&T`, or `&mut T` to change it; what several share is behind a `#[vtable_api]` trait, whose provider has the cell or lock";
const ATOMIC: &str = "pass the number, or put it behind a `#[vtable_api]` trait with slots that read and change it";
const ADDRESS: &str = "pass its text: `&address.to_string()`, and `text.parse()` to get it back";
const ERROR: &str = "return its text, `String`: `error.to_string()`; or a type of yours with `#[derive(AbiType)]`";
const ANY: &str = "pass `&dyn Api` of a `#[vtable_api]` trait: the other side cannot know what type it is";
const TEXT: &str = "take `&str`, and pass `&value.to_string()`, or `&format!(\"{value:?}\")`";
const ITERATOR: &str = "pass the items, `&[T]` or `Vec<T>`; or a `#[vtable_api]` trait with `fn next(&mut self) -> Option<T>`, and `Box<dyn Api>` of it";
const FUTURE: &str = "take a callback that is called with the result, `&mut dyn FnMut(T)`, or `Box<dyn Api>` of a `#[vtable_api]` trait with a slot `poll`";

#[cfg(feature = "std")]
mod of_std {
    use crate::asked::answers::{Advice, Asked, CopiedPart};
    use crate::values::parts::key::Key;
    use std::collections::{HashMap, HashSet};

    advice! { true:
        [] std::ffi::CString => "take `&str`, or `*const c_char`";
        [] core::ffi::CStr => "take `&str`, or `*const c_char`";
        [] std::io::Error => "write a type of yours with `#[derive(AbiType)]`, or the text as `String`";
        [] std::time::Instant => "write `u64` nanoseconds since a point that both sides know";
        [T: ?Sized] std::sync::Mutex<T> => "put the locked data behind a `#[vtable_api]` trait, whose provider locks it";
        [T: ?Sized] std::sync::RwLock<T> => "put the locked data behind a `#[vtable_api]` trait, whose provider locks it";
        ['a, T: ?Sized] std::sync::MutexGuard<'a, T> => "put the locked data behind a `#[vtable_api]` trait, whose provider locks it";
        [T] std::sync::OnceLock<T> => "write `Option<&T>`, or a slot that returns the value";
        [T, F] std::sync::LazyLock<T, F> => "write `&T`, or a slot that returns the value";
        [T] std::sync::mpsc::Sender<T> => "take a callback, `&mut dyn FnMut(T)`; to keep it, `Box<dyn Api>` of a `#[vtable_api]` trait with `fn send(&self, value: T)`";
        [T] std::sync::mpsc::Receiver<T> => "pass `Box<dyn Api>` of a `#[vtable_api]` trait with `fn receive(&self) -> Option<T>`";
        [T] std::thread::JoinHandle<T> => "pass `Box<dyn Api>` of a `#[vtable_api]` trait whose provider has it";
        [] std::io::ErrorKind => "write an enum of yours with `#[derive(AbiType)]` and `#[repr(u32)]`";
        [] std::fs::File => "pass the path, `&str`; or `Box<dyn Api>` of a `#[vtable_api]` trait with slots that read and write";
        [] std::net::TcpStream => "pass `Box<dyn Api>` of a `#[vtable_api]` trait with slots that read and write";
        ['a] dyn std::io::Read + 'a => "pass `&mut dyn Api` of a `#[vtable_api]` trait with `fn read(&mut self, into: &mut [u8]) -> usize`";
        ['a] dyn std::io::Write + 'a => "pass `&mut dyn Api` of a `#[vtable_api]` trait with `fn write(&mut self, bytes: &[u8]) -> usize`";
    }
    collections! { ", and a hasher of its own implements `BuildHasher` and `Default`"
        [K, V, S] HashMap<K, V, S>;
        [T, S] HashSet<T, S>;
    }
    lacking! {
        [K: Key, V: CopiedPart, S] HashMap<K, V, S> => HASHED;
        [T: Key, S] HashSet<T, S> => HASHED;
    }
    const HASHED: &str = "put `#[derive(PartialEq, Eq, Hash)]` on the enum that is its key, if it lacks one of them; a hasher of its own implements `BuildHasher` and `Default`: else write `HashMap<K, V>` or `HashSet<T>`";
    #[cfg(any(unix, windows))]
    advice! { false:
        ['a] &'a std::path::Path => "as a field, an element or a return, write `std::path::PathBuf`";
        ['a] &'a std::ffi::OsStr => "as a field, an element or a return, write `std::ffi::OsString`";
        [] std::path::Path => "write `&std::path::Path` in a slot, or `std::path::PathBuf` to give it away";
        [] std::ffi::OsStr => "write `&std::ffi::OsStr` in a slot, or `std::ffi::OsString` to give it away";
        [] std::path::PathBuf => "to lend it, take `&std::path::Path`; in a field, remove the `repr` of what holds it, so that a copy of both crosses";
        [] std::ffi::OsString => "to lend it, take `&std::ffi::OsStr`; in a field, remove the `repr` of what holds it, so that a copy of both crosses";
    }
    advice! { false:
        [] std::time::SystemTime => "there, write `u64` nanoseconds since `SystemTime::UNIX_EPOCH`; it may be a field of a type without `repr`, of which a copy crosses";
    }
}

/// Ends the build because the tokens of a type do not show the lifetimes that it has.
#[track_caller]
#[inline]
pub(super) const fn hidden(part: &Part) -> ! {
    let mut message = Message::new();
    message.text(if matches!(part.place, Place::Field | Place::Part) { "[VT0103] " } else { "[VT0102] " });
    message.text("not all lifetimes of `");
    message.text(part.text);
    message.text("` are written here, or more than it has: the record could not tell them apart");
    message.text("\n         help: write the type out, or give the alias the lifetimes of the type in their order, each once: `type Text<'a> = &'a str;` and `Text<'_>`");
    message.fail()
}

/// Ends the build: a name promises a lifetime.
#[track_caller]
#[inline]
pub(super) const fn no_lifetime(name: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0103] by its name, `");
    message.text(name);
    message.text("` is taken for a type that has a lifetime\n         help: write its path: `self::");
    message.text(name);
    message.text("`");
    message.fail()
}

/// Ends the build: what is lent is not the caller's alone after the call.
#[track_caller]
#[inline]
pub(super) const fn lent_further(text: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0115] `");
    message.text(text);
    message.text("` is lent for longer than the call: its lifetime is `'static` or occurs elsewhere as well, so somebody may still hold it when what was written is checked");
    message.text("\n         help: give the `&mut` its own lifetime (`&mut T`), and return a value or a shared reference; types for which every bit pattern is a value (integers, floats, structs of them) need no check and may be lent like this");
    message.fail()
}

/// Ends the build: what is lent is a copy that is gone after the call.
#[track_caller]
#[inline]
pub(super) const fn copied_further(text: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0115] `");
    message.text(text);
    message.text("` is lent as a copy (a path is one on Windows) that lives only for the call, but its lifetime is `'static` or occurs elsewhere as well, so what is borrowed from the copy could be used after the call");
    message.text("\n         help: give the reference its own lifetime (`&T`), and return a value (`String`, `PathBuf`, `T`) instead of a reference into it; a type with `#[repr(C)]` is not copied, and may lend what is returned");
    message.fail()
}

/// Ends the build: what is returned refers to a copy, and nobody would drop that.
#[track_caller]
#[inline]
pub(super) const fn copied_on(text: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0115] `");
    message.text(text);
    message.text("` cannot be returned: what it refers to crosses as a copy (a path is one on Windows), which lives only for a call that lends it");
    message.text("\n         help: return the value itself: `T`, `Vec<T>`, `PathBuf`, `OsString`; a type with `#[repr(C)]` is not copied, and may be returned by reference");
    message.fail()
}

/// Ends the build: what is returned by `&mut` is written after the call.
#[track_caller]
#[inline]
pub(super) const fn lent_on(text: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0115] `");
    message.text(text);
    message.text("` lends something by `&mut` that is written after the call, when nothing checks it: C could leave a `bool` of 2 there");
    message.text("\n         help: return a shared reference, and take the value to be written in another slot (`fn set(&mut self, value: T)`); types for which every bit pattern is a value (integers, floats, structs of them) need no check and may be lent like this");
    message.fail()
}

/// Ends the build: no panic can be the error of a slot.
#[track_caller]
#[inline]
pub(super) const fn uncaught(is_shown: bool, text: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0102] with `panic = \"error\"` a panic becomes the slot's error, but ");
    message.text(if is_shown { "`" } else { "the error of `" });
    message.text(text);
    message.text("` does not implement `From<vtable_api::Panicked>`");
    message.text("\n         help: if the type is yours, implement `From<vtable_api::Panicked>` for it; otherwise, write an error type of your own, or `String`, which implements it");
    message.fail()
}

/// Ends the build: where the inner one led to is not known after the call.
#[track_caller]
#[inline]
pub(super) const fn nested(text: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0115] `");
    message.text(text);
    message.text("` leads through a `&mut` to another `&mut`: C could write through the inner one and then replace it, so what was written could not be found and checked after the call");
    message.text("\n         help: pass the inner one as a separate parameter, or behind a shared reference; types for which every bit pattern is a value (integers, floats, structs of them) need no check and may be lent like this");
    message.fail()
}

/// Ends the build with what is wrong with the type where it stands.
#[track_caller]
#[inline]
pub(super) const fn refuse(part: &Part, is_behind_mut: bool, is_field: bool) -> ! {
    let beside = beside::words(part, is_behind_mut);
    let is_general = beside.is_none();
    let [before, after, help] = match beside {
        Some(words) => words,
        None => words(part),
    };
    let mut message = Message::new();
    message.text(if is_field { "[VT0103] " } else { "[VT0102] " });
    message.text(before);
    message.text("`");
    message.text(part.text);
    message.text("`");
    message.text(after);
    message.text("\n         help: ");
    let is_of_type = part.is_unknown()
        || matches!(
            part.place,
            Place::Slot
                | Place::Value
                | Place::Part
                | Place::Field
                | Place::Memory
                | Place::Written
                | Place::Behind
                | Place::Lent
                | Place::Object
        );
    let is_lacking = !part.lacks.is_empty() && matches!(part.copied, Answer::No);
    let own = if is_lacking { part.lacks } else { part.advice.text };
    let is_own = is_general && !own.is_empty() && !part.is_opaque() && is_of_type;
    message.text(if is_own { own } else { help });
    message.fail()
}

#[inline]
const fn words(part: &Part) -> [&'static str; 3] {
    if matches!(part.place, Place::Object) {
        return [
            "",
            " is not a `#[vtable_api]` trait object, so it cannot cross a binary boundary",
            "put `#[vtable_api]` on that trait, whose methods must all take `&self` or `&mut self`; of a table that has others, take its handles, `ApiRef<'_>` and `ApiBox`\n         \
             if it has the attribute, two copies of vtable-api are in this build: `cargo tree -d` shows them",
        ];
    }
    if part.is_unknown() && is_of_std(part.text) {
        return [
            "",
            " cannot cross a binary boundary here: std's type of this name does so only with the feature `std` of vtable-api, which is off",
            "turn it on in Cargo.toml: `features = [\"std\"]` at vtable-api, or no `default-features = false`; if the type is yours, put `#[derive(vtable_api::AbiType)]` on it",
        ];
    }
    if part.is_unknown() {
        return ["", " cannot cross a binary boundary: it has no defined form in C", UNKNOWN];
    }
    if part.is_opaque() {
        return of_opaque(part.place);
    }
    if part.is_copied() && !matches!(part.known, Known::Open) {
        return [
            "",
            " crosses as a copy, so nothing in memory is one: a parameter may lend it (`&T`, `&[T]`), but it cannot be returned by reference, lent by `&mut`, stand behind a raw pointer, or be in a field of a `repr` type",
            with_repr!(
                "take or return the type itself by value, or a `Vec` of it; or ",
                ", if its fields may then stand there"
            ),
        ];
    }
    if part.is_raw() && matches!(part.known, Known::Changeable) {
        return [
            "",
            " cannot be passed by value to or from a raw `extern \"C\" fn`: another attribute on it may take its `repr(transparent)` away",
            "move the attribute above `#[derive(AbiType)]`, if it is a macro, so that the derive sees what it generates; or pass a pointer",
        ];
    }
    let (after, help) = match part.place {
        Place::Field | Place::Memory | Place::Written | Place::Behind | Place::Given
            if matches!(part.known, Known::Open) =>
        {
            return [
                "",
                " is an open enum: memory may hold a value for which it has no variant",
                "wrap it in `vtable_api::Open<..>`, which keeps that value",
            ];
        }
        Place::Part => (
            " cannot be a field or an element of what is copied",
            "pass what is borrowed by `&mut` as a parameter of its own; if the type is yours, put `#[derive(vtable_api::AbiType)]` on it",
        ),
        Place::Field => (
            " is not plain in memory, so it cannot be a field",
            with_repr!(
                "if the type is yours, ",
                "; or remove the `repr` of what holds it, so that a copy of both crosses"
            ),
        ),
        Place::Memory | Place::Written => (
            " is not plain in memory, so it cannot be in a slice, `Vec`, `Box` or array",
            with_repr!("if the type is yours, ", "; or pass a `Vec` of it, whose elements are copied"),
        ),
        Place::Pointed => (
            " crosses as a copy, so nothing in memory is one: a raw pointer cannot lead to it",
            "point to a `repr(C)` type; or write `*const c_void`, if only its maker looks at what is there",
        ),
        Place::Behind | Place::Lent => (
            " is not plain in memory, so it cannot be behind a reference",
            with_repr!("if the type is yours, ", "; or pass it by value, as a copy"),
        ),
        Place::Given => (
            " borrows by `&mut`, so it cannot be given away as an element or be a type argument: nobody could check afterwards what was written",
            "pass `&mut [T]`, or a `#[repr(C)]` struct with the `&mut` or a `vtable_api::SliceMut` as a field",
        ),
        Place::Taken => (
            " cannot be a parameter of a raw `extern \"C\" fn` that crosses the boundary: it is not a C scalar",
            "pass a pointer to it, or use a closure, `&mut dyn FnMut(..)`, which takes every type that a slot may",
        ),
        Place::Passed | Place::Returned => {
            return [
                "a raw `extern \"C\" fn` that crosses the boundary cannot take or return ",
                " and be safe to call: not every bit pattern is a valid value of it, and nobody checks it",
                "write `unsafe extern \"C\" fn(..)`, whose caller vouches for the values; or use integers and raw pointers; or use a closure, `&mut dyn FnMut(..)`, whose values are checked",
            ];
        }
        Place::Vouched => (
            " cannot be returned by a raw `extern \"C\" fn` that crosses the boundary: it is not a C scalar",
            "return a pointer to it, or use a closure, `&mut dyn FnMut(..)`, which returns every type that a slot may",
        ),
        Place::Value if part.is_reference() => (
            " crosses as a parameter only, by itself or in `Option`: it cannot be a part of another value",
            "take it as a parameter of its own; or put the value itself there: `T`, `Vec<T>`, `PathBuf`, `OsString`",
        ),
        Place::Slot | Place::Value | Place::Inside | Place::Object => {
            (" cannot be a parameter or a return of a slot", DERIVE)
        }
    };
    ["", after, help]
}

#[inline]
const fn of_opaque(place: Place) -> [&'static str; 3] {
    match place {
        Place::Behind | Place::Lent => [
            "",
            " is opaque, but not a struct with the single field `_opaque: vtable_api::Opaque`, so it cannot be behind a reference",
            "give it that field instead of its own, and keep the data elsewhere; or write `NonNull<T>` or `*mut T`; or make it a `#[vtable_api]` trait and pass `&dyn Api`",
        ],
        Place::Memory | Place::Written | Place::Given => [
            "",
            " is opaque: the other side does not know its size, so it cannot be an element, or the argument of a generic type",
            "write `NonNull<T>` or `*mut T`; instead of a generic type with such a pointer, write a dedicated struct",
        ],
        _ => [
            "",
            " is opaque: the other side does not know its size, so it crosses only behind a pointer",
            "write `NonNull<T>` or `*mut T`, or `&T` if its one field is a `vtable_api::Opaque`; or make it a `#[vtable_api]` trait and pass `Box<dyn Api>`",
        ],
    }
}
