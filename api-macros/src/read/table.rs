//! From an annotated trait to [`Api`]. What no table can have is reported here; what a release forbids, in
//! [`crate::check`].

use super::slot::{outer, slot};
use crate::ast::{Api, Slot};
use crate::ctxt::Ctxt;
use crate::mangle;
use crate::read::attr::{self, TableArgs};
use crate::read::krate::Krate;
use crate::read::package::{Package, prelude};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, ItemTrait, Token, TraitItem, TypeParamBound};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Bounds;

pub(crate) fn api(args: TableArgs, item: ItemTrait, package: &Package, cx: &mut Ctxt) -> Api {
    let attrs = attributes(item.attrs, cx);
    let type_params = type_params(&item.generics, &item.items);
    check_trait(&item.generics, item.unsafety, item.modifiers.auto_token, cx);
    let bounds = bounds(&item.supertraits, cx);
    let is_static = item.supertraits.iter().any(|bound| matches!(bound, TypeParamBound::Lifetime(_)));
    let mut slots: Vec<_> = item.items.into_iter().filter_map(|item| slot(item, is_static, cx)).collect();
    refuse_twins(&mut slots, cx);
    let alias = mangle::krate_of(&item.ident);
    let krate = Krate::new(args.krate.as_ref(), package, alias, cx);
    if slots.is_empty() && cx.is_clean() {
        cx.error(&item.ident, Code::UnsupportedTrait, "a table needs at least one slot", "add a method to the trait");
    }
    Api {
        krate: krate.prefix,
        root: krate.item,
        id: args.id.map_or_else(|| package.default_id(&item.ident), |id| id.value()),
        c_case: args.c_case,
        unrecorded: args.unrecorded,
        catches: args.catches,
        has_prelude: prelude::is_there(),
        docs: attr::docs(&attrs),
        attrs,
        vis: item.vis,
        ident: item.ident,
        supertraits: item.supertraits.into_token_stream(),
        bounds,
        slots,
        type_params,
        generics: item.generics,
    }
}

/// A second slot of one name, which stays out.
fn refuse_twins(slots: &mut Vec<Slot>, cx: &mut Ctxt) {
    let mut names: Vec<String> = Vec::new();
    slots.retain(|slot| {
        let is_new = !names.contains(&slot.name);
        if !is_new {
            let message = format!("a slot `{}` stands in this trait already", slot.name);
            cx.error(&slot.ident, Code::UnsupportedSlot, message, "give it another name");
        }
        names.push(slot.name.clone());
        is_new
    });
}

/// The attributes of a trait or slot; those that stand in its braces like those above it. A second one of ours is reported.
fn attributes(attrs: Vec<Attribute>, cx: &mut Ctxt) -> Vec<Attribute> {
    let is_ours = |attr: &Attribute| attr.path().segments.last().is_some_and(|last| last.ident == "vtable_api");
    let (ours, others): (Vec<_>, Vec<_>) = attrs.into_iter().partition(is_ours);
    for second in &ours {
        let message = "`#[vtable_api]` is given twice";
        cx.error(second, Code::RevisionAttribute, message, "write one, with the arguments of both");
    }
    others.into_iter().map(outer).collect()
}

fn type_params(generics: &Generics, items: &[TraitItem]) -> Vec<Ident> {
    let mut params = Vec::new();
    let mut add = |generics: &Generics| params.extend(generics.type_params().map(|param| param.ident.clone()));
    add(generics);
    for item in items {
        if let TraitItem::Fn(method) = item {
            add(&method.sig.generics);
        }
    }
    params
}

fn check_trait(generics: &Generics, unsafety: Option<Token![unsafe]>, auto: Option<Token![auto]>, cx: &mut Ctxt) {
    let mut refuse = |at: &dyn ToTokens, message: &str, help: &str| {
        cx.error(at, Code::UnsupportedTrait, message, help);
    };
    if !generics.params.is_empty() {
        refuse(&generics.params, "a table cannot be generic", "use concrete types; a table is one set of C functions");
    }
    if let Some(clause) = &generics.where_clause {
        refuse(clause, "a table cannot have a `where` clause", "remove it; every provider has every slot");
    }
    if unsafety.is_some() {
        refuse(
            &unsafety,
            "an `unsafe trait` cannot become a table",
            "declare slots that have obligations as `unsafe fn`",
        );
    }
    if auto.is_some() {
        refuse(&auto, "an auto trait cannot become a table", "declare an ordinary trait");
    }
}

/// `Send`, `Sync` and `'static`; nothing else may stand above a table.
fn bounds(supertraits: &Punctuated<TypeParamBound, Token![+]>, cx: &mut Ctxt) -> Bounds {
    let mut bounds = Bounds::default();
    for bound in supertraits {
        let last = match bound {
            TypeParamBound::Lifetime(lifetime) if lifetime.ident == "static" => continue,
            TypeParamBound::Trait(bound) => bound.path.segments.last(),
            _ => None,
        };
        match last.map(|segment| segment.ident.to_string()).as_deref() {
            Some("Send") => bounds.send = true,
            Some("Sync") => bounds.sync = true,
            _ => cx.error(
                bound,
                Code::UnsupportedTrait,
                "a table cannot build on another trait: slots added to the base would move the slots of this one",
                "keep only `Send`, `Sync` and `'static`, and repeat the methods here",
            ),
        }
    }
    bounds
}
