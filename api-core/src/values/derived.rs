//! What `#[derive(AbiType)]` makes of a type, as macros by example: rustc writes these tokens, and not the procedural macro.
//!
//! Locals are called `__vt_…`: a constant of the user's by another name would be taken for a pattern.
//!
//! The derive has read tokens; another macro may have changed the item since. So its fields are named in patterns without `..`, their
//! places are compared with those that C gives them, and the values of variants with the compiled enum's: all in the constant that
//! every check asks first, `ANY_BITS`. Nothing there is of a value: there is memory for one, and what is in it is never read but for the
//! tag.

#[macro_use]
mod copied;
#[macro_use]
mod enums;
#[macro_use]
mod growing;
#[macro_use]
mod structs;

use super::convert::check_plain;
use super::fault::Fault;
use super::opaque::Unmade;
use super::traits::{AbiType, Element, Plain, Pointee};
use super::walk::{After, Walk};
use core::marker::PhantomData;
use core::mem::{Discriminant, MaybeUninit};

/// Ends the build: the compiled item is not the one that the derive has read.
macro_rules! changed {
    ($what:literal) => {
        $crate::checks::fail(concat!(
            "[VT0114] ",
            $what,
            ": another macro changed the item after `#[derive(AbiType)]` had read it\n         \
             help: put `#[derive(AbiType)]` below that macro's attribute, so that it reads what the macro generates"
        ))
    };
}

/// Where C puts fields that follow one another.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Of the struct, in the type that holds it.
    start: usize,
    /// Of what is in it so far.
    end: usize,
    align: usize,
}

const fn max(a: usize, b: usize) -> usize {
    if a < b { b } else { a }
}

impl Layout {
    /// A struct without fields.
    pub const NONE: Self = Layout { start: 0, end: 0, align: 1 };

    /// An enum's payload behind its tag, with fields of these alignments: in a union after it (`repr(C, T)`), or each variant a struct that
    /// starts with it (`repr(T)`).
    #[inline]
    pub const fn payload<Tag>(is_c: bool, aligns: &[usize]) -> Self {
        if !is_c {
            return Layout { start: 0, end: size_of::<Tag>(), align: align_of::<Tag>() };
        }
        let (mut most, mut index) = (1, 0);
        while index < aligns.len() {
            most = max(most, aligns[index]);
            index += 1;
        }
        Layout { start: size_of::<Tag>().next_multiple_of(most), end: 0, align: max(most, align_of::<Tag>()) }
    }

    #[inline(always)]
    const fn place_of<T>(&self) -> usize {
        self.end.next_multiple_of(align_of::<T>())
    }

    #[inline(always)]
    const fn and<T>(self) -> Self {
        Layout { end: self.place_of::<T>() + size_of::<T>(), align: max(self.align, align_of::<T>()), ..self }
    }

    /// With a field behind, which is where it must be.
    ///
    /// # Panics
    /// When it is not.
    ///
    /// # Safety
    /// `field` is in `whole`.
    #[track_caller]
    #[inline]
    pub const unsafe fn field<Whole, T: Plain>(self, whole: *const Whole, field: *const T) -> Self {
        // SAFETY: both are of one place, by the caller's word.
        let offset = unsafe { field.byte_offset_from(whole) };
        if offset < 0 || offset as usize != self.start + self.place_of::<T>() {
            changed!("a field is not where C puts it")
        }
        self.and::<T>()
    }

    /// With a union's field in the same place.
    ///
    /// # Panics
    /// When it is elsewhere.
    ///
    /// # Safety
    /// As [`Layout::field`].
    #[track_caller]
    #[inline]
    pub const unsafe fn either<Whole, T: Plain + Element>(self, whole: *const Whole, field: *const T) -> Self {
        // SAFETY: passed on to the caller.
        let other = unsafe { Layout::NONE.field(whole, field) };
        Layout { end: max(self.end, other.end), align: max(self.align, other.align), ..self }
    }

    /// As large as both.
    #[inline]
    pub const fn or(self, other: Self) -> Self {
        Layout { start: 0, end: max(self.end, other.start + other.end), align: max(self.align, other.align) }
    }

