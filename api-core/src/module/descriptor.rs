//! What `module!` builds: the descriptor, and the functions that a host calls.

use super::exports::HostExports;
use super::frozen::is_again;
use super::openings::Openings;
use crate::contract::c_text::write_line;
use crate::contract::raw::{CONTRACT, Export, HostV1, MAX_REVISION, ModuleV1, Require};
use crate::contract::spec::TableSpec;
use crate::describe::message::Message;
use crate::table::handle::{Handle, Lent, Owned, Provide};
use crate::values::end::{NO_PANIC, belongs_to, end};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::ffi::{CStr, c_char, c_void};
use core::fmt;

/// A Rust module's descriptor, made by [`module!`](crate::module!): `VTABLE_MODULE`.
///
/// It is `vtable_api_module_v1` in memory. Reading it is safe from any thread, because only `module!` and
/// [`Descriptor::from_raw`] make one.
#[repr(transparent)]
#[derive(Debug)]
pub struct Descriptor(ModuleV1);

impl Descriptor {
    /// The descriptor of a module that is linked into this program and not written with `module!`, C for example.
    ///
    /// # Safety
    /// `raw` and all that it points to keep the contract, and live for as long as the program.
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// use vtable_api::module::{Descriptor, Module, ModuleV1};
    /// # vtable_api::module! { create "steps" => CounterBox: || Steps::new(1); }
    ///
    /// // In C: VTABLE_API_MODULE_AS(steps, "steps", "1.0.0", NULL, NULL, NULL, 0, exports, 1);
    /// # #[cfg(any())]
    /// unsafe extern "C" {
    ///     static steps: ModuleV1;
    /// }
    /// # static steps: &ModuleV1 = VTABLE_MODULE.as_raw();
    ///
    /// # fn main() -> Result<(), vtable_api::module::Error> {
    /// # #[cfg(any())]
    /// let steps = unsafe { &steps };
    /// // SAFETY: it is written with `vtable_api.h`, and nothing writes to it.
    /// let module = Module::from_static(unsafe { Descriptor::from_raw(steps) })?;
    /// assert_eq!(module.create::<CounterBox>("steps")?.count(), 1);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const unsafe fn from_raw(raw: &'static ModuleV1) -> &'static Self {
        let ptr = core::ptr::from_ref(raw).cast::<Self>();
        // SAFETY: `repr(transparent)`; what a `Descriptor` promises is the caller's word.
        unsafe { &*ptr }
    }

    /// The struct of the contract, for tools.
    #[inline]
    pub const fn as_raw(&'static self) -> &'static ModuleV1 {
        &self.0
    }

    /// Puts together what `module!` collected.
    #[doc(hidden)]
    #[track_caller]
    pub const fn new<P: Provider>(
        recorded: Option<&'static CStr>,
        required: &'static [Required],
        exported: &'static [Exported],
    ) -> Self {
        check_names(exported);
        Descriptor(ModuleV1 {
            size: size_of::<ModuleV1>() as u32,
            contract: CONTRACT,
            // The one in the record section, which is kept for it.
            name: match recorded {
                Some(name) => name.as_ptr(),
                None => P::NAME.as_ptr(),
            },
            version: P::VERSION.as_ptr(),
            init: Some(init::<P>),
            fini: match P::STOP.0 {
                Some(_) => Some(fini::<P>),
                None => None,
            },
            requirements: required.as_ptr().cast(),
            require_count: required.len() as u32,
            require_size: size_of::<Require>() as u32,
            exports: exported.as_ptr().cast(),
            export_count: exported.len() as u32,
            export_size: size_of::<Export>() as u32,
        })
    }
}

/// Who provides a module: a type that `module!` makes.
#[doc(hidden)]
pub trait Provider: 'static {
    const NAME: &'static CStr;
    const VERSION: &'static CStr;
    const START: Start;
    const STOP: Stop;
    /// The same one each time.
    fn openings() -> &'static Openings;
}

/// One export: a type that `module!` makes.
#[doc(hidden)]
pub trait Named: 'static {
    type Provider: Provider;
    const NAME: &'static CStr;
}

/// An [`Export`] that keeps the contract: only the functions here make one.
#[doc(hidden)]
#[repr(transparent)]
pub struct Exported(Export);

