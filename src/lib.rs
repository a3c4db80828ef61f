//! Plug-in ABIs from Rust: append-only function tables that the build guards.
//!
//! Annotate a trait, and it becomes a *table*: a `repr(C)` struct of functions that two binaries can share
//! whatever compiler built them, and that is only ever extended. What was released is recorded in `abi.toml`;
//! an edit that would break a released binary stops `cargo build` on the edited line. Old modules run on new
//! hosts, and new modules on old hosts, without a recompile.
//!
//! ```
//! use vtable_api::{AbiType, vtable_api};
//!
//! /// An image decoder that the viewer loads.
//! #[vtable_api(id = "viewer/codec", unrecorded)] // `unrecorded`: this is an example, not a release
//! pub trait Codec {
//!     fn decode(&self, input: &[u8], out: &mut Frame) -> Status;
//!
//!     #[revision(2)]
//!     fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> Status {
//!         let _ = flags; // what callers get from a module that predates revision 2
//!         self.decode(input, out)
//!     }
//! }
//!
//! #[derive(AbiType, Default)]
//! #[repr(C)]
//! pub struct Frame {
//!     pub width: u32,
//!     pub height: u32,
//! }
//!
//! #[derive(AbiType, Debug, PartialEq)]
//! #[repr(u32)]
//! pub enum Status {
//!     Ok,
//!     BadData,
//! }
//!
//! struct Square;
//! impl Codec for Square {
//!     fn decode(&self, input: &[u8], out: &mut Frame) -> Status {
//!         let Some(&side) = input.first() else { return Status::BadData };
//!         *out = Frame { width: side.into(), height: side.into() };
//!         Status::Ok
//!     }
//! }
//!
//! let codec = CodecBox::new(Square); // or `Module::open(path)?.create::<CodecBox>("square")?`
//! let mut frame = Frame::default();
//! assert_eq!(codec.decode_ex1(&[7], &mut frame, 0), Status::Ok);
//! assert_eq!(frame.width, 7);
//! ```
//!
//! # What a trait becomes
//!
//! For a trait `Codec`:
//!
//! | item | what it is |
//! |---|---|
//! | `CodecTable` | the table: a header, then the slots in order |
//! | `CodecRef<'a>` | a shared handle, `Copy`, made from `&T` or lent by a module: the `&self` slots |
//! | `CodecMut<'a>` | an exclusive handle, made from `&mut T`: all slots |
//! | `CodecBox` | an owned handle: all slots; dropping it releases the object where it was made |
//! | `CodecObject` | what the handles deref to: every slot as a method, `agreed()`, `has_decode_ex1()`; `agreed_()` where a slot is called `agreed` |
//!
//! A provider writes `impl Codec for Png` and nothing else. A handle that has every slot implements `Codec`,
//! too. Handles are `Send` and `Sync` exactly as the trait's supertraits say of every provider.
//!
//! # Revisions
//!
//! A slot without an attribute is of revision 1; later ones carry `#[revision(n)]`, come behind the recorded
//! ones, and have a default body: what a caller runs when the provider predates the revision. The body may
//! call only slots of earlier revisions. `foo_ex1`, `foo_ex2`… supersede `foo`, which stays.
//! `cargo vtable-api freeze` records what is new in `abi.toml`; until then it is a *draft*, which may change,
//! warns, and is agreed only between two builds that do not differ in anything.
//!
//! # What may cross
//!
//! Integers, floats, `bool`, `c_long` and its kin, raw pointers, `&T`, `&mut T`, `Option<&T>`, `NonNull<T>`,
//! `extern "C"` function pointers, closures (`&dyn Fn(A) -> B`, `&mut dyn FnMut(A) -> B`), types with
//! `#[derive(`[`AbiType`](macro@AbiType)`)]`, `&str`, `&[T]`, `&mut [T]`, `String`, `Vec<T>`, `Box<T>`, `Option<T>`,
//! `Result<T, E>`, and objects of other tables: `&dyn Api`, `&mut dyn Api`, `Box<dyn Api>`. In fields:
//! [`Str`], [`Slice`], [`SliceMut`], [`OwnedStr`], [`OwnedSlice`], [`Open`]. Memory that crosses is freed by the
//! binary that made it.
//!
//! Values from the other side are checked before Rust code sees them (null, alignment, lengths, `bool`s,
//! discriminants, UTF-8; also nested and behind references). That is free for plain data and O(n) otherwise.
//! A bad value, and a panic that would cross, end the process with one line that names table and slot, and in a
//! module's file the module. The checks find bugs, not attackers: a loaded library can do what it likes. References in
//! fields are followed, in a loop: a list may be long, but a ring of references, or more than 4,194,304 values behind a
//! second pointer, must be raw pointers.
//!
//! # Modules and hosts
//!
//! [`module!`] exports providers from a `cdylib`; [`Module::open`](module::Module::open) loads one. A [`Host`]
//! hands its own services to modules. [`Host`] and [`Module`] are `Send` and `Sync`; libraries are never
//! unloaded, but by [`Module::close`](module::Module::close).
//!
//! # Environment
//!
//! | `VTABLE_API` | effect on the build |
//! |---|---|
//! | `locked` | drafts are errors: for releases |
//! | `quiet-drafts` | drafts are not mentioned |
//!
//! # Features
//!
//! `std` (default): the line before an abort goes to standard error. `load` (default): loading modules from
//! files. Without both the crate is `no_std` with `alloc`. `abi_stable`: `RStr`, `RSlice`, `RString`, `RVec`, `RBox`, `ROption` and
//! `RResult` of that crate may cross, and handles implement its `StableAbi`, so that a program can move from it interface by interface.
#![no_std]
#![forbid(unsafe_code)]

