//! `PhantomData`: no byte of it crosses and no record has it, so what it says of lifetimes may only be what everyone takes it
//! for: a value may be used where a shorter lifetime is wanted. What else it says of its type, `promised` has.

use super::bounds::{self, Bound};
use super::promised::is_open_to_any;
use crate::ast::def::{Def, Field};
use crate::ctxt::Ctxt;
use crate::read::bounds::named;
use crate::read::def::is_marker;
use crate::read::types::{all_inside, bare, is_container, is_param, pretty};
use crate::read::{implied, places, search};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{Generics, Lifetime, Type};
use vtable_api_manifest::diagnostics::Code;

/// The markers of a definition.
pub(crate) fn all(def: &Def) -> Vec<&Field> {
    let mut all = def.beside_unmade();
    all.extend(def.all_fields().into_iter().filter(|field| is_marker(&field.ty)));
    all
}

/// Reports what is written as no marker may be; rustc finds what hides behind a name.
pub(crate) fn check(def: &Def, cx: &mut Ctxt) {
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
            implies(def, field, cx);
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
    let is_param = params.iter().any(|param| is_param(ty, param));
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
fn turned(ty: &Type, generics: &Generics) -> Option<String> {
    let first = |ty: &Type| named(generics, ty).into_iter().next();
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

/// Reports a marker whose tokens imply more; rustc finds what hides behind a name.
fn implies(def: &Def, field: &Field, cx: &mut Ctxt) {
    let implied = implied::of_marker(&field.ty, &def.type_params());
    let Some(Bound { mut longer, shorter }) = bounds::unrecorded(def, implied) else { return };
    let shorter = pretty(&lifetime(def, &shorter));
    let mut other = longer.clone();
    if longer.starts_with('\'') {
        longer = pretty(&lifetime(def, &longer));
        other = format!("&{longer} ()");
    }
    cx.error(
        &field.ty,
        Code::MarkerVariance,
        format!("a marker in `{}` implies that `{longer}` outlives `{shorter}`, which is in no record", def.ident),
        &format!(
            "declare it with `where {longer}: {shorter}`, which is recorded; or write `PhantomData<(&{shorter} (), {other})>`, which \
             implies nothing about the two"
        ),
    );
}

/// As it is declared: `'r#fn` is called `'fn` elsewhere.
pub(crate) fn lifetime(def: &Def, name: &str) -> Lifetime {
    let mut declared = def.generics.lifetimes().map(|param| &param.lifetime);
    match declared.find(|declared| name[1..] == places::name(declared)) {
        Some(declared) => declared.clone(),
        None => Lifetime::new(name, Span::mixed_site()),
    }
}