impl Exported {
    /// `create`.
    pub const fn create<N, H, T, F>(_: F) -> Self
    where
        N: Named,
        H: Owned + Provide<T>,
        T: 'static,
        F: Fn() -> T + Copy + Send + Sync + 'static,
    {
        zero_sized::<F>();
        Exported(Export {
            name: N::NAME.as_ptr(),
            header: H::HEADER,
            object: core::ptr::null_mut(),
            create: Some(create::<N, T, F>),
        })
    }

    /// `try_create`.
    pub const fn try_create<N, H, T, F>(_: F) -> Self
    where
        N: Named,
        H: Owned + Provide<T>,
        T: 'static,
        F: Fn() -> Option<T> + Copy + Send + Sync + 'static,
    {
        zero_sized::<F>();
        Exported(Export {
            name: N::NAME.as_ptr(),
            header: H::HEADER,
            object: core::ptr::null_mut(),
            create: Some(try_create::<N, T, F>),
        })
    }

    /// `lend`.
    pub const fn lend<N: Named, H: Lent + Provide<T>, T: Sync + 'static>(object: &'static T) -> Self {
        Exported(Export {
            name: N::NAME.as_ptr(),
            header: H::HEADER,
            object: core::ptr::from_ref(object).cast_mut().cast(),
            create: None,
        })
    }
}

/// A [`Require`] that keeps the contract.
#[doc(hidden)]
#[repr(transparent)]
pub struct Required(Require);

impl Required {
    /// `require`.
    #[track_caller]
    pub const fn new<H: Handle>(name: &'static CStr, revisions: &[u32]) -> Self {
        let mut required = 0;
        let mut i = 0;
        while i < revisions.len() {
            let revision = revisions[i];
            assert!(revision >= 1 && revision <= MAX_REVISION, "module!: revisions are numbered from 1 to 63");
            required |= 1 << (revision - 1);
            i += 1;
        }
        if required & !H::SPEC.revisions() != 0 {
            no_such_revision(name, required, H::SPEC)
        }
        Required(Require { name: name.as_ptr(), id: H::SPEC.id(), required })
    }
}

#[track_caller]
#[inline]
const fn no_such_revision(name: &CStr, required: u64, spec: &TableSpec) -> ! {
    let mut message = Message::new();
    message.text("module!: `");
    message.text(text_of(name));
    message.text("` is required with revision ");
    message.number((64 - (required & !spec.revisions()).leading_zeros()) as i128);
    message.text(", but `");
    message.text(spec.name);
    message.text("` ends with revision ");
    message.number((64 - spec.revisions().leading_zeros()) as i128);
    message
        .text("\n         help: require a revision that the table has, or build with an interface that has this one");
    message.fail()
}

/// What is called when a host opens the module.
#[doc(hidden)]
pub struct Start(Option<StartFn>);

type StartFn = unsafe fn(*const HostV1) -> Result<(), String>;

impl Start {
    pub const NONE: Self = Start(None);

    pub const fn new<P, E, F>(_: F) -> Self
    where
        P: Provider,
        E: fmt::Display,
        F: Fn(&HostExports) -> Result<(), E> + Copy + Send + Sync + 'static,
    {
        zero_sized::<F>();
        Start(Some(start::<P, E, F>))
    }
}

/// What ends the module when its last host closes it.
#[doc(hidden)]
pub struct Stop(Option<fn()>);

impl Stop {
    pub const NONE: Self = Stop(None);

    pub const fn new<P: Provider, F: Fn() + Copy + Send + Sync + 'static>(_: F) -> Self {
        zero_sized::<F>();
        Stop(Some(stop::<P, F>))
    }
}

/// A C string from a literal that ends in NUL.
#[doc(hidden)]
#[track_caller]
#[inline]
pub const fn c_str(text: &'static str) -> &'static CStr {
    assert!(text.len() <= super::text::MAX_TEXT, "module!: names and versions have at most 254 bytes");
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => panic!("module!: names and versions cannot contain NUL"),
    }
}

const fn zero_sized<F>() {
    const { assert!(size_of::<F>() == 0, "module!: write a function's path, or a closure that captures nothing") }
}

#[track_caller]
#[inline]
const fn check_names(exported: &[Exported]) {
    let mut i = 0;
    while i < exported.len() {
        let mut j = i + 1;
        while j < exported.len() {
            if same(&exported[i], &exported[j]) {
                named_twice(&exported[i])
            }
            j += 1;
        }
        i += 1;
    }
}

