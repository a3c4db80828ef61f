//! Rules on the growths of a growable type: members stay in theirs, and new ones come behind all others, in the next.

use super::definition::Definition;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Body, Growths, Package, Type, TypeDef};
use crate::violation::{Place, Violation};

/// Checks a growable definition as [`super::check_type`] does, and the growths that its members have: `numbers` are those of the
/// source, 1 where none is written. The growths of `now` do not matter.
///
/// ```
/// use vtable_api_manifest::{canon, model::*, rules};
/// let fields = ["level: u32", "strict: bool"].map(|field| canon::parse_field(field).unwrap());
/// let body = canon::parse_body("growable struct", None, fields.into(), vec![]).unwrap();
/// let ty = canon::parse_type("Options").unwrap();
/// let now = TypeDef { ty, module: "m".into(), body, lifetimes: Default::default(), traits: String::new(), docs: vec![], line: None };
/// let found = rules::check_growable(&Package::default(), &now, &[1, 3]);
/// assert_eq!(found[0].code.as_str(), "VT0029");
/// ```
pub fn check_growable(recorded: &Package, now: &TypeDef, numbers: &[u32]) -> Vec<Violation> {
    let before = recorded.types.iter().find(|def| def.ty == now.ty);
    let (mut found, numbers) = order(before, now, numbers);
    let mut now = now.clone();
    if let Some(growths) = now.body.growths_mut() {
        *growths = by_number(&numbers);
    }
    let is_ordered = found.is_empty();
    for violation in super::check_type(recorded, &now) {
        // Out of order, a member has no growth that could be compared.
        if is_ordered || violation.code != Code::GrowthChanged {
            found.push(violation);
        }
    }
    found
}

/// Those of numbers that do not go down. A growth that was left out has no members.
fn by_number(numbers: &[u32]) -> Growths {
    let mut growths = Growths::default();
    for (at, number) in numbers.iter().enumerate() {
        while growths.count() < *number {
            growths.up_to.push(at);
        }
        if let Some(last) = growths.up_to.last_mut() {
            *last = at + 1;
        }
    }
    growths
}

/// Growths begin with 1, never go down, and none is left out. Returns the numbers as well, with which the other rules go on.
fn order(recorded: Option<&TypeDef>, now: &TypeDef, numbers: &[u32]) -> (Vec<Violation>, Vec<u32>) {
    let (names, old) = (names(&now.body), recorded.map_or_else(Vec::new, |def| names(&def.body)));
    let frozen = recorded.and_then(|def| def.body.growths()).map_or(0, Growths::count);
    let last_recorded = names.iter().rposition(|name| old.contains(name));
    let (mut found, mut counted, mut last, mut highest) = (Vec::new(), Vec::new(), 0, "");
    let mut count = 0;
    for (at, (name, number)) in names.iter().zip(numbers).enumerate() {
        let (number, is_new) = (*number, !old.contains(name));
        // That it stands before a recorded one is the finding, whatever its growth is.
        if !(is_new && last_recorded.is_some_and(|last| at < last)) {
            // What is new comes behind all that is frozen, even if some of that is missing.
            let before = if is_new && number > frozen { last.max(frozen) } else { last };
            if number == 0 || number > before.saturating_add(1) {
                found.push(left_out(now, at, number, before));
            } else if number < last && !(is_new && last <= frozen) {
                found.push(went_down(now, at, number, last, highest));
            }
            if number > last {
                count = number.min(count.max(before).saturating_add(1));
                (last, highest) = (number, name);
            }
        }
        counted.push(count.max(1));
    }
    (found, counted)
}

fn left_out(now: &TypeDef, at: usize, number: u32, before: u32) -> Violation {
    let part = part(now, at);
    let message = match (number, before) {
        (0, _) => format!("{part} has growth 0, and growths are numbered from 1"),
        (_, 0) => format!("{part} is the first, and has growth {number}"),
        _ => format!("{part} has growth {number}, and the last one before it is {before}"),
    };
    let help = match if number == 0 { before.max(1) } else { before.saturating_add(1) } {
        1 => "remove its `growth`: a member without it has growth 1".to_owned(),
        next => format!("write `#[abi(growth = {next})]` on it: growths count on from 1, and none is left out"),
    };
    Violation::new(Code::GrowthOrder, place(now, at), message).now(format!("growth {number}")).help(help)
}

fn went_down(now: &TypeDef, at: usize, number: u32, last: u32, highest: &str) -> Violation {
    let message = format!("{} has growth {number}, and stands behind `{highest}` of growth {last}", part(now, at));
    Violation::new(Code::GrowthOrder, place(now, at), message).now(format!("growth {number}")).help(format!(
        "growths never go down: write `#[abi(growth = {last})]` on it; or, if it was before `{highest}`, move it back"
    ))
}