/// A type derives it with [`#[derive(AbiType)]`](macro@AbiType), which says what that promises: each set of fields that are values
/// is a value of the type, whoever made it.
pub use vtable_api_core::AbiType;
pub use vtable_api_core::module::{Host, HostExports, Module};
pub use vtable_api_core::{
    Described, Fault, Opaque, Open, OwnedSlice, OwnedStr, Plain, Pointee, Reason, Refusal, Slice, SliceMut, Str,
};

/// Makes a function table of a trait.
///
/// | argument | meaning |
/// |---|---|
/// | `id = "vendor/table"` | the table's name for ever; without it, `package/trait-name`, which a rename changes |
/// | `c_case = "Pascal"` | slots are spelled `DecodeEx1` in the C header |
/// | `unrecorded` | not released: no `abi.toml`, no warnings; for tests, examples and second binaries |
/// | `record = "path"` | where `abi.toml` is, for other build systems than cargo: from `CARGO_MANIFEST_DIR`, or without that from where the compiler runs |
/// | `unsafe(crate = path)` | where `vtable_api` is, for macros that expand to it, whose author vouches that it is that; a renamed dependency is found by itself |
///
/// On methods: `#[revision(n)]`, n from 2 to 63, and `#[ex(none)]` for a name that only looks like an Ex slot.
///
/// ```
/// use vtable_api::vtable_api;
///
/// #[vtable_api(id = "calc/adder", unrecorded)]
/// pub trait Adder: Send + Sync {
///     fn add(&self, a: u32, b: u32) -> u32;
/// }
///
/// struct Wrapping;
/// impl Adder for Wrapping {
///     fn add(&self, a: u32, b: u32) -> u32 {
///         a.wrapping_add(b)
///     }
/// }
///
/// assert_eq!(AdderRef::new(&Wrapping).add(u32::MAX, 2), 1);
/// ```
pub use vtable_api_macros::vtable_api;

/// Gives a type a layout that C knows, a canonical name that the record keeps, and a check of its bytes.
///
/// | type | needs |
/// |---|---|
/// | struct | `#[repr(C)]` or `#[repr(transparent)]` |
/// | union | `#[repr(C)]` |
/// | enum | `#[repr(u8)]` … `#[repr(isize)]`, with payload also `#[repr(C, u32)]` |
/// | any, behind raw pointers and `NonNull` only | `#[abi(opaque)]` |
/// | struct whose one field is an [`Opaque`], also behind `&` and `&mut` | `#[abi(opaque)]` |
/// | enum that may grow | `#[abi(open)]`, and a last variant `Unknown(n)` |
///
/// ```
/// use vtable_api::{AbiType, Opaque, vtable_api};
///
/// /// Known to the store only, which lends it.
/// #[derive(AbiType)]
/// #[abi(opaque)]
/// pub struct Db {
///     _opaque: Opaque,
/// }
///
/// #[vtable_api(id = "acme/store", unrecorded)]
/// pub trait Store {
///     fn open(&self, path: &str) -> Option<&Db>;
///     fn rows(&self, db: &Db) -> u64;
/// }
/// ```
///
/// # Private fields
///
/// They may be private, but that guards nothing at the boundary. A value that arrives has its fields checked, each by its type, and is then a
/// value of the struct: what a constructor makes sure of is not asked. Any binary that knows the table can send such a value, and so can
/// any crate of the same program, without `unsafe`. So **a type whose `unsafe` code rests on more than its fields' types must not derive
/// `AbiType`**. Keep it on your side, and let a reference to an `#[abi(opaque)]` type stand for it; or let a plain struct cross, and check
/// that on arrival:
///
/// ```
/// use vtable_api::AbiType;
///
/// /// Crosses: any number.
/// #[derive(AbiType)]
/// #[repr(C)]
/// pub struct RawSlot {
///     pub index: u64,
/// }
///
/// /// Does not cross: below 4, which `unsafe` code may rely on.
/// pub struct Slot(usize);
///
/// impl TryFrom<RawSlot> for Slot {
///     type Error = &'static str;
///     fn try_from(raw: RawSlot) -> Result<Slot, Self::Error> {
///         if raw.index < 4 { Ok(Slot(raw.index as usize)) } else { Err("there are four slots") }
///     }
/// }
/// ```
///
/// # Attributes
///
/// `#[abi(name = "…")]` keeps the recorded name of a type that was renamed, and `#[abi(package = "…")]` the recorded package of one that
/// moved to another, or whose package was renamed.
///
/// ```
/// use vtable_api::{AbiType, Str};
///
/// #[derive(AbiType)]
/// #[repr(C, u32)]
/// pub enum Event<'a> {
///     Progress { done: u32, total: u32 },
///     Message(Str<'a>),
/// }
///
/// #[derive(AbiType)]
/// #[abi(open)]
/// #[repr(u16)]
/// pub enum Format {
///     Png = 1,
///     Qoi = 2,
///     Unknown(u16),
/// }
/// ```
pub use vtable_api_macros::AbiType;

