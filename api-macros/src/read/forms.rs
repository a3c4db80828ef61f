//! Types that no slot can have by their form, each with its own way out.

use crate::ast::Class;
use crate::ctxt::Ctxt;
use crate::read::places::{self, Place};
use crate::read::search;
use crate::read::types;
use syn::{ReturnType, Type, TypePath};
use vtable_api_manifest::diagnostics::Code;

/// A callback's parameters and return cross like a slot's, one level deep.
pub(super) fn check_closure(closure: &crate::ast::Closure, cx: &mut Ctxt) {
    for ty in closure.types() {
        check(ty, cx);
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

pub(super) fn check_ret(output: &ReturnType, cx: &mut Ctxt) {
    let ReturnType::Type(_, ty) = output else { return };
    check(ty, cx);
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

/// Whether a type of a parameter or a return has been refused by its form.
pub(crate) fn is_refused(ty: &Type) -> bool {
    let mut cx = Ctxt::default();
    check(ty, &mut cx);
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
pub(super) fn check(ty: &Type, cx: &mut Ctxt) {
    if refuse_inside(ty, Code::UnsupportedType, cx) {
        return;
    }
    let mut refuse = |message: &str, help: &str| cx.error(ty, Code::UnsupportedType, message, help);
    if let Some(lifetime) = types::given_for(ty) {
        return cx.error(&lifetime, Code::UnsupportedObject, types::NOT_GIVEN[0], types::NOT_GIVEN[1]);
    }
    if search::names(ty, "Self") {
        return refuse("`Self` is a different type in every provider", "take `&dyn Api`, or return `Box<dyn Api>`");
    }
    match types::bare(ty) {
        Type::ImplTrait(_) => refuse(
            "`impl Trait` has no C signature",
            "take `&dyn Api`, or return `Box<dyn Api>`, of a `#[vtable_api]` trait",
        ),
        Type::Never(_) => {
            refuse("`!` cannot be promised across a boundary", "return `()`, and end the process in the caller")
        }
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|part| check(part, cx)),
        Type::Array(array) => check(&array.elem, cx),
        Type::Slice(_) | Type::TraitObject(_) => refuse("an unsized type cannot be passed", "take a reference to it"),
        Type::FnPtr(function) => check_function(function, ty, cx),
        Type::Infer(_) => refuse("`_` is not a type", "write the type"),
        Type::Path(path) => check_path(path, ty, cx),
        _ => {}
    }
}

fn check_path(path: &TypePath, ty: &Type, cx: &mut Ctxt) {
    if path.path.is_ident("str") {
        cx.error(ty, Code::UnsupportedType, "an unsized type cannot be passed", "take `&str`");
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
        check(inner, cx);
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
