//! Row 37 and its kin: what the macro cannot resolve is not a finding, and its text is there beforehand.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Body, Package, Slot, Type};
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::Place;

use crate::support::*;

#[test]
fn unresolved_types_are_no_finding() {
    let mut now = table(&BASE);
    now.slots[0].params[0].ty = Type::Unresolved("Handle".into());
    now.slots[1].params[0].ty = Type::Unresolved("FramePtr".into());
    now.slots[2].ret = Type::Unresolved("Nothing".into());
    expect(&rules::check_table(&base(), &now), &[]);
}

#[test]
fn the_outer_form_is_compared_nevertheless() {
    let mut now = table(&BASE);
    let to = Box::new(Type::Unresolved("Frame".into()));
    now.slots[1].params[0].ty = Type::Ref { mutable: true, to };
    expect(&rules::check_table(&base(), &now), &[(Code::ParamType, at_param(1, 0))]);
}

/// A recorded slot in the words of a source.
fn written(package: &Package, slot: usize, first: Option<&str>, ret: Option<&str>) -> Slot {
    let mut now = package.tables[0].slots[slot].clone();
    if let Some(text) = first {
        now.params[0].ty = Type::Unresolved(text.into());
    }
    if let Some(text) = ret {
        now.ret = Type::Unresolved(text.into());
    }
    now
}

#[test]
fn what_did_not_change_is_as_the_source_has_it() {
    let old = recorded(package(&["fn f(&self, m: core::Map<String, u32>, p: String) -> u32"], &[]));
    let words = ["BTreeMap<String, u32>", "Box<str>"];
    let mut now = written(&old, 0, None, Some("Outcome"));
    for (param, word) in now.params.iter_mut().zip(words) {
        param.ty = Type::Unresolved(word.into());
    }
    let text = rules::ret_violation(&old, &old.tables[0], 0, &now).to_string();
    assert!(text.contains("fn f_ex1(&self, m: BTreeMap<String, u32>, p: Box<str>) -> Outcome { .. }"), "{text}");
}

#[test]
fn row_34_what_may_be_copied_is_not_offered_by_mut() {
    let offers = |slots: &[&str]| {
        let old = recorded(package(slots, &[frame(&FRAME)]));
        let mut now = old.tables[0].clone();
        now.slots[0].params[0].ty = Type::Ref { mutable: true, to: Box::new(Type::Unresolved("Frame".into())) };
        let found = rules::check_table(&old, &now);
        expect(&found, &[(Code::ParamType, at_param(0, 0))]);
        found[0].to_string()
    };
    let text = offers(&["fn show(&self, f: &Frame)"]);
    assert!(text.contains("as `show_ex1` with `#[revision(2)]`;\n        if `Frame` has no `repr`"), "{text}");
    let text = offers(&["fn show(&self, f: &Frame)", "fn at(&self) -> u32", "fn read(&self, f: *const *mut Frame)"]);
    assert!(text.contains("fn show_ex1(&self, f: &mut Frame) { .. }"), "{text}");
}

#[test]
fn row_37_the_text_leaves_room_for_the_resolved_type() {
    let base = base();
    let violation = rules::param_violation(&base, &base.tables[0], 0, 0, &written(&base, 0, Some("Handle"), None));
    let (before, after) = violation.split_now();
    assert_eq!(
        format!("{before}u64{after}"),
        "\
[VT0004] slot 0 `Codec::open` is frozen since revision 1: parameter `h` changed type
  recorded: u32            (abi.toml:6)
  now:      u64
  help: restore it, and append the new form at the end of the trait:
            #[revision(2)]
            fn open_ex1(&self, h: Handle) -> i32 { .. }
        if the text `Handle` is unchanged, its meaning has changed: restore that, and use a new name
        for the new meaning"
    );
}

#[test]
fn every_prebuilt_text_has_its_place() {
    let error = def("enum", "Error", Some("C, u32"), &["Ok = 0", "Io(i32) = 1"]);
    let old = recorded(package(&["fn go(f: &Frame) -> Error"], &[frame(&FRAME), error]));
    let found = [
        rules::ret_violation(&old, &old.tables[0], 0, &written(&old, 0, None, Some("Outcome"))),
        rules::field_violation(&old, &old.types[0], 2, "Half"),
        rules::variant_field_violation(&old, &old.types[1], 1, 0, "Code"),
    ];
    let payload = Place::VariantField { ty: "Error".into(), variant: 1, field: 0 };
    expect(
        &found,
        &[(Code::ReturnType, at_ret(0)), (Code::FieldType, at_field("Frame", 2)), (Code::VariantPayload, payload)],
    );
}

#[test]
fn indexes_that_are_not_recorded_do_not_panic() {
    let base = base();
    let now = written(&base, 0, None, Some("X"));
    rules::param_violation(&base, &base.tables[0], 9, 9, &now);
    rules::param_violation(&base, &base.tables[0], 0, 9, &now);
    rules::ret_violation(&base, &base.tables[0], 9, &now);
    rules::field_violation(&base, &base.types[0], 9, "X");
    rules::variant_field_violation(&base, &base.types[0], 9, 9, "X");
}

#[test]
fn row_69_a_generic_definition_is_compared_with_its_first_instance() {
    let buf = |fields: &[&str]| def("struct", "Buf<u8>", None, fields);
    let old = recorded(package(&["fn go(b: &Buf<u8>)"], &[buf(&["at: *mut u8", "len: usize"])]));
    let mut now = def("struct", "Buf", None, &["at: *mut u8", "len: u64"]);
    if let Body::Struct { fields, .. } = &mut now.body {
        fields[0].ty = Type::Pointer { mutable: true, to: Box::new(Type::Unresolved("T".into())) };
    }
    expect(&rules::check_type(&old, &now), &[(Code::FieldType, at_field("Buf", 1))]);
}
