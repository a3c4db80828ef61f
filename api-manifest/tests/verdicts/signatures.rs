//! Rows 15–58: one slot's signature, and the table's head.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Bounds, Package, Table};
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::{Place, Violation};

use crate::support::*;

/// The findings when one slot changes from one signature to another.
fn change(before: &str, after: &str) -> Vec<Violation> {
    let old = recorded(package(&["fn first(&self)", before], &[]));
    rules::check(&old, &package(&["fn first(&self)", after], &[]))
}

/// The findings when the type of one parameter changes.
fn retype(before: &str, after: &str) -> Vec<Violation> {
    change(&format!("fn go(&self, n: u8, x: {before})"), &format!("fn go(&self, n: u8, x: {after})"))
}

#[test]
fn rows_15_to_23_another_number() {
    for (before, after) in [
        ("u32", "u64"),
        ("i32", "u32"),
        ("f32", "u32"),
        ("bool", "u8"),
        ("u8", "bool"),
        ("usize", "u64"),
        ("c_long", "i64"),
        ("c_char", "i8"),
    ] {
        expect(&retype(before, after), &[(Code::ParamType, at_param(1, 1))]);
    }
    expect(&change("fn go()", "fn go() -> i32"), &[(Code::ReturnType, at_ret(1))]);
    expect(&change("fn go() -> i32", "fn go()"), &[(Code::ReturnType, at_ret(1))]);
    expect(&change("fn go() -> i32", "fn go() -> !"), &[(Code::ReturnType, at_ret(1))]);
}

#[test]
fn row_24_a_struct_passed_by_value_grows() {
    let old = recorded(package(&["fn go(f: Frame)"], &[frame(&["a: u32"])]));
    let now = package(&["fn go(f: Frame)"], &[frame(&["a: u32", "b: u32"])]);
    expect(&rules::check(&old, &now), &[(Code::FieldSet, at_field("Frame", 1))]);
}

#[test]
fn rows_25_and_30_to_36_another_form() {
    for (before, after) in [
        ("u32", "*const u32"),
        ("*const u32", "u32"),
        ("*const u32", "*mut u32"),
        ("*const u32", "&u32"),
        ("Option<&u32>", "&u32"),
        ("Option<&u32>", "*const u32"),
        ("&u32", "&mut u32"),
        ("*mut u32", "*mut *mut u32"),
        ("*const [u8; 16]", "*const [u8; 32]"),
    ] {
        expect(&retype(before, after), &[(Code::ParamType, at_param(1, 1))]);
        expect(&retype(after, before), &[(Code::ParamType, at_param(1, 1))]);
    }
}

#[test]
fn row_26_parameter_added() {
    let found = change("fn go(&self, a: u8)", "fn go(&self, a: u8, flags: u32)");
    expect(&found, &[(Code::ParamCount, at_param(1, 1))]);
    assert!(found[0].message.ends_with("parameter `flags` was added"), "{}", found[0]);
    let found = change("fn go(a: u8, b: u16)", "fn go(x: u32, a: u8, y: u32, b: u16)");
    expect(&found, &[(Code::ParamCount, at_param(1, 0))]);
    assert!(found[0].message.ends_with("parameters `x` and `y` were added"), "{}", found[0]);
}

#[test]
fn row_26_parameter_added_where_names_do_not_tell() {
    let found = change("fn go(a: u8, b: u16)", "fn go(q: u32, r: u8, s: u16)");
    expect(&found, &[(Code::ParamCount, at_param(1, 0))]);
    assert!(found[0].message.ends_with("parameter `q` was added"), "{}", found[0]);
}

#[test]
fn row_26_parameter_added_and_another_retyped() {
    let found = change("fn go(a: u8, b: u16)", "fn go(a: u8, flags: u32, b: u64)");
    expect(&found, &[(Code::ParamCount, at_param(1, 1)), (Code::ParamType, at_param(1, 2))]);
}

#[test]
fn row_27_parameter_removed() {
    let found = change("fn go(a: u8, b: u16)", "fn go(b: u16)");
    expect(&found, &[(Code::ParamCount, at(1))]);
    assert!(found[0].message.ends_with("parameter `a` was removed"), "{}", found[0]);
}

#[test]
fn rows_28_and_29_names_are_not_abi() {
    expect(&change("fn go(x: u8, y: u8)", "fn go(y: u8, x: u8)"), &[]);
    expect(&change("fn go(x: u8)", "fn go(length: u8)"), &[]);
}

#[test]
fn rows_38_to_40_callbacks() {
    for (before, after) in [
        ("extern \"C\" fn(u8)", "extern \"C\" fn(u16)"),
        ("extern \"C\" fn(u8)", "extern \"C\" fn(u8) -> u8"),
        ("extern \"C\" fn(u8)", "unsafe extern \"C\" fn(u8)"),
        ("extern \"C\" fn(u8)", "Option<extern \"C\" fn(u8)>"),
        ("&dyn Fn(u8)", "&dyn Fn(u16)"),
        ("&dyn Fn(u8)", "&mut dyn FnMut(u8)"),
        ("&dyn Fn(u8)", "&(dyn Fn(u8) + Send)"),
        ("&dyn \"viewer/host\"", "&dyn \"viewer/other\""),
        ("&dyn \"viewer/host\"", "Box<dyn \"viewer/host\">"),
    ] {
        expect(&retype(before, after), &[(Code::ParamType, at_param(1, 1))]);
    }
}

