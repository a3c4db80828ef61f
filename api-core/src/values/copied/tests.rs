use super::*;
use crate::values::follow::{Len, arrived_lent};
use crate::values::owned::RawOwned;
use crate::values::sending::Lent;
use crate::values::tagged::WireOption;
use crate::values::traits::AbiType;
use crate::values::walk::OWNERS;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

fn crossed<T: AbiType>(value: T) -> Result<T, Fault> {
    let wire = value.into_wire();
    // SAFETY: made by `into_wire`, used once.
    unsafe { T::from_wire(wire) }
}

#[test]
fn what_owns_memory_moves_out_of_a_vector() {
    let names: Vec<String> = vec!["a".into(), String::new(), "c".into()];
    assert_eq!(crossed(names.clone()), Ok(names));
    let deep = vec![vec![vec![1_u8], vec![]], vec![]];
    assert_eq!(crossed(deep.clone()), Ok(deep));
    let options = vec![Some(String::from("x")), None];
    assert_eq!(crossed(options.clone()), Ok(options));
    let results: Vec<Result<String, Vec<u32>>> = vec![Ok("x".into()), Err(vec![1, 2])];
    assert_eq!(crossed(results.clone()), Ok(results));
    assert_eq!(crossed(Box::new(String::from("x"))), Ok(Box::new("x".into())));
    assert_eq!(crossed(vec!["a".."b"]), Ok(vec!["a".."b"]));
    assert_eq!(crossed(vec![[true, false]]), Ok(vec![[true, false]]));
    assert_eq!(crossed(vec![[String::from("x")]]), Ok(vec![[String::from("x")]]));
    assert_eq!(crossed(vec![Some(&1_u8), None]), Ok(vec![Some(&1_u8), None]));
}

/// Elements of memory that is nobody's: C's constants.
#[test]
fn what_is_in_memory_that_is_nobodys_is_copied() {
    let text = |free| RawOwned { ptr: b"text".as_ptr().cast_mut().cast(), len: 4, cap: 4, free };
    let texts = [text(None), text(None)];
    let raw = RawOwned { ptr: (&raw const texts).cast_mut().cast(), len: 2, cap: 0, free: None };
    for _ in 0..2 {
        // SAFETY: readable; nothing is freed.
        let came = unsafe { Vec::<String>::from_wire(raw) };
        assert_eq!(came, Ok(vec!["text".into(), "text".into()]));
    }
    let raw_of = |texts: &[RawOwned; 1]| RawOwned { ptr: texts.as_ptr().cast_mut().cast(), len: 1, ..raw };
    let freed = [RawOwned { free: "x".to_string_wire().free, ..text(None) }];
    // SAFETY: refused before anything is read or freed.
    let came = unsafe { Vec::<String>::from_wire(raw_of(&freed)) };
    assert_eq!(came.map_err(Fault::root), Err(Fault::Memory { what: crate::values::fault::Memory::Freed, number: 0 }));
}

trait ToStringWire {
    fn to_string_wire(&self) -> RawOwned;
}
impl ToStringWire for str {
    /// The wire form of a `String` that nobody frees: a test's.
    fn to_string_wire(&self) -> RawOwned {
        String::from(self).into_wire()
    }
}

#[test]
fn what_is_not_taken_is_freed_by_its_maker() {
    let wire = vec![String::from("a"), String::from("b")].into_part();
    let parts = wire.ptr.cast::<RawOwned>();
    // SAFETY: the first of two elements, taken once.
    assert_eq!(unsafe { String::take::<true>(parts) }, "a");
    let mut wire = wire;
    // SAFETY: made by `into_part`; freed once.
    unsafe { Vec::<String>::release(&raw mut wire) };
    assert!(wire.free.is_none() && wire.len == 0);
}

#[test]
fn a_bad_element_is_a_fault() {
    let wire = vec![vec![true], vec![false]].into_part();
    // SAFETY: the first element.
    let first = unsafe { wire.ptr.cast::<RawOwned>().read() }.ptr.cast::<u8>();
    // SAFETY: the byte of a `bool` in it.
    unsafe { first.write(7) };
    // SAFETY: checked.
    let fault = unsafe { Vec::<Vec<bool>>::from_wire(wire) }.expect_err("it is none");
    assert_eq!((fault.root(), fault.path(true).to_string()), (Fault::Bool(7), "[0][0]".into()));
    // SAFETY: as above; it is good again, so that all is freed.
    unsafe { first.write(1) };
    // SAFETY: as above.
    assert_eq!(unsafe { Vec::<Vec<bool>>::from_wire(wire) }, Ok(vec![vec![true], vec![false]]));
}

struct Nest(Option<Box<Nest>>);

impl Nest {
    fn of(depth: usize) -> Nest {
        (0..depth).fold(Nest(None), |nest, _| Nest(Some(Box::new(nest))))
    }
}

