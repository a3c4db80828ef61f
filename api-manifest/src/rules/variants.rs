//! Rules on enums: values and payloads stay, and only an open or a growable one grows.

use super::advice::commas;
use super::compare::{Comparison, compare};
use super::definition::{Definition, variant_named};
use super::findings::add;
use super::growths;
use super::kind::kind_changed;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Body, Variant};
use crate::violation::{Place, Violation};

/// Everything that differs between two enums. Variants are matched by name: their order in the source is
/// free as long as the values stay.
pub(super) fn check(def: Definition<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    if is_open(&def.recorded.body) != is_open(&def.now.body) {
        found.push(openness_changed(def));
    }
    let sets = Sets::new(def);
    for (new, variant) in canon::variants(&def.now.body).iter().enumerate() {
        sets.check(new, variant, &mut found);
    }
    for variant in &sets.gone {
        found.push(removed(def, variant));
    }
    if repr_changed(def, !found.is_empty()) {
        found.insert(0, kind_changed(def));
    }
    found
}

/// Whether the `repr` is another, and not only because the first payload came or the last one went, which `is_found` by itself.
fn repr_changed(def: Definition<'_>, is_found: bool) -> bool {
    let (Body::Enum { repr: recorded, .. }, Body::Enum { repr: now, .. }) = (&def.recorded.body, &def.now.body) else {
        return false;
    };
    let has_payloads = |body: &Body| canon::variants(body).iter().any(|variant| !variant.fields.is_empty());
    let follows = is_found && has_payloads(&def.recorded.body) != has_payloads(&def.now.body);
    recorded.tag != now.tag || (recorded.c != now.c && !follows)
}

/// Whether unknown values may arrive.
pub(super) fn is_open(body: &Body) -> bool {
    matches!(body, Body::Enum { open: true, .. })
}

/// The variants by what became of them.
struct Sets<'a> {
    def: Definition<'a>,
    /// Renamed ones: recorded, index now.
    renamed: Vec<(&'a Variant, usize)>,
    /// Recorded ones that are neither there nor renamed.
    gone: Vec<&'a Variant>,
}

impl<'a> Sets<'a> {
    fn new(def: Definition<'a>) -> Self {
        let (recorded, now) = (canon::variants(&def.recorded.body), canon::variants(&def.now.body));
        let mut sets = Sets { def, renamed: Vec::new(), gone: Vec::new() };
        for variant in recorded {
            if variant_named(now, &variant.name).is_some() {
                continue;
            }
            let heir = now.iter().position(|new| {
                new.value == variant.value && variant_named(recorded, &new.name).is_none() && same_payload(variant, new)
            });
            match heir {
                Some(heir) => sets.renamed.push((variant, heir)),
                None => sets.gone.push(variant),
            }
        }
        sets
    }

    fn check(&self, new: usize, variant: &Variant, found: &mut Vec<Violation>) {
        for (recorded, heir) in &self.renamed {
            if *heir == new {
                return found.push(renamed(self.def, recorded, new, variant));
            }
        }
        let recorded = canon::variants(&self.def.recorded.body);
        let Some(before) = variant_named(recorded, &variant.name) else {
            return add(found, self.added(new, variant));
        };
        if before.value != variant.value && !self.is_shifted(new, before, variant) {
            found.push(value_changed(self.def, before, new, variant));
        }
        add(found, payload_changed(self.def, before, new, variant));
        add(found, growths::changed(self.def, index(self.def, before), new));
    }

    /// Whether additions and removals in front of it, findings themselves, account for the new value.
    fn is_shifted(&self, new: usize, before: &Variant, variant: &Variant) -> bool {
        let recorded = canon::variants(&self.def.recorded.body);
        let mut shift = 0;
        let mut is_explained = false;
        for (at, other) in canon::variants(&self.def.now.body)[..new].iter().enumerate() {
            if variant_named(recorded, &other.name).is_none() && self.added(at, other).is_some() {
                shift += 1;
                is_explained = true;
            }
        }
        for gone in &self.gone {
            if gone.value < before.value {
                shift -= 1;
                is_explained = true;
            }
        }
        is_explained && variant.value.checked_sub(before.value) == Some(shift)
    }

    fn added(&self, new: usize, variant: &Variant) -> Option<Violation> {
        let recorded = canon::variants(&self.def.recorded.body);
        let owner = recorded.iter().find(|other| other.value == variant.value);
        // An enum that was opened is a finding already.
        let is_growable = self.def.recorded.body.growths().is_some();
        let may_grow = is_open(&self.def.recorded.body) || is_open(&self.def.now.body) || is_growable;
        match (may_grow, owner) {
            (false, _) => Some(grown(self.def, new, variant)),
            (true, Some(owner)) => Some(takes_value(self.def, owner, new, variant)),
            (true, None) => growths::added(self.def, new),
        }
    }
}