#[test]
fn row_41_resolved_alias() {
    for after in ["i32", "u64"] {
        let open = format!("fn open(&self, h: {after}) -> i32");
        expect(&edit(&[&open, BASE[1], BASE[2]]), &[(Code::ParamType, at_param(0, 0))]);
    }
}

#[test]
fn row_43_alias_to_newtype() {
    let old = recorded(package(&["fn go(h: u32)"], &[]));
    let now = package(&["fn go(h: Handle)"], &[def("tuple transparent", "Handle", None, &["0: u32"])]);
    expect(&rules::check(&old, &now), &[(Code::ParamType, at_param(0, 0))]);
}

#[test]
fn rows_44_and_45_named_types() {
    let found = edit_type(def("opaque", "State", None, &[]), def("struct", "State", None, &["a: u8"]));
    expect(&found, &[(Code::TypeKind, at_type("State"))]);
    let found = edit_type(def("struct", "State", None, &["a: u8"]), def("opaque", "State", None, &[]));
    expect(&found, &[(Code::TypeKind, at_type("State"))]);
    let found =
        edit_type(def("struct", "Buf<u8>", None, &["at: *mut u8"]), def("struct", "Buf<u16>", None, &["at: *mut u16"]));
    expect(&found, &[(Code::ParamType, at_param(0, 0))]);
}

#[test]
fn row_49_unsafety() {
    expect(&change("fn go()", "unsafe fn go()"), &[(Code::Unsafety, at(1))]);
    expect(&change("unsafe fn go()", "fn go()"), &[(Code::Unsafety, at(1))]);
}

#[test]
fn row_50_receivers() {
    let place = Place::Receiver { table: ID.into(), slot: 1 };
    for (before, after) in
        [("fn go(&self)", "fn go(&mut self)"), ("fn go(&mut self)", "fn go(&self)"), ("fn go(&self)", "fn go()")]
    {
        expect(&change(before, after), &[(Code::Receiver, place.clone())]);
    }
}

#[test]
fn row_51_who_lends_changed() {
    let lend = |lifetimes: &str| format!("fn lend(&self, a: &u8, b: &u8) -> &u8{lifetimes}");
    let by_a = lend(" where (_, 'a, _) -> 'a");
    for after in ["", " where (_, _, 'a) -> 'a", " where (_, 'a, 'a) -> 'a", " where (_, _, _) -> 'static"] {
        expect(&change(&by_a, &lend(after)), &[(Code::Lifetimes, at_ret(1))]);
        expect(&change(&lend(after), &by_a), &[(Code::Lifetimes, at_ret(1))]);
    }
    let pair = |lifetimes: &str| format!("fn pair(a: &u8, b: &u8) -> Pair where ('a, 'b) -> {lifetimes}");
    expect(&change(&pair("'a 'b"), &pair("'b 'a")), &[(Code::Lifetimes, at_ret(1))]);
}

#[test]
fn row_51_a_parameter_is_lent_for_longer() {
    let keep = |lifetimes: &str| format!("fn keep(&self, n: u8, a: &[u8]){lifetimes}");
    let kept = keep(" where (_, _, 'static)");
    expect(&change(&keep(""), &kept), &[(Code::Lifetimes, at_param(1, 1))]);
    expect(&change(&kept, &keep("")), &[(Code::Lifetimes, at_param(1, 1))]);
    let put = |lifetimes: &str| format!("fn put(&self, into: &mut &u8, from: &u8){lifetimes}");
    expect(&change(&put(""), &put(" where (_, _ 'a, 'a)")), &[(Code::Lifetimes, at_param(1, 0))]);
    // Only one of the two is the parameter's that changed.
    let three = |lifetimes: &str| format!("fn three(a: &u8, b: &u8, c: &u8){lifetimes}");
    let (before, after) = (three(" where ('a, 'a, _)"), three(" where ('a, 'a, 'static)"));
    expect(&change(&before, &after), &[(Code::Lifetimes, at_param(1, 2))]);
    let receiver = Place::Receiver { table: ID.into(), slot: 1 };
    let found = change("fn go(&self)", "fn go(&self) where ('static)");
    expect(&found, &[(Code::Lifetimes, receiver)]);
}

#[test]
fn row_51_bounds() {
    let longer = |bounds: &str| format!("fn longer(a: &u8, b: &u8) -> &u8 where ('a, 'b) -> 'a{bounds}");
    expect(&change(&longer(", 'b: 'a"), &longer("")), &[(Code::Lifetimes, at(1))]);
    expect(&change(&longer(", 'b: 'a"), &longer(", 'a: 'b")), &[(Code::Lifetimes, at(1))]);
}

