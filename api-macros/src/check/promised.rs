//! What bounds say of type parameters.

use crate::ast::def::Def;
use crate::read::types::is_param;
use syn::punctuated::Punctuated;
use syn::{Token, TypeParamBound, WherePredicate};

/// Traits that the arguments which are tried have.
const KNOWN: &[&str] = &["Plain", "Element", "AbiType", "Described", "Copy", "Clone", "Sized", "Send", "Sync", "Debug"];

/// What bounds say of a type parameter.
#[derive(Default)]
pub(crate) struct Promised {
    pub(crate) send: bool,
    pub(crate) sync: bool,
    pub(crate) crosses: bool,
}

impl Promised {
    /// Whether any plain type keeps such a bound, as far as its name tells.
    fn add(&mut self, bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
        for bound in bounds {
            let TypeParamBound::Trait(bound) = bound else { continue };
            let Some(last) = bound.path.segments.last() else { return false };
            let name = last.ident.to_string();
            if !KNOWN.contains(&name.as_str()) {
                return false;
            }
            self.send |= name == "Send";
            self.sync |= name == "Sync";
            self.crosses |= name == "AbiType";
        }
        true
    }
}

/// What is promised of each type parameter, if any plain type that keeps it can be an argument.
pub(crate) fn promised(def: &Def) -> Option<Vec<Promised>> {
    let mut all = Vec::new();
    for param in def.generics.type_params() {
        let mut promised = Promised::default();
        if !promised.add(&param.bounds) {
            return None;
        }
        all.push(promised);
    }
    let params = def.type_params();
    let Some(clause) = &def.generics.where_clause else { return Some(all) };
    for predicate in &clause.predicates {
        let bound = match predicate {
            WherePredicate::Lifetime(_) => continue,
            WherePredicate::Type(bound) => bound,
            _ => return None,
        };
        if bound.bounds.iter().all(|bound| matches!(bound, TypeParamBound::Lifetime(_))) {
            continue;
        }
        let number = params.iter().position(|param| is_param(&bound.bounded_ty, param))?;
        if !all[number].add(&bound.bounds) {
            return None;
        }
    }
    Some(all)
}

/// Whether any plain type can be an argument, as far as bounds tell.
pub(crate) fn is_open_to_any(def: &Def) -> bool {
    promised(def).is_some()
}
