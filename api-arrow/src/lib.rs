//! Arrow data in the tables of [vtable-api](https://docs.rs/vtable-api): the structs of Arrow's [C data interface] and its stream interface
//! as parameters and returns, in `Option`, `Result` and `Vec`, and as fields of types of which a copy crosses. No buffer is copied.
//!
//! ```
//! # #[cfg(feature = "arrow")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use arrow_array::{Array as _, Int32Array, RecordBatch};
//! use std::sync::Arc;
//! use vtable_api::{Module, vtable_api};
//! use vtable_api_arrow::{ArrayStream, Batch};
//!
//! #[vtable_api(id = "engine/filter", unrecorded)]
//! pub trait Filter {
//!     fn head(&self, batch: Batch, rows: u64) -> Result<Batch, String>;
//!     fn scan(&self, path: &std::path::Path) -> Option<ArrayStream>;
//! }
//!
//! struct Plain;
//! impl Filter for Plain {
//!     fn head(&self, batch: Batch, rows: u64) -> Result<Batch, String> {
//!         let batch = RecordBatch::try_from(batch).map_err(|error| error.to_string())?;
//!         let rows = batch.num_rows().min(rows as usize);
//!         batch.slice(0, rows).try_into().map_err(|error: vtable_api_arrow::BatchError| error.to_string())
//!     }
//!     fn scan(&self, _: &std::path::Path) -> Option<ArrayStream> {
//!         None
//!     }
//! }
//! vtable_api::module! { create "plain" => FilterBox: || Plain; }
//!
//! let filter: FilterBox = Module::from_static(&VTABLE_MODULE)?.create("plain")?;
//! let numbers = Int32Array::from(vec![1, 2, 3]);
//! let buffer = numbers.values().as_ptr();
//! let batch = RecordBatch::try_from_iter([("numbers", Arc::new(numbers) as _)])?;
//! let head: RecordBatch = filter.head(batch.try_into()?, 2)?.try_into()?;
//! let back = Int32Array::from(head.column(0).to_data());
//! assert_eq!((back.len(), back.values().as_ptr()), (2, buffer));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "arrow"))]
//! # fn main() {}
//! ```
//!
//! | type | in C | |
//! |---|---|---|
//! | [`Schema`] | `struct ArrowSchema` | what the elements are |
//! | [`Array`] | `struct ArrowArray` | elements, of a schema that it does not name |
//! | [`Batch`] | `{ schema, array }` | both, which belong together |
//! | [`ArrayStream`] | `struct ArrowArrayStream` | batches, one after the other, and their schema |
//!
//! Each owns what it stands for: dropping it calls `release`, once. Passing it by value moves it, and whoever has it in the end releases it, in
//! any binary. A struct whose `release` is null was released or moved; by value it may not arrive, and ends the process with one line. Behind
//! `&mut` it may: the callee moves it out with [`Array::take`], and C by copying it and setting `release` to NULL.
//!
//! With the feature `arrow`, they convert from and to the types of arrow-rs: [`Batch`] from a `RecordBatch` and into one, the others from and
//! into the structs in its modules `ffi` and `ffi_stream`. Versions 55 to 60 of arrow-rs will do. Without it the crate depends on nothing but
//! vtable-api, and a struct is reached by [`Array::as_ptr`], [`Array::into_raw`] and [`Array::from_raw`].
//!
//! # What is checked
//!
//! A struct of Arrow's interface is pointers and numbers that some other program has written. Before one of this crate becomes a type of
//! arrow-rs, the whole tree is walked through, at most 128 types deep: every pointer is neither null nor misaligned, nothing in it was
//! released, numbers are not negative, format strings are those of the specification, and an array has the children, the buffers and the
//! dictionary that its schema asks for. [`Malformed`] says which node is wrong, what was wanted there, and what was found.
//! [`Batch::check`], [`Schema::check`] and [`Array::check`] do the same without arrow-rs. Then arrow-rs validates what is in the buffers
//! (offsets, UTF-8, indices of dictionaries, numbers of nulls, the ids of unions). If arrow-rs panics over what it finds, that is an
//! error as well, unless the program is built with `panic = "abort"`.
//!
//! The walk takes about two thirds of the time of arrow-rs's `from_ffi`, however many rows there are. To validate what is in the
//! buffers, all offsets and all text are read once, which for text takes about four times as long as `str::from_utf8` of the same
//! bytes. Of numbers, only which of them are null is read.
//! `into_record_batch_unchecked` and `into_reader_unchecked` leave this out, and are `unsafe`.
//!
//! What is left is its maker's word: where a pointer leads that is neither null nor misaligned, how long a buffer is and how long an
//! array of pointers (the interface has no sizes), and that a string or metadata ends where it says. A `null_count` of 0 is believed.
//!
//! Headers have the definitions of the specification, behind the macros `ARROW_C_DATA_INTERFACE` and `ARROW_C_STREAM_INTERFACE` that
//! it asks for, so a program may have them from elsewhere as well; `arrow_c_array` is another name for `struct ArrowArray`.
//!
//! [C data interface]: https://arrow.apache.org/docs/format/CDataInterface.html

