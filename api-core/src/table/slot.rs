//! A slot's function: its type, the call, and the thunk that a provider puts there.
//!
//! Scalars and pairs of pointers are returned; everything else is written through a last parameter,
//! because compilers disagree on composites by value. [`Form`] makes that choice at the type level, so an
//! alias cannot hide which one a slot has.
//!
//! What is the same for all slots of one number of parameters is here and not in expansions: an expansion only
//! names the method, and its types follow from that.

use crate::contract::raw::{RawCallback, RawObject};
use crate::values::address::{ANY, COPIED};
use crate::values::end::guarded;
use crate::values::fault::Fault;
use crate::values::site::{Position, Site, Sited, check_at, check_place, function_panicked, method_panicked};
use crate::values::traits::{AbiType, Arrival};
pub use crate::values::traits::{ByPointer, ByValue};
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// The object of a slot with a receiver, or a callback's context: the first of the parameters.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Object(pub *mut c_void);

/// What a slot's function may take: what crosses by [`AbiType`], and what the expansion converts itself.
///
/// # Safety
/// `Arg` is a C scalar or a pair of pointers, without lifetime.
#[doc(hidden)]
pub unsafe trait Param: Sized {
    /// The form as a parameter.
    type Arg: Copy;
    /// What lives while the call runs, at the caller's.
    type Lent;
    /// The same at the callee's.
    type Held;
    /// Before there is any.
    const NOTHING: Self::Held;

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
    /// As [`Arrival::take`].
    unsafe fn take(arg: Self::Arg, held: &mut Self::Held) -> Result<Self, Fault>;
}

// SAFETY: `AbiType` asks the same of its `Arg`.
unsafe impl<T: AbiType<Return: Arrival<T>>> Param for T {
    type Arg = T::Arg;
    type Lent = T::Wire;
    type Held = <T::Return as Arrival<T>>::Held;
    const NOTHING: Self::Held = <T::Return as Arrival<T>>::NOTHING;
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
    unsafe fn take(arg: T::Arg, held: &mut Self::Held) -> Result<T, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Return::take(arg, held) }
    }
}

