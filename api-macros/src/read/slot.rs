//! From a method to [`Slot`]. What no slot can have is reported here.

use crate::ast::{Class, Param, Slot};
use crate::ctxt::Ctxt;
use crate::mangle;
use crate::read::attr::{self, SlotArgs};
use crate::read::forms;
use crate::read::implied;
use crate::read::places::{self};
use crate::read::search;
use crate::read::types::{self, Refusal};
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{
    AttrStyle, Attribute, FnArg, GenericParam, Pat, PatType, ReceiverKind, Safety, Signature, TraitItem,
    TraitItemConst, TraitItemFn, TraitItemMacro, TraitItemType, Type, TypeReference, Visibility,
};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Receiver;

/// The most parameters that a slot may have, the receiver not counted.
const MAX_PARAMS: usize = 15;

pub(super) fn outer(attr: Attribute) -> Attribute {
    Attribute { style: AttrStyle::Outer, ..attr }
}

pub(super) fn slot(item: TraitItem, is_static: bool, cx: &mut Ctxt) -> Option<Slot> {
    let (what, tokens) = match item {
        TraitItem::Fn(item) => return Some(method(item, is_static, cx)),
        TraitItem::Verbatim(tokens) => match with_visibility.parse2(tokens.clone()) {
            Ok((vis, item)) => {
                refuse_slot(cx, &vis, "a slot is as visible as its trait", "remove the visibility");
                return slot(item, is_static, cx);
            }
            Err(_) => ("this item", tokens),
        },
        TraitItem::Const(item) => {
            ("an associated constant", TraitItemConst { attrs: Vec::new(), ..item }.into_token_stream())
        }
        TraitItem::Type(item) => {
            ("an associated type", TraitItemType { attrs: Vec::new(), ..item }.into_token_stream())
        }
        TraitItem::Macro(item) => ("a macro", TraitItemMacro { attrs: Vec::new(), ..item }.into_token_stream()),
        other => ("this item", other.into_token_stream()),
    };
    let message = format!("{what} has no place in a table");
    refuse_slot(cx, &tokens, &message, "keep only methods; a constant can be a slot that returns it");
    None
}

/// An item with a visibility, which syn leaves as tokens.
fn with_visibility(input: ParseStream<'_>) -> syn::Result<(Visibility, TraitItem)> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis: Visibility = input.parse()?;
    match (&vis, input.parse()?) {
        (Visibility::Public(_) | Visibility::Restricted(_), TraitItem::Fn(item)) => {
            Ok((vis, TraitItem::Fn(TraitItemFn { attrs: [attrs, item.attrs].concat(), ..item })))
        }
        (Visibility::Public(_) | Visibility::Restricted(_), item) => Ok((vis, item)),
        (Visibility::Inherited, _) => Err(input.error("expected a visibility")),
    }
}

fn refuse_slot(cx: &mut Ctxt, at: &dyn ToTokens, message: &str, help: &str) {
    cx.error(at, Code::UnsupportedSlot, message, help);
}

fn method(mut item: TraitItemFn, is_static: bool, cx: &mut Ctxt) -> Slot {
    let args = SlotArgs::take(&mut item.attrs, cx);
    let attrs: Vec<_> = item.attrs.into_iter().map(outer).collect();
    attr::no_cfg(&attrs, "a slot", cx);
    let before = cx.count();
    let mut sig = signature(item.sig, cx);
    let receiver = receiver(&sig, cx);
    let params = params(&sig, cx);
    forms::check_ret(&sig.output, cx);
    let ret = types::returned(&sig.output).cloned();
    check_borrowed(&params, receiver, ret.as_ref(), cx);
    if !is_static {
        check_receiver(&sig, cx);
    }
    if cx.count() > before {
        forms::leave_out(&mut sig);
    }
    let revision = args.revision.as_ref().and_then(|number| number.base10_parse().ok()).unwrap_or(1);
    Slot {
        docs: attr::docs(&attrs),
        attrs,
        name: sig.ident.unraw().to_string(),
        ident: sig.ident.clone(),
        revision,
        revision_span: args.revision.map_or_else(|| sig.ident.span(), |number| number.span()),
        is_misspelt: args.is_misspelt,
        ex_none: args.ex_none,
        is_unsafe: matches!(sig.safety, Safety::Unsafe(_)),
        receiver,
        params,
        ret,
        default: item.default,
        sig,
    }
}

