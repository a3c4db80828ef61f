//! Deep, wide and circular data, in steps and not by the clock.

use super::*;
use crate::describe::{Described, Piece, Rope};
use crate::{AbiType, OwnedSlice, Slice, SliceMut, Str};
use alloc::vec;
use core::cell::Cell;

/// A list that ends somewhere, or in itself.
#[derive(Clone, Copy)]
#[repr(C)]
struct Node<'a> {
    next: Option<&'a Node<'a>>,
    good: bool,
}
impl Described for Node<'_> {
    const NAME: Rope = &[Piece::Text("Node")];
}
__abi_struct!(['a] Node<'a>, [] { next: Option<&'a Node<'a>>, good: bool, });

/// A node with two ways on.
#[repr(C)]
struct Fork<'a> {
    left: Slice<'a, Fork<'a>>,
    right: Slice<'a, Fork<'a>>,
}
impl Described for Fork<'_> {
    const NAME: Rope = &[Piece::Text("Fork")];
}
__abi_struct!(['a] Fork<'a>, [] { left: Slice<'a, Fork<'a>>, right: Slice<'a, Fork<'a>>, });

/// Memory that owns memory.
#[repr(C)]
struct Tree {
    name: crate::OwnedStr,
    children: OwnedSlice<Tree>,
}
impl Described for Tree {
    const NAME: Rope = &[Piece::Text("Tree")];
}
__abi_struct!([] Tree, [] { name: crate::OwnedStr, children: OwnedSlice<Tree>, });

/// What it owned, lent and shares.
#[repr(C)]
struct Mixed<'a> {
    flag: &'a mut bool,
    flags: SliceMut<'a, bool>,
    shared: &'a bool,
    owned: OwnedSlice<bool>,
}
impl Described for Mixed<'_> {
    const NAME: Rope = &[Piece::Text("Mixed")];
}
__abi_struct!(['a] Mixed<'a>, [] { flag: &'a mut bool, flags: SliceMut<'a, bool>, shared: &'a bool, owned: OwnedSlice<bool>, });

/// Nodes in a row, the first one last.
fn list(len: usize) -> Vec<Node<'static>> {
    let mut nodes = vec![Node { next: None, good: true }; len];
    for index in 1..len {
        let next: *const Node<'static> = &raw const nodes[index - 1];
        // SAFETY: the vector lives as long as the test and is not written to meanwhile.
        nodes[index].next = Some(unsafe { &*next });
    }
    nodes
}

fn check<T: Pointee>(value: &T) -> Result<(), Fault> {
    // SAFETY: a value, or bytes of which the check finds out; readable.
    unsafe { arrived_behind(core::ptr::from_ref(value)) }
}

const LONG: usize = if cfg!(miri) { 200 } else { 200_000 };

#[test]
fn a_long_list_is_a_value() {
    let nodes = list(LONG);
    assert_eq!(check(&nodes[LONG - 1]), Ok(()));
    // SAFETY: as above.
    let came = unsafe { <&Node<'_>>::from_wire((&raw const nodes[LONG - 1]).cast()) };
    assert!(came.is_ok());
}

#[test]
fn what_is_wrong_is_found_however_deep_it_is() {
    let nodes = list(LONG);
    for depth in [1, 31, 32, 33, LONG - 1] {
        let node = (&raw const nodes[LONG - 1 - depth]).cast_mut();
        // SAFETY: a byte of a bool, which nobody reads as one before it is good again.
        let byte = unsafe { (&raw mut (*node).good).cast::<u8>() };
        // SAFETY: as above.
        unsafe { byte.write(2) };
        assert_eq!(check(&nodes[LONG - 1]), Err(Fault::Bool(2)), "{depth}");
        // SAFETY: as above.
        unsafe { byte.write(1) };
    }
}

#[test]
#[cfg_attr(miri, ignore = "four million steps")]
fn a_ring_is_one_line() {
    let mut nodes = list(2);
    let last: *const Node<'static> = &raw const nodes[1];
    // SAFETY: as in `list`.
    nodes[0].next = Some(unsafe { &*last });
    assert_eq!(check(&nodes[1]), Err(Fault::Steps));
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
    assert_eq!(check(&forks[39]), Err(Fault::Steps));
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
    assert_eq!(unsafe { arrived_elements(texts.as_ptr(), texts.len()) }, Ok(()));
}

/// Each of many may say that it is as large as all there is.
#[test]
#[cfg_attr(miri, ignore = "millions of bytes")]
fn text_behind_a_second_pointer_is_counted() {
    let text = alloc::string::String::from_utf8(vec![b'a'; STEPS]).expect("ASCII");
    let texts = vec![Str::from(&*text); STEP + 2];
    assert_eq!(check(&Slice::from(&texts[..])), Err(Fault::Steps));
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
    assert_eq!(check(&tree(OWNERS + 1)), Err(Fault::Owners));
    let deep = tree(OWNERS + 1);
    // A borrow ends what is dropped together.
    let borrowed = [&deep.children[0]];
    assert_eq!(check(&Slice::from(&borrowed[..])), Ok(()));
}

#[test]
fn after_a_call_only_what_was_lent_to_be_written_is_looked_at() {
    let (mut flag, mut flags, shared) = (true, [true; 2], true);
    let (flag_at, flags_at) = ((&raw mut flag).cast::<u8>(), (&raw mut flags).cast::<u8>());
    let mixed = Mixed {
        // SAFETY: two borrows of one, of which this is not used but by the check.
        flag: unsafe { &mut *flag_at.cast() },
        // SAFETY: as above.
        flags: SliceMut::from(unsafe { core::slice::from_raw_parts_mut(flags_at.cast::<bool>(), 2) }),
        shared: &shared,
        owned: vec![true].into(),
    };
    assert!(const { Mixed::RECHECK && !Node::RECHECK && !Tree::RECHECK && !<&mut u32>::RECHECK });
    let wire = mixed.into_wire();
    // SAFETY: made above; what it owned is given away here.
    let back = |owned: &Cell<bool>| unsafe {
        if owned.take() {
            drop(wire.as_ptr().cast_mut().read().owned);
        }
        Mixed::recheck(&wire)
    };
    let owned = Cell::new(true);
    assert_eq!(back(&owned), Ok(()));
    for at in [flag_at, flags_at, flags_at.wrapping_add(1)] {
        // SAFETY: bytes of bools, which nobody reads as such before they are good again.
        unsafe { at.write(7) };
        assert_eq!(back(&owned), Err(Fault::Bool(7)));
        // SAFETY: as above.
        unsafe { at.write(1) };
    }
}
