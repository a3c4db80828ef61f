//! What a slot's comment says about ownership: who frees, what may be NULL, how long it lives. Not what the rules at the
//! head of `vtable_api.h` say of all slots: what is passed is lent for the call, and no pointer is NULL.

use std::collections::BTreeSet;

use super::Input;
use super::arrow;
use super::lower::{Lowering, is_lent_object};
use super::signature::named;
use crate::borrow::{self, Lender};
use crate::model::{self, Bounds, Field, ObjectKind, Receiver, Slot, Type};

/// One line per fact, after the docs.
pub(super) fn slot(slot: &Slot, input: &Input<'_>, lowering: &Lowering<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(superseded(slot, input));
    if slot.is_unsafe {
        lines.push("unsafe in Rust: the docs say what the caller sees to".into());
    }
    let names = lowering.parameters(&named(slot), &slot.ret);
    for (index, (param, name)) in slot.params.iter().zip(&names).enumerate() {
        let index = index + usize::from(slot.receiver != Receiver::None);
        let is_kept = slot.lifetimes.inputs.get(index).is_some_and(|own| !own.is_empty());
        if let Some(text) = parameter(&param.ty, is_kept, input, lowering) {
            lines.push(format!("{name}: {}; {text}", param.ty));
        }
    }
    lines.extend(kept(slot, &names));
    let holder = holder(slot, &names);
    let text = returned(&slot.ret, &holder, input, lowering);
    let is_said = text.as_ref().is_some_and(|text| text.contains(&holder));
    lines.extend(text.map(|text| format!("returns {}; {text}", slot.ret)));
    if !is_said && !slot.lifetimes.ret.is_empty() {
        lines.push(format!("the result is {holder}"));
    }
    lines
}

/// Which inputs have to stay for longer than the call.
fn kept(slot: &Slot, names: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let held = inputs(&borrow::result(slot));
    for index in 0..slot.lifetimes.inputs.len() {
        let lenders = borrow::input(slot, index);
        if lenders.contains(&Lender::Static) {
            lines.push(format!("{}: never freed; may be read after the call", lent(slot, index, names)));
        }
        // When it is for the result's sake, that says so.
        let is_news = |other: &usize| *other > index && !(held.contains(other) && held.contains(&index));
        let later = inputs(&lenders).into_iter().filter(is_news).map(|other| lent(slot, other, names));
        let one = lent(slot, index, names);
        lines.extend(later.map(|other| format!("{one} and {other}: one may keep what the other refers to")));
    }
    lines
}

/// How long the result stays.
fn holder(slot: &Slot, names: &[String]) -> String {
    let lenders = match borrow::result(slot) {
        lenders if lenders.is_empty() => vec![borrow::elided(slot)],
        lenders => lenders,
    };
    let held: Vec<String> = inputs(&lenders).into_iter().map(|index| lent(slot, index, names)).collect();
    match held.as_slice() {
        [] if lenders.contains(&Lender::Own) => "lent as long as what was passed".into(),
        [] => "never freed".into(),
        held => format!("lent as long as {}", held.join(" and ")),
    }
}

/// The inputs in question, each once.
fn inputs(lenders: &[Lender]) -> BTreeSet<usize> {
    let places = lenders.iter().flat_map(|lender| match lender {
        Lender::Inputs(places) => places.as_slice(),
        Lender::Own | Lender::Static | Lender::Callback(..) => &[],
    });
    places.map(|(index, _)| *index).collect()
}

/// What an input is called in C.
fn lent(slot: &Slot, index: usize, names: &[String]) -> String {
    match (slot.receiver, index) {
        (Receiver::None, index) => names.get(index).cloned().unwrap_or_default(),
        (_, 0) => "the object".into(),
        (_, index) => names.get(index - 1).cloned().unwrap_or_default(),
    }
}

