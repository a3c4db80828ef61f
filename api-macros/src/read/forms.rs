//! Types that no slot can have by their form, each with its own way out.

use crate::ast::{Class, Object, Taken};
use crate::ctxt::Ctxt;
use crate::read::elided;
use crate::read::places::{self, Place};
use crate::read::search;
use crate::read::types;
use quote::ToTokens;
use syn::{FnArg, ReturnType, Signature, Type, TypePath, parse_quote};
use vtable_api_manifest::diagnostics::Code;

/// Where a type stands, for its way out.
#[derive(Clone, Copy)]
pub(super) enum At {
    Param,
    Return,
    /// In a callback, which takes and returns no callbacks.
    Callback,
}

/// A callback's parameters and return cross like a slot's, one level deep.
pub(super) fn check_closure(closure: &crate::ast::Closure, cx: &mut Ctxt) {
    for Taken { ty, .. } in &closure.params {
        if !is_good(ty, At::Callback, cx) {
            continue;
        }
        match types::classify(ty) {
            Ok(Class::Value | Class::Object(_)) => {}
            class => refuse_in_callback(ty, class, "take", cx),
        }
    }
    let Some(ret) = &closure.ret else { return };
    if !is_good(ret, At::Callback, cx) {
        return;
    }
    match types::classify(ret) {
        Ok(Class::Value) if is_borrowed(closure, ret) => cx.error(
            ret,
            Code::UnsupportedClosure,
            "a callback cannot return a borrowed value",
            "return an owned value, or take a `&mut` parameter to write to",
        ),
        Ok(Class::Value) => {}
        Ok(Class::Object(_)) => cx.error(
            ret,
            Code::UnsupportedClosure,
            "a callback cannot return an object by reference",
            "return `Box<dyn ..>`, or take the object as a parameter",
        ),
        class => refuse_in_callback(ret, class, "return", cx),
    }
}

/// [`check`], and whether it said nothing.
fn is_good(ty: &Type, at: At, cx: &mut Ctxt) -> bool {
    let before = cx.count();
    check(ty, at, cx);
    cx.count() == before
}

/// What a callback returns, if that was refused because it borrows.
pub(crate) fn borrowed(class: &Class) -> Option<&Type> {
    let Class::Closure(closure) = class else { return None };
    closure.ret.as_ref().filter(|ret| is_borrowed(closure, ret))
}

fn is_borrowed(closure: &crate::ast::Closure, ret: &Type) -> bool {
    search::has_reference(ret) || lends(closure, ret)
}

/// Of a type that a callback cannot take or return by its form.
fn refuse_in_callback(ty: &Type, class: Result<Class, types::Refusal>, does: &str, cx: &mut Ctxt) {
    match class {
        Ok(Class::Function) => cx.error(ty, Code::UnsupportedType, types::NOT_GENERAL[0], types::NOT_GENERAL[1]),
        Err(types::Refusal { code, help }) if code == Code::UnsupportedObject => {
            cx.error(ty, code, format!("a callback cannot {does} `{}`", types::pretty(ty)), help);
        }
        _ => cx.error(
            ty,
            Code::UnsupportedClosure,
            format!("a callback cannot {does} a callback"),
            "make the callback a `#[vtable_api]` trait and take `&mut dyn` of it",
        ),
    }
}

/// Whether the result is lent for the callback's call.
fn lends(closure: &crate::ast::Closure, ret: &Type) -> bool {
    let own = closure.meant.first().and_then(|bound| bound.binder.as_ref()).map(places::names).unwrap_or_default();
    let lends = |place: &Place| place.name.as_ref().is_none_or(|name| own.contains(name));
    places::of(ret, &[]).all.iter().any(lends)
}

pub(super) fn check_ret(output: &ReturnType, cx: &mut Ctxt) {
    let ReturnType::Type(_, ty) = output else { return };
    if !is_good(ty, At::Return, cx) {
        return;
    }
    match types::classify(ty) {
        Ok(Class::Function) if types::is_general(ty) => {
            cx.error(&**ty, Code::UnsupportedType, types::NOT_GENERAL[0], types::NOT_GENERAL[1]);
        }
        Ok(Class::Value | Class::Function) => {}
        Ok(Class::Object(object)) => cx.error(
            &**ty,
            Code::UnsupportedObject,
            "an object of another table cannot be returned by reference",
            &in_place_of(&object),
        ),
        _ => cx.error(
            &**ty,
            Code::UnsupportedClosure,
            "a callback cannot be returned",
            "return a `Box<dyn Api>` of a trait with one method",
        ),
    }
}

