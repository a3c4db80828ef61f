//! Bounds between lifetimes that need not be written: `&'a View<'b>` stands where `'b: 'a` only. To write them down says nothing, so
//! they are no part of a record.

use crate::places::{self, Kind, Place};
use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, Type};

/// What outlives what, by references that the type's tokens show: all that stands behind one outlives it. What a callback
/// takes is not asked for where its type stands.
pub(crate) fn of(ty: &Type, params: &[&Ident]) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    add(ty, params, &mut found);
    found
}

fn add(ty: &Type, params: &[&Ident], found: &mut Vec<(Place, String)>) {
    match ty {
        Type::Paren(inner) => add(&inner.elem, params, found),
        Type::Group(inner) => add(&inner.elem, params, found),
        Type::Ptr(inner) => add(&inner.elem, params, found),
        Type::Slice(inner) => add(&inner.elem, params, found),
        Type::Array(inner) => add(&inner.elem, params, found),
        Type::Reference(reference) => {
            if let Some(shorter) = reference.lifetime.as_ref().map(places::name).filter(|name| name != "_") {
                for longer in places::of(&reference.elem, params).all {
                    if longer.kind == (Kind::Outer { in_callback: false }) || matches!(longer.kind, Kind::Param(_)) {
                        found.push((longer, shorter.clone()));
                    }
                }
            }
            add(&reference.elem, params, found);
        }
        Type::Path(path) => {
            for segment in &path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &segment.arguments else { continue };
                for argument in &arguments.args {
                    if let GenericArgument::Type(ty) = argument {
                        add(ty, params, found);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Takes those bounds away that follow from `implied` and from what is left, in order.
pub(crate) fn take_away<T: PartialEq + Clone>(bounds: &mut Vec<(T, T)>, implied: &[(T, T)]) {
    let mut at = 0;
    while at < bounds.len() {
        let bound = bounds.remove(at);
        if !follows(&bound, bounds, implied) {
            bounds.insert(at, bound);
            at += 1;
        }
    }
}

fn follows<T: PartialEq + Clone>(bound: &(T, T), bounds: &[(T, T)], implied: &[(T, T)]) -> bool {
    let mut shorter = vec![bound.0.clone()];
    let mut at = 0;
    while at < shorter.len() {
        for (one, other) in bounds.iter().chain(implied) {
            if *one == shorter[at] && !shorter.contains(other) {
                shorter.push(other.clone());
            }
        }
        at += 1;
    }
    shorter[1..].contains(&bound.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn implied(ty: &str) -> String {
        let pairs = of(&syn::parse_str(ty).unwrap(), &[]).into_iter();
        let pairs: Vec<_> =
            pairs.map(|(longer, shorter)| format!("{}: {shorter}", longer.name.unwrap_or_default())).collect();
        pairs.join(", ")
    }

    #[test]
    fn what_stands_behind_a_reference_outlives_it() {
        for (ty, wanted) in [
            ("&'a View<'b>", "b: a"),
            ("Option<&'a mut [&'b View<'c>]>", "b: a, c: a, c: b"),
            ("&View<'b>", ""),
            ("extern \"C\" fn(&'a View<'b>)", ""),
            ("&'a extern \"C\" fn(&'b u8)", ""),
        ] {
            assert_eq!(implied(ty), wanted, "{ty}");
        }
    }

    #[test]
    fn what_follows_is_taken_away() {
        let mut bounds = vec![("b", "a"), ("c", "a"), ("c", "b"), ("d", "a")];
        take_away(&mut bounds, &[("b", "a"), ("d", "c")]);
        assert_eq!(bounds, [("c", "b")]);
        let mut ring = vec![("a", "b"), ("b", "a")];
        take_away(&mut ring, &[]);
        assert_eq!(ring.len(), 2);
    }
}
