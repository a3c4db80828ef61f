//! Rows 59–84: definitions.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::TypeDef;
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::{Place, Violation};

use crate::support::*;

fn fields(after: &[&str]) -> Vec<Violation> {
    edit_type(frame(&FRAME), frame(after))
}

fn error(repr: &str, variants: &[&str]) -> TypeDef {
    def("enum", "Error", Some(repr), variants)
}

fn open_error(variants: &[&str]) -> TypeDef {
    def("open enum", "Error", Some("u32"), variants)
}

const ERROR: [&str; 3] = ["Ok = 0", "Io = 1", "Eof = 2"];

#[test]
fn rows_59_and_60_fields_reordered() {
    let swapped = [(Code::FieldSet, at_field("Frame", 1)), (Code::FieldSet, at_field("Frame", 2))];
    expect(&fields(&["a: u32", "c: u16", "b: u16"]), &swapped);
    expect(&fields(&["b: u16", "c: u16", "a: u32"]), &[(Code::FieldSet, at_field("Frame", 2))]);
}

#[test]
fn rows_61_to_63_field_added() {
    expect(&fields(&["a: u32", "x: u8", "b: u16", "c: u16"]), &[(Code::FieldSet, at_field("Frame", 1))]);
    expect(&fields(&["a: u32", "b: u16", "c: u16", "x: u64"]), &[(Code::FieldSet, at_field("Frame", 3))]);
    let found = edit_type(frame(&["a: u64", "b: u32"]), frame(&["a: u64", "b: u32", "pad: u32"]));
    expect(&found, &[(Code::FieldSet, at_field("Frame", 2))]);
}

#[test]
fn row_61_field_removed() {
    expect(&fields(&["a: u32", "c: u16"]), &[(Code::FieldSet, at_type("Frame"))]);
}

#[test]
fn row_64_same_size_other_type() {
    expect(
        &fields(&["a: f32", "b: u16", "c: i16"]),
        &[(Code::FieldType, at_field("Frame", 0)), (Code::FieldType, at_field("Frame", 2))],
    );
}

#[test]
fn row_65_field_renamed() {
    expect(&fields(&["a: u32", "x: u16", "c: u16"]), &[(Code::FieldSet, at_field("Frame", 1))]);
}

#[test]
fn row_65_type_renamed_is_one_finding() {
    let node = |name: &str| def("struct", name, None, &[&format!("next: *mut {name}"), "value: u32"]);
    expect(&edit_type(node("Node"), node("Knot")), &[(Code::TypeGone, at_type("Knot"))]);
}

#[test]
fn row_65_type_replaced_is_the_slots_finding() {
    let found = edit_type(frame(&FRAME), def("struct", "Picture", None, &["at: *mut u8"]));
    expect(&found, &[(Code::ParamType, at_param(0, 0))]);
}

/// `Outer` is passed, `Frame` is reached through its field.
fn nested(field: &str, inner: TypeDef) -> Vec<TypeDef> {
    vec![def("struct", "Outer", None, &[field]), inner]
}

#[test]
fn rows_67_and_68_reached_types_at_their_own_definition() {
    for field in ["f: Frame", "f: *mut Frame", "f: *mut *const Frame", "f: extern \"C\" fn(*mut Frame)"] {
        let slots = ["fn go(&self, o: &Outer)"];
        let old = recorded(package(&slots, &nested(field, frame(&FRAME))));
        let now = package(&slots, &nested(field, frame(&["a: u32", "b: u32", "c: u16"])));
        expect(&rules::check(&old, &now), &[(Code::FieldType, at_field("Frame", 1))]);
    }
}

#[test]
fn row_69_foreign_struct() {
    let foreign = |fields: &[&str]| def("struct", "other-pkg::Frame", None, fields);
    let found = edit_type(foreign(&["a: u32"]), foreign(&["a: u64"]));
    expect(&found, &[(Code::FieldType, at_field("other-pkg::Frame", 0))]);
    assert!(found[0].to_string().contains("comes from the package `other-pkg`"), "{}", found[0]);
}

#[test]
fn rows_71_and_74_another_kind() {
    let one = ["a: u32"];
    for kind in ["union", "transparent", "opaque"] {
        let after = def(kind, "Frame", None, if kind == "opaque" { &[] } else { &one });
        expect(&edit_type(frame(&one), after), &[(Code::TypeKind, at_type("Frame"))]);
    }
    let found = edit_type(def("union", "Frame", None, &one), frame(&one));
    expect(&found, &[(Code::TypeKind, at_type("Frame"))]);
}

