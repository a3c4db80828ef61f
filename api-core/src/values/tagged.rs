//! `Option<T>` and `Result<T, E>`: a nullable pointer, or `{ uint32_t tag; union }` with unused bytes zero.

use super::address::by_address;
use super::fault::Fault;
use super::traits::{
    AbiType, AsCopy, ByPointer, ByValue, Element, Lend, NeverNull, NoTable, Nullable, Plain, Pointee, Scalar, Tagged,
    Whole,
};
use super::walk::{After, Walk};
use crate::contract::raw::RawObject;
use crate::describe::list::List;
use crate::describe::{Described, Piece, Rope, TypeInfo, TypeRef};
use core::ffi::c_void;
use core::mem::{ManuallyDrop, MaybeUninit};

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described> Described for Option<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = &[Piece::Text("Option<"), Piece::Rope(T::NAME), Piece::Text(">")];
    const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE]));
}

// SAFETY: as what the type says of an optional one.
unsafe impl<T: Lend> Lend for Option<T> {
    type Way = T::InOption;
    type InOption = AsCopy;
}
// SAFETY: one pointer, null for `None` (std docs, "null pointer optimization").
unsafe impl<T: NeverNull> Pointee for Option<T> {
    const ANY_BITS: bool = false;
    const AFTER: After = T::AFTER;
    #[inline]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable by the caller's word; any bits are a raw pointer.
        let address = unsafe { ptr.cast::<*const c_void>().read() };
        if address.is_null() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word.
        unsafe { T::check(ptr.cast::<T>(), walk) }
    }
}
// SAFETY: as above.
unsafe impl<T: NeverNull> Plain for Option<T> {}
// SAFETY: as above.
unsafe impl<T: Element> Element for Option<T> {}
// SAFETY: neither of the two does.
unsafe impl<T: Element, E: Element> Element for Result<T, E> {}
// SAFETY: as above.
unsafe impl<T: NeverNull + Scalar> Scalar for Option<T> {}

/// How `Option<T>` crosses.
///
/// # Safety
/// As [`AbiType`].
pub unsafe trait OptionForm<T: AbiType> {
    /// As [`AbiType::Wire`].
    type Wire;
    /// As [`AbiType::Arg`].
    type Arg: Copy;
    /// As [`AbiType::Return`].
    type Return;
    /// As [`AbiType::into_wire`].
    fn into_wire(value: Option<T>) -> Self::Wire;
    /// As [`AbiType::from_wire`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_wire`].
    unsafe fn from_wire(wire: Self::Wire) -> Result<Option<T>, Fault>;
    /// As [`AbiType::arg`].
    fn arg(wire: &Self::Wire) -> Self::Arg;
    /// As [`AbiType::from_arg`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_arg`].
    unsafe fn from_arg(arg: Self::Arg) -> Result<Option<T>, Fault>;
    /// As [`AbiType::recheck`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::recheck`].
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault>;
}

// SAFETY: the pointer itself, null for `None`.
unsafe impl<T: AbiType<Wire = *const c_void, Arg = *const c_void>> OptionForm<T> for Nullable {
    type Wire = *const c_void;
    type Arg = *const c_void;
    type Return = ByValue<*const c_void>;
    #[inline(always)]
    fn into_wire(value: Option<T>) -> Self::Wire {
        value.map_or(core::ptr::null(), T::into_wire)
    }
    #[inline(always)]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Option<T>, Fault> {
        if wire.is_null() {
            return Ok(None);
        }
        // SAFETY: passed on to the caller.
        unsafe { T::from_wire(wire) }.map(Some)
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        *wire
    }
    #[inline(always)]
    unsafe fn from_arg(arg: Self::Arg) -> Result<Option<T>, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
    #[inline(always)]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        if wire.is_null() {
            return Ok(());
        }
        // SAFETY: passed on to the caller.
        unsafe { T::recheck(wire) }
    }
}

// SAFETY: the pair itself; one without a table is no object, so it is `None`.
unsafe impl<T: AbiType<Wire = RawObject, Arg = RawObject>> OptionForm<T> for NoTable {
    type Wire = RawObject;
    type Arg = RawObject;
    type Return = ByValue<RawObject>;
    #[inline]
    fn into_wire(value: Option<T>) -> Self::Wire {
        value.map_or(RawObject { table: core::ptr::null(), object: core::ptr::null_mut() }, T::into_wire)
    }
    #[inline]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Option<T>, Fault> {
        if wire.table.is_null() {
            return Ok(None);
        }
        // SAFETY: passed on to the caller.
        unsafe { T::from_wire(wire) }.map(Some)
    }
    #[inline]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        *wire
    }
    #[inline]
    unsafe fn from_arg(arg: Self::Arg) -> Result<Option<T>, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
    #[inline]
    unsafe fn recheck(_: &Self::Wire) -> Result<(), Fault> {
        Ok(())
    }
}

/// `Option<T>` on the wire.
#[repr(C)]
pub struct WireOption<W> {
    pub(super) tag: u32,
    pub(super) some: MaybeUninit<W>,
}

