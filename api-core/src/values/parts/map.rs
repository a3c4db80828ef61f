//! Maps and sets: a vector of pairs, or of elements, in any order. Both kinds of std's are one type in the record, `Map<K, V>` and
//! `Set<T>`: a side chooses its own.

use super::key::{Key, check_unique};
use crate::contract::raw::RawSlice;
use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::borrowed::elements_of;
use crate::values::copied::{Checked, Part, Sending, vec_given};
use crate::values::fault::Fault;
use crate::values::owned::RawOwned;
use crate::values::traits::{Element, Tagged};
use crate::values::vouched::VOUCHED;
use crate::values::walk::Walk;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ffi::c_void;
use core::mem::ManuallyDrop;

/// Checks the entries of a vector, and that no key is there twice. A key is what an entry begins with.
///
/// # Safety
/// As [`Part::check_part`].
unsafe fn check<E: Part, K: Key>(wire: *const RawOwned, walk: &mut Walk) -> Result<(), Fault> {
    // SAFETY: passed on to the caller.
    unsafe { <Vec<E> as Part>::check_part(wire, walk) }?;
    // SAFETY: readable, by the caller's word; any bits are a `RawOwned`.
    let raw = unsafe { wire.read() };
    let first = elements_of::<E::Wire>(&RawSlice { ptr: raw.ptr, len: raw.len })?;
    // SAFETY: so many entries; the contract: readable, with what they lead to.
    unsafe { check_unique(first.cast(), raw.len, size_of::<E::Wire>(), order::<K>) }
}

/// # Safety
/// As [`Key::order`].
unsafe fn order<K: Key>(a: *const c_void, b: *const c_void) -> Ordering {
    // SAFETY: passed on to the caller.
    unsafe { K::order(a.cast(), b.cast()) }
}

/// A bytewise copy of an entry.
///
/// # Safety
/// It is not dropped, and both stay as they are.
unsafe fn pair<K, V>((key, value): (&K, &V)) -> (K, V) {
    // SAFETY: passed on to the caller.
    let key = unsafe { core::ptr::read(key) };
    // SAFETY: passed on to the caller.
    (key, unsafe { core::ptr::read(value) })
}

macro_rules! collections {
    ($(
        $name:literal [$K:ident $($V:ident)?] [$($S:ident)?] $ty:ty, of $entry:ty = |$of:ident| $copy:expr, $note:literal,
        where [$($bounds:tt)*];
    )*) => { $(
        // SAFETY: its name, and the lifetimes of what it names, in order.
        unsafe impl<$K: Described $(, $V: Described)? $(, $S)?> Described for $ty {
            type Lifetimes<Tail: List> = $K::Lifetimes<collections!(@rest $($V)?)>;
            const NAME: Rope = &[
                Piece::Named { package: "core", name: $name },
                Piece::Text("<"),
                Piece::Rope($K::NAME),
                $(Piece::Text(", "), Piece::Rope($V::NAME),)?
                Piece::Text(">"),
            ];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo {
                name: Self::NAME,
                definition: Some(Definition::of_core(
                    $name,
                    "std::collections",
                    "tuple transparent",
                    &[Member::field(&[Piece::Text("0: "), Piece::Rope(<Vec<$entry>>::NAME)])],
                    &[concat!("doc\t", $note)],
                )),
                reaches: &[<Vec<$entry>>::TYPE],
                object: None,
            });
        }
        lend!([$K: Described $(, $V: Described)? $(, $S)?] $ty, AsCopy);
        // SAFETY: what is in it lends nothing, or it does not cross.
        unsafe impl<$K $(, $V)? $(, $S)?> Element for $ty {}
        // SAFETY: a vector of its entries, of which no key is there twice.
        unsafe impl<$K: Key $(, $V: Part)? $(, $S)?> Part for $ty
        where
            $($bounds)*
        {
            type Wire = RawOwned;
            type Niche = Tagged;
            type Bits = Checked;
            const USABLE: bool = <Vec<$entry> as Part>::USABLE;
            #[inline]
            unsafe fn to_part<G: Sending>(value: *const Self, sending: &mut G) -> RawOwned {
                if !G::IS_LENT {
                    // SAFETY: readable, by the caller's word, and used no more.
                    let map = unsafe { value.read() };
                    return vec_given(map.into_iter().collect::<Vec<$entry>>(), sending);
                }
                // SAFETY: readable, by the caller's word.
                let map = unsafe { &*value };
                let parts = sending.owned(map.len(), |sending| {
                    let entries = map.iter().map(|$of| {
                        // SAFETY: a bytewise copy of what stays as it is, which is not dropped.
                        let entry = ManuallyDrop::new(unsafe { $copy });
                        // SAFETY: lent as long as the map is: what it owns has not moved.
                        unsafe { <$entry as Part>::to_part(&raw const *entry, sending) }
                    });
                    entries.collect()
                });
                sending.keep::<<$entry as Part>::Wire>(parts)
            }
            #[inline]
            unsafe fn check_part(wire: *const RawOwned, walk: &mut Walk) -> Result<(), Fault> {
                // SAFETY: passed on to the caller; the first part of a pair is where the pair is.
                unsafe { check::<$entry, $K>(wire, walk) }
            }
            #[inline]
            unsafe fn take<const OURS: bool>(wire: *mut RawOwned) -> Self {
                // SAFETY: passed on to the caller. All is owned before code of the user's runs.
                let entries = unsafe { <Vec<$entry> as Part>::take::<OURS>(wire) };
                entries.into_iter().collect()
            }
            #[inline]
            unsafe fn release(wire: *mut RawOwned) {
                // SAFETY: passed on to the caller.
                unsafe { <Vec<$entry> as Part>::release(wire) };
            }
        }
        __abi_by_parts!({ VOUCHED } [$K: Key $(, $V: Part)? $(, $S)?] $ty, where $($bounds)*);
    )* };
    (@rest) => { Tail };
    (@rest $V:ident) => { $V::Lifetimes<Tail> };
}
collections! {
    "Map" [K V] [] BTreeMap<K, V>, of (K, V) = |entry| pair(entry), "Pairs in any order; no `f0` is there twice.", where [K: Ord];
    "Set" [T] [] BTreeSet<T>, of T = |element| core::ptr::read(element), "Elements in any order; none is there twice.", where [T: Ord];
}

