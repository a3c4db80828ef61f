//! `PhantomData`: no byte of it crosses and no record has it, so what it says of lifetimes may only be what everyone takes it
//! for: a value may be used where a shorter lifetime is wanted. What else it says of its type, `traits` has.

use super::traits::is_open_to_any;
use super::{Def, Field, outlives};
use crate::ctxt::Ctxt;
use crate::mangle::{local, quote_mixed};
use crate::places;
use crate::search;
use crate::spelling::{Lifetimes, Spelling};
use crate::types::{all_inside, bare, instance, is_container, pretty, replaced};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Lifetime, LifetimeParam, Type};
use vtable_api_manifest::diagnostics::Code;

/// The markers of a definition.
pub(super) fn all(def: &Def) -> Vec<&Field> {
    let markers = def.all_fields().into_iter().filter(|field| super::parse::is_marker(&field.ty));
    def.beside_unmade().into_iter().chain(markers).collect()
}

/// Lifetimes and type parameters.
fn names(def: &Def) -> Vec<String> {
    let lifetimes = def.generics.lifetimes().map(|param| places::name(&param.lifetime));
    lifetimes.chain(def.generics.type_params().map(|param| param.ident.unraw().to_string())).collect()
}

/// Reports what is written as no marker may be; rustc finds what hides behind a name.
pub(super) fn check(def: &Def, cx: &mut Ctxt) {
    for field in &all(def) {
        if let Some(name) = turned(&field.ty, &def.generics) {
            let (before, after) = if name.starts_with('\'') { ("&", " ()") } else { ("fn() -> ", "") };
            cx.error(
                &field.ty,
                Code::MarkerVariance,
                format!("a marker in `{}` says that `{name}` must not be shortened, which no record can express", def.ident),
                &format!(
                    "write `PhantomData<{before}{name}{after}>`; if `{name}` must not be shortened, show it with a field that crosses, through `&mut`"
                ),
            );
        } else if let Some(hidden) = hidden(def, &field.ty) {
            cx.error(
                &field.ty,
                Code::MarkerVariance,
                format!("a marker in `{}` names `{hidden}`: its type, and whether that is `Send`, depends on the arguments and is in no record", def.ident),
                "write the parameter itself, as in `PhantomData<T>`, or behind `&`, `*const` or `fn() ->`",
            );
        } else {
            outlives::check(def, field, cx);
        }
    }
}

/// What stands in a marker and may be another type for each argument: `T::Kind`, and where a bound lets `T` have one, also what may
/// be an alias of it.
fn hidden(def: &Def, marker: &Type) -> Option<String> {
    let params = def.type_params();
    if params.is_empty() {
        return None;
    }
    let mut types = vec![marker];
    let is_closed = !is_open_to_any(def);
    while let Some(ty) = types.pop() {
        let is_marker = std::ptr::eq(ty, marker);
        if !is_marker && !is_plain(ty, &params, is_closed) {
            return Some(pretty(ty));
        }
        types.append(&mut all_inside(bare(ty)));
    }
    None
}

/// Whether a type names parameters by themselves, if it names any.
fn is_plain(ty: &Type, params: &[&Ident], is_closed: bool) -> bool {
    let is_named = params.iter().any(|param| search::names(ty, &param.to_string()));
    let is_param = params.iter().any(|param| super::borrows::is_param(ty, param));
    match bare(ty) {
        _ if !is_named || is_param => true,
        Type::Path(path) => {
            let is_of_param = path.path.segments.first().is_some_and(|first| params.contains(&&first.ident));
            let is_projection = path.qself.is_some() || is_of_param;
            let last = path.path.segments.last();
            !is_projection && (!is_closed || last.is_some_and(is_container))
        }
        Type::Reference(_) | Type::Ptr(_) | Type::Slice(_) | Type::Array(_) | Type::FnPtr(_) | Type::Tuple(_) => true,
        _ => !is_closed,
    }
}

/// Types in which what they hold is written.
const CELLS: &[&str] = &["Cell", "RefCell", "UnsafeCell", "OnceCell", "Mutex", "RwLock"];

/// The first parameter that stands where no shorter lifetime may: in a parameter of a function, behind a `mut`, in a cell,
/// in a `dyn` type.
fn turned(ty: &Type, generics: &syn::Generics) -> Option<String> {
    let first = |ty: &Type| outlives::named(generics, ty).into_iter().next();
    let turns_all = match bare(ty) {
        Type::Ptr(pointer) => matches!(pointer.mutability, syn::PointerMutability::Mut(_)),
        Type::Reference(reference) => reference.mutability.is_some(),
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| CELLS.contains(&&*last.ident.unraw().to_string()))
        }
        Type::FnPtr(function) => match function.inputs.iter().find_map(|input| first(&input.ty)) {
            None => false,
            found => return found,
        },
        Type::TraitObject(_) => return first(ty),
        _ => false,
    };
    let inside = all_inside(bare(ty));
    inside.into_iter().find_map(|inner| if turns_all { first(inner) } else { turned(inner, generics) })
}

/// Functions that compile if each marker may stand where shorter lifetimes are wanted.
pub(super) fn proofs(def: &Def) -> TokenStream {
    if def.generics.params.is_empty() || !is_open_to_any(def) {
        return TokenStream::new();
    }
    all(def).iter().enumerate().map(|(number, field)| proof(def, number, field)).collect()
}

fn proof(def: &Def, number: usize, field: &Field) -> TokenStream {
    let declared = def.generics.lifetimes().map(|LifetimeParam { lifetime: long, .. }| {
        let short = Lifetime::new(&format!("'{}", shorter(&long.ident)), long.span());
        quote_mixed!(#long: #short, #short,)
    });
    let ty = Spelling { names: None, lifetimes: Lifetimes::Kept }.write(&field.ty);
    let private = &def.private;
    let params = def.type_params();
    let long = instance(ty.clone(), &params, &quote_mixed!(&'__vt_long #private::core::primitive::u8));
    let short = instance(ty, &params, &quote_mixed!(&'__vt_short #private::core::primitive::u8));
    let names = names(def);
    let short = replaced(short, &|word, in_lifetime| {
        (in_lifetime && names.contains(&word.unraw().to_string())).then(|| shorter(word).to_token_stream())
    });
    // Where an error stands, rustc shows the line of the marker, and that it is in what we have made.
    let span = Span::mixed_site().located_at(field.ty.span());
    let name = local("covariant_marker", number);
    quote_spanned! { span=>
        fn #name<#(#declared)* '__vt_long: '__vt_short, '__vt_short>(__vt_long: #long) -> #short { __vt_long }
    }
}

fn shorter(name: &Ident) -> Ident {
    format_ident!("__vt_shorter_{}", name.unraw())
}