/// The latest Ex slot of the same family.
fn superseded(slot: &Slot, input: &Input<'_>) -> Option<String> {
    let (family, number) = family(slot);
    let emitted = input.table.slots.iter().filter(|s| s.revision as usize <= input.fingerprints.len());
    let later = emitted.filter(|s| s.revision > slot.revision && !s.ex_none);
    let best = later.map(|s| (self::family(s), s)).filter(|((f, n), _)| *f == family && *n > number);
    let (_, best) = best.max_by_key(|((_, n), _)| *n)?;
    Some(format!("superseded by {}", super::slot_name(&best.name, input.table.c_case)))
}

/// `decode_ex2` is number 2 of `decode`; `decode_ex` is number 1.
fn family(slot: &Slot) -> (&str, u64) {
    let plain = (slot.name.as_str(), 0);
    if slot.ex_none {
        return plain;
    }
    match slot.name.rsplit_once("_ex") {
        Some((base, "")) => (base, 1),
        Some((base, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().map_or(plain, |number| (base, number))
        }
        _ => plain,
    }
}

fn parameter(ty: &Type, is_kept: bool, input: &Input<'_>, lowering: &Lowering<'_>) -> Option<String> {
    Some(match ty {
        Type::Pointer { .. } => "a raw pointer: the docs say what it may be".into(),
        Type::NonNull(_) => "not NULL; a raw pointer".into(),
        Type::Ref { mutable: true, to } if arrow::of(to).is_some() => {
            "may be released already; to move it out, copy it and set its `release` to NULL".into()
        }
        Type::Ref { to, .. } => return elements(to, lowering),
        Type::Function { .. } => "not NULL; may be kept".into(),
        Type::String | Type::OsString(_) | Type::Vec(_) | Type::Box(_) => {
            "the callee owns it from here on and frees it".into()
        }
        Type::Closure { mutable, bounds, .. } => called(*mutable, *bounds).into(),
        Type::Object { kind, id } => object(*kind, is_kept, id, input),
        Type::Option(some) if is_lent_object(some) => {
            format!("none when its table is NULL; {}", parameter(some, is_kept, input, lowering).unwrap_or_default())
        }
        Type::Option(some) if lowering.is_nullable(some) => null(parameter(some, is_kept, input, lowering)),
        ty if lowering.is_growable(ty) => format!("the callee owns it from here on: {}", ended(ty, lowering)),
        Type::Array { .. } => array(ty, "", "what it owns is the callee's from here on", lowering),
        Type::Option(_) | Type::Result(..) | Type::Named { .. } if owns(ty, lowering, &mut Vec::new()) => {
            "what it owns is the callee's from here on".into()
        }
        _ => return None,
    })
}

/// Of what stands in an `Option`, what is said of it by itself.
fn null(of: Option<String>) -> String {
    let of = of.unwrap_or_default();
    let rest = of.strip_prefix("not NULL").unwrap_or(&of).trim_start_matches("; ");
    if rest.is_empty() { "may be NULL".into() } else { format!("may be NULL; {rest}") }
}

fn returned(ty: &Type, holder: &str, input: &Input<'_>, lowering: &Lowering<'_>) -> Option<String> {
    Some(match ty {
        Type::Never => "it does not return".into(),
        Type::Pointer { .. } => "a raw pointer: the docs say what it may be".into(),
        Type::NonNull(_) => "not NULL; a raw pointer".into(),
        Type::Ref { to, .. } => {
            elements(to, lowering).map_or_else(|| holder.to_owned(), |elements| format!("{holder}; {elements}"))
        }
        Type::Function { .. } => "not NULL".into(),
        Type::Str | Type::OsStr(_) | Type::Slice { .. } => holder.into(),
        Type::String | Type::OsString(_) | Type::Vec(_) | Type::Box(_) => {
            "the caller frees it: VTABLE_API_FREE(*ret)".into()
        }
        Type::Object { kind: ObjectKind::Box, id } => {
            format!("{}; the caller ends it: vtable_api_release", header_of(id, input))
        }
        Type::Object { id, .. } => format!("{}; {holder}", header_of(id, input)),
        Type::Option(some) if lowering.is_nullable(some) => null(returned(some, holder, input, lowering)),
        ty if lowering.is_growable(ty) => format!("the caller ends it: {}", ended(ty, lowering)),
        Type::Array { .. } => array(ty, "ret is ", "what it owns is the caller's to free", lowering),
        Type::Option(_) | Type::Result(..) | Type::Named { .. } if owns(ty, lowering, &mut Vec::new()) => {
            "what it owns is the caller's to free".into()
        }
        _ => return None,
    })
}

/// How a growable value is.
fn ended(ty: &Type, lowering: &Lowering<'_>) -> String {
    format!("{}_drop", lowering.prefixes.part(ty, None))
}

/// An array that is passed, of which there is a pointer.
fn array(ty: &Type, pointer: &str, owned: &str, lowering: &Lowering<'_>) -> String {
    let elements = elements(ty, lowering).unwrap_or_default();
    let owned = if owns(ty, lowering, &mut Vec::new()) { format!("; {owned}") } else { String::new() };
    format!("{pointer}{elements}{owned}")
}

/// A pointer to an array points to its first element, however deep that is.
fn elements(to: &Type, lowering: &Lowering<'_>) -> Option<String> {
    let mut count: u64 = 1;
    let mut ty = to;
    while let Some((of, len)) = lowering.array(ty) {
        count = count.saturating_mul(len);
        ty = of;
    }
    (!std::ptr::eq(ty, to)).then(|| format!("to the first of {count}"))
}

fn called(mutable: bool, bounds: Bounds) -> &'static str {
    match (mutable, bounds.send, bounds.sync) {
        (false, _, true) => "called only during the call, from any threads at once",
        (true, true, _) => "called only during the call, from one thread at a time, and not while it runs",
        (false, true, _) => "called only during the call, from one thread at a time",
        (true, ..) => "called only during the call, on its thread, and not while it runs",
        (false, ..) => "called only during the call, on its thread",
    }
}

