//! The second layer of the build's checks: resolved types against the record, in const evaluation.
//!
//! Every function panics with the finished text of a diagnostic; `#[track_caller]` puts it on the user's line.

use super::flatten::{self, Rope};
use super::info::{ObjectOf, State, TypeRef};
use super::message::Message;
use super::record::Reached;

pub use super::changes::{Changed, RecordedType, first_changed, report};
pub use super::message::fail;

/// The type that tokens resolve to is the recorded one; else `before`, its name, `after`.
#[track_caller]
#[inline]
pub const fn is_recorded(now: Rope, local: &str, recorded: &str, before: &str, after: &str) {
    if !flatten::is(now, local, recorded) {
        let mut message = Message::new();
        message.text(before);
        message.rope(now, local);
        message.text(after);
        if is_by_target(now, local, recorded) {
            message
                .text("\n        if it is a C type behind an alias, it differs between targets: write `c_long` itself");
        }
        message.moved(now, local, recorded);
        message.fail()
    }
}

/// Whether the two differ as the C types of two targets do: in the size of an integer, or in the sign of a byte.
#[inline]
const fn is_by_target(now: Rope, local: &str, recorded: &str) -> bool {
    let (len, was) = (flatten::len(now, local), recorded.as_bytes());
    let mut buffer = [0; 512];
    if len > buffer.len() {
        return false;
    }
    flatten::write(now, local, &mut buffer, 0);
    let now = buffer.split_at(len).0;
    let mut at = 0;
    while at < len && at < was.len() && now[at] == was[at] {
        at += 1;
    }
    is_pair(now, was, at, "32", "64") || is_pair(now, was, at, "i8", "u8")
}

#[inline]
const fn is_pair(a: &[u8], b: &[u8], at: usize, one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    (starts(a, at, one) && starts(b, at, other)) || (starts(a, at, other) && starts(b, at, one))
}

#[inline]
const fn starts(text: &[u8], at: usize, piece: &[u8]) -> bool {
    flatten::starts(text, at, piece).is_some()
}

/// The discriminant that the compiler counted is the recorded one; else `before`, its value, `after`.
#[track_caller]
#[inline]
pub const fn is_value(now: i128, recorded: i128, before: &str, after: &str) {
    if now != recorded {
        let mut message = Message::new();
        message.text(before);
        message.number(now);
        message.text(after);
        message.fail()
    }
}

/// What the compiler knows of a type is what is recorded; else `before`, what it is, `after`.
#[track_caller]
#[inline]
pub const fn has_traits(now: &str, recorded: &str, before: &str, after: &str) {
    if !flatten::same(now, recorded) {
        let mut message = Message::new();
        message.text(before);
        message.text(if now.is_empty() { "as its fields imply" } else { now });
        message.text(after);
        message.fail()
    }
}

/// The same of what is copied, which may have no `impl Drop`: that is an error of its own.
#[track_caller]
#[inline]
pub const fn has_traits_of_copy(now: &str, recorded: &str, before: &str, after: &str) {
    if !matches!(now.as_bytes(), [.., b'D', b'r', b'o', b'p']) {
        has_traits(now, recorded, before, after)
    }
}

/// Every table that a slot's type names, also through the fields of others, is recorded, or will be with the slot's; else `before`, the table, `after`.
#[track_caller]
#[inline]
pub const fn names_recorded(types: &'static [TypeRef], package: &str, before: &str, after: &str) {
    let reached = Reached::from(types, package);
    let mut at = 0;
    while let Some(ty) = reached.get(at) {
        if let Some(object) = &ty.get().object
            && !object.may_be_frozen(package)
        {
            unrecorded(object, before, after)
        }
        at += 1;
    }
}

#[track_caller]
#[inline]
const fn unrecorded(object: &ObjectOf, before: &str, after: &str) -> ! {
    let mut message = Message::new();
    message.text(before);
    message.text("table `");
    message.text(object.id);
    message.text("` of package `");
    message.text(object.package);
    message.text(match object.state {
        State::Unrecorded => "`, which says `unrecorded`",
        State::Draft | State::Frozen => "`, which is a draft",
    });
    message.text(after);
    message.fail()
}

/// Whether `path`, a `module_path!()`, is `module` of its crate.
///
/// ```
/// use vtable_api_core::checks::is_module;
/// assert!(is_module("viewer::codecs", "codecs"));
/// assert!(is_module("viewer", ""));
/// assert!(!is_module("viewer::other", "codecs"));
/// ```
#[inline]
pub const fn is_module(path: &str, module: &str) -> bool {
    let bytes = path.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        if bytes[at] == b':' && bytes[at + 1] == b':' {
            return flatten::same(path.split_at(at + 2).1, module);
        }
        at += 1;
    }
    module.is_empty()
}
