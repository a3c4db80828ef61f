//! The first layer of the build's checks: what syntax decides, at exact spans, all at once.

use crate::ast::{Api, Param, Slot};
use crate::ctxt::Ctxt;
use crate::read::lifetimes;
use crate::read::package::{self, Package, Record};
use crate::read::types;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::path::Path;
use std::sync::Arc;
use syn::ReceiverKind;
use syn::ext::IdentExt;
use vtable_api_manifest::abi;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{self, Receiver};
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::{Place, Violation};

/// What the record has of one table.
pub(crate) struct Recorded {
    pub(crate) package: Arc<model::Package>,
    /// The index of the table in it; `None` for a table that is all draft.
    pub(crate) table: Option<usize>,
}

impl Recorded {
    pub(crate) fn table(&self) -> Option<&model::Table> {
        self.table.and_then(|index| self.package.tables.get(index))
    }
}

/// The trait as far as its tokens tell.
pub(crate) fn model(api: &Api) -> model::Table {
    let slots = api.slots.iter().map(slot_model).collect();
    model::Table {
        id: api.id.clone(),
        trait_name: api.ident.unraw().to_string(),
        module: String::new(),
        bounds: api.bounds,
        c_case: api.c_case,
        docs: Vec::new(),
        slots,
        revisions: Vec::new(),
        line: None,
    }
}

fn slot_model(slot: &Slot) -> model::Slot {
    let param = |param: &Param| model::Param { name: param.name.clone(), ty: types::model(&param.ty) };
    let params = slot.params.iter().map(param).collect();
    model::Slot {
        revision: slot.revision,
        name: slot.name.clone(),
        is_unsafe: slot.is_unsafe,
        receiver: slot.receiver,
        params,
        ret: slot.ret.as_ref().map_or(model::Type::Unit, types::model),
        lifetimes: lifetimes::of(&slot.sig),
        ex_none: slot.ex_none,
        docs: Vec::new(),
        line: None,
    }
}

/// The slot in the words of the source, for what is offered to be pasted.
pub(crate) fn as_written(slot: &Slot) -> model::Slot {
    let mut written = slot_model(slot);
    let text = |ty: &syn::Type| model::Type::Unresolved(types::pretty(ty));
    for (param, source) in written.params.iter_mut().zip(&slot.params) {
        param.ty = text(&source.ty);
    }
    if let Some(ret) = &slot.ret {
        written.ret = text(ret);
    }
    written
}

/// Reports what is wrong; returns the record of the table where there is one to compare with.
pub(crate) fn check(
    api: &Api,
    now: &model::Table,
    record: Record,
    package: &Package,
    cx: &mut Ctxt,
) -> Option<Recorded> {
    // Where the attribute or a slot could not be read, nobody knows what is a draft.
    let is_read = cx.is_clean();
    defaults(api, cx);
    self::package(&api.ident, package, cx);
    if let Some((message, help)) = package.unknown_mode()
        && package.is_first(Code::UnknownMode)
    {
        cx.error(&api.ident, Code::UnknownMode, message, help);
    }
    // What is not released may stand in for what is, under its id: an old form of it in a test, say.
    if !api.unrecorded
        && let Some(owner) = package.claim(&api.id, &api.ident)
    {
        cx.error(
            &api.ident,
            Code::DuplicateId,
            match api.ident == owner {
                true => format!("two traits named `{owner}` both have the table id `{}`", api.id),
                false => format!("`{}` and `{owner}` both have the table id `{}`", api.ident, api.id),
            },
            "give one of them another id; a released table keeps its id",
        );
        // The record is the other's, as far as anyone knows.
        return None;
    }
    let recorded = recorded(api, record, package, cx);
    let violations = match &recorded {
        Some(recorded) => rules::check_table(&recorded.package, now),
        None => rules::lint_table(now),
    };
    // The CLI has the whole source before it, and the record: it says the rest.
    for violation in &violations {
        let is_told = package.session().is_none() || violation.code == Code::RevisionLimit;
        if is_told && !is_reported(api, violation) {
            cx_at(api, violation, cx);
        }
    }
    let recorded = recorded?;
    if package.is_locked() && is_read {
        for slot in drafts(api, &recorded) {
            cx.error(
                &slot.ident,
                Code::DraftLocked,
                format!("`{}::{}` is a draft, and this build is locked", api.ident, slot.name),
                "run `cargo vtable-api freeze` and commit abi.toml, or build without VTABLE_API=locked",
            );
        }
    }
    Some(recorded)
}

/// The slots beyond the record.
pub(crate) fn drafts<'a>(api: &'a Api, recorded: &Recorded) -> Vec<&'a Slot> {
    let last = recorded.table().map_or(0, |table| table.revisions.len() as u32);
    api.slots_since(last + 1)
}