// SAFETY: a tag and one member, as the header shows; passed by address.
unsafe impl<T: AbiType<Return: Whole>> OptionForm<T> for Tagged {
    type Wire = WireOption<T::Wire>;
    type Arg = *const c_void;
    type Return = ByPointer;
    #[inline]
    fn into_wire(value: Option<T>) -> Self::Wire {
        match value {
            None => WireOption { tag: 0, some: MaybeUninit::zeroed() },
            Some(value) => WireOption { tag: 1, some: MaybeUninit::new(value.into_wire()) },
        }
    }
    #[inline]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Option<T>, Fault> {
        match wire.tag {
            0 => Ok(None),
            1 => {
                // SAFETY: tag 1 says that the member is filled in; wire forms are plain data.
                let some = unsafe { wire.some.assume_init() };
                // SAFETY: passed on to the caller.
                unsafe { T::from_wire(some) }.map(Some)
            }
            tag => Err(Fault::Tag(tag)),
        }
    }
    by_address! { Option<T> }
    #[inline]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        if wire.tag == 0 {
            return Ok(());
        }
        // SAFETY: made by `into_wire`, which filled it in with tag 1.
        let some = unsafe { wire.some.assume_init_ref() };
        // SAFETY: passed on to the caller.
        unsafe { T::recheck(some) }
    }
}

// SAFETY: as the form that the niche chooses.
unsafe impl<T: AbiType<Niche: OptionForm<T>>> AbiType for Option<T> {
    type Wire = <T::Niche as OptionForm<T>>::Wire;
    type Arg = <T::Niche as OptionForm<T>>::Arg;
    type Return = <T::Niche as OptionForm<T>>::Return;
    type Niche = Tagged;
    const USABLE: bool = T::USABLE;
    const AFTER: After = T::AFTER;
    #[inline(always)]
    fn into_wire(self) -> Self::Wire {
        T::Niche::into_wire(self)
    }
    #[inline(always)]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::from_wire(wire) }
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        T::Niche::arg(wire)
    }
    #[inline(always)]
    unsafe fn from_arg(arg: Self::Arg) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::from_arg(arg) }
    }
    #[inline(always)]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::recheck(wire) }
    }
}

/// `Result<T, E>` on the wire.
#[repr(C)]
pub struct WireResult<T, E> {
    pub(super) tag: u32,
    pub(super) value: OkOrErr<T, E>,
}

#[repr(C)]
pub(super) union OkOrErr<T, E> {
    pub(super) ok: ManuallyDrop<MaybeUninit<T>>,
    pub(super) err: ManuallyDrop<MaybeUninit<E>>,
}

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described, E: Described> Described for Result<T, E> {
    type Lifetimes<Tail: List> = T::Lifetimes<E::Lifetimes<Tail>>;
    const NAME: Rope =
        &[Piece::Text("Result<"), Piece::Rope(T::NAME), Piece::Text(", "), Piece::Rope(E::NAME), Piece::Text(">")];
    const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE, E::TYPE]));
}

lend!([T: Described, E: Described] Result<T, E>, AsCopy);
// SAFETY: a tag and a union, as the header shows; passed by address.
unsafe impl<T: AbiType<Return: Whole>, E: AbiType<Return: Whole>> AbiType for Result<T, E> {
    type Wire = WireResult<T::Wire, E::Wire>;
    type Arg = *const c_void;
    type Return = ByPointer;
    type Niche = Tagged;
    const USABLE: bool = T::USABLE && E::USABLE;
    const AFTER: After = T::AFTER.and(E::AFTER);
    #[inline]
    fn into_wire(self) -> Self::Wire {
        // SAFETY: a tag of 0 and a union of `MaybeUninit`: zero bytes are a value.
        let mut wire = unsafe { MaybeUninit::<Self::Wire>::zeroed().assume_init() };
        match self {
            Ok(value) => wire.value.ok = ManuallyDrop::new(MaybeUninit::new(value.into_wire())),
            Err(error) => {
                wire.tag = 1;
                wire.value.err = ManuallyDrop::new(MaybeUninit::new(error.into_wire()));
            }
        }
        wire
    }
    #[inline]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        match wire.tag {
            0 => {
                // SAFETY: any bytes are a `MaybeUninit`.
                let ok = unsafe { wire.value.ok };
                // SAFETY: tag 0 says that this member is filled in; wire forms are plain data.
                let ok = unsafe { ManuallyDrop::into_inner(ok).assume_init() };
                // SAFETY: passed on to the caller.
                unsafe { T::from_wire(ok) }.map(Ok)
            }
            1 => {
                // SAFETY: any bytes are a `MaybeUninit`.
                let err = unsafe { wire.value.err };
                // SAFETY: tag 1 says that this member is filled in; wire forms are plain data.
                let err = unsafe { ManuallyDrop::into_inner(err).assume_init() };
                // SAFETY: passed on to the caller.
                unsafe { E::from_wire(err) }.map(Err)
            }
            tag => Err(Fault::Tag(tag)),
        }
    }
    by_address! { Self }
    #[inline]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        if wire.tag == 0 {
            // SAFETY: any bytes are a `MaybeUninit`.
            let ok = unsafe { &*wire.value.ok };
            // SAFETY: made by `into_wire`, which filled it in with tag 0.
            let ok = unsafe { ok.assume_init_ref() };
            // SAFETY: passed on to the caller.
            return unsafe { T::recheck(ok) };
        }
        // SAFETY: any bytes are a `MaybeUninit`.
        let err = unsafe { &*wire.value.err };
        // SAFETY: made by `into_wire`, which filled it in with another tag.
        let err = unsafe { err.assume_init_ref() };
        // SAFETY: passed on to the caller.
        unsafe { E::recheck(err) }
    }
}
