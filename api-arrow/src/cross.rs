//! How the structs cross: as they are, and what the record says of them.

use crate::raw::{RawArray, RawArrayStream, RawSchema};
use crate::{Array, ArrayStream, Schema};
use vtable_api_core::convert::{Element, Tagged};
use vtable_api_core::copied::{Checked, Part, Sending};
use vtable_api_core::describe::{Definition, Described, List, Member, Piece, Rope, TypeInfo, TypeRef, key};
use vtable_api_core::fault::{Fault, Memory};
use vtable_api_core::follow::Walk;
use vtable_api_core::handle::vouch;
use vtable_api_core::{__abi_by_parts, __abi_lend, Pointee};

/// The package that records name. No derive may: what these types mean is not in their fields.
pub(crate) const PACKAGE: &str = "arrow-c";

const RELEASED: Fault = Fault::Memory { what: Memory::Released, number: 0 };

/// A struct of this crate.
pub(crate) const fn definition(
    name: &'static str,
    traits: &'static str,
    members: &'static [Member],
    notes: &'static [&'static str],
) -> Definition {
    Definition {
        key: key(PACKAGE, name),
        module: "vtable_api_arrow",
        place: ("", 0, 0),
        kind: "struct",
        repr: "-",
        lifetimes: &[],
        traits,
        owns: true,
        members,
        notes,
        checked: 0,
    }
}

/// A field, as the record has it.
pub(crate) const fn field(text: Rope) -> Member {
    Member { keyword: "field", text, notes: &[] }
}

macro_rules! structs {
    ($($name:ident($raw:ident) [$($field:literal)*] [$($reached:ident)*] $note:literal;)*) => { $(
        // SAFETY: the specification's definition, member by member; `raw.rs` asserts the layout. It has no lifetimes.
        unsafe impl Described for $name {
            type Lifetimes<Tail: List> = Tail;
            const NAME: Rope = &[Piece::Named { package: PACKAGE, name: stringify!($name) }];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo {
                name: Self::NAME,
                definition: Some(definition(
                    stringify!($name),
                    "Send + Drop",
                    &[$(field(&[Piece::Text($field)])),*],
                    &[concat!("doc\t", $note)],
                )),
                reaches: &[$($reached::TYPE),*],
                object: None,
            });
        }
        // SAFETY: the tokens name a type and no parameters.
        __abi_lend!({ unsafe { vouch() } } [] $name, AsIs);
        // SAFETY: any bits are raw pointers, numbers and functions that may be null; a released one is a value here, so whoever has it
        // behind `&mut` may move it out.
        unsafe impl Pointee for $name {
            const ANY_BITS: bool = true;
            #[inline]
            unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
                Ok(())
            }
        }
        // SAFETY: it lends nothing.
        unsafe impl Element for $name {}
        // SAFETY: the struct itself, which is plain data until it is taken. Zeros have no `release`.
        unsafe impl Part for $name {
            type Wire = $raw;
            type Niche = Tagged;
            type Bits = Checked;
            #[inline]
            unsafe fn to_part<S: Sending>(value: *const Self, _: &mut S) -> $raw {
                // Nobody lends a copy of one: both would release it. The build says so of the slot (`owns`).
                if S::IS_LENT {
                    return $raw::EMPTY;
                }
                // SAFETY: readable, by the caller's word, and used no more.
                unsafe { value.read() }.into_raw()
            }
            #[inline]
            unsafe fn check_part(wire: *const $raw, _: &mut Walk) -> Result<(), Fault> {
                // SAFETY: readable, by the caller's word; any bits are a raw struct.
                if unsafe { (*wire).release }.is_some() { Ok(()) } else { Err(RELEASED) }
            }
            #[inline]
            unsafe fn take<const OURS: bool>(wire: *mut $raw) -> Self {
                // SAFETY: readable and writable, by the caller's word.
                let raw = unsafe { wire.replace($raw::EMPTY) };
                // SAFETY: the contract: it is as the specification says, and was moved here.
                unsafe { $name::from_raw(raw) }
            }
            #[inline]
            unsafe fn release(wire: *mut $raw) {
                // SAFETY: made by `to_part`: what is left is this side's to release.
                drop(unsafe { <Self as Part>::take::<true>(wire) });
            }
        }
        // SAFETY: the tokens name a type and no parameters.
        __abi_by_parts!({ unsafe { vouch() } } [] $name);
    )* };
}

