//! Plug-in ABIs from Rust: append-only function tables that the build guards.
//!
//! Annotate a trait, and it becomes a *table*: a `repr(C)` struct of functions that two binaries can share
//! whatever compiler built them, and that is only ever extended. `abi.toml` records what was released;
//! an edit that would break a released binary stops `cargo build` at the edited line. Old modules run on new
//! hosts, and new modules on old hosts, without recompiling.
//!
//! ```
//! use vtable_api::{AbiType, vtable_api};
//!
//! /// An image decoder, loaded by the viewer.
//! #[vtable_api(id = "viewer/codec", unrecorded)] // `unrecorded`: this is an example, not a release
//! pub trait Codec {
//!     fn decode(&self, input: &[u8], out: &mut Frame) -> Status;
//!
//!     #[revision(2)]
//!     fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> Status {
//!         let _ = flags; // runs when the module predates revision 2
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
//! | `CodecObject` | what the handles deref to: every slot as a method, `agreed()`, `has_decode_ex1()` (`agreed_()` if a slot is named `agreed`) |
//!
//! A provider writes `impl Codec for Png` and nothing else. A handle that has every slot also implements
//! `Codec`, and so do `Box<T>`, `&mut T` and, if all slots take `&self`, `&T` of what implements it. What a slot returns and a field holds, `dyn Codec`,
//! also has `agreed()`, `has_decode_ex1()` and `Debug`; of a provider in this program, it answers that all slots are there. Handles are `Send` and `Sync` exactly if the trait's supertraits require it of every provider.
//!
//! # Revisions
//!
//! A slot without an attribute has revision 1. Later slots carry `#[revision(n)]`, come after the recorded
//! ones, and have a default body, which the caller runs when the provider predates the revision. The body may
//! call only slots of earlier revisions. `foo_ex1`, `foo_ex2`… supersede `foo`, which stays.
//! `cargo vtable-api freeze` records what is new in `abi.toml`. Until then it is a *draft*: it may change,
//! causes a warning, and is agreed only between identical builds.
//!
//! # What may cross
//!
//! Integers, floats, `bool`, `char`, `NonZero<T>`, `c_long` and the other C types, raw pointers, `&T`, `&mut T`, `Option<&T>`, `NonNull<T>`,
//! `extern "C"` function pointers, closures (`&dyn Fn(A) -> B`, `&mut dyn FnMut(A) -> B`), types with
//! `#[derive(`[`AbiType`](macro@AbiType)`)]`, `&str`, `&[T]`, `&mut [T]`, `String`, `Vec<T>`, `Box<T>`, `Box<str>`, `Box<[T]>`, `&Path`, `PathBuf`, `&OsStr`, `OsString`, maps and sets, `Option<T>`,
//! `Result<T, E>`, arrays, tuples, `Range<T>`, `Duration`, `SystemTime`, and objects of other tables: `&dyn Api`, `&mut dyn Api`, `Box<dyn Api>`,
//! and in their place the handles `ApiRef<'_>`, `ApiMut<'_>`, `ApiBox`, which are the same to other binaries and in the record. In fields:
//! [`Str`], [`Slice`], [`SliceMut`], [`OwnedStr`], [`OwnedSlice`], [`Open`], which behave like what they stand for. Memory that
//! crosses is freed by the binary that made it.
//!
//! Values from the other side are checked before Rust code sees them (null, alignment, lengths, `bool`s,
//! discriminants and UTF-8, including nested values and values behind references). This is free for plain data and
//! O(n) otherwise. A bad value, or a panic that would cross, ends the process with one line that names the table, the
//! slot and, as far as it is known, the module. The checks find bugs, not attackers: a loaded library can do
//! anything. References in fields are followed in a loop: a list may be long, but use raw pointers for a ring, or for
//! more than 4,194,304 values behind a second pointer.
//!
//! # Modules and hosts
//!
//! [`module!`] exports providers from a `cdylib`; [`Module::open`](module::Module::open) loads one,
//! [`Modules::in_dir`](module::Modules::in_dir) all in a folder, and [`Module::open_copy`](module::Module::open_copy) newly built code
//! beside the old. A [`Host`]
//! offers its own services to modules. [`Host`] and [`Module`] are `Send` and `Sync`. Only
//! [`Module::close`](module::Module::close) unloads a library.
//!
//! # Environment
//!
//! | `VTABLE_API` | effect on the build |
//! |---|---|
//! | `locked` | drafts are errors; for release builds |
//! | `quiet-drafts` | no warnings about drafts, which `-D warnings` would make errors |
//!
//! # Features
//!
//! `std` (default): writes the line before an abort to standard error. `load` (default): loads modules from
//! files. Without both the crate is `no_std` with `alloc`. `abi_stable`: that crate's `RStr`, `RSlice`, `RString`, `RVec`, `RBox`, `ROption` and
//! `RResult` may cross, and handles implement its `StableAbi`, so that a program can migrate one interface at a time. `bytes`: `bytes::Bytes`
//! becomes an [`OwnedSlice`], and the reverse, without a copy. `serde`: `Str`, `OwnedStr`, `Slice`, `OwnedSlice` and `Open` are written and
//! read as what they stand for.
#![no_std]
#![forbid(unsafe_code)]