#[test]
fn row_84d_the_definition_in_c() {
    let foreign = |c: &str, fields: &[&str]| def("foreign struct", "Fd", Some(c), fields);
    let (one, fields) = ("struct lib_fd { int fd; }", ["fd: c_int"]);
    for other in ["struct lib_fd { unsigned fd; }", "struct lib_fd2 { int fd; }", "<lib.h> struct lib_fd { int fd; }"] {
        let found = edit_type(foreign(one, &fields), foreign(other, &fields));
        expect(&found, &[(Code::TypeKind, at_type("Fd"))]);
        assert!(found[0].to_string().contains("its definition in C changed"), "{}", found[0]);
    }
    let plain = def("struct", "Fd", None, &fields);
    expect(&edit_type(foreign(one, &fields), plain.clone()), &[(Code::TypeKind, at_type("Fd"))]);
    expect(&edit_type(plain, foreign(one, &fields)), &[(Code::TypeKind, at_type("Fd"))]);
    // Its fields are those of any struct.
    let found = edit_type(foreign(one, &fields), foreign(one, &["fd: c_uint"]));
    expect(&found, &[(Code::FieldType, at_field("Fd", 0))]);
    let found = edit_type(foreign(one, &fields), foreign(one, &["fd: c_int", "more: u8"]));
    expect(&found, &[(Code::FieldSet, at_field("Fd", 1))]);
}

#[test]
fn row_75_union_arm_added() {
    let union = |fields: &[&str]| def("union", "Any", None, fields);
    let found = edit_type(union(&["a: u32"]), union(&["a: u32", "b: f32"]));
    expect(&found, &[(Code::FieldSet, at_field("Any", 1))]);
}

#[test]
fn row_76_tuple_and_named() {
    let tuple = |fields: &[&str]| def("tuple struct", "P", None, fields);
    let found = edit_type(tuple(&["0: u32"]), def("struct", "P", None, &["x: u32"]));
    expect(&found, &[(Code::TypeKind, at_type("P"))]);
    let found = edit_type(tuple(&["0: u32", "1: u8"]), tuple(&["0: u8", "1: u32"]));
    expect(&found, &[(Code::FieldType, at_field("P", 0)), (Code::FieldType, at_field("P", 1))]);
    let found = edit_type(tuple(&["0: u32", "1: u8"]), tuple(&["0: u32", "1: u16", "2: u8"]));
    expect(&found, &[(Code::FieldSet, at_field("P", 1))]);
    expect(&edit_type(tuple(&["0: u32", "1: u8"]), tuple(&["0: u32"])), &[(Code::FieldSet, at_type("P"))]);
}

#[test]
fn row_77_discriminant_changed() {
    let found = edit_type(error("u32", &ERROR), error("u32", &["Ok = 0", "Io = 7", "Eof = 2"]));
    expect(&found, &[(Code::VariantValue, at_variant("Error", 1))]);
    let found = edit_type(error("u32", &ERROR), error("u32", &["Io = 0", "Ok = 1", "Eof = 2"]));
    expect(&found, &[(Code::VariantValue, at_variant("Error", 0)), (Code::VariantValue, at_variant("Error", 1))]);
}

#[test]
fn row_77_without_a_repr_no_value_can_be_written() {
    let counted = ["Null = 0", "Int(i64) = 1", "Text { s: String } = 2"];
    let found = edit_type(error("C, u32", &counted), error("C, u32", &["Int(i64) = 0", "Null = 1", counted[2]]));
    expect(&found, &[(Code::VariantValue, at_variant("Error", 0)), (Code::VariantValue, at_variant("Error", 1))]);
    assert!(found[0].help[0].starts_with("restore the recorded order, `Null, Int, Text`"), "{}", found[0]);
    let found = edit_type(error("C, u32", &counted), error("C, u32", &counted[..2]));
    assert!(found[0].help[0].starts_with("put `Text { s: vtable_api::OwnedStr }` back in its place"), "{}", found[0]);
    let written = ["Null = 0", "Int(i64) = 7"];
    let found = edit_type(error("C, u32", &written), error("C, u32", &["Null = 0", "Int(i64) = 1"]));
    assert_eq!(found[0].help, ["write its value out: `Int(i64) = 7`"]);
}

