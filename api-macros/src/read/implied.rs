//! Bounds between lifetimes that need not be written: `&'a View<'b>` stands where `'b: 'a` only. To write them down says nothing, so
//! they are no part of a record.

use crate::read::places::{self, Kind, Place};
use crate::read::search::names;
use crate::read::types::{bare, inside};
use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, Type, TypePath};

/// What outlives what, by references that the type's tokens show: all that stands behind one outlives it. What a callback
/// takes is not asked for where its type stands.
pub(crate) fn of(ty: &Type, params: &[&Ident]) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    add(ty, params, &mut found);
    found
}

/// The same of what stands in a `PhantomData`.
pub(crate) fn of_marker(ty: &Type, params: &[&Ident]) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    if let Type::Path(path) = bare(ty) {
        add_arguments(path, params, &mut found);
    }
    found
}

/// Whether a `PhantomData` stands in it.
pub(crate) fn has_marker(ty: &Type) -> bool {
    names(ty, MARKER)
}

/// Whether the type is a name whose arguments have none: there is no other type to be led to.
pub(crate) fn is_flat(ty: &Type) -> bool {
    let Type::Path(path) = bare(ty) else { return false };
    let is_name = |argument: &GenericArgument| match argument {
        GenericArgument::Type(Type::Path(path)) => path.path.segments.iter().all(|segment| segment.arguments.is_none()),
        argument => matches!(argument, GenericArgument::Lifetime(_)),
    };
    path.qself.is_none() && arguments(path).into_iter().all(is_name)
}

/// What stands in the angle brackets of a path.
fn arguments(path: &TypePath) -> Vec<&GenericArgument> {
    let mut all = Vec::new();
    for segment in &path.path.segments {
        if let PathArguments::AngleBracketed(arguments) = &segment.arguments {
            all.extend(&arguments.args);
        }
    }
    all
}

const MARKER: &str = "PhantomData";

fn add_arguments(path: &TypePath, params: &[&Ident], found: &mut Vec<(Place, String)>) {
    for argument in arguments(path) {
        if let GenericArgument::Type(ty) = argument {
            add(ty, params, found);
        }
    }
}

fn add(ty: &Type, params: &[&Ident], found: &mut Vec<(Place, String)>) {
    match ty {
        Type::FnPtr(_) => return,
        Type::Reference(reference) => {
            if let Some(lifetime) = &reference.lifetime {
                for longer in &places::of(&reference.elem, params).all {
                    if let Kind::Outer { in_callback: false } | Kind::Param(_) = longer.kind {
                        found.push((longer.clone(), places::name(lifetime)));
                    }
                }
            }
        }
        Type::Path(path) => {
            // What is in a marker no record has.
            if path.path.segments.last().is_none_or(|last| last.ident != MARKER) {
                add_arguments(path, params, found);
            }
            return;
        }
        _ => {}
    }
    for inner in inside(ty) {
        add(inner, params, found);
    }
}

/// Takes those bounds away, between numbers, that follow from `implied` and from what is left, in order.
pub(crate) fn take_away(bounds: &mut Vec<(usize, usize)>, implied: &[(usize, usize)]) {
    let mut at = 0;
    while at < bounds.len() {
        let bound = bounds.remove(at);
        if !follows(bound, bounds, implied) {
            bounds.insert(at, bound);
            at += 1;
        }
    }
}

/// Whether a bound follows from others.
pub(crate) fn follows(
    (longer, shorter): (usize, usize),
    bounds: &[(usize, usize)],
    implied: &[(usize, usize)],
) -> bool {
    let mut reached = vec![longer];
    let mut at = 0;
    while at < reached.len() {
        for &all in &[bounds, implied] {
            for (one, other) in all {
                if *one == reached[at] && !reached.contains(other) {
                    reached.push(*other);
                }
            }
        }
        at += 1;
    }
    longer != shorter && reached.contains(&shorter)
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
            ("PhantomData<&'a &'b u8>", ""),
        ] {
            assert_eq!(implied(ty), wanted, "{ty}");
        }
    }

    #[test]
    fn what_follows_is_taken_away() {
        let mut bounds = vec![(2, 1), (3, 1), (3, 2), (4, 1)];
        take_away(&mut bounds, &[(2, 1), (4, 3)]);
        assert_eq!(bounds, [(3, 2)]);
        let mut ring = vec![(1, 2), (2, 1)];
        take_away(&mut ring, &[]);
        assert_eq!(ring.len(), 2);
    }
}
