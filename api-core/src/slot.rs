//! A slot's function: its type, the call, and the thunk that a provider puts there.
//!
//! Scalars and pairs of pointers are returned; everything else is written through a last parameter,
//! because compilers disagree on composites by value. [`Form`] makes that choice at the type level, so an
//! alias cannot hide which one a slot has.
//!
//! What is the same for all slots of one number of parameters is here and not in expansions: an expansion only
//! names the method, and its types follow from that.

use crate::convert::AbiType;
use crate::fault::{Fault, OBJECT, RESULT, RETURN, Site, Sited, check, check_place, guarded, slot_panicked};
use crate::raw::{RawCallback, RawObject};
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// Returned in registers.
pub struct ByValue<W>(PhantomData<W>);
/// Written to the place that the last parameter names.
pub struct ByPointer;

/// The object of a slot with a receiver, or a callback's context: the first of the parameters.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Object(pub *mut c_void);

/// What a slot's function may take: what crosses by [`AbiType`], and what the expansion converts itself.
///
/// # Safety
/// `Arg` is a C scalar or a pair of pointers, without lifetime.
pub unsafe trait Param: Sized {
    /// The form as a parameter.
    type Arg: Copy;
    /// What lives while the call runs.
    type Lent;

    /// Gives the value up: the callee owns what it owned.
    fn lend(self) -> Self::Lent;

    /// The argument; valid while `lent` is.
    fn arg(lent: &Self::Lent) -> Self::Arg;

    /// After the call: checks what the callee wrote.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `lent` is from [`Param::lend`], and what it borrowed still is.
    unsafe fn recheck(lent: &Self::Lent) -> Result<(), Fault>;

    /// The value, checked.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_arg`].
    unsafe fn take(arg: Self::Arg) -> Result<Self, Fault>;
}

// SAFETY: `AbiType` asks the same of its `Arg`.
unsafe impl<T: AbiType> Param for T {
    type Arg = T::Arg;
    type Lent = T::Wire;
    #[inline(always)]
    fn lend(self) -> T::Wire {
        self.into_wire()
    }
    #[inline(always)]
    fn arg(lent: &T::Wire) -> T::Arg {
        <T as AbiType>::arg(lent)
    }
    #[inline(always)]
    unsafe fn recheck(lent: &T::Wire) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { <T as AbiType>::recheck(lent) }
    }
    #[inline(always)]
    unsafe fn take(arg: T::Arg) -> Result<T, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::from_arg(arg) }
    }
}

macro_rules! raw_params {
    ($($ty:ident = $arg:ty: $to:expr, $from:expr;)*) => { $(
        // SAFETY: a pointer or two.
        unsafe impl Param for $ty {
            type Arg = $arg;
            type Lent = $arg;
            #[inline(always)]
            fn lend(self) -> $arg {
                $to(self)
            }
            #[inline(always)]
            fn arg(lent: &$arg) -> $arg {
                *lent
            }
            #[inline(always)]
            unsafe fn recheck(_: &$arg) -> Result<(), Fault> {
                Ok(())
            }
            #[inline(always)]
            unsafe fn take(arg: $arg) -> Result<Self, Fault> {
                Ok($from(arg))
            }
        }
    )* };
}
raw_params! {
    Object = *mut c_void: |object: Object| object.0, Object;
    RawObject = RawObject: core::convert::identity, core::convert::identity;
    RawCallback = RawCallback: core::convert::identity, core::convert::identity;
}

/// The parameters of a slot's function, as a tuple.
pub trait Params: Sized {
    /// The arguments.
    type Args;

    /// Calls the function; a bad return ends the process, and so does what the callee wrote where it must not.
    ///
    /// # Safety
    /// As [`call`].
    unsafe fn call<R: AbiType>(self, slot: *const SlotFn<R, Self>, site: Site) -> R
    where
        R::Return: Form<Self>;
}

/// How a return form and the parameters make a function.
pub trait Form<P: Params> {
    /// The function pointer in the table.
    type Fn: Copy;
    /// Whether the result is written to the place that the last parameter names.
    const BY_POINTER: bool;