    /// That this is all of the type.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    #[inline]
    pub const fn is_all_of<Whole>(self) {
        assert!(
            size_of::<Whole>() > 0,
            "[VT0104] a zero-sized type crosses, and C has no empty structs: give it a field"
        );
        if size_of::<Whole>() != self.end.next_multiple_of(self.align) || align_of::<Whole>() != self.align {
            changed!("a type is not laid out as C does it")
        }
    }

    /// That a `repr(transparent)` type is one of its fields, and this another one.
    ///
    /// # Panics
    /// When it has bytes.
    #[track_caller]
    #[inline]
    pub const fn is_nothing<T: Plain, Whole>(_: *const T, _: *const Whole) {
        assert!(
            size_of::<T>() == 0 && align_of::<T>() == 1,
            "[VT0104] a `repr(transparent)` type crosses as its first field that is not `PhantomData<..>` or `()`, but another field has a size or an alignment"
        );
    }

    /// That a `repr(transparent)` type is this field.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    #[inline]
    pub const fn is_inner<T: Plain, Whole>(_: *const T, _: *const Whole) {
        assert!(size_of::<T>() > 0, "[VT0104] a zero-sized type crosses, and C has no empty structs: give it a field");
        if size_of::<T>() != size_of::<Whole>() || align_of::<T>() != align_of::<Whole>() {
            changed!("a `repr(transparent)` type is not the size of its field")
        }
    }

    /// That an opaque type is nothing, so that nothing behind a reference to it can be read or swapped, and that no safe code makes one.
    ///
    /// # Panics
    /// When it is something.
    #[track_caller]
    #[inline]
    pub const fn is_opaque<Mark: Unmade, Whole>(_: &Mark) {
        assert!(
            size_of::<Whole>() == 0 && align_of::<Whole>() == 1,
            "[VT0104] an opaque type behind a reference must be zero-sized, with an alignment of 1"
        );
    }

    /// Checks the next field of the payload that this is the start of.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `whole` is aligned and readable for an enum that has this field there.
    #[inline(always)]
    pub unsafe fn check<T: Plain>(self, whole: *const u8, walk: &mut Walk) -> Result<Self, Fault> {
        // SAFETY: in the whole, by the caller's word.
        let field = unsafe { whole.add(self.start + self.place_of::<T>()) };
        // SAFETY: passed on to the caller.
        match unsafe { check_plain(field.cast::<T>(), walk) } {
            Ok(()) => Ok(self.and::<T>()),
            Err(fault) => Err(fault),
        }
    }
}

/// Behind a reference, an opaque type is nothing that safe code could make, and has no fields: the other side may have
/// other ones. Nothing implements this, and safe code cannot. It is asked of `()`, since of the type itself rustc would tell what the reference lacks.
///
/// # Safety
/// There is nothing that an implementation could promise.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{T}` is opaque, but not a struct with the single field `_opaque: vtable_api::Opaque`, so it cannot be behind a reference",
    label = "this may point to something else on the other side, and safe code could make one",
    note = "give it that field instead of its own, and keep the data elsewhere; or write `NonNull<T>` or `*mut T`; or make it a `#[vtable_api]` trait and pass `&dyn Api`"
)]
pub unsafe trait Hides<T: ?Sized> {}

/// [`Hides`], as a bound that the compiler does not decide before it is asked.
#[doc(hidden)]
pub trait HidesAt<'a, T: ?Sized>: Hides<T> {}
impl<T: ?Sized, U: Hides<T>> HidesAt<'_, T> for U {}

/// That nothing changes a `repr(transparent)` type once the derive has read it. Its layout does not tell it from a `repr(C)` struct, but C
/// passes the two in different ways on some machines. Nothing implements this, and safe code cannot.
///
/// # Safety
/// There is nothing that an implementation could promise.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be passed by value to or from a raw `extern \"C\" fn`: another attribute on it may take its `repr(transparent)` away",
    label = "passed by value",
    note = "move the attribute above `#[derive(AbiType)]`, if it is a macro, so that the derive sees what it generates; or pass a pointer"
)]
pub unsafe trait Kept<T: ?Sized> {}

/// [`Kept`], as a bound that the compiler does not decide before it is asked.
#[doc(hidden)]
pub trait KeptAt<'a, T: ?Sized>: Kept<T> {}
impl<T: ?Sized, U: Kept<T>> KeptAt<'_, T> for U {}