mod batch;
#[cfg(feature = "arrow")]
mod convert;
mod cross;
mod elements;
mod follow;
mod format;
mod malformed;
mod raw;
mod shape;
#[cfg(feature = "arrow")]
mod stream;

pub use batch::Batch;
#[cfg(feature = "arrow")]
pub use convert::BatchError;
pub use malformed::Malformed;
pub use raw::{RawArray, RawArrayStream, RawSchema};

/// The structs that own: each around one of the interface.
macro_rules! owners {
    ($(
        $(#[$doc:meta])*
        $name:ident($raw:ident);
    )*) => { $(
        $(#[$doc])*
        #[repr(transparent)]
        pub struct $name(pub(crate) $raw);

        // SAFETY: as the structs of arrow-rs: what they lead to is used by one thread at a time, and released by any.
        unsafe impl Send for $name {}

        impl $name {
            /// One that owns nothing: for C to fill in, behind `&mut`.
            ///
            /// ```
            #[doc = concat!("assert!(vtable_api_arrow::", stringify!($name), "::empty().is_released());")]
            /// ```
            pub const fn empty() -> Self {
                $name($raw::EMPTY)
            }

            /// Whether it was released, or moved away: then it owns nothing.
            pub const fn is_released(&self) -> bool {
                self.0.release.is_none()
            }

            /// Moves it out, and leaves a released one.
            ///
            /// ```
            #[doc = concat!("use vtable_api_arrow::", stringify!($name), ";")]
            #[doc = concat!("let mut lent = ", stringify!($name), "::empty();")]
            /// assert!(lent.take().is_released());
            /// ```
            pub fn take(&mut self) -> Self {
                core::mem::take(self)
            }

            /// Where the struct is, as long as it is borrowed.
            pub const fn as_ptr(&self) -> *const $raw {
                &raw const self.0
            }

            /// The same, to be written to. Whoever takes the struct away sets `release` to `None`.
            pub const fn as_mut_ptr(&mut self) -> *mut $raw {
                &raw mut self.0
            }

            /// The struct itself, which is the caller's to release.
            pub const fn into_raw(self) -> $raw {
                let this = core::mem::ManuallyDrop::new(self);
                // SAFETY: `this` is not dropped, so the struct is there once.
                unsafe { core::ptr::from_ref(&this).cast::<$raw>().read() }
            }

            /// Takes over a struct.
            ///
            /// # Safety
            /// It is as the specification says, or its `release` is `None`; nobody else releases it; and it may be used and
            /// released on any thread.
            pub const unsafe fn from_raw(raw: $raw) -> Self {
                $name(raw)
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                if let Some(release) = self.0.release {
                    // SAFETY: the producer's own function, on its own struct, once: it sets `release` to null.
                    unsafe { release(&raw mut self.0) };
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::empty()
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(if self.is_released() {
                    concat!(stringify!($name), "(released)")
                } else {
                    concat!(stringify!($name), "(..)")
                })
            }
        }
    )* };
}

owners! {
    /// `struct ArrowSchema`: the type of an array, or of the columns of a batch. Dropping it releases it.
    Schema(RawSchema);
    /// `struct ArrowArray`: elements, in buffers that are not copied. What type they have says a [`Schema`] beside it, and that is what
    /// makes reading it `unsafe`; a [`Batch`] has both. Dropping it releases it.
    Array(RawArray);
    /// `struct ArrowArrayStream`: a schema, and arrays of it, one after the other. Dropping it releases it.
    ArrayStream(RawArrayStream);
}

impl Schema {
    /// Whether it, and all that it leads to, is as the interface says, as far as that can be seen. Without the feature `arrow`, ask
    /// before you follow its pointers; conversions to arrow-rs ask by themselves.
    ///
    /// ```
    /// use vtable_api_arrow::Schema;
    ///
    /// let malformed = Schema::empty().check().unwrap_err();
    /// assert_eq!(malformed.wanted(), "a live struct");
    /// ```
    ///
    /// # Errors
    /// A format string that the specification does not have, children that do not fit it, text that is not UTF-8, a struct that was
    /// released, a pointer that is null or misaligned, a negative number, or types that nest more than 128 deep: the first of these.
    pub fn check(&self) -> Result<(), Malformed> {
        // SAFETY: what can be seen is looked at; of the rest, whoever made the struct says that it is as the specification says.
        unsafe { shape::Shape::of(&self.0) }.map(drop)
    }
}

impl Array {
    /// Whether the structs that it leads to can be walked through, as far as that can be seen. What is in them depends on a schema:
    /// [`Batch::check`] knows it.
    ///
    /// ```
    /// use vtable_api_arrow::Array;
    ///
    /// let malformed = Array::empty().check().unwrap_err();
    /// assert_eq!(malformed.path(), "array");
    /// ```
    ///
    /// # Errors
    /// A struct that was released, a pointer that is null or misaligned, a negative number, or structs that nest more than 128 deep: the
    /// first of these.
    pub fn check(&self) -> Result<(), Malformed> {
        // SAFETY: as for a schema.
        unsafe { elements::structure(&self.0) }
    }
}