    /// Calls it; the result goes to `ret`.
    ///
    /// # Safety
    /// `function` and `args` are of one contract; `ret` is writable for the result.
    unsafe fn call(function: Self::Fn, args: P::Args, ret: *mut c_void);
}

/// The type of a slot's function: its return and its parameters decide.
pub type SlotFn<R, P> = <<R as AbiType>::Return as Form<P>>::Fn;

/// Calls the function in `slot`, which is read when the arguments are ready; a bad return ends the process.
///
/// # Safety
/// `slot` is readable: a slot of a table that was negotiated, or of its kind; `params` are what its contract wants.
#[inline(always)]
pub unsafe fn call<R: AbiType, P: Params>(slot: *const SlotFn<R, P>, params: P, site: Site) -> R
where
    R::Return: Form<P>,
{
    // SAFETY: passed on to the caller.
    unsafe { params.call(slot, site) }
}

/// Where a provider's method finds its receiver: `&T` or `&mut T`.
///
/// # Safety
/// `receive` returns nothing but what `object` points to.
pub unsafe trait Receiver: Sized {
    /// The receiver.
    ///
    /// # Safety
    /// `object` is the one that the table was handed out with; it outlives the receiver, which is the only one
    /// meanwhile if it is exclusive.
    unsafe fn receive(object: *mut c_void, site: Site) -> Self;
}

// SAFETY: a reference to the object itself.
unsafe impl<T> Receiver for &T {
    #[inline(always)]
    unsafe fn receive(object: *mut c_void, site: Site) -> Self {
        let ptr = locate::<T>(object, site);
        // SAFETY: not null, aligned, a `T` by the caller's word.
        unsafe { &*ptr }
    }
}

// SAFETY: as above.
unsafe impl<T> Receiver for &mut T {
    #[inline(always)]
    unsafe fn receive(object: *mut c_void, site: Site) -> Self {
        let ptr = locate::<T>(object, site);
        // SAFETY: not null, aligned, a `T` that no one else uses, by the caller's word.
        unsafe { &mut *ptr }
    }
}

/// An object without bytes has no address that matters.
#[inline(always)]
fn locate<T>(object: *mut c_void, site: Site) -> *mut T {
    if size_of::<T>() == 0 {
        return core::ptr::dangling_mut();
    }
    check_place(object.cast::<T>().cast_const(), site, OBJECT);
    object.cast()
}

/// The number of a slot as a type: `(D4, D2, D5)` is 425. A literal as a constant argument would be one more body for
/// rustc to check, for every slot.
///
/// ```
/// use vtable_api_core::slot::{D2, D4, D5, Index};
/// assert_eq!(<(D4, D2, D5)>::INDEX, 425);
/// ```
pub trait Index {
    /// The number.
    const INDEX: usize;
}

macro_rules! digits {
    ($($digit:ident $value:literal)*) => { $(
        /// A digit.
        pub struct $digit;
        impl Index for $digit {
            const INDEX: usize = $value;
        }
    )* };
}
digits!(D0 0 D1 1 D2 2 D3 3 D4 4 D5 5 D6 6 D7 7 D8 8 D9 9);

macro_rules! numbers {
    ($(($($digit:ident)*))*) => { $(
        impl<$($digit: Index),*> Index for ($($digit,)*) {
            const INDEX: usize = { let mut index = 0; $(index = 10 * index + $digit::INDEX;)* index };
        }
    )* };
}
numbers!((A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F));

/// Slot `Z` of table `T`: makes the C functions that stand there.
///
/// One for each number of parameters, `methodN` with a receiver and `functionN` without: the C function around a provider's
/// function, which checks and converts what comes in, calls, and converts what goes out. A panic and a bad argument
/// end the process. It is `unsafe`: who calls it keeps the slot's contract.
pub struct At<T, Z>(PhantomData<(T, Z)>);

impl<T: Sited, Z: Index> At<T, Z> {
    const SITE: Site = Site::of::<T>(Z::INDEX);
}