#[test]
fn row_81_a_repr_that_follows_from_payloads_is_no_finding() {
    let (unit, holds) = (error("u32", &["Low = 0", "High = 1"]), error("C, u32", &["Low = 0", "High(u32) = 1"]));
    let payload = (Code::VariantPayload, at_variant("Error", 1));
    expect(&edit_type(unit.clone(), holds.clone()), std::slice::from_ref(&payload));
    expect(&edit_type(holds, unit.clone()), std::slice::from_ref(&payload));
    let other = error("C, u8", &["Low = 0", "High(u32) = 1"]);
    expect(&edit_type(unit, other), &[(Code::TypeKind, at_type("Error")), payload]);
}

#[test]
fn row_78_variant_removed() {
    for after in [&["Ok = 0", "Eof = 2"], &["Ok = 0", "Eof = 1"]] {
        expect(&edit_type(error("u32", &ERROR), error("u32", after)), &[(Code::VariantSet, at_type("Error"))]);
    }
}

#[test]
fn row_79_variant_appended() {
    let after = ["Ok = 0", "Io = 1", "Eof = 2", "Busy = 3"];
    let found = edit_type(error("u32", &ERROR), error("u32", &after));
    expect(&found, &[(Code::VariantSet, at_variant("Error", 3))]);
    assert!(found[0].to_string().contains("a closed enum never grows"), "{}", found[0]);
}

#[test]
fn row_79_variant_appended_to_an_open_enum() {
    let after = open_error(&["Ok = 0", "Io = 1", "Eof = 2", "Busy = 3"]);
    expect(&edit_type(open_error(&ERROR), after.clone()), &[]);
    let old = recorded(package(&["fn go() -> Error"], &[open_error(&ERROR)]));
    let drafts = rules::draft_variants(&old, &after, Drafts::Warned);
    expect(&drafts, &[(Code::DraftSlot, at_variant("Error", 3))]);
}

#[test]
fn row_80_variant_inserted_is_one_finding() {
    let after = ["Ok = 0", "Busy = 1", "Io = 2", "Eof = 3"];
    let found = edit_type(error("u32", &ERROR), error("u32", &after));
    expect(&found, &[(Code::VariantSet, at_variant("Error", 1))]);
    let found = edit_type(open_error(&ERROR), open_error(&after));
    expect(&found, &[(Code::VariantSet, at_variant("Error", 1))]);
}

#[test]
fn row_80_variant_renamed() {
    let found = edit_type(error("u32", &ERROR), error("u32", &["Ok = 0", "Disk = 1", "Eof = 2"]));
    expect(&found, &[(Code::VariantSet, at_variant("Error", 1))]);
}

#[test]
fn row_81_repr_changed() {
    for (before, after) in [("u32", "u8"), ("u8", "C, u8"), ("C, u8", "u8")] {
        let variants = ["Ok = 0", "Io(i32) = 1"];
        let found = edit_type(error(before, &variants), error(after, &variants));
        expect(&found, &[(Code::TypeKind, at_type("Error"))]);
    }
}

#[test]
fn row_81b_opened_and_closed() {
    expect(&edit_type(error("u32", &ERROR), open_error(&ERROR)), &[(Code::OpenEnum, at_type("Error"))]);
    expect(&edit_type(open_error(&ERROR), error("u32", &ERROR)), &[(Code::OpenEnum, at_type("Error"))]);
}

#[test]
fn row_82_variants_reordered_with_their_values() {
    let found = edit_type(error("u32", &ERROR), error("u32", &["Eof = 2", "Ok = 0", "Io = 1"]));
    expect(&found, &[]);
}

#[test]
fn row_83_payload_changed() {
    let before = || error("C, u32", &["Ok = 0", "Io(i32) = 1", "At { x: u8, y: u8 } = 2"]);
    let at_payload = |variant, field| Place::VariantField { ty: "Error".into(), variant, field };
    let found = edit_type(before(), error("C, u32", &["Ok = 0", "Io(i64) = 1", "At { x: u8, y: u16 } = 2"]));
    expect(&found, &[(Code::VariantPayload, at_payload(1, 0)), (Code::VariantPayload, at_payload(2, 1))]);
    let found =
        edit_type(before(), error("C, u32", &["Ok(u8) = 0", "Io { code: i32 } = 1", "At { y: u8, x: u8 } = 2"]));
    let places = [0, 1, 2].map(|variant| (Code::VariantPayload, at_variant("Error", variant)));
    expect(&found, &places);
}