/// Derive it with [`#[derive(AbiType)]`](macro@AbiType). Doing so promises that any combination of valid fields
/// is a valid value of the type, whoever made it.
pub use vtable_api_core::AbiType;
#[cfg(feature = "load")]
pub use vtable_api_core::module::Modules;
pub use vtable_api_core::module::{Host, HostExports, Module};
pub use vtable_api_core::{
    Described, Fault, Opaque, Open, OwnedSlice, OwnedStr, Panicked, Plain, Pointee, Reason, Refusal, Slice, SliceMut,
    Str, Unknown,
};

/// Turns a trait into a function table.
///
/// | argument | meaning |
/// |---|---|
/// | `id = "vendor/table"` | the table's permanent name; the default, `package/trait-name`, changes when either is renamed |
/// | `c_case = "Pascal"` | spells slots `DecodeEx1` in the C header |
/// | `panic = "error"` | a panic in a slot that returns a `Result<T, E>`, by that or another name, is returned as an error, made by `E: From<`[`Panicked`]`>`, and does not end the process; so is one in a default body that the caller runs; with `panic = "abort"` in the profile, or without the feature `std`, it ends the process all the same, and a build of the interface warns of it |
/// | `unrecorded` | never released: no `abi.toml`, no warnings; for tests, examples and second binaries |
/// | `record = "path"` | the path of `abi.toml`, for build systems other than cargo, relative to `CARGO_MANIFEST_DIR` or, without that, to where the compiler runs |
/// | `unsafe(crate = path)` | the path of `vtable_api`, for macros that expand to this one; their author vouches for it. A renamed dependency is found without it |
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