/// What a slot returns in place of a reference to an object.
fn in_place_of(object: &Object) -> String {
    let shown = types::pretty(&object.object);
    let path = shown.strip_prefix("dyn ").unwrap_or(&shown);
    let name = path.split(" + ").next().unwrap_or(path);
    let handle = if object.mutable { "Mut" } else { "Ref" };
    let optional = |ty: String| if object.optional { format!("Option<{ty}>") } else { ty };
    let (owned, lent) = (optional(format!("Box<{shown}>")), optional(format!("{name}{handle}<'_>")));
    format!("return `{owned}`, or lend it by its handle: `{lent}`")
}

/// Whether a type of a parameter or a return has been refused by its form.
pub(crate) fn is_refused(ty: &Type) -> bool {
    let mut cx = Ctxt::default();
    check(ty, At::Param, &mut cx);
    !cx.is_clean() || !matches!(types::classify(ty), Ok(Class::Value | Class::Function))
}

/// Reports what has no place anywhere in a type that crosses, and whether there was any.
pub(super) fn refuse_inside(ty: &Type, code: Code, cx: &mut Ctxt) -> bool {
    if let Some(name) = search::macro_in(ty) {
        cx.error(name, code, types::NO_MACRO[0], types::NO_MACRO[1]);
    } else if let Some(statement) = search::statement_in(ty) {
        cx.error(statement, Code::UnsupportedType, types::NO_STATEMENT[0], types::NO_STATEMENT[1]);
    } else if let Some(name) = types::varies_in(ty) {
        cx.error(name, code, types::VARIES[0], types::VARIES[1]);
    } else if let Some(function) = types::general_inside(ty) {
        cx.error(function, code, types::NOT_GENERAL[0], types::NOT_GENERAL[1]);
    } else {
        return false;
    }
    true
}

/// Forms of types that a user might try, each with its own way out. What is a name here is asked of the type that it is
/// (`asked`).
pub(super) fn check(ty: &Type, at: At, cx: &mut Ctxt) {
    if refuse_inside(ty, Code::UnsupportedType, cx) {
        return;
    }
    if let Some(path) = elided::find(ty) {
        let [message, help] = elided::said(path);
        return cx.error(path, Code::UnsupportedType, message, &help);
    }
    let mut refuse = |message: &str, help: &str| cx.error(ty, Code::UnsupportedType, message, help);
    if let Some(lifetime) = types::given_for(ty) {
        return cx.error(&lifetime, Code::UnsupportedObject, types::NOT_GIVEN[0], types::NOT_GIVEN[1]);
    }
    if search::names(ty, "Self") {
        return refuse("`Self` is a different type in every provider", "take `&dyn Api`, or return `Box<dyn Api>`");
    }
    if let Some((part, [message, help])) = no_type(ty, true) {
        return cx.error(part, Code::UnsupportedType, message, help);
    }
    match types::bare(ty) {
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|part| check(part, at, cx)),
        Type::Array(array) => check(&array.elem, at, cx),
        Type::FnPtr(function) => check_function(function, ty, cx),
        Type::Path(_) => check_path(ty, at, cx),
        _ => {}
    }
}

const IMPL: [&str; 2] =
    ["`impl Trait` has no C signature", "take `&dyn Api`, or return `Box<dyn Api>`, of a `#[vtable_api]` trait"];
const NEVER: [&str; 2] = ["`!` cannot be promised across a boundary", "return `()`, and end the process in the caller"];
const STR: [&str; 2] = [
    "`str` has no size of its own, so it has no place here",
    "write `&str`; in another type, `vtable_api::Str<'_>` or `vtable_api::OwnedStr`",
];
const SLICE: [&str; 2] = [
    "a slice has no size of its own, so it has no place here",
    "write `&[T]`; in another type, `vtable_api::Slice<'_, T>` or `vtable_api::OwnedSlice<T>`",
];
const OBJECT: [&str; 2] = [
    "a trait object has no size of its own, so it has no place here",
    "as a parameter, write `&dyn Api` of a `#[vtable_api]` trait; to give it away, `Box<dyn Api>`",
];

