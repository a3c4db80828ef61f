//! Feature `abi_stable`: what is recorded of its types is what the crate itself says of their layout; bad bytes are no values.
#![cfg(feature = "abi_stable")]

use abi_stable::StableAbi;
use abi_stable::abi_stability::abi_checking::check_layout_compatibility;
use abi_stable::std_types::{RBox, ROption, RResult, RSlice, RStr, RString, RVec};
use abi_stable::type_layout::{TLData, TypeLayout};
use std::ffi::c_void;
use std::mem::MaybeUninit;
use vtable_api_core::handle::{Handle, vouch};
use vtable_api_core::negotiate::{Raw, TableSpec};
use vtable_api_core::stable::abi_stable;
use vtable_api_core::{AbiType, Described, Fault, Pointee, flatten};

include!("support/counter.rs");

fn text(rope: vtable_api_core::describe::Rope) -> String {
    let mut bytes = [0; 256];
    let len = flatten::write(rope, "", &mut bytes, 0);
    String::from_utf8(bytes[..len].to_vec()).expect("names are text")
}

/// Members as recorded, and the types that they name.
fn recorded<T: Described>() -> (String, &'static str, &'static str, Vec<String>) {
    let definition = T::TYPE.get().definition.expect("it is a struct or an enum");
    let members = definition.members.iter().map(|member| text(member.text)).collect();
    (text(T::NAME), definition.kind, definition.repr, members)
}

/// Fields that have bytes, as abi_stable reports them.
fn reported(layout: &'static TypeLayout) -> Vec<(String, usize, usize)> {
    let fields = layout.get_fields().expect("it has fields");
    let field = |field: abi_stable::type_layout::TLField| {
        (field.name().to_string(), field.layout().size(), field.layout().alignment())
    };
    fields.iter().map(field).filter(|(_, size, _)| *size > 0).collect()
}

/// Size and alignment of what a member's type is called here.
fn sizes(name: &str) -> (usize, usize) {
    match name {
        "u8" => (1, 1),
        "u64" => (8, align_of::<u64>()),
        "abi_stable::RSlice<u8>" => (2 * size_of::<usize>(), align_of::<usize>()),
        "abi_stable::RVec<u8>" => (4 * size_of::<usize>(), align_of::<usize>()),
        "usize" => (size_of::<usize>(), align_of::<usize>()),
        pointer if pointer.starts_with('*') || pointer.starts_with("NonNull<") => {
            (size_of::<usize>(), align_of::<usize>())
        }
        other => panic!("{other}: no size is known here"),
    }
}

/// Offsets of fields one after the other, size and alignment of the whole: `repr(C)`.
fn laid_out(fields: &[(usize, usize)]) -> (usize, usize) {
    let up = |at: usize, align: usize| at.div_ceil(align) * align;
    let (end, most) = fields.iter().fold((0, 1), |(at, most), (size, align)| (up(at, *align) + size, most.max(*align)));
    (up(end, most), most)
}

#[track_caller]
fn assert_struct<T: Described + StableAbi>(name: &str) {
    let (found, kind, repr, members) = recorded::<T>();
    assert_eq!((found.as_str(), kind, repr), (name, "struct", "-"));
    let layout = <T as StableAbi>::LAYOUT;
    assert!(matches!(layout.data(), TLData::Struct { .. }), "{name}: {:?}", layout.data());
    let ours: Vec<_> = members
        .iter()
        .map(|member| {
            let (name, ty) = member.split_once(": ").expect("a field");
            let (size, align) = sizes(ty);
            (name.to_string(), size, align)
        })
        .collect();
    assert_eq!(ours, reported(layout), "{name}");
    let whole = laid_out(&ours.iter().map(|(_, size, align)| (*size, *align)).collect::<Vec<_>>());
    assert_eq!((layout.size(), layout.alignment()), whole, "{name}");
}