/// The recorded place of a recorded variant.
fn index(def: Definition<'_>, variant: &Variant) -> usize {
    let recorded = canon::variants(&def.recorded.body);
    recorded.iter().position(|other| other.name == variant.name).unwrap_or(recorded.len())
}

fn same_payload(recorded: &Variant, now: &Variant) -> bool {
    let shape = recorded.fields.is_empty() || recorded.tuple == now.tuple;
    if !shape || recorded.fields.len() != now.fields.len() {
        return false;
    }
    for (at, old) in recorded.fields.iter().enumerate() {
        let new = &now.fields[at];
        if old.name != new.name || compare(&old.ty, &new.ty) == Comparison::Differs {
            return false;
        }
    }
    true
}

fn place(def: Definition<'_>, variant: usize) -> Place {
    Place::Variant { ty: def.now.ty.to_string(), variant }
}

/// A violation of a recorded variant.
fn broken(def: Definition<'_>, code: Code, place: Place, variant: &Variant, what: &str) -> Violation {
    let violation = def.broken_member(code, place, &def.variant_part(variant), index(def, variant), what);
    Definition::quote_variant(violation, variant, def.recorded)
}

fn openness_changed(def: Definition<'_>) -> Violation {
    let (what, help) = match is_open(&def.now.body) {
        true => (
            "it was closed and is now open",
            "remove `#[abi(open)]`: released callers treat an unknown value as a bug and stop; define a new open enum",
        ),
        false => (
            "it was open and is now closed",
            "put `#[abi(open)]` back: released modules may send values that this build does not know",
        ),
    };
    let text = |body: &Body| canon::kind(body).to_owned();
    def.broken(Code::OpenEnum, def.place(), &format!("enum `{}`", def.name()), what)
        .recorded(text(&def.recorded.body), def.recorded.line)
        .now(text(&def.now.body))
        .help(help)
}

fn value_changed(def: Definition<'_>, before: &Variant, new: usize, variant: &Variant) -> Violation {
    broken(def, Code::VariantValue, place(def, new), before, "its value changed").now(canon::variant(variant)).help(
        match is_counted(&def.recorded.body) {
            true => format!(
                "restore the recorded order, `{}`: variants without a written value count from 0",
                commas(&variant_names(&def.recorded.body))
            ),
            false => format!("write its value out: `{}`", def.known().variant(&def.recorded.body, before)),
        },
    )
}

/// Whether variants have payloads and no value need be written: where no `repr` stands, none can be.
fn is_counted(recorded: &Body) -> bool {
    let variants = canon::variants(recorded);
    let is_in_place = |(at, variant): (usize, &Variant)| variant.value == at as i128;
    // `Unknown` has a payload, and is not among them.
    let has_payloads = recorded.growths().is_some() || variants.iter().any(|variant| !variant.fields.is_empty());
    has_payloads && variants.iter().enumerate().all(is_in_place)
}

fn variant_names(body: &Body) -> Vec<&str> {
    let mut names = Vec::new();
    for variant in canon::variants(body) {
        names.push(variant.name.as_str());
    }
    names
}

fn payload_changed(def: Definition<'_>, before: &Variant, new: usize, variant: &Variant) -> Option<Violation> {
    if same_payload(before, variant) {
        return None;
    }
    if let Some(field) = only_types_differ(before, variant) {
        return Some(payload_type_changed(def, before, new, variant, field));
    }
    let violation = broken(def, Code::VariantPayload, place(def, new), before, "its payload changed");
    let help = def.member_way_out("restore it, and put the new form");
    Some(violation.now(canon::variant(variant)).help_lines(help))
}

/// The first field of another type, where all else of the payloads is the same.
fn only_types_differ(before: &Variant, now: &Variant) -> Option<usize> {
    if before.fields.len() != now.fields.len() || before.tuple != now.tuple {
        return None;
    }
    let mut first = None;
    for (at, old) in before.fields.iter().enumerate() {
        let new = &now.fields[at];
        if old.name != new.name {
            return None;
        }
        if first.is_none() && compare(&old.ty, &new.ty) == Comparison::Differs {
            first = Some(at);
        }
    }
    first
}

