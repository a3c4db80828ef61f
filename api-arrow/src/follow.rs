//! How the walks through schemas and arrays follow pointers, which lead anywhere: each is looked at before it is followed, and a walk ends.
//!
//! Where a pointer leads that is neither null nor misaligned cannot be seen, nor how long a buffer is: the interface has no sizes of
//! buffers. That is their maker's word.

use crate::malformed::Malformed;
use std::borrow::Cow;

/// Types within types: as deep as dropping may nest.
pub(crate) const DEPTH: usize = 128;

/// Structs of one tree, and buffers of one array.
pub(crate) const NODES: usize = 1 << 20;

pub(crate) type Outcome<T = ()> = Result<T, Malformed>;

/// How much of a tree may still be looked at.
pub(crate) struct Budget {
    nodes: usize,
}

impl Budget {
    /// For one walk.
    pub(crate) const fn full() -> Self {
        Budget { nodes: NODES }
    }

    /// Goes to a node, which is so many below the first.
    pub(crate) fn enter(&mut self, depth: usize) -> Outcome {
        if depth > DEPTH {
            return Err(Malformed::new(format!("at most {DEPTH} types within each other"), "more, or a ring"));
        }
        self.nodes = self.nodes.checked_sub(1).ok_or_else(|| too_many("more, or a ring"))?;
        Ok(())
    }

    /// Whether so many more can be looked at.
    pub(crate) fn has(&self, more: usize, name: &str) -> Outcome {
        if more <= self.nodes { Ok(()) } else { Err(too_many(format!("`{name}` {more}"))) }
    }
}

fn too_many(found: impl Into<Cow<'static, str>>) -> Malformed {
    Malformed::new(format!("at most {NODES} structs in one tree, and buffers in one array"), found)
}

/// Whether a pointer may be followed, as far as it shows.
pub(crate) fn leads<T>(ptr: *const T, what: &'static str) -> Outcome {
    if ptr.is_null() {
        return Err(Malformed::new(what, "NULL"));
    }
    if !ptr.is_aligned() {
        let found = format!("the misaligned pointer {ptr:p}, which is no multiple of {}", align_of::<T>());
        return Err(Malformed::new(what, found));
    }
    Ok(())
}

/// What a pointer leads to.
///
/// # Safety
/// Unless it is null or misaligned, it leads to a `T`.
pub(crate) unsafe fn read<T: Copy>(ptr: *const T, what: &'static str) -> Outcome<T> {
    leads(ptr, what)?;
    // SAFETY: neither null nor misaligned, so a `T`, by the caller's word.
    Ok(unsafe { ptr.read() })
}

/// What is there in an array.
///
/// # Safety
/// Unless the pointer is null or misaligned, it leads to more elements than `number`.
pub(crate) unsafe fn read_at<T: Copy>(array: *const T, number: usize, what: &'static str) -> Outcome<T> {
    leads(array, what)?;
    // SAFETY: it leads to an array, by the caller's word, which has an element there.
    Ok(unsafe { array.wrapping_add(number).read() })
}

/// The child of a struct with this number.
///
/// # Safety
/// Unless it is null or misaligned, the pointer leads to an array of pointers with more than `number`, and each of these, with the same
/// exceptions, to a `T`.
pub(crate) unsafe fn read_child<T: Copy>(children: *mut *mut T, number: usize) -> Outcome<T> {
    // SAFETY: passed on to the caller.
    let child = unsafe { read_at(children, number, "a pointer to the array of `children`") }?;
    // SAFETY: passed on to the caller.
    unsafe { read(child, "a pointer to a struct") }
}

/// A number that counts something.
pub(crate) fn counted(number: i64, name: &str) -> Outcome<usize> {
    let wrong = |_| {
        let wanted = if number < 0 { "a number that is not negative" } else { "a number that fits into memory" };
        Malformed::new(wanted, format!("`{name}` {number}"))
    };
    usize::try_from(number).map_err(wrong)
}

/// Whether a struct was neither released nor moved.
pub(crate) fn live<T>(release: Option<T>) -> Outcome {
    let released = || Malformed::new("a live struct", "one whose `release` is NULL, so it was released or moved");
    release.map(drop).ok_or_else(released)
}

pub(crate) fn plural(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