/// The function item of type `F`.
///
/// # Safety
/// There was one, of no size: the maker of a thunk got it.
#[inline(always)]
unsafe fn item<F: Copy>() -> F {
    const { assert!(size_of::<F>() == 0, "a function item") }
    // SAFETY: no bytes to read; a value of the type exists by the caller's word, and is `Copy`.
    unsafe { core::ptr::dangling::<F>().read() }
}

/// A function pointer as the one that [`Form`] chose.
const fn chosen<F: Copy, C: Copy>(function: F) -> C {
    const { assert!(size_of::<F>() == size_of::<C>()) }
    // SAFETY: the same function type: which of the two forms it has was asked.
    unsafe { core::mem::transmute_copy(&function) }
}

// `$object` is the receiver's parameter and `$this` its type, if there is a receiver: then it is `$before` the others.
macro_rules! thunk {
    ($name:ident $before:literal [$($object:ident: $this:ident)?] $($a:ident $at:literal)*) => {
        impl<T: Sited, Z: Index> At<T, Z> {
        /// As [`At`] says.
        pub const fn $name<$($this: Receiver,)? $($a: Param,)* R: AbiType, F>(
            _function: F,
        ) -> SlotFn<R, ($(this_object!($object),)? $($a,)*)>
        where
            F: Fn($($this,)? $($a),*) -> R + Copy,
            R::Return: Form<($(this_object!($object),)? $($a,)*)>,
        {
            #[allow(non_snake_case, clippy::too_many_arguments, reason = "as many as the slot has")]
            #[inline(always)]
            unsafe fn run<T: Sited, Z: Index, $($this: Receiver,)? $($a: Param,)* R: AbiType, F>(
                $($object: *mut c_void,)? $($a: $a::Arg),*
            ) -> R::Wire
            where
                F: Fn($($this,)? $($a),*) -> R + Copy,
            {
                let body = || {
                    // SAFETY: the maker of this thunk got it.
                    let function = unsafe { item::<F>() };
                    // SAFETY: passed on to the caller of the slot.
                    $(let $object = unsafe { $this::receive($object, At::<T, Z>::SITE) };)?
                    // SAFETY: passed on to the caller of the slot.
                    $(let $a = check(unsafe { $a::take($a) }, At::<T, Z>::SITE, $at + $before);)*
                    function($($object,)? $($a),*).into_wire()
                };
                guarded(body, || slot_panicked(At::<T, Z>::SITE))
            }

            #[allow(non_snake_case)]
            unsafe extern "C" fn value<T: Sited, Z: Index, $($this: Receiver,)? $($a: Param,)* R: AbiType, F>(
                $($object: *mut c_void,)? $($a: $a::Arg),*
            ) -> R::Wire
            where
                F: Fn($($this,)? $($a),*) -> R + Copy,
            {
                // SAFETY: passed on to the caller of the slot.
                unsafe { run::<T, Z, $($this,)? $($a,)* R, F>($($object,)? $($a),*) }
            }

            #[allow(non_snake_case)]
            unsafe extern "C" fn place<T: Sited, Z: Index, $($this: Receiver,)? $($a: Param,)* R: AbiType, F>(
                $($object: *mut c_void,)? $($a: $a::Arg,)* ret: *mut c_void
            )
            where
                F: Fn($($this,)? $($a),*) -> R + Copy,
            {
                let ret = ret.cast::<R::Wire>();
                check_place(ret.cast_const(), At::<T, Z>::SITE, RESULT);
                // SAFETY: passed on to the caller of the slot.
                let wire = unsafe { run::<T, Z, $($this,)? $($a,)* R, F>($($object,)? $($a),*) };
                // SAFETY: the caller of the slot gives room for the result.
                unsafe { ret.write(wire) };
            }

            if <R::Return as Form<($(this_object!($object),)? $($a,)*)>>::BY_POINTER {
                chosen(place::<T, Z, $($this,)? $($a,)* R, F> as unsafe extern "C" fn($(raw_object!($object),)? $($a::Arg,)* *mut c_void))
            } else {
                chosen(value::<T, Z, $($this,)? $($a,)* R, F> as unsafe extern "C" fn($(raw_object!($object),)? $($a::Arg),*) -> R::Wire)
            }
        }
        }
    };
}