fn params(sig: &Signature, cx: &mut Ctxt) -> Vec<Param> {
    let mut params = Vec::new();
    for input in &sig.inputs {
        if let FnArg::Typed(arg) = input {
            params.push(param(params.len(), arg, cx));
        }
    }
    refuse_twin(&params, cx);
    tell_apart(&mut params);
    if let Some(extra) = params.get(MAX_PARAMS) {
        cx.error(
            &extra.ty,
            Code::TooManyParams,
            format!("a slot has at most {MAX_PARAMS} parameters"),
            "pass a `#[derive(AbiType)]` struct by reference",
        );
    }
    params
}

/// A second parameter of one name: rustc looks at names only where there is a body.
fn refuse_twin(params: &[Param], cx: &mut Ctxt) {
    for (at, param) in params.iter().enumerate() {
        for before in &params[..at] {
            if param.ident == before.ident {
                let message = format!("another parameter of this slot is called `{}`", param.ident);
                return cx.error(&param.ty, Code::UnsupportedSlot, message, "give it another name");
            }
        }
    }
}

/// A receiver that lives as long as the program wants a provider that does.
fn check_receiver(sig: &Signature, cx: &mut Ctxt) {
    let Some(receiver) = sig.receiver() else { return };
    let ReceiverKind::Reference(_, Some(lifetime), _) = &receiver.kind else { return };
    if outlived(sig, places::name(lifetime)).iter().any(|name| name == "static") {
        cx.error(
            receiver,
            Code::UnsupportedSlot,
            "this slot needs `self` to live as long as the program, but the table accepts any provider",
            "write `: 'static` on the trait, or give `self` its own lifetime",
        );
    }
}

/// The lifetime, and what it outlives: by a bound, or by a reference in a type of the slot.
fn outlived(sig: &Signature, own: String) -> Vec<String> {
    let mut pairs = Vec::new();
    for param in sig.generics.lifetimes() {
        for shorter in &param.bounds {
            pairs.push((places::name(&param.lifetime), places::name(shorter)));
        }
    }
    let mut add_implied = |ty: &Type| {
        for (longer, shorter) in implied::of(ty, &[]) {
            if let Some(longer) = longer.name {
                pairs.push((longer, shorter));
            }
        }
    };
    for input in &sig.inputs {
        if let FnArg::Typed(arg) = input {
            add_implied(&arg.ty);
        }
    }
    if let Some(ty) = types::returned(&sig.output) {
        add_implied(ty);
    }
    let mut found = vec![own];
    let mut at = 0;
    while at < found.len() {
        for (longer, shorter) in &pairs {
            if *longer == found[at] && !found.contains(shorter) {
                found.push(shorter.clone());
            }
        }
        at += 1;
    }
    found
}

/// The signature, without what no slot may have, which is reported.
fn signature(mut sig: Signature, cx: &mut Ctxt) -> Signature {
    let mut refuse = |at: &dyn ToTokens, message: &str, help: &str| refuse_slot(cx, at, message, help);
    if let Some(token) = &sig.asyncness {
        refuse(token, "an `async fn` has no C signature", "take a callback: `done: &mut dyn FnMut(..)`");
    }
    if let Some(token) = sig.constness.take() {
        refuse(&token, "a `const fn` cannot be called through a table", "remove `const`");
    }
    if let Some(abi) = sig.abi.take() {
        refuse(&abi, "every slot is `extern \"C\"` on every platform", "remove the ABI; the macro adds it");
    }
    if let Some(variadic) = sig.variadic.take() {
        refuse(&variadic, "a slot cannot be variadic", "take a slice: `&[Value]`");
    }
    if let Some(param) = sig.generics.params.iter().find(|param| !matches!(param, GenericParam::Lifetime(_))) {
        refuse(
            param,
            "a slot cannot be generic: a table holds one function for it",
            "take `&dyn Api`, a closure, or a concrete type",
        );
    }
    if let Some(clause) = &sig.generics.where_clause {
        refuse(clause, "a slot cannot have a `where` clause", "remove it; every slot is callable on every object");
    }
    sig.ident = mangle::raw(sig.ident);
    if let Some(FnArg::Receiver(receiver)) = sig.inputs.first_mut() {
        shorten(receiver);
    }
    sig
}