lend!([] Nest, AsCopy);
// SAFETY: one member, as `Option<Box<Nest>>`.
unsafe impl Element for Nest {}
// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for Nest {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[];
}
// SAFETY: as its one member.
unsafe impl Part for Nest {
    type Wire = WireOption<RawOwned>;
    type Niche = crate::values::traits::Tagged;
    type Bits = Checked;
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
        // SAFETY: readable, by the caller's word.
        let inner = unsafe { &raw const (*value).0 };
        // SAFETY: passed on to the caller.
        unsafe { <Option<Box<Nest>> as Part>::to_part(inner, sending) }
    }
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { <Option<Box<Nest>> as Part>::check_part(wire, walk) }
    }
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        // SAFETY: passed on to the caller.
        Nest(unsafe { <Option<Box<Nest>> as Part>::take::<OURS>(wire) })
    }
    unsafe fn release(wire: *mut Self::Wire) {
        // SAFETY: passed on to the caller.
        unsafe { <Option<Box<Nest>> as Part>::release(wire) }
    }
}

#[test]
fn memory_owns_memory_only_so_deep() {
    unsafe extern "C" fn keep(_: *mut RawOwned) {}
    let arrived = |wire: *const WireOption<RawOwned>| {
        // SAFETY: a wire form that was made here.
        unsafe { arrived::<Form<Nest>>(wire.cast()) }
    };
    let mut wire = Nest::of(OWNERS).into_part();
    assert_eq!(arrived(&raw const wire), Ok(()));
    let outer = RawOwned { ptr: (&raw mut wire).cast(), len: 1, cap: 1, free: Some(keep) };
    let deeper = WireOption { tag: 1, some: MaybeUninit::new(outer) };
    assert_eq!(arrived(&raw const deeper), Err(super::super::walk::OWNERS_TAKEN));
    // SAFETY: made by `into_part`; freed once.
    unsafe { Nest::release(&raw mut wire) };
}

#[test]
#[cfg_attr(miri, ignore = "what was given away is lost")]
fn what_would_not_be_taken_is_not_sent() {
    assert!(std::panic::catch_unwind(|| _ = Nest::of(OWNERS + 1).into_part()).is_err());
}

#[test]
fn what_is_lent_stays() {
    let texts = vec![(String::from("a"), vec![vec![true]]), (String::new(), vec![])];
    let mut lent = Lent::default();
    // SAFETY: `texts` outlives the wire form.
    let mut wire = unsafe { Part::to_part(&raw const texts, &mut lent) };
    type Texts = Vec<(String, Vec<Vec<bool>>)>;
    // A `free` that a lender has is not called.
    unsafe extern "C" fn never(_: *mut RawOwned) {
        panic!("freed");
    }
    wire.free = Some(never);
    // SAFETY: a wire form that was made here.
    assert_eq!(unsafe { arrived_lent::<Form<Texts>>((&raw const wire).cast(), Len::One) }, Ok(()));
    // SAFETY: checked, and lent for longer.
    let copy = unsafe { <Texts as Part>::take::<false>(&raw mut wire) };
    assert_eq!(copy, texts);
    assert_ne!(copy[0].0.as_ptr(), texts[0].0.as_ptr());
    assert_eq!(wire.len, 2);
}

/// What panics when it is taken, as a user's `Ord` may.
#[derive(Debug, PartialEq)]
struct Fuse;

lend!([] Fuse, AsCopy);
// SAFETY: a byte.
unsafe impl Element for Fuse {}
// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for Fuse {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[];
}
// SAFETY: a byte.
unsafe impl Part for Fuse {
    type Wire = u8;
    type Niche = crate::values::traits::Tagged;
    type Bits = Checked;
    unsafe fn to_part<S: Sending>(_: *const Self, _: &mut S) -> u8 {
        0
    }
    unsafe fn check_part(_: *const u8, _: &mut Walk) -> Result<(), Fault> {
        Ok(())
    }
    unsafe fn take<const OURS: bool>(_: *mut u8) -> Self {
        panic!("a fuse");
    }
}

#[test]
fn what_is_left_when_a_panic_ends_the_taking_is_freed() {
    use core::sync::atomic::{AtomicUsize, Ordering};
    static FREED: AtomicUsize = AtomicUsize::new(0);
    type Row = (String, Fuse, Vec<String>);
    unsafe extern "C" fn counted(this: *mut RawOwned) {
        FREED.fetch_add(1, Ordering::Relaxed);
        // SAFETY: passed on to the caller.
        unsafe { free_of_vec::<Row>()(this) };
    }
    let row = || (String::from("a"), Fuse, vec![String::from("b")]);
    let mut wire = vec![row(), row()].into_wire();
    wire.free = Some(counted);
    // SAFETY: made by `into_wire`.
    assert!(std::panic::catch_unwind(|| unsafe { Vec::<Row>::from_wire(wire) }).is_err());
    assert_eq!(FREED.load(Ordering::Relaxed), 1);
    let inner: Vec<Row> = vec![row()];
    let mut wire = (Fuse, inner).into_part();
    // SAFETY: the second member, whose alignment is that of the first word behind a byte.
    let memory = unsafe { (&raw mut wire).byte_add(align_of::<RawOwned>()).cast::<RawOwned>() };
    // SAFETY: in the wire form.
    unsafe { (*memory).free = Some(counted) };
    let taken = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| {
        // SAFETY: made by `into_part`.
        unsafe { from_parts_at::<(Fuse, Vec<Row>)>(&raw mut wire) }
    }));
    assert!(taken.is_err());
    assert_eq!(FREED.load(Ordering::Relaxed), 2);
    // SAFETY: made by `into_wire`.
    assert!(std::panic::catch_unwind(|| unsafe { Box::<Fuse>::from_wire(Box::new(Fuse).into_wire()) }).is_err());
}
