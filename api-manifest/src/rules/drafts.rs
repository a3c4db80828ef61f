//! What the source has beyond the record: one warning per slot, or one error where drafts are locked out.

use super::growths;
use super::variants::is_open;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Package, Type, TypeDef};
use crate::violation::{Place, Violation};

/// What becomes of drafts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drafts {
    /// They build, with [`Code::DraftSlot`].
    Warned,
    /// They do not, with [`Code::DraftLocked`].
    Locked,
}

/// One violation for each variant of an open enum that the record does not have.
pub fn draft_variants(recorded: &Package, now: &TypeDef, drafts: Drafts) -> Vec<Violation> {
    let Some(old) = recorded.types.iter().find(|def| def.ty == now.ty) else {
        return Vec::new();
    };
    if !is_open(&old.body) || !is_open(&now.body) {
        return Vec::new();
    }
    let known = canon::variants(&old.body);
    let mut found = Vec::new();
    for (index, variant) in canon::variants(&now.body).iter().enumerate() {
        if known.iter().any(|other| other.name == variant.name) {
            continue;
        }
        let place = Place::Variant { ty: now.ty.to_string(), variant: index };
        let what = format!("variant `{}` of the open enum `{}`", variant.name, now.ty);
        found.push(draft(place, &what, 0, drafts).now(canon::variant(variant)));
    }
    found
}

/// One violation for each field or variant of a recorded growable type whose growth is not recorded.
pub fn draft_members(recorded: &Package, now: &TypeDef, drafts: Drafts) -> Vec<Violation> {
    let Some(old) = recorded.types.iter().find(|def| def.ty == now.ty) else {
        return Vec::new();
    };
    let is_own = matches!(now.ty, Type::Named { package: None, .. });
    let (Some(frozen), Some(growths), true) = (old.body.growths(), now.body.growths(), is_own) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, name) in growths::names(&now.body).iter().enumerate().skip(growths.up_to_growth(frozen.count())) {
        let what = format!("{} `{name}` of the growable type `{}`", growths::member_word(&now.body), now.ty);
        let draft = draft_of(growths::place(now, at), &what, &format!(" of growth {}", growths.of(at)), drafts);
        found.push(draft.now(growths::text(now, at)));
    }
    found
}

/// The message of either code; `revision` 0 is that of no slot.
pub(super) fn draft(place: Place, what: &str, revision: u32, drafts: Drafts) -> Violation {
    let of = if revision == 0 { String::new() } else { format!(" of revision {revision}") };
    draft_of(place, what, &of, drafts)
}

fn draft_of(place: Place, what: &str, of: &str, drafts: Drafts) -> Violation {
    match drafts {
        Drafts::Warned => {
            Violation::new(Code::DraftSlot, place, format!("{what} is a draft{of}: it is not recorded yet"))
                .help("it may still change; `cargo vtable-api freeze` records it for a release")
        }
        Drafts::Locked => {
            Violation::new(Code::DraftLocked, place, format!("{what} is a draft{of}, and this build allows none"))
                .help("record it with `cargo vtable-api freeze` and commit abi.toml, or build without")
                .help("`VTABLE_API=locked` (in `cargo vtable-api check`: without `--locked`)")
        }
    }
}