#[test]
fn row_51_what_is_another_break_is_one_error() {
    let before = "fn go(&self, a: &u8, b: &u8) -> &u8 where (_, 'a, _) -> 'a";
    for (after, code) in [
        ("fn go(&self, a: &u8) -> &u8", Code::ParamCount),
        ("fn go(&self, a: &u8, b: &u16) -> &u8", Code::ParamType),
        ("fn go(&self, a: &u8, b: &u8) -> u8", Code::ReturnType),
        ("fn go(&mut self, a: &u8, b: &u8) -> &u8", Code::Receiver),
        ("fn gone(&self, a: &u8, b: &u8) -> &u8", Code::SlotRenamed),
    ] {
        let codes: Vec<Code> = change(before, after).iter().map(|violation| violation.code).collect();
        assert_eq!(codes, [code], "{after}");
    }
    let codes: Vec<Code> =
        change(before, "unsafe fn go(&self, a: &u8, b: &u8) -> &u8").iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::Unsafety, Code::Lifetimes], "one does not explain the other");
}

#[test]
fn row_52_lifetimes_are_what_they_were() {
    for same in ["fn go(&self, a: &u8) -> &u8 where (_, 'a) -> 'a", "fn go(a: &u8, b: &u8) where ('a, 'a)"] {
        expect(&change(same, &same.replace("a: ", "renamed: ")), &[]);
    }
}

#[test]
fn several_changes_of_one_slot_are_all_found() {
    let found = change("fn go(&self, a: u8, b: u8) -> u8", "unsafe fn go(&mut self, a: u16, b: u32)");
    let codes: Vec<Code> = found.iter().map(|violation| violation.code).collect();
    assert_eq!(codes, [Code::Unsafety, Code::Receiver, Code::ParamType, Code::ParamType, Code::ReturnType]);
}

#[test]
fn row_53_bounds() {
    let mut now = package(&BASE, &[frame(&FRAME)]);
    now.tables[0].bounds = Bounds { send: true, sync: false };
    expect(&rules::check(&base(), &now), &[(Code::ObjectBounds, at_table())]);
    let before = recorded(now);
    expect(&rules::check(&before, &package(&BASE, &[frame(&FRAME)])), &[(Code::ObjectBounds, at_table())]);
}

#[test]
fn rows_55_56_58_moved_or_renamed_with_the_id_pinned() {
    let mut now = package(&BASE, &[frame(&FRAME)]);
    now.tables[0].trait_name = "Decoder".into();
    now.tables[0].module = "other_crate::inner".into();
    now.types[0].module = "other_crate".into();
    expect(&rules::check(&base(), &now), &[]);
}

#[test]
fn row_56_renamed_and_the_id_not_pinned() {
    let mut now = package(&BASE, &[frame(&FRAME)]);
    now.tables[0].id = "viewer/decoder".into();
    expect(&rules::check(&base(), &now), &[(Code::TableGone, Place::Package)]);
    let drafts = rules::draft_slots(&base(), &now.tables[0], rules::Drafts::Warned);
    assert_eq!(drafts.len(), 3);
    assert!(drafts[0].to_string().contains("recorded: `viewer/codec`"), "{}", drafts[0]);
}

#[test]
fn row_56_a_trait_that_is_another_recorded_table_is_no_heir() {
    let named = |id: &str, module: &str| Table { id: id.into(), module: module.into(), ..table(&BASE) };
    let of = |tables: Vec<Table>| Package { tables, types: vec![frame(&FRAME)] };
    let before = recorded(of(vec![named("viewer/a", "viewer::a"), named("viewer/b", "viewer::b")]));
    let help = |now: Package| rules::check(&before, &now)[0].to_string();
    let gone = help(of(vec![named("viewer/a", "viewer::a")]));
    assert!(gone.contains("put the trait back"), "{gone}");
    let moved = help(of(vec![named("viewer/a", "viewer::a"), named("c", "viewer::c"), named("d", "viewer::b")]));
    assert!(moved.contains("on `viewer::b::Codec`, whose id is `d` now"), "{moved}");
}

#[test]
fn row_57_two_traits_of_one_id() {
    let mut other = table(&["fn other()"]);
    other.trait_name = "Other".into();
    let parts = vec![(table(&BASE), vec![frame(&FRAME)]), (other.clone(), Vec::new())];
    expect(&rules::merge(parts).unwrap_err(), &[(Code::DuplicateId, at_table())]);
    let now = Package { tables: vec![table(&BASE), other], types: vec![frame(&FRAME)] };
    assert_eq!(rules::check(&base(), &now)[0].code, Code::DuplicateId);
}

#[test]
fn row_57_one_trait_found_twice_is_one() {
    let part = (table(&BASE), vec![frame(&FRAME)]);
    let merged = rules::merge(vec![part.clone(), part]).unwrap();
    assert_eq!((merged.tables.len(), merged.types.len()), (1, 1));
}
