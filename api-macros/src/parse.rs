//! From an annotated trait to [`Api`]. What no table can have is reported here; what a release forbids, in
//! [`crate::check`].

use crate::ast::{Api, Class, Param, Slot};
use crate::attr::{self, SlotArgs, TableArgs};
use crate::ctxt::Ctxt;
use crate::implied;
use crate::krate::Krate;
use crate::mangle;
use crate::package::Package;
use crate::places;
use crate::syntax::{FnArg, Method, Trait, TraitItem, Typed, items};
use crate::types;
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use std::rc::Rc;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{ReturnType, Type, TypeParamBound, Visibility};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Bounds, Receiver};

/// The most parameters that a slot may have, the receiver not counted.
const MAX_PARAMS: usize = 15;

pub(crate) fn api(args: TableArgs, item: Trait, package: &Package, cx: &mut Ctxt) -> Api {
    check_trait(&item, cx);
    let bounds = bounds(&item, cx);
    let docs = attr::docs(&item.attrs);
    let type_params = type_params(&item);
    let mut is_static = false;
    for bound in items(&item.supertraits) {
        is_static |= matches!(bound, TypeParamBound::Lifetime(_));
    }
    let mut slots = Vec::new();
    for item in item.items {
        if let Some(slot) = slot(item, is_static, cx) {
            slots.push(slot);
        }
    }
    let alias = mangle::krate_of(&item.ident);
    let krate = Krate::new(args.krate.as_ref(), package, alias, cx);
    let api = Api {
        krate: krate.prefix,
        root: krate.item,
        id: args.id.map_or_else(|| package.default_id(&item.ident), |id| id.value()),
        c_case: args.c_case,
        unrecorded: args.unrecorded,
        attrs: item.attrs,
        vis: item.vis,
        ident: item.ident,
        supertraits: item.supertraits.to_token_stream(),
        bounds,
        docs,
        slots,
        type_params,
    };
    if api.slots.is_empty() && cx.is_clean() {
        cx.error(&api.ident, Code::UnsupportedTrait, "a table needs at least one slot", "add a method to the trait");
    }
    api
}

fn type_params(item: &Trait) -> Vec<proc_macro2::Ident> {
    let mut all = Vec::new();
    let mut add = |generics: &syn::Generics| {
        for param in generics.type_params() {
            all.push(param.ident.clone());
        }
    };
    add(&item.generics);
    for item in &item.items {
        if let TraitItem::Fn(method) = item {
            add(&method.sig.generics);
        }
    }
    all
}

fn check_trait(item: &Trait, cx: &mut Ctxt) {
    let mut refuse = |at: &dyn ToTokens, message: &str, help: &str| {
        cx.error(at, Code::UnsupportedTrait, message, help);
    };
    if !item.generics.params.is_empty() {
        refuse(
            &item.generics.params,
            "a table cannot be generic",
            "use concrete types; a table is one set of C functions",
        );
    }
    if let Some(clause) = &item.generics.where_clause {
        refuse(clause, "a table cannot have a `where` clause", "remove it; every provider has every slot");
    }
    if let Some(unsafety) = &item.unsafety {
        refuse(
            unsafety,
            "an `unsafe trait` cannot become a table",
            "declare slots that have obligations as `unsafe fn`",
        );
    }
    if let Some(auto) = &item.auto {
        refuse(auto, "an auto trait cannot become a table", "declare an ordinary trait");
    }
}