/// `is_kept`: the lines on lifetimes say for how long.
fn object(kind: ObjectKind, is_kept: bool, id: &str, input: &Input<'_>) -> String {
    let of = header_of(id, input);
    match kind {
        ObjectKind::Ref if is_kept => of,
        ObjectKind::Mut if is_kept => format!("{of}; the callee's alone"),
        ObjectKind::Ref => format!("{of}; lent for the call"),
        ObjectKind::Mut => format!("{of}; the callee's alone during the call"),
        ObjectKind::Box => format!("{of}; the callee owns it from here on: vtable_api_release"),
    }
}

fn header_of(id: &str, input: &Input<'_>) -> String {
    format!("see {}", (input.header_names)(id))
}

/// Whether a value has memory or objects of its own.
pub(super) fn owns(ty: &Type, lowering: &Lowering<'_>, seen: &mut Vec<String>) -> bool {
    let mut any = |ty: &Type| owns(ty, lowering, seen);
    match ty {
        Type::String | Type::OsString(_) | Type::Vec(_) | Type::Box(_) | Type::Object { kind: ObjectKind::Box, .. } => {
            true
        }
        Type::Array { of, .. } | Type::Option(of) => any(of),
        Type::Result(ok, err) => any(ok) || any(err),
        _ if arrow::of(ty).is_some() => true,
        // Who holds them frees nothing.
        Type::Named { package: Some(package), name, .. }
            if package == "core" && matches!(name.as_str(), "MaybeUninit" | "ManuallyDrop") =>
        {
            false
        }
        Type::Named { .. } => {
            let name = ty.to_string();
            let Ok(def) = lowering.def(ty) else {
                return false;
            };
            if seen.contains(&name) {
                return false;
            }
            seen.push(name);
            let mut fields = |fields: &[Field]| fields.iter().any(|f| owns(&f.ty, lowering, seen));
            match &def.body {
                model::Body::Struct { fields: list, .. }
                | model::Body::Foreign { fields: list, .. }
                | model::Body::Union { fields: list } => fields(list),
                model::Body::Transparent { field, .. } => fields(std::slice::from_ref(field)),
                model::Body::Enum { variants, .. } => variants.iter().any(|v| fields(&v.fields)),
                // The block, whatever that holds.
                model::Body::GrowableStruct { .. } | model::Body::GrowableEnum { .. } => true,
                model::Body::Opaque => false,
            }
        }
        _ => false,
    }
}
