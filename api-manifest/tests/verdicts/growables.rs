//! Rows 84f–84m: types that grow.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Growth, Growths, TypeDef};
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::Violation;

use crate::support::*;

/// A member and the growth that the source writes on it; 1 where it writes none.
type Members<'a> = &'a [(u32, &'a str)];

const OPTIONS: Members<'_> = &[(1, "level: u32"), (1, "name: String"), (2, "strict: bool")];
const EVENT: Members<'_> = &[(1, "Key(u32) = 0"), (1, "Text(String) = 1"), (2, "Quit = 2")];

fn growable(kind: &str, name: &str, members: Members<'_>) -> TypeDef {
    let texts: Vec<&str> = members.iter().map(|(_, text)| *text).collect();
    let mut def = def(kind, name, None, &texts);
    *def.body.growths_mut().unwrap() = Growths::numbered(&numbers(members));
    def
}

fn numbers(members: Members<'_>) -> Vec<u32> {
    members.iter().map(|(number, _)| *number).collect()
}

/// The same as recorded, with all its growths.
fn frozen(mut def: TypeDef) -> TypeDef {
    let growths = def.body.growths_mut().unwrap();
    growths.recorded =
        (1..=growths.count()).map(|number| Growth { fingerprint: number.into(), line: Some(20 + number) }).collect();
    def
}

/// What the macro and the command find, which is the same but for the numbers themselves: those are in the source alone.
#[track_caller]
fn edit_growable(kind: &str, name: &str, before: Members<'_>, after: Members<'_>) -> Vec<Violation> {
    let slots = [format!("fn go(&self, x: &{name})")];
    let old = recorded(package(&[&slots[0]], &[frozen(growable(kind, name, before))]));
    let now = growable(kind, name, after);
    let found = rules::check_growable(&old, &now, &numbers(after));
    let growths = now.body.growths().unwrap();
    let is_ordered = numbers(after).iter().enumerate().all(|(at, number)| growths.of(at) == *number);
    if is_ordered {
        assert_eq!(rules::check(&old, &package(&[&slots[0]], std::slice::from_ref(&now))), found);
    }
    found
}

fn options(after: Members<'_>) -> Vec<Violation> {
    edit_growable("growable struct", "Options", OPTIONS, after)
}

fn event(after: Members<'_>) -> Vec<Violation> {
    edit_growable("growable enum", "Event", EVENT, after)
}

fn at_options(field: usize) -> vtable_api_manifest::violation::Place {
    at_field("Options", field)
}

fn at_event(variant: usize) -> vtable_api_manifest::violation::Place {
    at_variant("Event", variant)
}

#[test]
fn row_84f_a_member_appended_with_the_next_growth_is_a_draft() {
    let more = [OPTIONS, &[(3, "tags: Vec<String>"), (3, "deep: bool"), (4, "wide: bool")]].concat();
    expect(&options(&more), &[]);
    expect(&event(&[EVENT, &[(3, "Batch { tags: Vec<String> } = 3")]].concat()), &[]);
    let old = recorded(package(&["fn go(o: &Options)"], &[frozen(growable("growable struct", "Options", OPTIONS))]));
    let drafts = |drafts| rules::draft_members(&old, &growable("growable struct", "Options", &more), drafts);
    let places = [at_options(3), at_options(4), at_options(5)];
    let wanted = |code| places.clone().map(|place| (code, place));
    expect(&drafts(Drafts::Warned), &wanted(Code::DraftSlot));
    expect(&drafts(Drafts::Locked), &wanted(Code::DraftLocked));
    let first = drafts(Drafts::Warned).remove(0).to_string();
    assert!(first.contains("field `tags` of the growable type `Options` is a draft of growth 3: it is not"), "{first}");
    assert!(rules::draft_members(&old, &growable("growable struct", "Options", OPTIONS), Drafts::Locked).is_empty());
    // What is not recorded at all is a draft of a slot.
    assert!(rules::draft_members(&old, &growable("growable struct", "Other", &more), Drafts::Locked).is_empty());
}

#[test]
fn row_84g_a_member_appended_to_a_frozen_growth() {
    for number in [1, 2] {
        let found = options(&[OPTIONS, &[(number, "tags: Vec<String>")]].concat());
        expect(&found, &[(Code::GrowthFrozen, at_options(3))]);
        assert!(found[0].help[0].contains("write `#[abi(growth = 3)]` on it"), "{}", found[0]);
        let found = event(&[EVENT, &[(number, "Batch(u8) = 3")]].concat());
        expect(&found, &[(Code::GrowthFrozen, at_event(3))]);
    }
    // Behind a draft, it has the draft's growth.
    let found = options(&[OPTIONS, &[(3, "tags: Vec<String>"), (1, "deep: bool")]].concat());
    expect(&found, &[(Code::GrowthOrder, at_options(4))]);
    assert!(found[0].help[0].contains("write `#[abi(growth = 3)]` on it"), "{}", found[0]);
}

#[test]
fn row_84h_a_member_inserted() {
    let before = [&[(1, "wide: bool")], OPTIONS].concat();
    expect(&options(&before), &[(Code::FieldSet, at_options(0))]);
    // The draft's number, where it is inserted, makes the members behind it look out of order: one mistake.
    let between = [OPTIONS[0], (3, "wide: bool"), OPTIONS[1], OPTIONS[2]];
    expect(&options(&between), &[(Code::FieldSet, at_options(1))]);
    let between = [OPTIONS[0], OPTIONS[1], (1, "wide: bool"), OPTIONS[2]];
    expect(&options(&between), &[(Code::FieldSet, at_options(2))]);
    // Values are counted, so that those behind it follow; it takes one.
    let between = [EVENT[0], (1, "New = 1"), (1, "Text(String) = 2"), (2, "Quit = 3")];
    expect(&event(&between), &[(Code::VariantSet, at_event(1))]);
    let between = [EVENT[0], (3, "New = 7"), EVENT[1], EVENT[2]];
    expect(&event(&between), &[(Code::VariantSet, at_event(1))]);
}

#[test]
fn row_84i_a_recorded_member_changed() {
    let with = |at: usize, member: (u32, &'static str)| {
        let mut after = OPTIONS.to_vec();
        after[at] = member;
        after
    };
    expect(&options(&with(0, (1, "level: u64"))), &[(Code::FieldType, at_options(0))]);
    expect(&options(&with(2, (2, "strict: u8"))), &[(Code::FieldType, at_options(2))]);
    expect(&options(&with(2, (2, "strictly: bool"))), &[(Code::FieldSet, at_options(2))]);
    expect(
        &options(&[OPTIONS[1], OPTIONS[0], OPTIONS[2]]).iter().take(1).cloned().collect::<Vec<_>>(),
        &[(Code::FieldSet, at_options(0))],
    );
    expect(&options(&OPTIONS[..2]), &[(Code::FieldSet, at_type("Options"))]);
    // A draft behind it is no replacement.
    let found = options(&[OPTIONS[0], OPTIONS[1], (3, "tags: Vec<String>")]);
    assert!(found.iter().any(|found| found.code == Code::FieldSet && found.message.ends_with("it was removed")));
    expect(
        &event(&[EVENT[0], (1, "Text(u8) = 1"), EVENT[2]]),
        &[(
            Code::VariantPayload,
            vtable_api_manifest::violation::Place::VariantField { ty: "Event".into(), variant: 1, field: 0 },
        )],
    );
    expect(&event(&[EVENT[0], (1, "Words(String) = 1"), EVENT[2]]), &[(Code::VariantSet, at_event(1))]);
    expect(&event(&[EVENT[0], EVENT[1], (2, "Quit = 9")]), &[(Code::VariantValue, at_event(2))]);
    expect(&event(&EVENT[..2]), &[(Code::VariantSet, at_type("Event"))]);
}

#[test]
fn row_84j_the_growth_of_a_recorded_member() {
    let found = options(&[OPTIONS[0], OPTIONS[1], (1, "strict: bool")]);
    expect(&found, &[(Code::GrowthChanged, at_options(2))]);
    assert!(found[0].help[0].contains("write `#[abi(growth = 2)]` on it again"), "{}", found[0]);
    let found = options(&[OPTIONS[0], (2, "name: String"), OPTIONS[2]]);
    expect(&found, &[(Code::GrowthChanged, at_options(1))]);
    assert!(found[0].help[0].contains("remove `#[abi(growth = 2)]`"), "{}", found[0]);
    expect(&event(&[EVENT[0], (2, EVENT[1].1), EVENT[2]]), &[(Code::GrowthChanged, at_event(1))]);
}

#[test]
fn row_84k_growths_out_of_order() {
    let order = |members: Members| {
        let now = growable("growable struct", "Options", members);
        rules::check_growable(&Default::default(), &now, &numbers(members))
    };
    expect(&order(OPTIONS), &[]);
    expect(&order(&[(2, "a: u8")]), &[(Code::GrowthOrder, at_options(0))]);
    expect(&order(&[(1, "a: u8"), (3, "b: u8")]), &[(Code::GrowthOrder, at_options(1))]);
    expect(&order(&[(1, "a: u8"), (2, "b: u8"), (1, "c: u8")]), &[(Code::GrowthOrder, at_options(2))]);
    expect(&order(&[(1, "a: u8"), (0, "b: u8")]), &[(Code::GrowthOrder, at_options(1))]);
    expect(&order(&[(1, "a: u8"), (u32::MAX, "b: u8"), (u32::MAX, "c: u8")]), &[(Code::GrowthOrder, at_options(1))]);
    let found = options(&[OPTIONS, &[(5, "tags: Vec<String>")]].concat());
    expect(&found, &[(Code::GrowthOrder, at_options(3))]);
    // Of recorded ones, where it is a variant: fields that move are a finding already.
    expect(&event(&[EVENT[0], EVENT[2], EVENT[1]]), &[(Code::GrowthOrder, at_event(2))]);
    expect(&options(&[OPTIONS[0], OPTIONS[1], (3, "strict: bool")]), &[(Code::GrowthOrder, at_options(2))]);
}

#[test]
fn row_84l_growable_added_or_removed() {
    let plain = def("struct", "Options", None, &["level: u32"]);
    let grown = growable("growable struct", "Options", &[(1, "level: u32")]);
    for (before, after) in [(plain.clone(), grown.clone()), (frozen(grown), plain)] {
        let slots = ["fn go(&self, x: &Options)"];
        let found = rules::check(&recorded(package(&slots, &[before])), &package(&slots, &[after]));
        expect(&found, &[(Code::TypeKind, at_type("Options"))]);
    }
}

#[test]
fn row_84m_a_growable_type_of_another_package() {
    let slots = ["fn go(&self, x: &other::Options)"];
    let foreign = |members: Members<'_>| growable("growable struct", "other::Options", members);
    let old = recorded(package(&slots, &[foreign(&OPTIONS[..2])]));
    // What it gains is for its own package to record.
    let now = package(&slots, &[foreign(OPTIONS)]);
    expect(&rules::check(&old, &now), &[]);
    assert!(rules::draft_members(&old, &now.types[0], Drafts::Locked).is_empty());
    // Its first growth is part of what the slot means.
    let now = package(&slots, &[foreign(&[(1, "level: u64"), (1, "name: String")])]);
    let found = rules::check(&old, &now);
    expect(&found, &[(Code::FieldType, at_field("other::Options", 0))]);
    assert!(found[0].to_string().contains("the type comes from the package `other`"), "{}", found[0]);
    let now = package(&slots, &[foreign(&[(1, "level: u32"), (1, "name: String"), (1, "strict: bool")])]);
    expect(&rules::check(&old, &now), &[(Code::GrowthFrozen, at_field("other::Options", 2))]);
    let missing = [&now.types[0]];
    let found = rules::unrecorded_growables(&now.tables[0], &now.types, &missing);
    expect(&found, &[(Code::GrowableNotRecorded, at_param(0, 0))]);
    assert!(rules::unrecorded_growables(&now.tables[0], &now.types, &[]).is_empty());
}

#[test]
fn row_65_a_growable_type_renamed_is_one_finding() {
    let named = |name: &str, members: Members| growable("growable struct", name, members);
    let old = recorded(package(&["fn go(o: &Options)"], &[frozen(named("Options", OPTIONS))]));
    let now = |members: Members| package(&["fn go(o: &Settings)"], &[named("Settings", members)]);
    expect(&rules::check(&old, &now(OPTIONS)), &[(Code::TypeGone, at_type("Settings"))]);
    let more = [OPTIONS, &[(3, "deep: bool")]].concat();
    expect(&rules::check(&old, &now(&more)), &[(Code::TypeGone, at_type("Settings"))]);
    // One that differs in what is frozen is another type.
    let more = [OPTIONS, &[(2, "deep: bool")]].concat();
    expect(&rules::check(&old, &now(&more)), &[(Code::ParamType, at_param(0, 0))]);
}