/// Gives a type a C layout, a canonical name for the record, and a check of its bytes.
///
/// | type | needs |
/// |---|---|
/// | struct whose fields are their own form in memory | `#[repr(C)]` or `#[repr(transparent)]` |
/// | any other struct or enum: a copy of its fields crosses | no `repr`; no `impl Drop` |
/// | union | `#[repr(C)]` |
/// | enum | `#[repr(u8)]` … `#[repr(isize)]`, or with payloads `#[repr(C, u32)]` |
/// | any type used only behind raw pointers and `NonNull` | `#[abi(opaque)]` |
/// | a struct whose only field is an [`Opaque`], which may also be behind `&` and `&mut` | `#[abi(opaque)]` |
/// | enum that may grow | `#[abi(open)]`, and a last variant `Unknown(n)` |
/// | struct or enum that may gain fields or variants with payloads | `#[abi(growable)]`, and of an enum a last variant `Unknown(`[`Unknown`]`)` |
/// | a struct of a C library, which headers call by its own name | `#[repr(C)]`, `#[abi(unsafe(foreign = "struct lib_rect { int w; int h; }"))]` |
///
/// ```
/// use vtable_api::{AbiType, Opaque, vtable_api};
///
/// /// Only the store knows its contents, and lends it.
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
/// # Structs that C has already
///
/// `#[abi(unsafe(foreign = "struct NAME { … }"))]` on a `#[repr(C)]` struct is the definition that a library in C has of it. Headers call it
/// `struct NAME` instead of defining another struct with these members, so code of that library takes it as it is. The fields are the
/// members, with their names; a C compiler compares offsets and size. The text is recorded, and never changes. Headers define the struct, or
/// with `include = "lib.h"` beside `foreign`, include `<lib.h>`, which does.
///
/// ```
/// use std::ffi::c_int;
/// use vtable_api::{AbiType, vtable_api};
///
/// #[derive(AbiType, Clone, Copy)]
/// #[repr(C)]
/// // SAFETY: the members of lib.h, in its order and with its types.
/// #[abi(unsafe(foreign = "struct lib_rect { int w; int h; }", include = "lib.h"))]
/// pub struct Rect {
///     pub w: c_int,
///     pub h: c_int,
/// }
///
/// #[vtable_api(id = "acme/canvas", unrecorded)]
/// pub trait Canvas {
///     fn fill(&self, rects: &[Rect]);
///     fn bounds(&self) -> Option<Rect>;
/// }
/// ```
///
/// It is `unsafe` because no compiler compares what members mean. Its author vouches that each field is what that member is in C (the sign of
/// a number, what a pointer leads to and whether it may be null, how a function is called), and that C makes no value of the struct
/// that is none of the fields' types. A type of another crate is written anew, with conversions.
///
/// # Without a `repr`
///
/// A copy of the value crosses: each field is moved into a C struct, checked when it arrives, and moved out again. Fields may be `String`,
/// `Vec<T>`, `Box<T>`, `Option<T>`, `Result<T, E>`, `&str`, `&[T]`, `Box<dyn Api>` and other types that derive `AbiType`; only what lends by `&mut` may not
/// be a field. Memory is freed by the binary that made it. The type may be a parameter, a return, a field of another one, and an element of a `Vec`
/// or `Box`; it cannot be behind a reference, because there is no such value on the other side.
///
/// ```
/// use vtable_api::{AbiType, vtable_api};
///
/// #[derive(AbiType, Clone)]
/// pub struct Page {
///     pub title: String,
///     pub lines: Vec<String>,
///     pub next: Option<Box<Page>>,
/// }
///
/// #[vtable_api(id = "acme/book", unrecorded)]
/// pub trait Book {
///     fn pages(&self) -> Vec<Page>;
///     fn add(&mut self, page: Page) -> Result<(), String>;
/// }
///
/// struct Pages(Vec<Page>);
/// impl Book for Pages {
///     fn pages(&self) -> Vec<Page> {
///         self.0.clone()
///     }
///     fn add(&mut self, page: Page) -> Result<(), String> {
///         if page.title.is_empty() {
///             return Err("a page needs a title".into());
///         }
///         self.0.push(page);
///         Ok(())
///     }
/// }
///
/// let mut book = BookBox::new(Pages(Vec::new()));
/// book.add(Page { title: "One".into(), lines: vec!["Once".into()], next: None }).unwrap();
/// assert_eq!(book.pages()[0].lines, ["Once"]);
/// ```
///
/// # Types that grow
///
/// With `#[abi(growable)]`, later releases may append fields to a struct, and variants to an enum. Each addition stands behind the others and has
/// the number of its growth, `#[abi(growth = 2)]`; what has none is of growth 1. Numbers never go down and leave none out. What is recorded
/// keeps its place, name and type; what is not yet recorded is a draft, which only the very same build understands.
///
/// The value crosses as a pointer to a block of its maker's, which says what the maker knows of the type. Both sides use the growths that they
/// have in common. Of a later one,
///
/// * a field that the maker does not have is `Default::default()`, or what `#[abi(growth = 2, default = …)]` says. The expression is evaluated by the
///   receiver, each time; if it panics, that is a panic of the receiver's;
/// * a field that the receiver does not have is dropped with the block, by its maker, as soon as the value has arrived;
/// * a variant that the receiver does not have is `Unknown`, the last variant of each growable enum.
///
/// A growable type may stand wherever one without a `repr` may. It has no `repr`, no lifetimes and no type parameters. Fields of a growable enum
/// are `Send` and `Sync`, because an `Unknown` is.
///
/// ```
/// use vtable_api::{AbiType, Unknown, vtable_api};
///
/// #[derive(AbiType, Clone, Debug, PartialEq)]
/// #[abi(growable)]
/// pub struct Options {
///     pub level: u32,
///     #[abi(growth = 2, default = "plain".into())]
///     pub theme: String,
/// }
///
/// #[derive(AbiType)]
/// #[abi(growable)]
/// pub enum Event {
///     Key(u32),
///     #[abi(growth = 2)]
///     Resized { width: u32, height: u32 },
///     Unknown(Unknown),
/// }
///
/// #[vtable_api(id = "acme/screen", unrecorded)]
/// pub trait Screen {
///     fn options(&self) -> Options;
///     fn handle(&mut self, event: Event) -> bool;
/// }
///
/// struct Fixed;
/// impl Screen for Fixed {
///     fn options(&self) -> Options {
///         Options { level: 3, theme: "dark".into() }
///     }
///     fn handle(&mut self, event: Event) -> bool {
///         match event {
///             Event::Key(code) => code == 27,
///             Event::Resized { width, height } => width < height,
///             Event::Unknown(event) => event.to_string().is_empty(),
///         }
///     }
/// }
///
/// let mut screen = ScreenBox::new(Fixed);
/// assert_eq!(screen.options(), Options { level: 3, theme: "dark".into() });
/// assert!(screen.handle(Event::Resized { width: 1, height: 2 }));
/// ```
///
/// # Private fields
///
/// Fields may be private, but privacy protects nothing at the boundary. When a value arrives, each field is checked according to its type, and
/// the value is then accepted, whatever a constructor would have required. Any binary that knows the table can send such a value, and so can
/// any crate in the same program, without `unsafe`. So **a type whose `unsafe` code relies on more than its fields' types must not derive
/// `AbiType`**. Keep such a type on your side and pass a reference to an `#[abi(opaque)]` type instead, or pass a plain struct and check
/// it on arrival:
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
/// /// Does not cross: always below 4, so `unsafe` code may rely on that.
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
/// `#[abi(name = "…")]` keeps the recorded name of a renamed type, and `#[abi(package = "…")]` the recorded package of a type that
/// moved to another package or whose package was renamed.
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
/// they find becomes one line in an [`Error`](module::Error). For modules in files on Linux, this includes counts that are too
/// high and pointers to unmapped memory.
pub mod module {
    pub use vtable_api_core::module::*;
}