/// The first part of a type by which it is none that a value could have, and its way out. `is_sized`: it does not stand behind a
/// pointer.
pub(super) fn no_type(ty: &Type, is_sized: bool) -> Option<(&Type, [&'static str; 2])> {
    let said = match types::bare(ty) {
        Type::Infer(_) => ["`_` is not a type", "write the type"],
        Type::ImplTrait(_) => IMPL,
        Type::Never(_) => NEVER,
        Type::TraitObject(_) if is_sized => OBJECT,
        Type::Slice(_) if is_sized => SLICE,
        Type::Path(path) if is_sized && path.path.is_ident("str") => STR,
        Type::Reference(reference) => return no_type(&reference.elem, false),
        Type::Ptr(pointer) => return no_type(&pointer.elem, false),
        Type::Path(path) => {
            // What stands in the brackets of another name may have no size.
            let holds = path.path.segments.last().is_some_and(|last| last.ident != "Box" && types::is_container(last));
            return types::all_inside(ty).into_iter().find_map(|inner| no_type(inner, holds));
        }
        Type::TraitObject(object) => {
            let closure = types::closure_of(object).ok()??;
            return closure.types().into_iter().find_map(|inner| no_type(inner, true)).map(|(_, said)| (ty, said));
        }
        Type::FnPtr(_) => return None,
        inner => return types::all_inside(inner).into_iter().find_map(|inner| no_type(inner, true)),
    };
    Some((ty, said))
}

/// Takes out of a slot that was refused what rustc would refuse as well, in words of its own.
pub(super) fn leave_out(sig: &mut Signature) {
    let mut names_self = false;
    let is_without_inputs = sig.inputs.is_empty();
    let params = sig.inputs.iter_mut().filter_map(|input| match input {
        FnArg::Typed(arg) => Some(&mut *arg.ty),
        FnArg::Receiver(_) => None,
    });
    let ret = match &mut sig.output {
        ReturnType::Type(_, ty) => Some(&mut **ty),
        ReturnType::Default => None,
    };
    if let Some(ty) = &ret
        && is_without_inputs
        && elided::find(ty).is_some()
    {
        sig.output = ReturnType::Default;
        return;
    }
    for ty in params.chain(ret) {
        if is_refused_anyway(ty) {
            *ty = parse_quote!(());
        }
        names_self |= search::names(ty, "Self");
    }
    if names_self {
        sig.generics.make_where_clause().predicates.push(parse_quote!(Self: Sized));
    }
}

/// Whether no trait may have it in a signature.
fn is_refused_anyway(ty: &Type) -> bool {
    let is_good = |part: &Type| std::ptr::eq(part, ty) && !matches!(part, Type::Infer(_) | Type::Never(_));
    is_of_self(ty) || no_type(ty, true).is_some_and(|(part, _)| !is_good(part))
}

/// Whether something of `Self` stands there, which the trait may lack, and not the type itself.
fn is_of_self(ty: &Type) -> bool {
    let is_path = |path: &TypePath| path.qself.is_some() || path.path.segments.len() > 1;
    search::any(ty, |part| matches!(part, search::Part::Expr(expr) if has_self(expr)))
        || matches!(types::bare(ty), Type::Path(path) if is_path(path) && search::names(ty, "Self"))
        || types::all_inside(ty).into_iter().any(is_of_self)
}

fn has_self(expr: &syn::Expr) -> bool {
    expr.to_token_stream().to_string().split_whitespace().any(|word| word == "Self")
}

fn check_path(ty: &Type, at: At, cx: &mut Ctxt) {
    if types::is_boxed_closure(ty) {
        cx.error(
            ty,
            Code::UnsupportedClosure,
            "a callback is lent for the call, not given away",
            match at {
                At::Param => {
                    "take `&mut dyn FnMut(..)`, or a `Box<dyn Api>` of a `#[vtable_api]` trait with one method"
                }
                At::Return => "return a `Box<dyn Api>` of a `#[vtable_api]` trait with one method",
                At::Callback => "pass a `Box<dyn Api>` of a `#[vtable_api]` trait with one method",
            },
        );
    }
    if let Some(inner) = types::option_of(ty)
        && !matches!(types::bare(inner), Type::Reference(_))
    {
        check(inner, at, cx);
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
