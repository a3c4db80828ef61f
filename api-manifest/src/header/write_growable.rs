//! Writes what only growable types have: the growth that the includer asks for, members that are there from a growth on, and what
//! the values of this binary are known by.

use super::comment;
use super::ctype::{Body, Item, Member};
use super::growable::{self, Growing};
use super::layout::{ItemLayout, expression};
use super::out::Out;
use super::write_types::member;

/// Of a growable type, how many of its growths the includer wants to know. Names are made of it.
pub(super) fn target(out: &mut Out, name: &str, item: &Item) {
    let Some(Growing::Whole { fingerprints, .. }) = &item.growing else { return };
    let (target, last) = (growable::target(name), fingerprints.len());
    out.line(&format!("#ifndef {target}"));
    out.line(&format!("#define {target} {last}"));
    out.line("#endif");
    out.line(&format!("#if {target} < 1 || {target} > {last}"));
    let known = if last == 1 { "1 here".into() } else { format!("a plain number from 1 to {last} here") };
    out.line(&format!("#error \"{target} is {known}\""));
    out.line("#endif");
}

/// What C calls a struct behind its keyword: files of one program may ask for several growths.
pub(super) fn tag(name: &str, item: &Item) -> String {
    match &item.growing {
        Some(Growing::Whole { is_enum: false, .. }) => {
            format!("VTABLE_API_NAME_({name}_growth_, {})", growable::target(name))
        }
        _ => name.to_owned(),
    }
}

/// Runs `write` between `#if`s when what it writes came with a later growth than the first of the type `name`.
pub(super) fn guarded(out: &mut Out, name: &str, growth: u32, write: impl FnOnce(&mut Out)) {
    if growth > 1 {
        out.line(&format!("#if {} >= {growth}", growable::target(name)));
    }
    write(out);
    if growth > 1 {
        out.line("#endif");
    }
}

/// The definition, and what its values are known by.
pub(super) fn body(out: &mut Out, name: &str, item: &Item) {
    let Body::Struct(members) = &item.body else { return };
    let head = format!("struct {} {{", tag(name, item));
    match &item.growing {
        Some(Growing::Variant { of, growth }) => guarded(out, of, *growth, |out| {
            out.block(&head, "};", |out| members.iter().for_each(|one| member(out, one)));
        }),
        Some(Growing::Whole { id, fingerprints, .. }) => {
            out.block(&head, "};", |out| {
                each_growth(members, |growth, members| {
                    guarded(out, name, growth, |out| of_growth(out, item, growth, members));
                });
            });
            self::fingerprints(out, name, item);
            known_by(out, name, id, fingerprints.len());
        }
        None => {}
    }
}

/// The definition with all growths, for what reads no conditions.
pub(super) fn plain_body(out: &mut Out, name: &str, item: &Item) {
    let Body::Struct(members) = &item.body else { return };
    out.block(&format!("struct {name} {{"), "};", |out| {
        each_growth(members, |growth, members| of_growth(out, item, growth, members));
    });
}

/// The members of one growth. A variant has all that it ever has.
fn of_growth(out: &mut Out, item: &Item, growth: u32, members: &[Member]) {
    members.iter().for_each(|one| member(out, one));
    if matches!(item.growing, Some(Growing::Whole { is_enum: false, .. })) {
        let rule = if growth == 1 { ": nothing above this line ever changes" } else { "" };
        out.line(&format!("/* end of growth {growth}{rule} */"));
    }
}

fn each_growth(members: &[Member], mut write: impl FnMut(u32, &[Member])) {
    members.chunk_by(|a, b| a.growth == b.growth).for_each(|of_one| write(of_one[0].growth, of_one));
}

/// Of each growth, what it is known by.
pub(super) fn fingerprints(out: &mut Out, name: &str, item: &Item) {
    let Some(Growing::Whole { fingerprints, .. }) = &item.growing else { return };
    for (n, fingerprint) in (1..).zip(fingerprints) {
        out.line(&format!("#define {} 0x{fingerprint:016x}ull", growable::fingerprint(name, n)));
    }
}

/// What `VTABLE_API_GROWTH` and `TYPE_grown` are made of.
fn known_by(out: &mut Out, name: &str, id: &str, last: usize) {
    let all: Vec<String> = (1..=last).map(|n| growable::fingerprint(name, n)).collect();
    out.line(&format!("static const char {name}_id_[] = {};", comment::string(id)));
    out.line(&format!("static const uint64_t {name}_fingerprints_[{last}] = {{ {} }};", all.join(", ")));
    for n in 1..=last {
        let count = format!("VTABLE_API_CONSTANT_(uint32_t, {name}_growths_{n}_, {n});");
        guarded(out, name, u32::try_from(n).unwrap_or(u32::MAX), |out| out.line(&count));
    }
}

/// Where the members are; not the size, which grows.
pub(super) fn asserts(out: &mut Out, table: &str, name: &str, item: &Item, layout: &ItemLayout) {
    let Body::Struct(members) = &item.body else { return };
    let (of, first) = match &item.growing {
        Some(Growing::Variant { of, growth }) => (of.as_str(), *growth),
        _ => (name, 1),
    };
    let mut offsets = members.iter().zip(&layout.offsets);
    each_growth(members, |growth, members| {
        guarded(out, of, growth.max(first), |out| {
            for (member, offset) in offsets.by_ref().take(members.len()) {
                let (member, offset) = (&member.name, expression(*offset));
                out.line(&format!("VTABLE_API_OFFSET_({table}, {name}, {member}, {offset});"));
            }
        });
    });
}

/// What the comment says beside the docs.
pub(super) fn notes(item: &Item) -> Vec<String> {
    match &item.growing {
        Some(Growing::Whole { id, is_enum: false, .. }) => vec![
            format!("Grows, as {}: a member of growth 2 is there only when", comment::string(id)),
            "..._grown(value) is 2 or more. vtable_api.h has the rules.".into(),
        ],
        Some(Growing::Whole { id, .. }) => vec![
            format!("Grows, as {}: what all variants begin with. `head.tag` is one of those", comment::string(id)),
            "below only when ..._known(value); else keep the value, give it on or free it. vtable_api.h has the rules."
                .into(),
        ],
        Some(Growing::Variant { growth, .. }) => vec![format!("Of growth {growth}.")],
        None => Vec::new(),
    }
}