/// The violation of one field of a variant, whose types are known to differ.
pub(super) fn payload_type_changed(
    def: Definition<'_>,
    before: &Variant,
    new: usize,
    variant: &Variant,
    field: usize,
) -> Violation {
    let place = Place::VariantField { ty: def.now.ty.to_string(), variant: new, field };
    let text = |variant: &Variant| match variant.fields.get(field) {
        Some(field) => field.ty.to_string(),
        None => String::new(),
    };
    let (name, line) = match before.fields.get(field) {
        Some(field) => (field.name.as_str(), field.line),
        None => ("", None),
    };
    let what = format!("its field `{name}` changed type");
    def.broken_member(Code::VariantPayload, place, &def.variant_part(before), index(def, before), &what)
        .recorded(text(before), line.or(before.line).or(def.recorded.line))
        .now(text(variant))
        .help_lines(def.member_way_out("restore it, and put the new form"))
}

fn renamed(def: Definition<'_>, before: &Variant, new: usize, variant: &Variant) -> Violation {
    let what = format!("it was renamed to `{}`", variant.name);
    broken(def, Code::VariantSet, place(def, new), before, &what)
        .now(canon::variant(variant))
        .help("restore its name: C and C++ callers compile against it")
}

fn removed(def: Definition<'_>, before: &Variant) -> Violation {
    let text = def.known().variant(&def.recorded.body, before);
    let (text, place) = match is_counted(&def.recorded.body) {
        true => (text.rsplit_once(" = ").map_or(&*text, |(text, _)| text), " in its place"),
        false => (&*text, ""),
    };
    let help = format!(
        "put `{text}` back{place}; a variant that is no longer used stays, because released modules may still send it"
    );
    broken(def, Code::VariantSet, def.place(), before, "it was removed").help(help)
}

fn grown(def: Definition<'_>, new: usize, variant: &Variant) -> Violation {
    let message = format!(
        "variant `{}` of `{}` is new, but the enum is closed, and frozen{}",
        variant.name,
        def.name(),
        def.since()
    );
    let mut help = def.way_out("a closed enum never grows: remove it, and put it");
    // An open one has no payloads.
    if canon::variants(&def.now.body).iter().all(|variant| variant.fields.is_empty()) {
        help.push("an enum that will grow must be declared `#[abi(open)]` before its first freeze".to_owned());
    }
    Violation::new(Code::VariantSet, place(def, new), message)
        .recorded(format!("variants {}", commas(&variant_names(&def.recorded.body))), def.recorded.line)
        .now(canon::variant(variant))
        .help_lines(help)
}

fn takes_value(def: Definition<'_>, owner: &Variant, new: usize, variant: &Variant) -> Violation {
    let message = format!(
        "variant `{}` of `{}` is new, but has the value {} of `{}`, which is frozen{}",
        variant.name,
        def.name(),
        owner.value,
        owner.name,
        def.since_of(index(def, owner))
    );
    let violation = Violation::new(Code::VariantSet, place(def, new), message);
    let violation = Definition::quote_variant(violation, owner, def.recorded).now(canon::variant(variant));
    if def.recorded.body.growths().is_some() {
        return violation.help_lines(def.member_way_out("put it"));
    }
    let mut last = owner.value;
    for variant in canon::variants(&def.recorded.body) {
        last = last.max(variant.value);
    }
    let help = match last.checked_add(1) {
        Some(free) => {
            format!("put it after the frozen variants, or give it its own value: `{} = {free}`", variant.name)
        }
        None => "put it after the frozen variants, or give it its own value".to_owned(),
    };
    violation.help(help)
}

#[cfg(test)]
mod tests {
    use crate::model::{Package, TypeDef};
    use crate::{canon, rules};

    fn open_enum(variants: &[&str]) -> TypeDef {
        let variants = variants.iter().map(|text| canon::parse_variant(text).unwrap()).collect();
        let body = canon::parse_body("open enum", Some("u32"), vec![], variants).unwrap();
        TypeDef {
            ty: canon::parse_type("State").unwrap(),
            module: "m".into(),
            body,
            lifetimes: Default::default(),
            traits: String::new(),
            docs: vec![],
            line: None,
        }
    }

    #[test]
    fn values_count_on_behind_a_finding_only() {
        let recorded = Package { tables: vec![], types: vec![open_enum(&["Ok = 0", "Io = 1"])] };
        let found = |variants: &[&str]| rules::check_type(&recorded, &open_enum(variants)).len();
        assert_eq!(found(&["Busy = 0", "Ok = 1", "Io = 2"]), 1); // `Busy` takes the value
        assert_eq!(found(&["Busy = 7", "Ok = 1", "Io = 2"]), 2); // `Busy` is fine
    }
}