macro_rules! this_object {
    ($object:ident) => {
        Object
    };
}

macro_rules! raw_object {
    ($object:ident) => { *mut c_void };
}

macro_rules! params {
    ($($a:ident $at:literal)*) => {
        impl<$($a: Param),*> Params for ($($a,)*) {
            type Args = ($($a::Arg,)*);

            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn call<R: AbiType>(self, slot: *const SlotFn<R, Self>, site: Site) -> R
            where
                R::Return: Form<Self>,
            {
                let ($($a,)*) = self;
                // Each in a place of its own: the callee may get its address.
                $(let $a = $a.lend();)*
                // Zeroed: a callee that forgets its result leaves something defined to check.
                let mut wire = MaybeUninit::<R::Wire>::zeroed();
                // SAFETY: readable by the caller's word.
                let function = unsafe { slot.read() };
                // SAFETY: the caller vouches for the function; `wire` has room for what `Return` writes.
                unsafe { R::Return::call(function, ($(<$a as Param>::arg(&$a),)*), wire.as_mut_ptr().cast::<c_void>()) };
                // SAFETY: zeroed or written by the callee; every `Wire` is plain data of which all bytes may be 0.
                let wire = unsafe { wire.assume_init() };
                // SAFETY: it came from the callee, which keeps the contract.
                let value = check(unsafe { R::from_wire(wire) }, site, RETURN);
                // SAFETY: lent above; the caller's borrows outlive this call.
                $(check(unsafe { <$a as Param>::recheck(&$a) }, site, $at);)*
                value
            }
        }

        impl<W, $($a: Param),*> Form<($($a,)*)> for ByValue<W> {
            type Fn = unsafe extern "C" fn($($a::Arg),*) -> W;
            const BY_POINTER: bool = false;

            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn call(function: Self::Fn, ($($a,)*): ($($a::Arg,)*), ret: *mut c_void) {
                // SAFETY: passed on to the caller.
                let value = unsafe { function($($a),*) };
                // SAFETY: writable for the result by the caller's word.
                unsafe { ret.cast::<W>().write(value) };
            }
        }

        impl<$($a: Param),*> Form<($($a,)*)> for ByPointer {
            type Fn = unsafe extern "C" fn($($a::Arg,)* *mut c_void);
            const BY_POINTER: bool = true;

            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn call(function: Self::Fn, ($($a,)*): ($($a::Arg,)*), ret: *mut c_void) {
                // SAFETY: passed on to the caller.
                unsafe { function($($a,)* ret) };
            }
        }
    };
}

macro_rules! arities {
    ($($function:ident $method:ident: $($a:ident $at:literal)*;)*) => { $(
        params!($($a $at)*);
        thunk!($function 0 [] $($a $at)*);
        thunk!($method 1 [object: This] $($a $at)*);
    )* };
}
arities! {
    function0 method0:;
    function1 method1: A 0;
    function2 method2: A 0 B 1;
    function3 method3: A 0 B 1 C 2;
    function4 method4: A 0 B 1 C 2 D 3;
    function5 method5: A 0 B 1 C 2 D 3 E 4;
    function6 method6: A 0 B 1 C 2 D 3 E 4 G 5;
    function7 method7: A 0 B 1 C 2 D 3 E 4 G 5 H 6;
    function8 method8: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7;
    function9 method9: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8;
    function10 method10: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9;
    function11 method11: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10;
    function12 method12: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11;
    function13 method13: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11 N 12;
    function14 method14: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11 N 12 O 13;
    function15 method15: A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11 N 12 O 13 Q 14;
}
// The context of a callback with 15.
params!(A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11 N 12 O 13 Q 14 S 15);
thunk!(function16 0 [] A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11 N 12 O 13 Q 14 S 15);