/// `&mut self` for `self: &mut Self`.
fn shorten(receiver: &mut syn::Receiver) {
    if let ReceiverKind::Typed(_, ty) = &receiver.kind
        && receiver.mutability.is_none()
        && let Type::Reference(TypeReference { and_token, lifetime, mutability, elem, .. }) = &**ty
        && let Type::Path(path) = types::bare(elem)
        && path.path.is_ident("Self")
    {
        receiver.kind = ReceiverKind::Reference(*and_token, lifetime.clone(), *mutability);
    }
}

fn receiver(sig: &Signature, cx: &mut Ctxt) -> Receiver {
    let Some(receiver) = sig.receiver() else { return Receiver::None };
    attr::no_cfg(&receiver.attrs, "a parameter", cx);
    match &receiver.kind {
        ReceiverKind::Reference(_, _, Some(_)) => Receiver::Mut,
        ReceiverKind::Reference(_, _, None) => Receiver::Ref,
        _ => {
            let message = "an object crosses the boundary only as a pointer that its owner keeps";
            refuse_slot(cx, receiver, message, "take `&self` or `&mut self`");
            Receiver::Ref
        }
    }
}

fn param(index: usize, arg: &PatType, cx: &mut Ctxt) -> Param {
    attr::no_cfg(&arg.attrs, "a parameter", cx);
    let before = cx.count();
    forms::check(&arg.ty, forms::At::Param, cx);
    let class = types::classify(&arg.ty).unwrap_or_else(|Refusal { code, help }| {
        cx.error(&arg.ty, code, format!("`{}` cannot be a parameter", types::pretty(&arg.ty)), help);
        Class::Value
    });
    if let Class::Closure(closure) = &class
        && cx.count() == before
    {
        forms::check_closure(closure, cx);
    }
    // The name that the pattern gives to the whole argument.
    let named = match &*arg.pat {
        Pat::Ident(pat) => Some(pat.ident.clone()),
        _ => None,
    };
    // A parameter may be called `arg0`.
    let ident = named.clone().unwrap_or_else(|| Ident::new(&format!("__vt_arg{index}"), arg.pat.span()));
    let written = ident.unraw().to_string();
    let name = match written.trim_start_matches('_') {
        "" => format!("arg{index}"),
        _ if named.is_none() => format!("arg{index}"),
        "self" | "super" | "crate" | "Self" => written,
        trimmed if matches!(trimmed.as_bytes().first(), Some(b'0'..=b'9')) => written,
        trimmed => trimmed.to_string(),
    };
    Param { ident: local(&ident), name, ty: (*arg.ty).clone(), class }
}

/// Parameters `x` and `_x` keep the underscore, by which they differ; `arg0` beside `_` gets one.
fn tell_apart(params: &mut [Param]) {
    for index in 0..params.len() {
        let is_taken = |name: &str| params.iter().enumerate().any(|(at, other)| at != index && other.name == name);
        let mut name = params[index].name.clone();
        let written = params[index].ident.unraw().to_string();
        if is_taken(&name) && !written.starts_with("__vt") {
            name = written;
        }
        while is_taken(&name) {
            name.push('_');
        }
        params[index].name = name;
    }
}

/// `ident` where generated code declares it: no other name can be confused with it.
fn local(ident: &proc_macro2::Ident) -> proc_macro2::Ident {
    let mut local = mangle::raw(ident.clone());
    local.set_span(Span::mixed_site().located_at(ident.span()));
    local
}

/// A returned borrow of an object or callback would outlive the handle that stands for it during the call.
fn check_borrowed(params: &[Param], receiver: Receiver, ret: Option<&Type>, cx: &mut Ctxt) {
    let Some(ret) = ret.filter(|_| receiver == Receiver::None) else { return };
    let borrows = |param: &&Param| matches!(param.class, Class::Object(_) | Class::Closure(_));
    if let Some(param) = params.iter().find(borrows).filter(|_| search::is_elided(ret)) {
        cx.error(
            &param.ty,
            Code::UnsupportedObject,
            "a return value cannot borrow from an object that is lent for the call",
            "return an owned value",
        );
    }
}