fn recorded(api: &Api, record: Record, package: &Package, cx: &mut Ctxt) -> Option<Recorded> {
    if api.unrecorded {
        hides(api, &record, package, cx);
        return None;
    }
    // What all tables of the package have in common is said once.
    let (code, is_common, message, help) = match record {
        Record::Ignored => return None,
        Record::Read(package) => {
            let table = package.tables.iter().position(|table| table.id == api.id);
            return Some(Recorded { package, table });
        }
        Record::Broken(error) => {
            if package.is_first(error.code) {
                cx.violation(&api.ident, &Violation::new(error.code, Place::Package, error.to_string()));
            }
            return None;
        }
        Record::Missing(path) => {
            let (where_, help) = missing(&path);
            (
                Code::RecordMissing,
                true,
                format!("is a table, and {where_}, so there is no record of what was released"),
                help,
            )
        }
        Record::Elsewhere(target) => (
            Code::NotRecordedHere,
            false,
            format!("is a table in {target}, which is not part of what the package releases"),
            "write `#[vtable_api(unrecorded)]` here, or move the trait to the library",
        ),
        Record::Unknown(why) => (
            Code::NotRecordedHere,
            true,
            format!("is a table, and {why}"),
            "make Cargo.toml and abi.toml inputs of the build, and set `CARGO_MANIFEST_DIR` to their folder; \
             or name the record: `#[vtable_api(record = \"path/to/abi.toml\")]`",
        ),
        Record::Foreign(path) => (
            Code::RevisionAttribute,
            false,
            format!("would have its record in {}, which cargo does not know about", path.display()),
            "remove `record`: `cargo vtable-api` reads and writes the abi.toml beside Cargo.toml",
        ),
    };
    if !is_common || package.is_first(code) {
        cx.error(&api.ident, code, format!("`{}` {message}", api.ident), help);
    }
    None
}

/// Where a record was looked for, and what to do.
fn missing(path: &Path) -> (String, &'static str) {
    if package::is_cargo() {
        let help = "run `cargo vtable-api init` once; if the package had an abi.toml, restore it from version control";
        return ("its package has no abi.toml".into(), help);
    }
    let help = "make it an input of the build, or name it with `#[vtable_api(record = \
                \"path/to/abi.toml\")]`; `cargo vtable-api init` creates one";
    (format!("there is no {}", path.display()), help)
}

/// Types and tables are recorded under the name of their package.
pub(crate) fn package(at: &Ident, package: &Package, cx: &mut Ctxt) {
    if package.name.is_empty() && package.is_first(Code::NotRecordedHere) {
        cx.error(
            at,
            Code::NotRecordedHere,
            format!("cannot tell to which package `{at}` belongs: `CARGO_PKG_NAME` is not set"),
            "make the build set it for the compiler, as cargo does, and `CARGO_MANIFEST_DIR` to the folder of abi.toml",
        );
    }
    // What these packages' types mean is vtable-api's own word, and a derived type has its fields only.
    if abi::is_vouched(&package.local) {
        let message = format!(
            "records reserve the package name `{}` for types that vtable-api has its own rules for",
            package.local
        );
        cx.error(at, Code::UnsupportedDerive, message, "give the package another name");
    }
}

/// What is released stays so: `unrecorded` on a recorded table would let it change in silence. Where the recorded
/// trait stands above, this is a stand-in for it; in unit tests it may be anywhere.
fn hides(api: &Api, record: &Record, package: &Package, cx: &mut Ctxt) {
    let Record::Read(recorded) = record else { return };
    let Some(table) = recorded.tables.iter().find(|table| table.id == api.id) else { return };
    // An attribute that could not be read has not said so.
    if package.is_claimed(&api.id) || !cx.is_clean() {
        return;
    }
    let message = format!("table `{}` is recorded, and `{}` says that it is not", api.id, api.ident);
    let violation = Violation::new(Code::TableGone, Place::Package, message)
        .recorded(format!("table `{}`, trait `{}`", table.id, table.trait_name), table.line)
        .now("unrecorded")
        .help("remove `unrecorded`: a release cannot be taken back; a separate table needs its own id,")
        .help("and a stand-in for the recorded one goes below it, or under `#[cfg(test)]`");
    cx.unless_test(&api.ident, &violation);
}

