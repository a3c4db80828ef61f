//! Deep, wide and circular data, in steps and not by the clock.

use super::*;
use crate::contract::raw::RawSlice;
use crate::describe::list::{Life, List};
use crate::describe::{Described, Piece, Rope};
use crate::values::walk::STEPS_TAKEN;
use crate::{AbiType, OwnedSlice, Slice, SliceMut, Str};
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

type Is<T> = T;

/// A list that ends somewhere, or in itself.
#[derive(Clone, Copy)]
#[repr(C)]
struct Node<'a> {
    next: Option<&'a Node<'a>>,
    good: bool,
}
// SAFETY: its name, and its lifetime.
unsafe impl<'a> Described for Node<'a> {
    type Lifetimes<Tail: List> = (Life<'a>, Tail);
    const NAME: Rope = &[Piece::Text("Node")];
}
__abi_struct!({ crate::values::vouched::VOUCHED } Is ['a] Node<'a>, [] { next next: Option<&'a Node<'a>> as Option<&'a Node<'a>>, good good: bool as bool, });

/// A node with two ways on.
#[repr(C)]
struct Fork<'a> {
    left: Slice<'a, Fork<'a>>,
    right: Slice<'a, Fork<'a>>,
}
// SAFETY: its name, and its lifetime.
unsafe impl<'a> Described for Fork<'a> {
    type Lifetimes<Tail: List> = (Life<'a>, Tail);
    const NAME: Rope = &[Piece::Text("Fork")];
}
__abi_struct!({ crate::values::vouched::VOUCHED } Is ['a] Fork<'a>, [] { left left: Slice<'a, Fork<'a>> as Slice<'a, Fork<'a>>, right right: Slice<'a, Fork<'a>> as Slice<'a, Fork<'a>>, });

/// Memory that owns memory.
#[repr(C)]
struct Tree {
    name: crate::OwnedStr,
    children: OwnedSlice<Tree>,
}
// SAFETY: its name; it has no lifetimes.
unsafe impl Described for Tree {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Text("Tree")];
}
__abi_struct!({ crate::values::vouched::VOUCHED } Is [] Tree, [] { name name: crate::OwnedStr as crate::OwnedStr, children children: OwnedSlice<Tree> as OwnedSlice<Tree>, });

/// What it owned, lent and shares.
#[repr(C)]
struct Mixed<'a> {
    flag: &'a mut bool,
    flags: SliceMut<'a, bool>,
    shared: &'a bool,
    owned: OwnedSlice<bool>,
}
// SAFETY: its name, and its lifetime.
unsafe impl<'a> Described for Mixed<'a> {
    type Lifetimes<Tail: List> = (Life<'a>, Tail);
    const NAME: Rope = &[Piece::Text("Mixed")];
}
__abi_struct!({ crate::values::vouched::VOUCHED } Is ['a] Mixed<'a>, [] { flag flag: &'a mut bool as &'a mut bool, flags flags: SliceMut<'a, bool> as SliceMut<'a, bool>, shared shared: &'a bool as &'a bool, owned owned: OwnedSlice<bool> as OwnedSlice<bool>, });

/// A [`Node`] as another binary writes it.
#[derive(Clone, Copy)]
#[repr(C)]
struct Foreign {
    next: *const Foreign,
    good: u8,
}

/// Nodes in a row, the first one last.
fn list(len: usize) -> (Vec<Foreign>, *mut Foreign) {
    let mut nodes = vec![Foreign { next: core::ptr::null(), good: 1 }; len];
    let first = nodes.as_mut_ptr();
    for index in 1..len {
        // SAFETY: in the vector.
        unsafe { (*first.wrapping_add(index)).next = first.wrapping_add(index - 1) };
    }
    (nodes, first)
}

/// # Safety
/// As [`arrived_behind`].
unsafe fn check_node(node: *const Foreign) -> Result<(), Fault> {
    // SAFETY: passed on to the caller; of one layout.
    unsafe { arrived_behind(node.cast::<Node<'_>>(), Len::One) }
}

fn check<T: Pointee>(value: &T) -> Result<(), Fault> {
    // SAFETY: a value.
    unsafe { arrived_behind(core::ptr::from_ref(value), Len::One) }
}

const LONG: usize = if cfg!(miri) { 200 } else { 200_000 };

#[test]
fn a_long_list_is_a_value() {
    let (_nodes, first) = list(LONG);
    let last = first.wrapping_add(LONG - 1);
    // SAFETY: nodes of this test.
    let came = unsafe { <&Node<'_>>::from_wire(last.cast_const().cast()) };
    let (mut node, mut len) = (came.ok(), 0);
    while let Some(here) = node {
        (node, len) = (here.next, len + usize::from(here.good));
    }
    assert_eq!(len, LONG);
}

#[test]
fn what_is_wrong_is_found_however_deep_it_is() {
    let (_nodes, first) = list(LONG);
    let last = first.wrapping_add(LONG - 1);
    for depth in [1, 31, 32, 33, LONG - 1] {
        let node = last.wrapping_sub(depth);
        // SAFETY: a node of this test.
        unsafe { (*node).good = 2 };
        // SAFETY: as above.
        let came = unsafe { check_node(last) };
        assert_eq!(came.map_err(Fault::root), Err(Fault::Bool(2)), "{depth}");
        // SAFETY: as above.
        unsafe { (*node).good = 1 };
    }
}

#[test]
#[cfg_attr(miri, ignore = "a function has another address each time: the ring ends with the steps")]
fn a_ring_is_found_when_it_closes() {
    for len in [1, 2, 3, 23, 24, 25, 31, 62, 100, 1001] {
        let (nodes, first) = list(len);
        // SAFETY: nodes of this test.
        unsafe { (*first).next = first.wrapping_add(len - 1) };
        let mut walk = Walk::new(1, false);
        // SAFETY: as above.
        let checked = unsafe { check_elements(first.cast::<Node<'_>>(), 1, &mut walk) };
        assert_eq!(walk.end(checked).map_err(Fault::root), Err(STEPS_TAKEN), "{len}");
        assert!(STEPS - walk.left < 200 + 100 * len, "{len}: {} steps", STEPS - walk.left);
        drop(nodes);
    }
}

#[test]
#[cfg_attr(miri, ignore = "a function has another address each time: the ring ends with the steps")]
fn a_ring_with_two_ways_on_from_each_is_found_when_it_closes() {
    let mut nodes = [const { [RawSlice { ptr: core::ptr::null_mut(), len: 1 }; 2] }; 5];
    let first = nodes.as_mut_ptr();
    for index in 0..5 {
        let next = first.wrapping_add((index + 1) % 5).cast();
        // SAFETY: in the array.
        unsafe { first.wrapping_add(index).write([RawSlice { ptr: next, len: 1 }; 2]) };
    }
    let mut walk = Walk::new(1, false);
    // SAFETY: forks of this test.
    let checked = unsafe { check_elements(first.cast::<Fork<'_>>(), 1, &mut walk) };
    assert_eq!((walk.end(checked), STEPS - walk.left < 100), (Err(STEPS_TAKEN.in_field("left")), true));
}

#[test]
fn what_two_ways_lead_to_is_no_ring() {
    let (_nodes, first) = list(100);
    let last = first.wrapping_add(99);
    let ends = [Foreign { next: last, good: 1 }; 9];
    // SAFETY: nodes of this test.
    assert_eq!(unsafe { arrived_behind(ends.as_ptr().cast::<Node<'_>>(), Len::Of(9)) }, Ok(()));
}

#[test]
#[cfg_attr(miri, ignore = "four million steps")]
fn two_ways_on_from_each_of_forty_are_one_line() {
    let mut forks: Vec<Fork<'static>> = Vec::with_capacity(40);
    for _ in 0..40 {
        let on = || {
            let next = forks.last().map_or(&[][..], core::slice::from_ref);
            // SAFETY: room was reserved, so the element stays, and the vector lives as long as the test.
            Slice::from(unsafe { core::slice::from_raw_parts(next.as_ptr(), next.len()) })
        };
        let (left, right) = (on(), on());
        forks.push(Fork { left, right });
    }
    assert_eq!(check(&forks[39]), Err(STEPS_TAKEN.in_field("left")));
    assert_eq!(check(&forks[17]), Ok(()));
}

/// What a parameter itself points to has to be there, and costs no steps.
#[test]
#[cfg_attr(miri, ignore = "millions of texts")]
fn a_flat_slice_may_be_as_long_as_it_likes() {
    let texts = vec![Str::from("a text"); STEPS + 1];
    // SAFETY: a slice of this program.
    assert!(unsafe { <&[Str<'_>]>::from_wire((&*texts).into_wire()) }.is_ok());
    // SAFETY: as above.
    assert_eq!(unsafe { arrived_behind(texts.as_ptr(), Len::Of(texts.len())) }, Ok(()));
}

/// Each of many may say that it is as large as all there is.
#[test]
#[cfg_attr(miri, ignore = "millions of bytes")]
fn text_behind_a_second_pointer_is_counted() {
    let text = alloc::string::String::from_utf8(vec![b'a'; STEPS]).expect("ASCII");
    let texts = vec![Str::from(&*text); STEP + 2];
    assert_eq!(check(&Slice::from(&texts[..])).map_err(Fault::root), Err(STEPS_TAKEN));
    assert_eq!(check(&Slice::from(&texts[..STEP - 1])), Ok(()));
}

fn tree(depth: usize) -> Tree {
    let mut tree = Tree { name: "leaf".into(), children: Vec::new().into() };
    for _ in 0..depth {
        tree = Tree { name: "branch".into(), children: vec![tree].into() };
    }
    tree
}

#[test]
fn memory_owns_memory_to_a_depth() {
    assert_eq!(check(&tree(OWNERS - 1)), Ok(()));
    assert_eq!(check(&tree(OWNERS)), Ok(()), "an empty one needs no memory");
    let fault = check(&tree(OWNERS + 1)).expect_err("too deep");
    // One field of the many says which it is.
    assert_eq!((fault.root(), fault.path(false).to_string()), (OWNERS_TAKEN, "..[0].children".into()));
    let deep = tree(OWNERS + 1);
    // A borrow ends what is dropped together.
    let borrowed = [&deep.children[0]];
    assert_eq!(check(&Slice::from(&borrowed[..])), Ok(()));
}

/// A [`Mixed`] as another binary sees it.
#[repr(C)]
struct ForeignMixed {
    flag: *mut u8,
    flags: RawSlice,
    shared: *const u8,
    owned: [usize; 4],
}

#[test]
fn after_a_call_only_what_was_lent_to_be_written_is_looked_at() {
    const LOOKED: [bool; 4] = [
        matches!(<Mixed<'_> as Pointee>::AFTER, After::Lent),
        matches!(<Node<'_> as Pointee>::AFTER, After::Nothing),
        matches!(<Tree as Pointee>::AFTER, After::Nothing),
        matches!(<&mut u32 as Pointee>::AFTER, After::Nothing),
    ];
    assert_eq!(LOOKED, [true; 4]);
    let mut bytes = [1_u8; 3];
    let start = bytes.as_mut_ptr();
    let flags = RawSlice { ptr: start.wrapping_add(1).cast(), len: 2 };
    // What was given away and what is shared is not read: there is nothing.
    let mixed = ForeignMixed { flag: start, flags, shared: core::ptr::without_provenance(1), owned: [1; 4] };
    // SAFETY: of one layout; what is behind `&mut` is there.
    let back = || unsafe { returned((&raw const mixed).cast::<Mixed<'_>>()) };
    assert_eq!(back(), Ok(()));
    for at in 0..3 {
        // SAFETY: in the array.
        unsafe { start.wrapping_add(at).write(7) };
        assert_eq!(back().map_err(Fault::root), Err(Fault::Bool(7)));
        // SAFETY: as above.
        unsafe { start.wrapping_add(at).write(1) };
    }
}