#[track_caller]
#[inline]
const fn named_twice(exported: &Exported) -> ! {
    // SAFETY: as in `same`.
    let name = unsafe { CStr::from_ptr(exported.0.name) };
    let mut message = Message::new();
    message.text("module!: two exports are called `");
    message.text(text_of(name));
    message.text("`\n         help: give one of them another name: hosts ask for an export by its name");
    message.fail()
}

#[inline]
const fn text_of(name: &CStr) -> &str {
    match name.to_str() {
        Ok(text) => text,
        Err(_) => "?",
    }
}

#[inline]
const fn same(a: &Exported, b: &Exported) -> bool {
    // SAFETY: from a `&'static CStr`: `Exported` is made by the functions above only.
    let a = unsafe { CStr::from_ptr(a.0.name) }.to_bytes();
    // SAFETY: as above.
    let b = unsafe { CStr::from_ptr(b.0.name) }.to_bytes();
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The value of a type that has only one.
///
/// # Safety
/// A value of `F` was given to whoever put the caller's address somewhere.
unsafe fn only<F: Copy>() -> F {
    zero_sized::<F>();
    let ptr = core::ptr::dangling::<F>();
    // SAFETY: no bytes are read; a value exists by the caller's word, and it is `Copy`.
    unsafe { ptr.read() }
}

/// The name that `module!` made from a literal.
fn show(name: &CStr) -> &str {
    name.to_str().unwrap_or("?")
}

/// The result of `body`, or the end of the process when it panics.
fn guarded<P: Provider, R>(what: fmt::Arguments<'_>, body: impl FnOnce() -> R) -> R {
    let ends = || end(format_args!("module `{}`: {what} panicked; {NO_PANIC}", show(P::NAME)));
    crate::values::end::guarded(body, ends)
}

unsafe extern "C" fn create<N: Named, T, F: Fn() -> T + Copy>() -> *mut c_void {
    // SAFETY: `Exported::create` was given one.
    let make = unsafe { only::<F>() };
    guarded::<N::Provider, _>(format_args!("creating `{}`", show(N::NAME)), || Box::into_raw(Box::new(make())).cast())
}

unsafe extern "C" fn try_create<N: Named, T, F: Fn() -> Option<T> + Copy>() -> *mut c_void {
    // SAFETY: `Exported::try_create` was given one.
    let make = unsafe { only::<F>() };
    let made = guarded::<N::Provider, _>(format_args!("creating `{}`", show(N::NAME)), || make().map(Box::new));
    made.map_or(core::ptr::null_mut(), |object| Box::into_raw(object).cast())
}

unsafe extern "C" fn init<P: Provider>(host: *const HostV1, why: *mut c_char, room: usize) -> i32 {
    belongs_to(const { &P::NAME });
    let start = || match P::START.0 {
        // SAFETY: the contract: a host passes its own struct, which lives until `fini`.
        Some(start) => unsafe { start(host) },
        None => Ok(()),
    };
    // SAFETY: as above.
    let is_again = unsafe { is_again(host) };
    let refusal = match P::openings().begin(is_again, P::STOP.0, start) {
        Some(Ok(())) => return 0,
        Some(Err(line)) => on_one_line(&line),
        None => RUNNING.into(),
    };
    // SAFETY: the contract: null, or writable for `room` bytes.
    unsafe { write_line(why, room, refusal.as_bytes().trim_ascii()) };
    1
}

/// # Safety
/// As [`HostExports::from_raw`].
unsafe fn start<P, E, F>(host: *const HostV1) -> Result<(), String>
where
    P: Provider,
    E: fmt::Display,
    F: Fn(&HostExports) -> Result<(), E> + Copy,
{
    // SAFETY: `Start::new` was given one.
    let start = unsafe { only::<F>() };
    guarded::<P, _>(format_args!("`init`"), || {
        // SAFETY: passed on to the caller.
        let host = unsafe { HostExports::from_raw(host) }.map_err(|error| error.to_string())?;
        start(&host).map_err(|error| error.to_string())
    })
}

const RUNNING: &str = "its `init` or `fini` is running already; do not open a module from its own `init`";

fn on_one_line(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        line.push(if c.is_control() { ' ' } else { c });
    }
    line
}

unsafe extern "C" fn fini<P: Provider>() {
    P::openings().end(P::STOP.0);
}

fn stop<P: Provider, F: Fn() + Copy>() {
    // SAFETY: `Stop::new` was given one.
    let stop = unsafe { only::<F>() };
    guarded::<P, _>(format_args!("`fini`"), stop);
}