#[test]
fn structs_are_recorded_as_the_crate_reports_them() {
    assert_struct::<RSlice<'static, u8>>("abi_stable::RSlice<u8>");
    assert_struct::<RSlice<'static, u64>>("abi_stable::RSlice<u64>");
    assert_struct::<RStr<'static>>("abi_stable::RStr");
    assert_struct::<RVec<u64>>("abi_stable::RVec<u64>");
    assert_struct::<RString>("abi_stable::RString");
    assert_struct::<RBox<u64>>("abi_stable::RBox<u64>");
}

#[track_caller]
fn assert_enum<T: Described + StableAbi>(name: &str, variants: &[(&str, &str)]) {
    let (found, kind, repr, members) = recorded::<T>();
    assert_eq!((found.as_str(), kind, repr), (name, "enum", "u8"));
    let layout = <T as StableAbi>::LAYOUT;
    let TLData::Enum(shape) = layout.data() else { panic!("{name}: {:?}", layout.data()) };
    assert_eq!(format!("{:?}", layout.repr_attr()), "Int(U8)", "{name}");
    let names: Vec<&str> = shape.variant_names_iter().collect();
    let payloads: Vec<usize> = shape.field_count.iter().map(|count| usize::from(*count)).collect();
    let fields = reported(layout);
    let mut fields = fields.iter();
    let mut biggest = (1, 1);
    for (index, (variant, payload)) in variants.iter().enumerate() {
        let ours = if payload.is_empty() { (*variant).to_string() } else { format!("{variant}({payload})") };
        assert_eq!(members[index], format!("{ours} = {index}"), "{name}");
        assert_eq!((names[index], payloads[index] == 0), (*variant, payload.is_empty()), "{name}");
        if !payload.is_empty() {
            let (_, size, align) = fields.next().expect("the crate reports its field");
            assert_eq!((*size, *align), sizes(payload), "{name}");
            let whole = laid_out(&[(1, 1), (*size, *align)]);
            biggest = (biggest.0.max(whole.0), biggest.1.max(whole.1));
        }
    }
    assert_eq!((names.len(), members.len()), (variants.len(), variants.len()), "{name}");
    let whole = (biggest.0.div_ceil(biggest.1) * biggest.1, biggest.1);
    assert_eq!((layout.size(), layout.alignment()), whole, "{name}");
}

#[test]
fn enums_are_recorded_as_the_crate_reports_them() {
    assert_enum::<ROption<u64>>("abi_stable::ROption<u64>", &[("RSome", "u64"), ("RNone", "")]);
    assert_enum::<ROption<u8>>("abi_stable::ROption<u8>", &[("RSome", "u8"), ("RNone", "")]);
    assert_enum::<RResult<u64, u8>>("abi_stable::RResult<u64, u8>", &[("ROk", "u64"), ("RErr", "u8")]);
    assert_eq!([tag(ROption::RSome(7u64)), tag(ROption::<u64>::RNone)], [0, 1]);
    assert_eq!([tag(RResult::<u8, u8>::ROk(7)), tag(RResult::<u8, u8>::RErr(7))], [0, 1]);
}

/// The first byte of an enum.
fn tag<T>(value: T) -> u8 {
    // SAFETY: `repr(u8)`: its tag is its first byte.
    unsafe { std::ptr::from_ref(&value).cast::<u8>().read() }
}

/// Out as an argument, and in again.
fn there_and_back<T: AbiType<Arg = *const c_void>>(value: T) -> T {
    let wire = value.into_wire();
    // SAFETY: the wire form of a value, read once.
    unsafe { T::from_arg(T::arg(&wire)) }.expect("it is a value")
}

#[test]
fn values_cross() {
    assert_eq!(there_and_back(RStr::from("Grüße")).as_str(), "Grüße");
    assert_eq!(there_and_back(RStr::from("")).as_str(), "");
    assert_eq!(there_and_back(RSlice::from_slice(&[1u32, 2])).as_slice(), [1, 2]);
    assert_eq!(there_and_back(RString::from("owned")).as_str(), "owned");
    assert_eq!(there_and_back(RVec::from(vec![1u16, 2, 3])).as_slice(), [1, 2, 3]);
    assert_eq!(there_and_back(RVec::from(vec![RString::from("a"), RString::from("b")]))[1].as_str(), "b");
    assert_eq!(*there_and_back(RBox::new(7u64)), 7);
    assert_eq!(there_and_back(ROption::RSome(7u64)), ROption::RSome(7));
    assert_eq!(there_and_back(ROption::<RString>::RNone), ROption::RNone);
    assert_eq!(there_and_back(RResult::<u8, RString>::RErr("no".into())), RResult::RErr("no".into()));
}

