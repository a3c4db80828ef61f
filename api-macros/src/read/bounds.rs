//! What a definition says to outlive something. The record has bounds of lifetimes and of type parameters, and no others.

use crate::ctxt::Ctxt;
use crate::read::search::{self, names};
use crate::read::types::pretty;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    GenericArgument, GenericParam, Generics, Lifetime, PathArguments, Token, Type, TypeParamBound, WherePredicate,
};
use vtable_api_manifest::diagnostics::Code;

/// Reports what is said to outlive something and is neither a lifetime nor a type parameter: the record has bounds of these. rustc
/// finds what hides behind a name.
pub(crate) fn check(generics: &Generics, cx: &mut Ctxt) {
    for param in generics.lifetimes() {
        check_ends(&param.lifetime, &param.bounds, cx);
    }
    for param in generics.type_params() {
        check_associated(&param.bounds, cx);
    }
    let Some(clause) = &generics.where_clause else { return };
    for predicate in &clause.predicates {
        if let WherePredicate::Lifetime(bound) = predicate {
            check_ends(&bound.lifetime, &bound.bounds, cx);
        }
        let WherePredicate::Type(bound) = predicate else { continue };
        check_associated(&bound.bounds, cx);
        let (longer, named) = (pretty(&bound.bounded_ty), named(generics, &bound.bounded_ty));
        if bound.lifetimes.is_none() && named.first() == Some(&longer) {
            continue;
        }
        for shorter in &bound.bounds {
            if let TypeParamBound::Lifetime(shorter) = shorter
                && let Some(first) = named.first()
            {
                let shorter = pretty(shorter);
                let instead: Vec<_> = named.iter().map(|name| format!("{name}: {shorter}")).collect();
                let help = match shorter == "'static" && first.starts_with('\'') {
                    true => format!("remove it, and write `'static` instead of `{first}`"),
                    false => format!("write `{}`", instead.join(", ")),
                };
                refuse(predicate, &longer, &shorter, &help, cx);
            }
        }
    }
}

/// Reports a lifetime that can only be `'static`; rustc finds what hides behind a name.
fn check_ends(lifetime: &Lifetime, bounds: &Punctuated<Lifetime, Token![+]>, cx: &mut Ctxt) {
    for bound in bounds {
        if bound.ident == "static" {
            cx.error(
                bound,
                Code::LentFurther,
                format!("`{lifetime}` can only be `'static`, so a `&mut` of it would be lent for longer than any call"),
                &format!("remove `{lifetime}`, and write `'static` in its place"),
            );
        }
    }
}

/// Likewise of associated types: `Iterator<Item: 'a>`.
fn check_associated(bounds: &Punctuated<TypeParamBound, Token![+]>, cx: &mut Ctxt) {
    for bound in bounds {
        let TypeParamBound::Trait(bound) = bound else { continue };
        for segment in &bound.path.segments {
            let PathArguments::AngleBracketed(arguments) = &segment.arguments else { continue };
            for argument in &arguments.args {
                let GenericArgument::Constraint(inner) = argument else { continue };
                check_associated(&inner.bounds, cx);
                for shorter in &inner.bounds {
                    if let TypeParamBound::Lifetime(shorter) = shorter {
                        let help = "remove it, and state it where the associated type is used";
                        refuse(inner, &inner.ident.to_string(), &pretty(shorter), help, cx);
                    }
                }
            }
        }
    }
}

fn refuse(at: &dyn ToTokens, longer: &str, shorter: &str, help: &str, cx: &mut Ctxt) {
    cx.error(
        at,
        Code::UnsupportedDerive,
        format!(
            "`{longer}: {shorter}` bounds something other than a lifetime or a type parameter, so what it implies would be in no record"
        ),
        help,
    );
}

/// The lifetimes and type parameters that stand in a type, as they are written; all of them for `Self`, and for a macro.
pub(crate) fn named(generics: &Generics, ty: &Type) -> Vec<String> {
    let is_any = names(ty, "Self") || search::macro_in(ty).is_some();
    let named = |param: &GenericParam| match param {
        GenericParam::Lifetime(param) if is_any || names(ty, &param.lifetime.ident.to_string()) => {
            Some(pretty(&param.lifetime))
        }
        GenericParam::Type(param) if is_any || names(ty, &param.ident.to_string()) => Some(param.ident.to_string()),
        _ => None,
    };
    generics.params.iter().filter_map(named).collect()
}