/// Slots of later revisions need a body for callers of older providers, which may call only earlier slots.
fn defaults(api: &Api, cx: &mut Ctxt) {
    for slot in api.slots_since(2) {
        let Some(body) = &slot.default else {
            cx.error(
                &slot.ident,
                Code::NoDefaultBody,
                format!("`{}::{}` is new in revision {} and has no default body", api.ident, slot.name, slot.revision),
                "add one: it runs when the module predates the revision",
            );
            continue;
        };
        calls(&api.ident, body.to_token_stream(), &mut |span, name| {
            let is_later = |other: &&Slot| other.name == name && other.revision >= slot.revision;
            if let Some(other) = api.slots.iter().find(is_later) {
                let message = format!(
                    "the default body of `{}` (revision {}) calls `{name}` of revision {}, which the provider may lack as well",
                    slot.name, slot.revision, other.revision
                );
                let violation = Violation::new(Code::DefaultCallsLater, Place::Package, message)
                    .help("call only slots of earlier revisions");
                cx.violation_at(span, &violation);
            }
        });
        if !api.has_objects_only() {
            let help = match slot.receiver {
                Receiver::None => "return something that needs no other slot, or add a receiver",
                _ => "call through `self`",
            };
            no_self_type(body.to_token_stream(), help, cx);
        }
    }
}

/// Finds `self.name`, `Self::name`, `Codec::name` and `<Self as Codec>::name`.
fn calls(api: &Ident, tokens: TokenStream, found: &mut dyn FnMut(Span, &str)) {
    let all: Vec<_> = tokens.into_iter().collect();
    for (index, token) in all.iter().enumerate() {
        match token {
            TokenTree::Group(group) => calls(api, group.stream(), found),
            TokenTree::Ident(ident) => {
                let before = |back: usize| index.checked_sub(back).map(|at| all[at].to_string()).unwrap_or_default();
                let is_self = |back: usize| matches!(before(back).as_str(), "self" | "Self");
                let is_api = |back: usize| *api == before(back);
                let on_self = match before(1).as_str() {
                    "." => is_self(2),
                    ":" => is_self(3) || is_api(3) || (before(3) == ">" && is_api(4)),
                    _ => false,
                };
                if on_self {
                    found(ident.span(), ident.to_string().trim_start_matches("r#"));
                }
            }
            _ => {}
        }
    }
}

/// Where handles cannot implement the trait, a default body runs on the handle itself.
fn no_self_type(tokens: TokenStream, help: &str, cx: &mut Ctxt) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => no_self_type(group.stream(), help, cx),
            TokenTree::Ident(ident) if ident == "Self" => cx.error(
                &ident,
                Code::DefaultCallsLater,
                "a default body cannot name `Self` in a table that has slots without a receiver",
                help,
            ),
            _ => {}
        }
    }
}

/// Whether the parser found the cause, and said so.
fn is_reported(api: &Api, violation: &Violation) -> bool {
    match violation.place {
        Place::Slot { slot, .. } => {
            violation.code.is_about_revision() && api.slots.get(slot).is_some_and(|slot| slot.is_misspelt)
        }
        Place::Ret { slot, .. } => {
            api.slots.get(slot).is_some_and(|slot| matches!(slot.ret, Some(syn::Type::Never(_))))
        }
        Place::Receiver { slot, .. } => {
            let receiver = api.slots.get(slot).and_then(|slot| slot.sig.receiver());
            receiver.is_some_and(|receiver| !matches!(receiver.kind, ReceiverKind::Reference(..)))
        }
        _ => false,
    }
}

/// Reports at the tokens that `violation.place` means.
fn cx_at(api: &Api, violation: &Violation, cx: &mut Ctxt) {
    let slot = |slot: usize| api.slots.get(slot);
    match violation.place {
        Place::Slot { slot: index, .. } => match slot(index) {
            Some(slot) if violation.code.is_about_revision() => cx.violation_at(slot.revision_span, violation),
            Some(slot) => cx.violation(&slot.ident, violation),
            None => cx.violation(&api.ident, violation),
        },
        Place::Receiver { slot: index, .. } => match slot(index) {
            Some(slot) => match slot.sig.receiver() {
                Some(receiver) => cx.violation(receiver, violation),
                None => cx.violation(&slot.ident, violation),
            },
            None => cx.violation(&api.ident, violation),
        },
        Place::Param { slot: index, param, .. } => match slot(index).and_then(|slot| slot.params.get(param)) {
            Some(param) => cx.violation(types::bare(&param.ty), violation),
            None => cx.violation(slot(index).map_or(&api.ident, |slot| &slot.ident), violation),
        },
        Place::Ret { slot: index, .. } => match slot(index).map(|slot| (&slot.ret, &slot.ident)) {
            Some((Some(ret), _)) => cx.violation(types::bare(ret), violation),
            Some((None, ident)) => cx.violation(ident, violation),
            None => cx.violation(&api.ident, violation),
        },
        _ if violation.code == Code::ObjectBounds && !api.supertraits.is_empty() => {
            cx.violation(&api.supertraits, violation)
        }
        _ => cx.violation(&api.ident, violation),
    }
}