/// `Send`, `Sync` and `'static`; nothing else may stand above a table.
fn bounds(item: &Trait, cx: &mut Ctxt) -> Bounds {
    let mut bounds = Bounds::default();
    for bound in items(&item.supertraits) {
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
    match item {
        TraitItem::Fn(item) => Some(method(*item, is_static, cx)),
        TraitItem::Other(what, tokens) => {
            cx.error(
                &tokens,
                Code::UnsupportedSlot,
                format!("{what} has no place in a table"),
                "keep only methods; a constant can be a slot that returns it",
            );
            None
        }
    }
}

fn method(mut item: Method, is_static: bool, cx: &mut Ctxt) -> Slot {
    let args = SlotArgs::take(&mut item.attrs, cx);
    attr::no_cfg(&item.attrs, "a slot", cx);
    check_signature(&item, cx);
    let receiver = receiver(&item, cx);
    let mut params = Vec::new();
    for input in &item.sig.inputs {
        if let FnArg::Typed(arg) = input {
            params.push(param(params.len(), arg, cx));
        }
    }
    tell_apart(&mut params);
    if let Some(extra) = params.get(MAX_PARAMS) {
        cx.error(
            &extra.ty,
            Code::TooManyParams,
            format!("a slot has at most {MAX_PARAMS} parameters"),
            "pass a `#[derive(AbiType)]` struct by reference",
        );
    }
    check_ret(&item.sig.output, cx);
    check_borrowed(&params, receiver, item.sig.ret(), cx);
    if !is_static {
        check_receiver(&item, cx);
    }
    let revision = args.revision.as_ref().and_then(|number| number.base10_parse().ok()).unwrap_or(1);
    Slot {
        docs: attr::docs(&item.attrs),
        attrs: item.attrs,
        name: item.sig.ident.unraw().to_string(),
        ident: item.sig.ident.clone(),
        revision,
        revision_span: args.revision.map_or_else(|| item.sig.ident.span(), |number| number.span()),
        is_misspelt: args.is_misspelt,
        ex_none: args.ex_none,
        is_unsafe: item.sig.unsafety.is_some(),
        receiver,
        params,
        default: item.default,
        sig: item.sig,
    }
}

/// A receiver that lives as long as the program wants a provider that does.
fn check_receiver(item: &Method, cx: &mut Ctxt) {
    let Some(receiver) = item.sig.receiver() else { return };
    let Some((_, Some(lifetime))) = &receiver.reference else { return };
    let own = places::name(lifetime);
    let mut is_static = own == "static";
    for input in &item.sig.inputs {
        let FnArg::Typed(arg) = input else { continue };
        for (longer, shorter) in &implied::of(&arg.ty, &[]) {
            is_static |= longer.name.as_ref() == Some(&own) && shorter == "static";
        }
    }
    if is_static {
        cx.error(
            receiver,
            Code::UnsupportedSlot,
            "this slot needs `self` to live as long as the program, but the table accepts any provider",
            "add the supertrait `'static` to the trait, or give `self` its own lifetime",
        );
    }
}

fn check_signature(item: &Method, cx: &mut Ctxt) {
    let sig = &item.sig;
    let mut refuse = |at: &dyn ToTokens, message: &str, help: &str| cx.error(at, Code::UnsupportedSlot, message, help);
    if !matches!(item.vis, Visibility::Inherited) {
        refuse(&item.vis, "a slot is as visible as its trait", "remove the visibility");
    }
    if let Some(token) = &sig.asyncness {
        refuse(token, "an `async fn` has no C signature", "take a callback: `done: &mut dyn FnMut(..)`");
    }
    if let Some(token) = &sig.constness {
        refuse(token, "a `const fn` cannot be called through a table", "remove `const`");
    }
    if let Some(abi) = &sig.abi {
        refuse(abi, "every slot is `extern \"C\"` on every platform", "remove the ABI; the macro adds it");
    }
    if let Some(variadic) = &sig.variadic {
        refuse(variadic, "a slot cannot be variadic", "take a slice: `&[Value]`");
    }
    if let Some(param) = items(&sig.generics.params).find(|param| !matches!(param, syn::GenericParam::Lifetime(_))) {
        refuse(
            param,
            "a slot cannot be generic: a table holds one function for it",
            "take `&dyn Api`, a closure, or a concrete type",
        );
    }
    if let Some(clause) = &sig.generics.where_clause {
        refuse(clause, "a slot cannot have a `where` clause", "remove it; every slot is callable on every object");
    }
}

fn receiver(item: &Method, cx: &mut Ctxt) -> Receiver {
    let Some(receiver) = item.sig.receiver() else { return Receiver::None };
    attr::no_cfg(&receiver.attrs, "a parameter", cx);
    match (&receiver.reference, &receiver.mutability) {
        (Some(_), Some(_)) => Receiver::Mut,
        (Some(_), None) => Receiver::Ref,
        (None, _) => {
            cx.error(
                receiver,
                Code::UnsupportedSlot,
                "an object crosses the boundary only as a pointer that its owner keeps",
                "take `&self` or `&mut self`",
            );
            Receiver::Ref
        }
    }
}

fn param(index: usize, arg: &Typed, cx: &mut Ctxt) -> Param {
    attr::no_cfg(&arg.attrs, "a parameter", cx);
    check_type(&arg.ty, cx);
    let class = types::classify(&arg.ty).unwrap_or_else(|message| {
        let code = if message.contains("callback") || message.contains("dyn Fn") {
            Code::UnsupportedClosure
        } else {
            Code::UnsupportedObject
        };
        cx.error(&arg.ty, code, format!("`{}` cannot be a parameter", types::pretty(&arg.ty)), message);
        Class::Value
    });
    if let Class::Closure(closure) = &class {
        check_closure(closure, cx);
    }
    let named = arg.name();
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
    Param { ident: local(&ident), name, ty: Rc::clone(&arg.ty), class }
}

/// Parameters `x` and `_x` keep the underscore, by which they differ; `arg0` beside `_` gets one.
fn tell_apart(params: &mut [Param]) {
    for index in 0..params.len() {
        let is_taken = |name: &str| {
            let mut is_taken = false;
            for (at, other) in params.iter().enumerate() {
                is_taken |= at != index && other.name == name;
            }
            is_taken
        };
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
    for &ty in &closure.types() {
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
        && (types::pretty(ret).contains('&') || lends(closure, ret))
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
    let own = closure.meant.first().map_or_else(String::new, |bound| bound.binder.to_string());
    for place in &places::of(ret, &[]).all {
        if place.name.as_ref().is_none_or(|name| own.contains(&format!("'{name}"))) {
            return true;
        }
    }
    false
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
    let text = types::pretty(ret);
    let elided = text.contains("'_") || (text.contains('&') && !text.contains("&'"));
    if let Some(param) = params.iter().find(borrows).filter(|_| elided) {
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
    if let Some(name) = types::macro_in(ty) {
        cx.error(&name, Code::UnsupportedType, types::NO_MACRO[0], types::NO_MACRO[1]);
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
    if types::names(ty, "Self") {
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