/// What is wrong with a value of which one word, or the tag, is changed.
fn broken<T: Pointee>(value: T, word: usize, bits: usize) -> Option<Fault> {
    let mut value = MaybeUninit::new(value);
    // SAFETY: a word of the value, which is a number or a pointer.
    unsafe { value.as_mut_ptr().cast::<usize>().wrapping_add(word).write(bits) };
    // SAFETY: readable; where it points to is readable as well, or it is found out before.
    unsafe { vtable_api_core::follow::arrived(value.as_ptr()) }.err()
}

#[test]
fn what_is_no_value_is_found() {
    let text = || RStr::from("text");
    assert_eq!(broken(text(), 0, 0), Some(Fault::Null));
    assert_eq!(broken(text(), 1, usize::MAX), Some(Fault::TooLong { len: usize::MAX }));
    assert_eq!(broken(text(), 0, b"te\xffxt".as_ptr().addr()), Some(Fault::Utf8 { valid: 2 }));
    assert_eq!(broken(RSlice::from_slice(&[1u64]), 0, 1), Some(Fault::Misaligned { align: align_of::<u64>() }));
    assert_eq!(broken(RVec::from(vec![1u8]), 2, 0), Some(Fault::TooLong { len: 1 }));
    assert_eq!(broken(RVec::from(vec![1u8]), 3, 0), Some(Fault::Null));
    assert_eq!(broken(RString::from("a"), 0, 0), Some(Fault::Null));
    assert_eq!(broken(RBox::new(1u64), 0, 4), Some(Fault::Misaligned { align: align_of::<u64>() }));
    assert_eq!(broken(RBox::new(1u64), 1, 0), Some(Fault::Null));
    assert_eq!(broken(ROption::RSome(1usize), 0, 7), Some(Fault::Discriminant { name: "ROption", value: 7 }));
    assert_eq!(broken(RResult::<usize, u8>::ROk(1), 0, 2), Some(Fault::Discriminant { name: "RResult", value: 2 }));
    assert_eq!(broken(ROption::RSome(RStr::from("x")), 1, 0), Some(Fault::Null));
}

/// The third kind of handle on the table of `counter.rs`.
pub struct CounterMut<'a>(CounterRef<'a>);
// SAFETY: as `CounterRef`.
unsafe impl Handle for CounterMut<'_> {
    const SPEC: &'static TableSpec = <CounterRef<'_> as Handle>::SPEC;
    type Object = ();
    unsafe fn from_raw(raw: Raw) -> Self {
        // SAFETY: passed on to the caller.
        CounterMut(unsafe { CounterRef::from_raw(raw) })
    }
    fn raw(&self) -> Raw {
        self.0.raw()
    }
}
// SAFETY: the three kinds of handle on a table.
vtable_api_core::__stable_handles! { { unsafe { vouch() } } CounterRef, CounterMut, CounterBox }

/// `examples/abi-stable` asks the same of the handles that a trait becomes.
#[test]
fn handles_of_two_kinds_have_two_layouts() {
    let layouts = [CounterRef::LAYOUT, CounterMut::LAYOUT, CounterBox::LAYOUT];
    let kinds = ["Ref", "Mut", "Box"];
    for (expected, kind) in kinds.into_iter().enumerate() {
        for (found, other) in kinds.into_iter().enumerate() {
            let checked = check_layout_compatibility(layouts[expected], layouts[found]);
            assert_eq!(checked.is_ok(), expected == found, "expected …{kind}, found …{other}");
            if let Err(error) = checked {
                let error = error.to_string();
                let said = [format!("expected a `…{kind}` on"), format!("found a `…{other}` on")];
                assert!(said.iter().all(|said| error.contains(said)), "{error}");
            }
        }
    }
}