/// What is not in alloc.
#[cfg(feature = "std")]
mod of_std {
    use super::*;
    use core::hash::{BuildHasher, Hash};
    use std::collections::{HashMap, HashSet};

    collections! {
        "Map" [K V] [S] HashMap<K, V, S>, of (K, V) = |entry| pair(entry), "Pairs in any order; no `f0` is there twice.",
            where [K: Eq + Hash, S: BuildHasher + Default];
        "Set" [T] [S] HashSet<T, S>, of T = |element| core::ptr::read(element), "Elements in any order; none is there twice.",
            where [T: Eq + Hash, S: BuildHasher + Default];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AbiType;
    use crate::values::fault::Memory;
    use alloc::string::String;

    fn twice(number: usize) -> Fault {
        Fault::Memory { what: Memory::Twice, number }
    }

    #[test]
    fn entries_arrive_in_any_order() {
        let wire = Vec::from([("b", 2_u32), ("a", 1)].map(|(key, value)| (String::from(key), value))).into_wire();
        // SAFETY: made by `into_wire`; the wire form of a map is that of a vector of pairs.
        let map = unsafe { BTreeMap::<String, u32>::from_wire(wire) };
        assert_eq!(map, Ok(BTreeMap::from([(String::from("a"), 1), (String::from("b"), 2)])));
        let wire = map.expect("a map").into_wire();
        // SAFETY: as above.
        let pairs = unsafe { Vec::<(String, u32)>::from_wire(wire) };
        assert_eq!(pairs, Ok(Vec::from([(String::from("a"), 1), (String::from("b"), 2)])));
    }

    #[test]
    fn a_key_that_is_there_twice_is_a_fault() {
        let keys = ["x", "y", "", "x"].map(String::from);
        // SAFETY: made by `into_wire`; the wire form of a set is that of a vector.
        assert_eq!(unsafe { BTreeSet::<String>::from_wire(Vec::from(keys).into_wire()) }, Err(twice(3)));
        // SAFETY: as above.
        assert_eq!(unsafe { BTreeSet::<u64>::from_wire(Vec::from([1_u64, 2, 2, 3]).into_wire()) }, Err(twice(2)));
        let pairs = Vec::from([((1_u8, [true, false]), 1_u64), ((1, [true, true]), 2), ((1, [true, false]), 3)]);
        // SAFETY: as above, of pairs.
        let map = unsafe { BTreeMap::<(u8, [bool; 2]), u64>::from_wire(pairs.into_wire()) };
        assert_eq!(map, Err(twice(2)));
    }

    #[test]
    #[cfg(feature = "std")]
    fn one_side_has_a_hash_map() {
        let sent = std::collections::HashMap::<char, Vec<String>>::from([('a', Vec::from([String::from("x")]))]);
        // SAFETY: made by `into_wire` of the other kind of map.
        let map = unsafe { BTreeMap::<char, Vec<String>>::from_wire(sent.clone().into_wire()) };
        assert_eq!(map.map(|map| map.into_iter().collect()), Ok(sent));
    }

    #[test]
    fn zeros_are_empty() {
        let zero = RawOwned { ptr: core::ptr::null_mut(), len: 0, cap: 0, free: None };
        // SAFETY: nothing is read.
        assert_eq!(unsafe { BTreeMap::<u8, u8>::from_wire(zero) }, Ok(BTreeMap::new()));
    }
}