/// A recorded member with another growth: `old` and `new` are its indices.
pub(super) fn changed(def: Definition<'_>, old: usize, new: usize) -> Option<Violation> {
    let (recorded, now) = (def.recorded.body.growths()?.of(old), def.now.body.growths()?.of(new));
    if recorded == now {
        return None;
    }
    let help = match recorded {
        1 => format!("remove `#[abi(growth = {now})]`: a member without it has growth 1"),
        recorded => format!("write `#[abi(growth = {recorded})]` on it again"),
    };
    let line = def.recorded.body.growths().and_then(|growths| line(growths, recorded)).or(def.recorded.line);
    let violation = def
        .broken_member(Code::GrowthChanged, place(def.now, new), &part(def.recorded, old), old, "its growth changed")
        .recorded(format!("growth {recorded}"), line)
        .now(format!("growth {now}"));
    Some(violation.help(help))
}

/// What is wrong with a member of a growable type that is new: it stands before a recorded one, or its growth is frozen.
pub(super) fn added(def: Definition<'_>, new: usize) -> Option<Violation> {
    let (recorded, growths) = (def.recorded.body.growths()?, def.now.body.growths()?);
    let (before, now) = (names(&def.recorded.body), names(&def.now.body));
    let of = part(def.now, new);
    if let Some(next) = now[new + 1..].iter().find(|name| before.contains(name)) {
        let at = before.iter().position(|name| name == next)?;
        let message = format!("{of} is new, and stands before `{next}`, which is frozen{}", def.since_of(at));
        let code = if matches!(def.now.body, Body::GrowableEnum { .. }) { Code::VariantSet } else { Code::FieldSet };
        let violation = Violation::new(code, place(def.now, new), message);
        let violation = violation.recorded(text(def.recorded, at), member_line(def.recorded, at));
        return Some(violation.now(text(def.now, new)).help_lines(def.member_way_out("put it")));
    }
    if growths.of(new) > recorded.count() {
        return None;
    }
    let frozen = match recorded.count() {
        1 => "growth 1 is frozen".to_owned(),
        last => format!("growths 1 to {last} are frozen"),
    };
    let last = before.last().copied().unwrap_or_default();
    let violation = Violation::new(Code::GrowthFrozen, place(def.now, new), format!("{of} is new, but {frozen}"))
        .recorded(format!("growth {} ends with `{last}`", recorded.count()), line(recorded, recorded.count()))
        .now(text(def.now, new));
    Some(match is_own(def.recorded) {
        true => violation.help(format!("write `#[abi(growth = {})]` on it", next(def))),
        false => violation.help_lines(def.member_way_out("remove it, and put it")),
    })
}

/// The growth that a new member has: behind the drafts, if there are any.
pub(super) fn next(def: Definition<'_>) -> u32 {
    let count = |def: &TypeDef| def.body.growths().map_or(0, Growths::count);
    count(def.now).max(count(def.recorded).saturating_add(1))
}

/// The source's type as far as a record has it that is not of the type's package: its first growth.
pub(super) fn first_growth(def: Definition<'_>) -> Option<TypeDef> {
    if is_own(def.recorded) {
        return None;
    }
    let mut now = def.now.clone();
    now.body.growths()?;
    now.body.keep_growths(1);
    Some(now)
}

fn is_own(def: &TypeDef) -> bool {
    matches!(def.ty, Type::Named { package: None, .. })
}

fn line(growths: &Growths, growth: u32) -> Option<u32> {
    let at = usize::try_from(growth.checked_sub(1)?).ok()?;
    growths.recorded.get(at)?.line
}

/// Where the record has a member.
fn member_line(def: &TypeDef, member: usize) -> Option<u32> {
    let field = canon::fields(&def.body).get(member).and_then(|field| field.line);
    let variant = canon::variants(&def.body).get(member).and_then(|variant| variant.line);
    field.or(variant).or(def.line)
}

pub(super) fn names(body: &Body) -> Vec<&str> {
    let mut names = Vec::new();
    for field in canon::fields(body) {
        names.push(field.name.as_str());
    }
    for variant in canon::variants(body) {
        names.push(variant.name.as_str());
    }
    names
}

/// ``field `strict` of `Options` ``
fn part(def: &TypeDef, member: usize) -> String {
    let name = names(&def.body).get(member).copied().unwrap_or_default();
    format!("{} `{name}` of `{}`", member_word(&def.body), def.ty)
}

/// What a type grows by.
pub(super) fn member_word(body: &Body) -> &'static str {
    if matches!(body, Body::GrowableEnum { .. }) { "variant" } else { "field" }
}

pub(super) fn place(def: &TypeDef, member: usize) -> Place {
    let ty = def.ty.to_string();
    match &def.body {
        Body::GrowableEnum { .. } => Place::Variant { ty, variant: member },
        _ => Place::Field { ty, field: member },
    }
}

/// A member in canonical text.
pub(super) fn text(def: &TypeDef, member: usize) -> String {
    let field = canon::fields(&def.body).get(member).map(canon::field);
    field.or_else(|| canon::variants(&def.body).get(member).map(canon::variant)).unwrap_or_default()
}
