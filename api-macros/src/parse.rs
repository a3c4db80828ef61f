//! From an annotated trait to [`Api`]. What no table can have is reported here; what a release forbids, in
//! [`crate::check`].

use crate::ast::{Api, Class, Param, Slot};
use crate::attr::{self, SlotArgs, TableArgs};
use crate::ctxt::Ctxt;
use crate::implied;
use crate::krate::Krate;
use crate::mangle;
use crate::package::Package;
use crate::places::{self, Place};
use crate::search;
use crate::types::{self, Refusal};
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    AttrStyle, Attribute, FnArg, GenericParam, Generics, ItemTrait, Pat, PatType, ReceiverKind, ReturnType, Safety,
    Signature, Token, TraitItem, TraitItemConst, TraitItemFn, TraitItemMacro, TraitItemType, Type, TypeParamBound,
    TypeReference, Visibility,
};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Bounds, Receiver};

/// The most parameters that a slot may have, the receiver not counted.
const MAX_PARAMS: usize = 15;

pub(crate) fn api(args: TableArgs, item: ItemTrait, package: &Package, cx: &mut Ctxt) -> Api {
    let attrs = attributes(item.attrs, cx);
    let type_params = type_params(&item.generics, &item.items);
    check_trait(&item.generics, item.unsafety, item.modifiers.auto_token, cx);
    let bounds = bounds(&item.supertraits, cx);
    let is_static = item.supertraits.iter().any(|bound| matches!(bound, TypeParamBound::Lifetime(_)));
    let slots: Vec<_> = item.items.into_iter().filter_map(|item| slot(item, is_static, cx)).collect();
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
        docs: attr::docs(&attrs),
        attrs,
        vis: item.vis,
        ident: item.ident,
        supertraits: item.supertraits.into_token_stream(),
        bounds,
        slots,
        type_params,
    }
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

fn outer(attr: Attribute) -> Attribute {
    Attribute { style: AttrStyle::Outer, ..attr }
}

