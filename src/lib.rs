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
//! | `CodecObject` | what the handles deref to: every slot as a method, `agreed()`, `has_decode_ex1()` |
//!
//! A provider writes `impl Codec for Png` and nothing else. A handle that has every slot implements `Codec`,
//! too. Handles are `Send` and `Sync` exactly as the trait's supertraits say of every provider.
//!
//! # Revisions
//!
//! A slot without an attribute is of revision 1; later ones carry `#[revision(n)]`, come behind the recorded
//! ones, and have a default body: what a caller runs when the provider predates the revision. The body may
//! call slots of earlier revisions only. `foo_ex1`, `foo_ex2`… supersede `foo`, which stays.
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
//! A bad value, and a panic that would cross, end the process with one line that names table and slot. The
//! checks find bugs, not attackers: a loaded library can do what it likes. References in fields are followed, so
//! a ring of references, which a list in C may be, must be raw pointers.
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

// The macro and the module of that name.
pub use vtable_api_core::module;
pub use vtable_api_core::module::{Host, HostExports, Module};
pub use vtable_api_core::{
    AbiType, Described, Fault, Open, OwnedSlice, OwnedStr, Plain, Pointee, Reason, Refusal, Slice, SliceMut, Str,
};

/// Makes a function table of a trait.
///
/// | argument | meaning |
/// |---|---|
/// | `id = "vendor/table"` | the table's name for ever; without it, `package/trait-name`, which a rename changes |
/// | `c_case = "Pascal"` | slots are spelled `DecodeEx1` in the C header |
/// | `unrecorded` | not released: no `abi.toml`, no warnings; for tests, examples and second binaries |
/// | `record = "path"` | where `abi.toml` is, for other build systems than cargo: from `CARGO_MANIFEST_DIR`, or without that from where the compiler runs |
/// | `crate = path` | where `vtable_api` is, for macros that expand to it; a renamed dependency is found by itself |
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
/// | any, behind pointers only | `#[abi(opaque)]` |
/// | enum that may grow | `#[abi(open)]`, and a last variant `Unknown(n)` |
///
/// `#[abi(name = "…")]` keeps the recorded name of a type that was renamed.
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

/// What expansions name. Not public API: it changes in any release.
#[doc(hidden)]
pub mod __private {
    pub use core;

    pub extern crate alloc;
    pub use alloc::boxed::Box;
    pub use vtable_api_core::{
        __abi_composite, __abi_scalar, __vt_dyn, __vt_table, __vt_types, checks, convert, describe, fault, flatten,
        handle, names, negotiate, open, raw, record, slot,
    };
    pub use vtable_api_core::{AbiType, Described, Fault, Plain, Pointee};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