structs! {
    Schema(RawSchema) [
        "format: *const c_char" "name: *const c_char" "metadata: *const c_char" "flags: i64" "n_children: i64"
        "children: *mut *mut arrow-c::Schema" "dictionary: *mut arrow-c::Schema"
        "release: Option<unsafe extern \"C\" fn(*mut arrow-c::Schema)>" "private_data: *mut c_void"
    ] [] "`struct ArrowSchema` of the Arrow C data interface. Without `release` it was released or moved.";
    Array(RawArray) [
        "length: i64" "null_count: i64" "offset: i64" "n_buffers: i64" "n_children: i64" "buffers: *mut *const c_void"
        "children: *mut *mut arrow-c::Array" "dictionary: *mut arrow-c::Array"
        "release: Option<unsafe extern \"C\" fn(*mut arrow-c::Array)>" "private_data: *mut c_void"
    ] [] "`struct ArrowArray` of the Arrow C data interface. Without `release` it was released or moved.";
    ArrayStream(RawArrayStream) [
        "get_schema: Option<unsafe extern \"C\" fn(*mut arrow-c::ArrayStream, *mut arrow-c::Schema) -> c_int>"
        "get_next: Option<unsafe extern \"C\" fn(*mut arrow-c::ArrayStream, *mut arrow-c::Array) -> c_int>"
        "get_last_error: Option<unsafe extern \"C\" fn(*mut arrow-c::ArrayStream) -> *const c_char>"
        "release: Option<unsafe extern \"C\" fn(*mut arrow-c::ArrayStream)>" "private_data: *mut c_void"
    ] [Schema Array] "`struct ArrowArrayStream` of the Arrow C stream interface. Without `release` it was released or moved.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Batch;
    use core::ffi::c_void;
    use core::sync::atomic::{AtomicUsize, Ordering};
    use vtable_api_core::AbiType;

    /// Counts the releases of one test.
    fn counted(count: &AtomicUsize) -> Array {
        unsafe extern "C" fn release(array: *mut RawArray) {
            // SAFETY: `counted` made it, and the count lives longer.
            let count = unsafe { (*array).private_data.cast::<AtomicUsize>() };
            // SAFETY: as above.
            unsafe { count.as_ref() }.expect("a live one").fetch_add(1, Ordering::Relaxed);
            // SAFETY: as above.
            unsafe { array.write(RawArray::EMPTY) };
        }
        let private_data: *mut c_void = core::ptr::from_ref(count).cast_mut().cast();
        // SAFETY: nobody looks at what it has; it is released as it was made.
        unsafe { Array::from_raw(RawArray { release: Some(release), private_data, ..RawArray::EMPTY }) }
    }

    #[test]
    fn what_is_moved_is_released_once() {
        let count = AtomicUsize::new(0);
        let mut array = counted(&count);
        let moved = array.take();
        drop(array);
        assert_eq!(count.load(Ordering::Relaxed), 0);
        // SAFETY: made by `into_wire`.
        let arrived = unsafe { Array::from_wire(moved.into_wire()) }.expect("a live one");
        let vec = Vec::from([arrived, counted(&count), counted(&count)]);
        // SAFETY: made by `into_wire`.
        let vec = unsafe { Vec::<Array>::from_wire(vec.into_wire()) }.expect("live ones");
        let second = vec.into_iter().nth(1);
        assert_eq!(count.load(Ordering::Relaxed), 2);
        drop(second);
        assert_eq!(count.load(Ordering::Relaxed), 3);
        // What nobody took is its maker's to release.
        let mut wire = Vec::from([Some(counted(&count))]).into_wire();
        let free = wire.free.expect("its maker's");
        // SAFETY: made by `into_wire`, freed once.
        unsafe { free(&mut wire) };
        assert_eq!(count.load(Ordering::Relaxed), 4);
    }

    #[test]
    fn what_is_released_is_no_value() {
        // SAFETY: nothing is read but the structs themselves.
        assert_eq!(unsafe { Array::from_wire(RawArray::EMPTY) }.err(), Some(RELEASED));
        // SAFETY: as above.
        assert_eq!(unsafe { Schema::from_wire(RawSchema::EMPTY) }.err(), Some(RELEASED));
        // SAFETY: as above.
        assert_eq!(unsafe { ArrayStream::from_wire(RawArrayStream::EMPTY) }.err(), Some(RELEASED));
        let count = AtomicUsize::new(0);
        // SAFETY: neither is read.
        let half = unsafe { Batch::new_unchecked(Schema::empty(), counted(&count)) };
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { Batch::from_wire(half.into_wire()) }.err(), Some(RELEASED.in_field("schema")));
        // SAFETY: as above.
        assert!(unsafe { Option::<Array>::from_wire(None::<Array>.into_wire()) }.is_ok_and(|none| none.is_none()));
    }
}