macro_rules! raw_params {
    ($($ty:ident = $arg:ty: $to:expr, $from:expr;)*) => { $(
        // SAFETY: a pointer or two.
        unsafe impl Param for $ty {
            type Arg = $arg;
            type Lent = $arg;
            type Held = ();
            const NOTHING: () = ();
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
            unsafe fn take(arg: $arg, (): &mut ()) -> Result<Self, Fault> {
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
    /// As [`Caller::call`].
    unsafe fn call<R: AbiType>(self, slot: *const SlotFn<R, Self>, site: Site) -> R
    where
        R::Return: Form<Self>;
}

/// How a return form and the parameters make a function.
#[diagnostic::on_unimplemented(
    message = "[VT0102] a reference to what crosses as a copy cannot be returned",
    label = "the copy lives for the call alone",
    note = "return the type itself by value"
)]
pub trait Form<P: Params>: Way {
    /// The function pointer in the table.
    type Fn: Copy;
}

/// Where a function leaves its result.
#[doc(hidden)]
pub trait Way {
    /// Whether the result is written to the place that the last parameter names.
    const BY_POINTER: bool;
}
impl<W> Way for ByValue<W> {
    const BY_POINTER: bool = false;
}
impl Way for ByPointer {
    const BY_POINTER: bool = true;
}

/// The type of a slot's function: its return and its parameters decide.
pub type SlotFn<R, P> = <<R as AbiType>::Return as Form<P>>::Fn;

/// Who calls a slot. A type, so that an expansion can name it through [`Holds`](crate::asked::Holds).
pub struct Caller;

impl Caller {
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
}

/// Where a provider's method finds its receiver: `&T` or `&mut T`.
///
/// # Safety
/// `receive` returns nothing but what `object` points to.
pub unsafe trait Receiver: Sized {
    /// What it refers to.
    type Provider;

    /// The receiver.
    ///
    /// # Safety
    /// `object` is the one that the table was handed out with; it outlives the receiver, which is the only one
    /// meanwhile if it is exclusive.
    unsafe fn receive(object: *mut c_void, site: Site) -> Self;
}

// SAFETY: a reference to the object itself.
unsafe impl<T> Receiver for &T {
    type Provider = T;
    #[inline(always)]
    unsafe fn receive(object: *mut c_void, site: Site) -> Self {
        let ptr = locate::<T>(object, site);
        // SAFETY: not null, aligned, a `T` by the caller's word.
        unsafe { &*ptr }
    }
}

// SAFETY: as above.
unsafe impl<T> Receiver for &mut T {
    type Provider = T;
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
    check_place::<T, ANY>(object.cast::<T>().cast_const(), site, Position::OBJECT);
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

/// A function pointer as the one that [`Form`] chose, or that as what it is.
#[inline(always)]
const fn chosen<F: Copy, C: Copy>(function: F) -> C {
    const { assert!(size_of::<F>() == size_of::<C>()) }
    // SAFETY: the same function type: which of the two forms it has was asked.
    unsafe { core::mem::transmute_copy(&function) }
}

/// The provider's side of a thunk.
trait Provided {
    /// The provider's function.
    type Function: Copy;
    /// What it returns.
    type Ret: AbiType;

    /// What ends the process when it panics.
    const PANICKED: fn(Site) -> !;
}

/// What a thunk does with its arguments, which are those of `P`.
trait Run<P: Params>: Provided {
    /// Takes the arguments, and calls the provider's function with them.
    ///
    /// # Safety
    /// The arguments keep the slot's contract.
    unsafe fn run(function: Self::Function, args: P::Args, site: Site) -> Self::Ret;
}

/// A function that gets all the parameters.
struct Function<R, F>(PhantomData<(R, F)>);
/// One that gets its receiver in place of the object.
struct Method<This, R, F>(PhantomData<(This, R, F)>);

impl<R: AbiType, F: Copy> Provided for Function<R, F> {
    type Function = F;
    type Ret = R;
    const PANICKED: fn(Site) -> ! = function_panicked;
}
impl<This: Receiver, R: AbiType, F: Copy> Provided for Method<This, R, F> {
    type Function = F;
    type Ret = R;
    const PANICKED: fn(Site) -> ! = method_panicked::<This::Provider>;
}

/// The C functions that run `X` with the arguments of `P`.
struct Thunk<T, Z, X, P>(PhantomData<(T, Z, X, P)>);

/// The result in its wire form.
///
/// # Safety
/// As [`Run::run`]. The maker of the thunk got the function.
#[inline(always)]
unsafe fn run<X: Run<P>, P: Params>(args: P::Args, site: Site) -> <X::Ret as AbiType>::Wire {
    // SAFETY: the maker of this thunk got it.
    let function = unsafe { item::<X::Function>() };
    let run = || {
        // SAFETY: passed on to the caller.
        unsafe { X::run(function, args, site) }.into_wire()
    };
    guarded(run, || X::PANICKED(site))
}

/// Writes the result to its place.
///
/// # Safety
/// As [`run`]; `ret` is null, misaligned, or writable for the result.
#[inline(always)]
unsafe fn run_to<X: Run<P>, P: Params>(ret: *mut c_void, args: P::Args, site: Site) {
    let ret = ret.cast::<<X::Ret as AbiType>::Wire>();
    check_place::<_, COPIED>(ret.cast_const(), site, Position::RESULT);
    // SAFETY: passed on to the caller.
    let wire = unsafe { run::<X, P>(args, site) };
    if const { align_of::<<X::Ret as AbiType>::Wire>() > COPIED } {
        // SAFETY: checked, and the caller of the slot gives room for the result.
        unsafe { ret.write_unaligned(wire) };
        return;
    }
    // SAFETY: as above, and aligned.
    unsafe { ret.write(wire) };
}

/// As [`Param::recheck`]; what is wrong ends the process.
///
/// # Safety
/// As [`Param::recheck`].
#[inline(always)]
unsafe fn recheck<P: Param>(lent: &P::Lent, site: Site, number: u8) {
    // SAFETY: passed on to the caller.
    check_at(unsafe { P::recheck(lent) }, site, Position::written(number))
}

/// As [`Param::take`]; what is wrong ends the process.
///
/// # Safety
/// As [`Param::take`].
#[inline(always)]
unsafe fn take<P: Param>(arg: P::Arg, held: &mut P::Held, site: Site, number: u8) -> P {
    // SAFETY: passed on to the caller.
    check_at(unsafe { P::take(arg, held) }, site, Position::parameter(number))
}

// All that is written anew for each number of parameters: rustc checks it seventeen times in every build, so what can be
// said once is above.
macro_rules! params {
    ($($a:ident $held:ident $at:literal)*) => {
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
                if R::Return::BY_POINTER {
                    let function: unsafe extern "C" fn($($a::Arg,)* *mut c_void) = chosen(function);
                    // SAFETY: the caller vouches for the function; `wire` has room for what it returns.
                    unsafe { function($(<$a as Param>::arg(&$a),)* wire.as_mut_ptr().cast::<c_void>()) };
                } else {
                    let function: unsafe extern "C" fn($($a::Arg),*) -> R::Wire = chosen(function);
                    // SAFETY: the caller vouches for the function.
                    wire.write(unsafe { function($(<$a as Param>::arg(&$a)),*) });
                }
                // SAFETY: zeroed or written by the callee, which keeps the contract; every `Wire` is plain data of which all bytes may be 0.
                let value = check_at(unsafe { R::from_place(wire.as_mut_ptr()) }, site, Position::RETURN);
                // SAFETY: lent above; the caller's borrows outlive this call.
                $(unsafe { recheck::<$a>(&$a, site, $at) };)*
                value
            }
        }

        impl<W, $($a: Param),*> Form<($($a,)*)> for ByValue<W> {
            type Fn = unsafe extern "C" fn($($a::Arg),*) -> W;
        }

        impl<$($a: Param),*> Form<($($a,)*)> for ByPointer {
            type Fn = unsafe extern "C" fn($($a::Arg,)* *mut c_void);
        }

        impl<$($a: Param,)* R: AbiType, F: Fn($($a),*) -> R + Copy> Run<($($a,)*)> for Function<R, F> {
            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn run(function: F, ($($a,)*): ($($a::Arg,)*), _site: Site) -> R {
                $(let mut $held = <$a as Param>::NOTHING;)*
                // SAFETY: passed on to the caller.
                function($(unsafe { take::<$a>($a, &mut $held, _site, $at) }),*)
            }
        }

        #[allow(non_snake_case, clippy::too_many_arguments, reason = "as many as the slot has")]
        impl<T: Sited, Z: Index, X: Run<($($a,)*)>, $($a: Param),*> Thunk<T, Z, X, ($($a,)*)>
        where
            <X::Ret as AbiType>::Return: Form<($($a,)*)>,
        {
            const FUNCTION: SlotFn<X::Ret, ($($a,)*)> = if <X::Ret as AbiType>::Return::BY_POINTER {
                chosen(Self::place as unsafe extern "C" fn($($a::Arg,)* *mut c_void))
            } else {
                chosen(Self::value as unsafe extern "C" fn($($a::Arg),*) -> <X::Ret as AbiType>::Wire)
            };

            unsafe extern "C" fn value($($a: $a::Arg),*) -> <X::Ret as AbiType>::Wire {
                // SAFETY: passed on to the caller of the slot.
                unsafe { run::<X, ($($a,)*)>(($($a,)*), At::<T, Z>::SITE) }
            }

            unsafe extern "C" fn place($($a: $a::Arg,)* ret: *mut c_void) {
                // SAFETY: passed on to the caller of the slot.
                unsafe { run_to::<X, ($($a,)*)>(ret, ($($a,)*), At::<T, Z>::SITE) }
            }
        }
    };
}

macro_rules! methods {
    ($($a:ident $held:ident $at:literal)*) => {
        impl<This: Receiver, $($a: Param,)* R: AbiType, F> Run<(Object, $($a,)*)> for Method<This, R, F>
        where
            F: Fn(This, $($a),*) -> R + Copy,
        {
            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn run(function: F, (object, $($a,)*): (*mut c_void, $($a::Arg,)*), site: Site) -> R {
                // SAFETY: passed on to the caller.
                let this = unsafe { This::receive(object, site) };
                $(let mut $held = <$a as Param>::NOTHING;)*
                // SAFETY: passed on to the caller.
                function(this $(, unsafe { take::<$a>($a, &mut $held, site, 1 + $at) })*)
            }
        }
    };
}

macro_rules! function {
    ($name:ident $($a:ident $held:ident $at:literal)*) => {
        /// As [`At`] says.
        pub const fn $name<$($a: Param,)* R: AbiType, F>(_function: F) -> SlotFn<R, ($($a,)*)>
        where
            F: Fn($($a),*) -> R + Copy,
            R::Return: Form<($($a,)*)>,
        {
            Thunk::<T, Z, Function<R, F>, ($($a,)*)>::FUNCTION
        }
    };
}

macro_rules! method {
    ($name:ident $($a:ident $held:ident $at:literal)*) => {
        /// As [`At`] says.
        pub const fn $name<This: Receiver, $($a: Param,)* R: AbiType, F>(_function: F) -> SlotFn<R, (Object, $($a,)*)>
        where
            F: Fn(This, $($a),*) -> R + Copy,
            R::Return: Form<(Object, $($a,)*)>,
        {
            Thunk::<T, Z, Method<This, R, F>, (Object, $($a,)*)>::FUNCTION
        }
    };
}

macro_rules! arities {
    ($($function:ident $method:ident: $($a:ident $held:ident $at:literal)*;)*) => {
        $( params!($($a $held $at)*); )*
        $( methods!($($a $held $at)*); )*
        impl<T: Sited, Z: Index> At<T, Z> {
            $( function!($function $($a $held $at)*); )*
            $( method!($method $($a $held $at)*); )*
        }
    };
}
arities! {
    function0 method0:;
    function1 method1: A a 0;
    function2 method2: A a 0 B b 1;
    function3 method3: A a 0 B b 1 C c 2;
    function4 method4: A a 0 B b 1 C c 2 D d 3;
    function5 method5: A a 0 B b 1 C c 2 D d 3 E e 4;
    function6 method6: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5;
    function7 method7: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6;
    function8 method8: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7;
    function9 method9: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8;
    function10 method10: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9;
    function11 method11: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10;
    function12 method12: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10 M m 11;
    function13 method13: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10 M m 11 N n 12;
    function14 method14: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10 M m 11 N n 12 O o 13;
    function15 method15: A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10 M m 11 N n 12 O o 13 Q q 14;
}
// The context of a callback with 15.
params!(A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10 M m 11 N n 12 O o 13 Q q 14 S s 15);
impl<T: Sited, Z: Index> At<T, Z> {
    function!(function16 A a 0 B b 1 C c 2 D d 3 E e 4 G g 5 H h 6 I i 7 J j 8 K k 9 L l 10 M m 11 N n 12 O o 13 Q q 14 S s 15);
}