/// That a field is of the very type that was read, with the lifetimes of it.
///
/// # Safety
/// They are one type.
#[diagnostic::on_unimplemented(
    message = "[VT0114] another macro changed a field to `{Self}` after `#[derive(AbiType)]` had read it as `{Read}`",
    label = "as it was read",
    note = "put `#[derive(AbiType)]` below that macro's attribute, so that it reads what the macro generates"
)]
#[doc(hidden)]
pub unsafe trait AsRead<Read: ?Sized> {}
// SAFETY: they are.
unsafe impl<T: ?Sized> AsRead<T> for T {}

/// What was read of a field.
#[derive(Debug)]
pub struct Field<Read>(PhantomData<Read>);

impl<Read> Field<Read> {
    /// The compiled field. Behind `&mut`, no other lifetime will do.
    #[inline]
    pub const fn of<Now: AsRead<Read>>(now: &mut Now) -> *const Read {
        core::ptr::from_mut(now).cast()
    }
}

/// Whether rustc tells of an enum how wide its tag is: it does not promise to.
const TELLS: bool = {
    #[repr(u8)]
    enum One {
        #[expect(dead_code, reason = "only its size is asked")]
        A(u64),
    }
    #[repr(C, u32)]
    enum Four {
        #[expect(dead_code, reason = "only its size is asked")]
        A(u64),
    }
    size_of::<Discriminant<One>>() == 1 && size_of::<Discriminant<Four>>() == 4
};

/// Ends the build if the tag of an enum is not as wide as `Tag`. Where it is another one than was read, what is behind it is padding to
/// one side, and where a payload's alignment leaves room nothing else shows it.
#[track_caller]
#[inline]
pub const fn has_tag<E, Tag: Copy>() {
    if TELLS && size_of::<Discriminant<E>>() != size_of::<Tag>() {
        changed!("the enum's tag has another width")
    }
    // C's own `int` is told as an `isize`. What has no value is told by its tag, and by nothing behind it.
    if size_of::<Option<E>>() == size_of::<E>() {
        let none = MaybeUninit::<Option<E>>::new(None);
        // SAFETY: an `Option` of this size begins with the tag; that all of it was written is what rustc asserts here.
        let _ = unsafe { none.as_ptr().cast::<Tag>().read() };
    }
}

/// That a variant has its value.
///
/// # Panics
/// When it has not.
#[track_caller]
#[inline]
pub const fn has_value(is_so: bool) {
    if !is_so {
        changed!("a variant has another value")
    }
}

/// A pattern of all fields that were read: the name is what rustc says where the compiled item has others.
#[macro_export]
#[doc(hidden)]
macro_rules! __another_macro_changed_the_item {
    ($Own:ident $(:: $variant:ident)? { $($member:tt $local:ident,)* }) => { $Own $(:: $variant)? { $($member: $local,)* } };
}

/// Evaluates what asserts something.
#[inline]
pub const fn proved(_: bool) {}

/// [`ANY_BITS`](crate::Pointee::ANY_BITS) of a field. Every question of ours asks for the same trait, so that rustc has one answer.
#[inline]
pub const fn any_bits<T: Plain>() -> bool {
    T::ANY_BITS
}

/// [`ENDS_AS_ZEROS`](crate::Pointee::ENDS_AS_ZEROS) of a type with these fields, if zeros are a value of it. The answers whether types may be
/// fields depend on this, so it does not depend on them.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_ends_as_zeros {
    ($has_zeros:expr, $($field:ty,)*) => {
        !$crate::__private::core::mem::needs_drop::<Self>() || {
            #[allow(unused_imports)]
            use $crate::asked::Otherwise as _;
            !<$crate::asked::Asked<Self>>::__VT_DROP & $has_zeros $(& <$crate::asked::Asked<$field>>::__VT_ENDS)*
        }
    };
}

/// [`AFTER`](crate::Pointee::AFTER) of a field.
#[inline]
pub const fn after<T: Plain>() -> After {
    <T as Pointee>::AFTER
}

/// [`AbiType`], as a bound that the compiler does not decide before it is asked.
#[doc(hidden)]
pub trait AbiTypeAt<'a>: AbiType {}
impl<T: AbiType> AbiTypeAt<'_> for T {}