fn type_params(generics: &Generics, items: &[TraitItem]) -> Vec<Ident> {
    let of_slots = items.iter().filter_map(|item| match item {
        TraitItem::Fn(method) => Some(&method.sig.generics),
        _ => None,
    });
    let all = std::iter::once(generics).chain(of_slots).flat_map(Generics::type_params);
    all.map(|param| param.ident.clone()).collect()
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

fn slot(item: TraitItem, is_static: bool, cx: &mut Ctxt) -> Option<Slot> {
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
    let sig = signature(item.sig, cx);
    let receiver = receiver(&sig, cx);
    let params = params(&sig, cx);
    check_ret(&sig.output, cx);
    let ret = types::returned(&sig.output).cloned();
    check_borrowed(&params, receiver, ret.as_ref(), cx);
    if !is_static {
        check_receiver(&sig, cx);
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
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(arg) => Some(arg),
        FnArg::Receiver(_) => None,
    });
    let mut params: Vec<_> = typed.enumerate().map(|(index, arg)| param(index, arg, cx)).collect();
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

/// A receiver that lives as long as the program wants a provider that does.
fn check_receiver(sig: &Signature, cx: &mut Ctxt) {
    let Some(receiver) = sig.receiver() else { return };
    let ReceiverKind::Reference(_, Some(lifetime), _) = &receiver.kind else { return };
    let own = places::name(lifetime);
    let is_static_by = |input: &FnArg| match input {
        FnArg::Typed(arg) => {
            let implied = implied::of(&arg.ty, &[]);
            implied.iter().any(|(longer, shorter)| longer.name.as_ref() == Some(&own) && shorter == "static")
        }
        FnArg::Receiver(_) => false,
    };
    if own == "static" || sig.inputs.iter().any(is_static_by) {
        cx.error(
            receiver,
            Code::UnsupportedSlot,
            "this slot needs `self` to live as long as the program, but the table accepts any provider",
            "add the supertrait `'static` to the trait, or give `self` its own lifetime",
        );
    }
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
    check_type(&arg.ty, cx);
    let class = types::classify(&arg.ty).unwrap_or_else(|Refusal { code, help }| {
        cx.error(&arg.ty, code, format!("`{}` cannot be a parameter", types::pretty(&arg.ty)), help);
        Class::Value
    });
    if let Class::Closure(closure) = &class {
        check_closure(closure, cx);
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

/// A callback's parameters and return cross like a slot's, one level deep.
fn check_closure(closure: &crate::ast::Closure, cx: &mut Ctxt) {
    for ty in closure.types() {
        check_type(ty, cx);
        if let Ok(Class::Function) = types::classify(ty) {
            cx.error(ty, Code::UnsupportedType, types::NOT_GENERAL[0], types::NOT_GENERAL[1]);
        } else if !matches!(types::classify(ty), Ok(Class::Value)) {
            cx.error(
                ty,
                Code::UnsupportedClosure,
                "a callback cannot take or return callbacks or objects of other tables",
                "make the callback a `#[vtable_api]` trait and take `&mut dyn` of it",
            );
        }
    }
    if let Some(ret) = &closure.ret
        && matches!(types::classify(ret), Ok(Class::Value))
        && (search::has_reference(ret) || lends(closure, ret))
    {
        cx.error(
            ret,
            Code::UnsupportedClosure,
            "a callback cannot return a borrowed value",
            "return an owned value, or take a `&mut` parameter to write to",
        );
    }
}

/// Whether the result is lent for the callback's call.
fn lends(closure: &crate::ast::Closure, ret: &Type) -> bool {
    let own = closure.meant.first().and_then(|bound| bound.binder.as_ref()).map(places::names).unwrap_or_default();
    let lends = |place: &Place| place.name.as_ref().is_none_or(|name| own.contains(name));
    places::of(ret, &[]).all.iter().any(lends)
}

/// `ident` where generated code declares it: no other name can be confused with it.
fn local(ident: &proc_macro2::Ident) -> proc_macro2::Ident {
    let mut local = mangle::raw(ident.clone());
    local.set_span(Span::mixed_site().located_at(ident.span()));
    local
}

fn check_ret(output: &ReturnType, cx: &mut Ctxt) {
    let ReturnType::Type(_, ty) = output else { return };
    check_type(ty, cx);
    match types::classify(ty) {
        Ok(Class::Function) if types::is_general(ty) => {
            cx.error(&**ty, Code::UnsupportedType, types::NOT_GENERAL[0], types::NOT_GENERAL[1]);
        }
        Ok(Class::Value | Class::Function) => {}
        Ok(Class::Object(_)) => cx.error(
            &**ty,
            Code::UnsupportedObject,
            "an object of another table cannot be returned by reference",
            "return `Box<dyn ..>`",
        ),
        _ => cx.error(
            &**ty,
            Code::UnsupportedClosure,
            "a callback cannot be returned",
            "return a `Box<dyn Api>` of a trait with one method",
        ),
    }
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

/// Whether a type of a parameter or a return has been refused by its form.
pub(crate) fn is_refused(ty: &Type) -> bool {
    let mut cx = Ctxt::default();
    check_type(ty, &mut cx);
    !cx.is_clean() || !matches!(types::classify(ty), Ok(Class::Value | Class::Function))
}

/// Forms of types that a user might try, each with its own way out. What is a name here is asked of the type that it is
/// (`asked`).
fn check_type(ty: &Type, cx: &mut Ctxt) {
    let refuse = |cx: &mut Ctxt, message: String, help: &str| cx.error(ty, Code::UnsupportedType, message, help);
    if let Some(name) = search::macro_in(ty) {
        cx.error(name, Code::UnsupportedType, types::NO_MACRO[0], types::NO_MACRO[1]);
        return;
    }
    if let Some(statement) = search::statement_in(ty) {
        cx.error(statement, Code::UnsupportedType, types::NO_STATEMENT[0], types::NO_STATEMENT[1]);
        return;
    }
    if let Some(name) = types::varies_in(ty) {
        cx.error(name, Code::UnsupportedType, types::VARIES[0], types::VARIES[1]);
        return;
    }
    if let Some(function) = types::general_inside(ty) {
        cx.error(function, Code::UnsupportedType, types::NOT_GENERAL[0], types::NOT_GENERAL[1]);
        return;
    }
    if let Some(lifetime) = types::given_for(ty) {
        cx.error(&lifetime, Code::UnsupportedObject, types::NOT_GIVEN[0], types::NOT_GIVEN[1]);
        return;
    }
    if search::names(ty, "Self") {
        refuse(cx, "`Self` is a different type in every provider".into(), "take `&dyn Api`, or return `Box<dyn Api>`");
        return;
    }
    match types::bare(ty) {
        Type::ImplTrait(_) => refuse(
            cx,
            "`impl Trait` has no C signature".into(),
            "take `&dyn Api`, or return `Box<dyn Api>`, of a `#[vtable_api]` trait",
        ),
        Type::Never(_) => refuse(
            cx,
            "`!` cannot be promised across a boundary".into(),
            "return `()`, and end the process in the caller",
        ),
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            refuse(cx, "a tuple has no C layout".into(), "derive `AbiType` for a `#[repr(C)]` struct")
        }
        Type::Array(_) => {
            refuse(cx, "C cannot pass an array by value".into(), "take `&[T; N]`, or wrap it in a `#[repr(C)]` struct")
        }
        Type::Slice(_) | Type::TraitObject(_) => {
            refuse(cx, "an unsized type cannot be passed".into(), "take a reference to it")
        }
        Type::FnPtr(function) => check_function(function, ty, cx),
        Type::Infer(_) => refuse(cx, "`_` is not a type".into(), "write the type"),
        Type::Path(path) => {
            if path.path.is_ident("str") {
                refuse(cx, "an unsized type cannot be passed".into(), "take `&str`");
            }
            if types::is_boxed_closure(ty) {
                cx.error(
                    ty,
                    Code::UnsupportedClosure,
                    "a callback is lent for the call, not given away",
                    "take `&mut dyn FnMut(..)`, or a `Box<dyn Api>` of a trait with one method",
                );
            }
            if let Some(inner) = types::option_of(ty)
                && !matches!(types::bare(inner), Type::Reference(_))
            {
                check_type(inner, cx);
            }
        }
        _ => {}
    }
}

/// What the runtime has implementations for.
const MOST_OF_A_FUNCTION: usize = 8;

fn check_function(function: &syn::TypeFnPtr, ty: &Type, cx: &mut Ctxt) {
    let name = function.abi.as_ref().map(|abi| abi.name.as_ref().map_or("C".to_string(), |name| name.value()));
    if name.as_deref() != Some("C") {
        cx.error(
            ty,
            Code::UnsupportedType,
            "a function pointer that crosses must be `extern \"C\"` on every platform",
            "write `extern \"C\" fn(..)`, or take `&mut dyn FnMut(..)`",
        );
    }
    if function.inputs.len() > MOST_OF_A_FUNCTION {
        cx.error(
            ty,
            Code::UnsupportedType,
            format!(
                "a raw function that crosses has at most {MOST_OF_A_FUNCTION} parameters, but this one has {}",
                function.inputs.len()
            ),
            "pass a pointer to a `#[repr(C)]` struct, or take a closure: `&mut dyn FnMut(..)`",
        );
    }
    if let Some(lifetime) = types::lent_by(function) {
        cx.error(
            ty,
            Code::UnsupportedType,
            format!("a raw function cannot return a value that is lent for `'{lifetime}`, a lifetime of the slot"),
            "return a raw pointer, or something that lives as long as the program: `&'static T`",
        );
    }
    if let Some(variadic) = &function.variadic {
        cx.error(variadic, Code::UnsupportedType, "a function pointer that crosses cannot be variadic", "take a slice");
    }
}
