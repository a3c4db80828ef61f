//! Types whose only lifetime is not even `'_`. Rust allows that in a signature, but in no item of which the signature is made, so it is said
//! once, before rustc says it of each.
//!
//! The name says so: of a companion, or of a type that was derived before. A path to another type of that name is not taken for it.

use crate::read::package::has_one_lifetime;
use crate::read::search;
use crate::read::types::pretty;
use syn::{GenericArgument, PathArguments, PathSegment, Type, TypePath};

/// What this crate has of that kind.
const COMPANIONS: &[&str] = &["Str", "Slice", "SliceMut"];

/// The first such type in `ty`.
pub(crate) fn find(ty: &Type) -> Option<&TypePath> {
    search::path(ty, &is_elided)
}

/// What is said of it in a slot.
pub(crate) fn said(path: &TypePath) -> [String; 2] {
    let (name, text) = (name(path), pretty(path));
    let written = match text.split_once('<') {
        Some((before, arguments)) => format!("{before}<'_, {arguments}"),
        None => format!("{text}<'_>"),
    };
    let message = format!("the lifetime of `{text}` is not written, so the record could not tell it apart");
    let help = format!(
        "write `{written}`, or give it a name\n         if `{name}` is another type, which has no lifetime, write its path: `self::{name}`"
    );
    [message, help]
}

/// Its last name.
pub(crate) fn name(path: &TypePath) -> String {
    path.path.segments[path.path.segments.len() - 1].ident.to_string()
}

fn is_elided(path: &TypePath) -> bool {
    let segments = &path.path.segments;
    let last = &segments[segments.len() - 1];
    for argument in types_in(last) {
        if let GenericArgument::Lifetime(_) = argument {
            return false;
        }
    }
    let name = last.ident.to_string();
    let is_ours = COMPANIONS.contains(&name.as_str());
    match segments.len() {
        _ if matches!(last.arguments, PathArguments::Parenthesized(_)) || path.qself.is_some() => false,
        1 if path.path.leading_colon.is_none() => has_one_lifetime(&name).unwrap_or(is_ours),
        2 => is_ours && segments[0].ident == "vtable_api",
        _ => false,
    }
}

fn types_in(segment: &PathSegment) -> Vec<&GenericArgument> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().collect(),
        _ => Vec::new(),
    }
}