/// Makes this crate a module: a static `VTABLE_MODULE` that says what it provides and needs.
///
/// No `unsafe`, and `#![forbid(unsafe_code)]` stays possible. The lines may come in any order:
///
/// | line | says |
/// |---|---|
/// | `create "png" => CodecBox: Png::default;` | makes an owned `T` for each call, with a function path or a closure that captures nothing |
/// | `try_create "png" => CodecBox: Png::open;` | the same with `Option<T>`: on `None` the host gets an error |
/// | `lend "stats" => StatsRef: &STATS;` | lends a `&'static T`, `T: Sync`, to every host |
/// | `require "log" => LogRef, revision 2;` | what the host must export; the default is `revision 1`, several are `revisions [1, 3]` |
/// | `init = start;` | `fn(&HostExports) -> Result<(), impl Display>`, called when a host opens the module, and again for a second host; never twice at the same time |
/// | `fini = stop;` | `fn()`, called when the last host closes the module |
/// | `name = "png";` `version = "1.0.3";` | replace `CARGO_PKG_NAME` and `CARGO_PKG_VERSION` |
/// | `export = true;` | exports the symbol `vtable_api_module`, by which [`Module::open`](module::Module::open) finds the module; `export = cfg(feature = "plugin");` does so conditionally |
///
/// Put the macro in the crate root, and `crate-type = ["cdylib"]` in `Cargo.toml`. A crate that others link, which is an `rlib`,
/// exports nothing, whatever the line says: every library that links it would export its symbol as well. Programs pass its
/// `VTABLE_MODULE` to [`Module::from_static`](module::Module::from_static), for any number of such crates, and
/// `cargo rustc --crate-type cdylib` builds it as a file. With `["cdylib", "rlib"]`, which share their object code, `export` is an error.
///
/// A panic in any of these functions ends the process with one line that names the module, because it
/// cannot cross the boundary. `create` and `try_create` may be called from several threads at once.
///
/// # Errors at build time
/// Two exports with the same name; a revision that the table does not have; a closure that captures something; `export` in a crate that
/// is both a `cdylib` and an `rlib`.
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
        $crate::__private::module_root! { {$crate::__private} $($lines)* }
    };
}

/// What expansions name. Not public API: it changes in any release.
#[doc(hidden)]
pub mod __private {
    pub use core;
    // Users may have types of these names.
    pub use core::option::Option;
    pub use core::primitive::*;
    pub use core::result::Result;

    pub extern crate alloc;
    pub use alloc::boxed::Box;
    pub use vtable_api_core::{
        __abi_composite, __abi_copied_enum, __abi_copied_payload, __abi_copied_struct, __abi_direct, __abi_drop,
        __abi_enum, __abi_generic_traits, __abi_growable_enum, __abi_growable_struct, __abi_hidden, __abi_info,
        __abi_lend, __abi_opaque, __abi_open, __abi_payload, __abi_refused, __abi_scalar, __abi_struct, __abi_traits,
        __abi_transparent, __abi_union, __vt_callback, __vt_closure, __vt_copied, __vt_docs, __vt_dyn, __vt_flat,
        __vt_left, __vt_part, __vt_passed, __vt_record, __vt_spec, __vt_table, __vt_types, __vt_uncaught, asked,
        checks, convert, copied, derived, describe, docs, facts, fault, flatten, follow, growing, handle, lifetimes,
        names, negotiate, open, panicked, raw, record, slot,
    };
    pub use vtable_api_core::{AbiType, Described, Fault, Plain, Pointee};
    // The macros.
    pub use vtable_api_core::module;
    pub use vtable_api_macros::{module_root, vtable_api as unchanged};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