/// Modules: [`module!`] makes one, [`Module`] uses one, [`Host`] lends modules what they need.
///
/// Loading a library runs its code, so it is trusted: the checks here catch mistakes, not attackers. Whatever
/// they find is one line in an [`Error`](module::Error). A count that is too high or a pointer to where nothing is are among them,
/// for modules in files on Linux.
pub mod module {
    pub use vtable_api_core::module::*;
}

/// Makes this crate a module: a static `VTABLE_MODULE` that says what it provides and needs.
///
/// No `unsafe`, and `#![forbid(unsafe_code)]` stays possible. The lines may come in any order:
///
/// | line | says |
/// |---|---|
/// | `create "png" => CodecBox: Png::default;` | makes an owned `T` for each call: a function's path, or a closure that captures nothing |
/// | `try_create "png" => CodecBox: Png::open;` | the same with `Option<T>`: on `None` the host gets an error |
/// | `lend "stats" => StatsRef: &STATS;` | lends a `&'static T`, `T: Sync`, to every host |
/// | `require "log" => LogRef, revision 2;` | what the host must export; `revision 1` where nothing is said, several as `revisions [1, 3]` |
/// | `init = start;` | `fn(&HostExports) -> Result<(), impl Display>`, called when a host opens the module, again for a second host; never twice at the same time |
/// | `fini = stop;` | `fn()`, called when the last host closes the module |
/// | `name = "png";` `version = "1.0.3";` | instead of `CARGO_PKG_NAME` and `CARGO_PKG_VERSION` |
/// | `export = true;` | exports the symbol `vtable_api_module`, by which [`Module::open`](module::Module::open) finds it; `export = cfg(feature = "plugin");` does so on a condition |
///
/// Put the macro into the crate's root, and `crate-type = ["cdylib"]` into `Cargo.toml`. A crate that others link, which is an `rlib`,
/// exports nothing, whatever the line says: a symbol in it would be exported by every library that links it. Programs hand its
/// `VTABLE_MODULE` to [`Module::from_static`](module::Module::from_static), any number of them in one program, and
/// `cargo rustc --crate-type cdylib` makes a file of it. With `["cdylib", "rlib"]`, which is one object code, `export` is an error.
///
/// A panic in any of these functions ends the process with one line that names the module, because it
/// cannot cross the boundary. `create` and `try_create` may be called from several threads at once.
///
/// # Errors at build time
/// Two exports of one name; a revision that the table does not have; a closure that captures something; `export` in a crate that
/// is a `cdylib` and an `rlib`.
///
/// ```
/// use vtable_api::{HostExports, Module, vtable_api};
///
/// #[vtable_api(id = "viewer/steps", unrecorded)] // `unrecorded`: this is an example, not a release
/// pub trait Steps: Send + Sync {
///     fn count(&self) -> u32;
/// }
///
/// struct Seven;
/// impl Steps for Seven {
///     fn count(&self) -> u32 {
///         7
///     }
/// }
///
/// fn start(host: &HostExports) -> Result<(), String> {
///     println!("opened by {}", host.name());
///     Ok(())
/// }
///
/// vtable_api::module! {
///     create "seven" => StepsBox: || Seven;
///     lend "shared" => StepsRef: &Seven;
///     init = start;
/// }
///
/// # fn main() -> Result<(), vtable_api::module::Error> {
/// let module = Module::from_static(&VTABLE_MODULE)?; // or `Module::open("libsteps.so")`
/// assert_eq!(module.create::<StepsBox>("seven")?.count(), 7);
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! module {
    ($($lines:tt)*) => {
        $crate::__private::module_root! { {$crate::__private::module} $($lines)* }
    };
}

/// What expansions name. Not public API: it changes in any release.
#[doc(hidden)]
pub mod __private {
    pub use core;

    pub extern crate alloc;
    pub use alloc::boxed::Box;
    pub use vtable_api_core::{
        __abi_composite, __abi_drop, __abi_enum, __abi_generic_traits, __abi_hidden, __abi_opaque, __abi_open,
        __abi_payload, __abi_scalar, __abi_struct, __abi_traits, __abi_transparent, __abi_union, __vt_dyn, __vt_part,
        __vt_table, __vt_types, asked, checks, convert, derived, describe, docs, facts, fault, flatten, follow, handle,
        lifetimes, names, negotiate, open, raw, record, slot,
    };
    pub use vtable_api_core::{AbiType, Described, Fault, Plain, Pointee};
    // The macros.
    pub use vtable_api_core::module;
    pub use vtable_api_macros::{module_root, vtable_api as unchanged};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