#[test]
fn row_84_unrecorded_types_are_free() {
    let old = recorded(package(&["fn go(&self)"], &[]));
    let now = package(&["fn go(&self)", "2 fn new(&self, f: &Frame)"], &[frame(&FRAME)]);
    expect(&rules::check(&old, &now), &[]);
}

#[test]
fn row_84b_two_types_of_one_name() {
    let mut other = frame(&FRAME);
    other.module = "viewer::audio".into();
    let mut second = table(&["fn play(f: &Frame)"]);
    second.id = "viewer/audio".into();
    let parts = vec![(table(&BASE), vec![frame(&FRAME)]), (second, vec![other])];
    expect(&rules::merge(parts).unwrap_err(), &[(Code::DuplicateTypeName, at_type("Frame"))]);
}

#[test]
fn a_type_that_vanished_from_the_model_is_found() {
    let now = package(&BASE, &[]);
    expect(&rules::check(&base(), &now), &[(Code::TypeGone, Place::Package)]);
}

/// `Frame` with lifetimes.
fn lent(lifetimes: &str, fields: &[&str]) -> TypeDef {
    TypeDef { lifetimes: vtable_api_manifest::canon::parse_declared(lifetimes).unwrap(), ..frame(fields) }
}

#[test]
fn row_69b_which_lifetime_stands_in_which_field() {
    let edit = |after: &[&str]| {
        edit_type(lent("'a 'b", &["a: &str where 'a", "b: &str where 'b", "c: &str"]), lent("'a 'b", after))
    };
    let at = |field| (Code::TypeLifetimes, at_field("Frame", field));
    expect(&edit(&["a: &str where 'b", "b: &str where 'a", "c: &str"]), &[at(0), at(1)]);
    expect(&edit(&["a: &str", "b: &str where 'b", "c: &str"]), &[at(0)]);
    expect(&edit(&["a: &str where 'a", "b: &str where 'b", "c: &str where 'a"]), &[at(2)]);
    let found = edit(&["a: &str where 'a", "b: u32", "c: &str where 'a"]);
    expect(&found, &[(Code::FieldType, at_field("Frame", 1))]);
    let text = edit(&["a: &str", "b: &str where 'b", "c: &str"])[0].to_string();
    assert!(text.contains("recorded: &'a str ") && text.contains("now:      &'static str\n"), "{text}");
}

#[test]
fn row_69b_lifetimes_in_variants_are_by_name() {
    let event = |variants: &[&str]| TypeDef {
        lifetimes: vtable_api_manifest::canon::parse_declared("'a").unwrap(),
        ..def("enum", "Frame", Some("C, u32"), variants)
    };
    let before = || event(&["A(&str where 'a) = 0", "B { x: &u8 where 'a, y: &u8 } = 1"]);
    expect(&edit_type(before(), event(&["B { x: &u8 where 'a, y: &u8 } = 1", "A(&str where 'a) = 0"])), &[]);
    let place = Place::VariantField { ty: "Frame".into(), variant: 0, field: 1 };
    let after = event(&["B { x: &u8 where 'a, y: &u8 where 'a } = 1", "A(&str where 'a) = 0"]);
    expect(&edit_type(before(), after), &[(Code::TypeLifetimes, place)]);
}

#[test]
fn row_69b_number_and_bounds_of_lifetimes() {
    let field = ["a: &str where 'a"];
    let changed = [(Code::TypeLifetimes, at_type("Frame"))];
    for (before, after) in [("'a", "'a 'b"), ("'a 'b", "'a"), ("'a 'b", "'a 'b, 'b: 'a"), ("'a, 'a: 'static", "'a")] {
        expect(&edit_type(lent(before, &field), lent(after, &field)), &changed);
    }
    expect(&edit_type(lent("'a", &field), frame(&["a: &str"])), &changed);
    let opaque = |lifetimes| TypeDef { lifetimes, ..def("opaque", "Frame", None, &[]) };
    expect(&edit_type(opaque(lent("'a", &[]).lifetimes), opaque(Default::default())), &changed);
}
